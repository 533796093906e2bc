import { expect } from "chai";
import fc from "fast-check";
import * as claims from "../../rules/claims";
import * as cognito from "../../rules/cognito";
import * as connect from "../../rules/connect";
import * as entra from "../../rules/entra";
import * as iam from "../../rules/iam";
import * as relayState from "../../rules/relayState";
import * as saml from "../../rules/saml";
import * as text from "../../rules/text";

const rooms: Record<string, Record<string, unknown>> = { claims, cognito, connect, entra, iam, relayState, saml, text };
const checks = Object.entries(rooms).flatMap(([room, exports]) =>
    Object.entries(exports)
        .filter(([name]) => name.endsWith("Problem"))
        .map(([name, check]) => [`${room}.${name}`, check as (value: unknown, nowMs?: number) => unknown] as const),
);

const values = fc.oneof(
    fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSet: true,
        withSparseArray: true,
        withTypedArray: true,
        withUnicodeString: true,
    }),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.constantFrom("<a\u001b[2J\u202e>", "<?xml?>\u202e", "a\u202e,b", "#EXT#\u001b[2J"),
    fc.constantFrom("", "\ud800", "https://\udc00", "x".repeat(1_000_000), "a@".repeat(100_000), "-".repeat(100_000)),
    fc.constantFrom(Symbol("x"), () => 1, Number.NaN, -0, { toJSON: () => undefined }, { toString: null }),
);

describe("every check", () => {
    it("of the rules is found", () => {
        expect(checks.length).to.be.at.least(34);
    });

    for (const [name, check] of checks) {
        it(`${name} answers any value with nothing or one visible line of text, and never throws`, () => {
            fc.assert(
                fc.property(values, (value) => {
                    const problem = check(value, 0);
                    expect(
                        problem === undefined ||
                            (typeof problem === "string" && /^must [^\p{Cc}\p{Cf}\p{Surrogate}]+$/u.test(problem)),
                    ).to.equal(true);
                }),
                { numRuns: 200 },
            );
        });
    }
});
