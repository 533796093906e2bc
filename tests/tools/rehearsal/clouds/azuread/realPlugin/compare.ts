/** The questions that both plugins get, and where they answer differently. */
import { isDeepStrictEqual } from "node:util";
import { azureadCloud } from "../../../../../../tools/rehearsal/clouds/azuread";
import type { Values } from "../../../../../../tools/rehearsal/clouds/provider/resourceType";
import { directory } from "../entra";
import { checkSamples, lookUpSamples, type Sample, variants } from "./samples";
import type { World } from "./world";

export interface Difference {
    question: string;
    emulated: unknown;
    real: unknown;
}

export interface Compared {
    asked: number;
    differences: Difference[];
}

/** What answers: a plugin over its directory. */
export type Asked = Pick<World, "made" | "check" | "diff" | "lookUp">;
type Question = [title: string, ask: (world: Asked) => Promise<unknown>];

export function checkQuestions(): Question[] {
    return checkSamples().map((sample) => [titleOf("Check", sample), (world) => world.check(sample)]);
}

/** Of each object that a plugin has made: it as it is, and each of its properties changed. */
export function diffQuestions({ made: all }: Asked): Question[] {
    return all.flatMap(({ token, asked }, index): Question[] => {
        const { properties = {} } = azureadCloud.types.find((type) => type.token === token) ?? {};
        return variants(token, asked, properties).map((sample) => [
            titleOf("Diff", sample),
            (world) => {
                const made = world.made[index];
                if (made === undefined) {
                    throw new Error(`${token} was not made`);
                }
                return world.diff(made, adopt(sample.inputs, asked, made.asked));
            },
        ]);
    });
}

/** A sample's inputs, with this directory's own values where they are unchanged: what an object points to is another one in each. */
function adopt(inputs: Values, asked: Values, own: Values): Values {
    return Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [name, value === asked[name] ? (own[name] ?? value) : value]),
    );
}

export function lookUpQuestions(): Question[] {
    const [user] = directory.users;
    const [group] = directory.groups;
    const known = [user?.userPrincipalName, user?.id, user?.mail, group?.displayName, group?.id, "Amazon Connect"];
    const samples = lookUpSamples(known.filter((value) => typeof value === "string"));
    return samples.map((sample) => [titleOf("Invoke", sample), (world) => world.lookUp(sample)]);
}

export async function compare(emulated: Asked, real: Asked, questions: readonly Question[]): Promise<Compared> {
    const compared: Compared = { asked: 0, differences: [] };
    for (const [question, ask] of questions) {
        const [ours, theirs] = await Promise.all([ask(emulated), ask(real)]);
        if (ours === undefined && theirs === undefined) {
            continue;
        }
        compared.asked += 1;
        if (!isDeepStrictEqual(ours, theirs) && !saysNotModelled(ours)) {
            compared.differences.push({ question, emulated: ours, real: theirs });
        }
    }
    return compared;
}

/** What the emulated plugin does not model it refuses, and says so: that is no wrong answer. */
function saysNotModelled(answer: unknown): boolean {
    return /does not model|is not modelled/.test(JSON.stringify(answer ?? ""));
}

const titleOf = (call: string, { token, what }: Sample) => `${call} ${token.split(":").at(-1)}, ${what}`;
