import { expect } from "chai";
import { type SignInErrorId, signInError, signInErrorIds } from "../../../../tools/signin/errors";
import { place } from "../../../../tools/signin/errors/fill";
import type { SignIn, Stop } from "../../../../tools/signin/result";
import { hopNames } from "../../../../tools/signin/result";
import { makeWorld } from "../../../helpers/world";
import { allFaults as faults } from "./faults/all";
import { alice, type Fault } from "./faults/fault";

async function meet({ break: breakIt, user = alice }: Fault): Promise<SignIn> {
    const world = await makeWorld();
    await breakIt(world);
    return world.signIn(user);
}

const words = ({ cause, confirm, change }: Stop) => `${cause}\n${confirm}\n${change}`;

describe("A walk with one fault", () => {
    for (const fault of faults) {
        it(`stops at ${fault.hop} for ${fault.fault}`, async () => {
            const { verdict, stop, hops, missing } = await meet(fault);
            const { hop, error, cause, message } = fault;
            expect({
                verdict,
                hop: stop?.hop,
                error: stop?.error,
                cause: stop?.causeId,
                message: stop?.message,
            }).to.deep.equal({ verdict: "no", hop, error, cause, message });
            expect(signInError(error).refusedBy).to.equal(hop);
            expect(missing).to.deep.equal([]);
            const at = hopNames.indexOf(hop as (typeof hopNames)[number]);
            expect(hops.map(({ outcome }) => outcome)).to.deep.equal(
                hopNames.map((_, index) => (index < at ? "passed" : index === at ? "stopped" : "notReached")),
            );
            expect(hops[at]?.checks.at(-1)?.outcome).to.equal("failed");
        });

        it(`says in words that can be used what is wrong with ${fault.fault}`, async () => {
            const { stop } = await meet(fault);
            const said = words(stop as Stop);
            expect(said).to.not.match(/<\w+>|undefined|\[object|NaN/);
            for (const name of fault.names ?? []) {
                expect(said).to.include(name);
            }
            expect(unfilled(stop as Stop)).to.deep.equal([]);
        });
    }

    it("comes to every cause of the catalogue, except those that the catalogue says no walk ends with", () => {
        // Those of Cognito are on another way, which has its own test.
        const ids = signInErrorIds.filter((id) => signInError(id).refusedBy !== "cognito");
        const causes = ids.flatMap((error) =>
            Object.entries(signInError(error).causes).map(([id, { inWalk }]) => ({ id: `${error}.${id}`, inWalk })),
        );
        const reached = new Set(faults.map(({ error, cause }) => `${error}.${cause}`));
        expect(causes.filter(({ id }) => !reached.has(id)).map(({ id }) => id)).to.deep.equal(
            causes.filter(({ inWalk }) => inWalk === "never").map(({ id }) => id),
        );
    });
});

/** Places of the texts that show their general words although the walk knew, or could have known, the value. */
function unfilled(stop: Stop): string[] {
    const { causes } = signInError(stop.error as SignInErrorId);
    const { cause = "", confirm = "", change = "" } = causes[stop.causeId] ?? {};
    return [
        [cause, stop.cause],
        [confirm, stop.confirm],
        [change, stop.change],
    ].flatMap(([template = "", text = ""]) => placesWithGeneralWords(template, text));
}

function placesWithGeneralWords(template: string, text: string): string[] {
    const places = [...template.matchAll(place)];
    const literals = template.split(new RegExp(place.source.replace(/\((?!\?)/g, "(?:"), "g"));
    const pattern = literals.map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("(.*?)");
    const values = new RegExp(`${pattern}$`, "s").exec(text)?.slice(1) ?? [];
    return places.flatMap(([whole, , general], index) => (values[index] === (general ?? whole) ? [whole] : []));
}
