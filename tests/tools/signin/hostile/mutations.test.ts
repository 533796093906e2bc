import { expect } from "chai";
import fc from "fast-check";
import { readResponse } from "../../../../tools/signin/saml/readResponse";
import type { SamlAssertion } from "../../../../tools/signin/saml/response";
import { buildResponse } from "../../../helpers/buildResponse";
import { alice, base64, content, type Outcome, post, sign, signedResponse } from "./attempt";

/** Where one may change something, as a share of the whole text, so that it fits a text of any length. */
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

type Mutation = (text: string) => string;
const at = (text: string, where: number) => Math.floor(where * text.length);

/** Pieces that mean something to XML, SAML or a signature. */
const piece = fc.constantFrom(
    ...[
        "<",
        ">",
        "&",
        '"',
        "'",
        "/",
        "=",
        " ",
        "\n",
        "\r",
        "\t",
        "\0",
        "a",
        "#",
        "]]>",
        "<!--",
        "-->",
        "<?x?>",
        "&#97;",
    ],
    ...['<?xml version="1.0"?>', "<![CDATA[", "]]>", "<!DOCTYPE a []>", "&amp;", "</Assertion>", "<Assertion>"],
    ...['xmlns=""', ' xmlns="urn:x"', ' xmlns:a="urn:x"', ' ID="_assertion-1"', ' Id="_assertion-1"', "<Signature/>"],
    ...["<AttributeValue>", "</AttributeValue>", "<Audience>", "admin", "\u00e9", "\ufeff", "\u{1f600}"],
);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
    fc.tuple(share, fc.nat(60)).map(
        ([where, length]): Mutation =>
            (text) =>
                text.slice(0, at(text, where)) + text.slice(at(text, where) + length),
    ),
    fc.tuple(share, fc.nat(400), share).map(
        ([from, length, to]): Mutation =>
            (text) =>
                text.slice(0, at(text, to)) +
                text.slice(at(text, from), at(text, from) + length) +
                text.slice(at(text, to)),
    ),
    fc.tuple(share, share).map(
        ([one, other]): Mutation =>
            (text) => {
                const [first, second] = [at(text, one), at(text, other)].sort((a, b) => a - b) as [number, number];
                const end = Math.min(second + 40, text.length);
                const begin = Math.min(first + 40, second);
                return (
                    text.slice(0, first) +
                    text.slice(second, end) +
                    text.slice(begin, second) +
                    text.slice(first, begin) +
                    text.slice(end)
                );
            },
    ),
    fc.tuple(share, piece).map(
        ([where, inserted]): Mutation =>
            (text) =>
                text.slice(0, at(text, where)) + inserted + text.slice(at(text, where)),
    ),
    fc.tuple(share, fc.integer({ min: 1, max: 127 })).map(
        ([where, bits]): Mutation =>
            (text) => {
                const index = at(text, where);
                return `${text.slice(0, index)}${String.fromCharCode(text.charCodeAt(index) ^ bits)}${text.slice(index + 1)}`;
            },
    ),
    fc.tuple(share, share, fc.boolean()).map(
        ([from, to, whole]): Mutation =>
            (text) =>
                moveElement(text, from, to, whole),
    ),
);

/** Takes an element without children, or with its end tag after it, to another place between two tags. */
function moveElement(text: string, from: number, to: number, isCopy: boolean): string {
    const elements = [...text.matchAll(/<(\w+)[^<>]*>[^<>]*<\/\1>|<\w+[^<>]*\/>/g)];
    const [element] = elements[Math.floor(from * elements.length)] ?? [""];
    const rest = isCopy || element === "" ? text : text.replace(element, "");
    const places = [...rest.matchAll(/>(?=<)/g)].map(({ index }) => index + 1);
    const place = places[Math.floor(to * places.length)] ?? 0;
    return rest.slice(0, place) + element + rest.slice(place);
}

/** What is read out of an assertion; a response's own ID and status are not signed. */
const assertionOf = (xml: string): SamlAssertion | undefined => readResponse(xml).response.assertion;

/** An answer, and no other, in good time. */
async function answered(field: string): Promise<Outcome> {
    const outcome = await post(field);
    expect(outcome.verdict).to.be.oneOf(["accepted", "refused"]);
    return outcome;
}

async function holdsUnderMutation(good: string, numRuns: number): Promise<void> {
    const said = assertionOf(good);
    await fc.assert(
        fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
            const mutated = mutations.reduce((text, one) => one(text), good);
            const outcome = await answered(base64(mutated));
            if (outcome.verdict === "accepted") {
                expect(assertionOf(mutated)).to.deep.equal(said);
            }
        }),
        { numRuns, interruptAfterTimeLimit: 4000 },
    );
}

describe("Whatever is posted, AWS's side answers", () => {
    it("any text", async () => {
        await fc.assert(
            fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (text) => {
                expect((await answered(text)).verdict).to.equal("refused");
            }),
            { numRuns: 300 },
        );
    });

    it("any bytes in base64", async () => {
        await fc.assert(
            fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
                expect((await answered(base64(bytes))).verdict).to.equal("refused");
            }),
            { numRuns: 300 },
        );
    });

    it("any markup made of a response's pieces", async () => {
        const pieces = [...buildResponse(content).matchAll(/<[^>]*>|[^<]+/g)].map(([one]) => one);
        await fc.assert(
            fc.asyncProperty(fc.array(fc.oneof(fc.constantFrom(...pieces), piece), { maxLength: 60 }), async (some) => {
                expect((await answered(base64(some.join("")))).verdict).to.equal("refused");
            }),
            { numRuns: 200 },
        );
    });

    it("a good response that was changed, and never takes it for saying something else", async () => {
        await holdsUnderMutation(await signedResponse(), 600);
    });

    it("one with typed values and prefixes that was changed, and never takes it for saying something else", async () => {
        const typed = '<AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">';
        await holdsUnderMutation(await sign(buildResponse(content).replaceAll("<AttributeValue>", typed)), 400);
    });

    it("any base64 of a good response with characters changed", async () => {
        const good = base64(await signedResponse());
        const letters = fc.constantFrom(..."AZaz09+/=-_ \n%.\u00e9");
        await fc.assert(
            fc.asyncProperty(share, letters, async (where, letter) => {
                const field = good.slice(0, at(good, where)) + letter + good.slice(at(good, where) + 1);
                const outcome = await answered(field);
                expect(outcome.verdict === "refused" || outcome.as === alice).to.equal(true);
            }),
            { numRuns: 200 },
        );
    });
});
