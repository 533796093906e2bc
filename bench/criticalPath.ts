/** A first `up` in clouds that take their time, beside the longest chain of resources that need one another. */
import { type EngineStack, makeStack } from "../tests/helpers/engine";
import { awsCloud } from "../tools/rehearsal/clouds/aws/index";
import { azureadCloud } from "../tools/rehearsal/clouds/azuread/index";
import { type Measurement, median, type Result, seconds } from "./measurement";

/** Of the realistic times, so that a run does not take minutes. */
const factor = 0.2;
const noLimit = { perSecond: 1000, burst: 1000 };
/** The clouds' limits are left out: how long they keep a creation waiting depends on what else is created. */
const slowClouds = { preset: "realistic", factor, throttle: { connect: noLimit, graph: noLimit } };

export async function measure(sizes: readonly number[], repeats: number): Promise<Result> {
    const measurements: Measurement[] = [];
    for (const people of sizes) {
        const waits: number[] = [];
        let longest = 0;
        for (let run = 0; run < repeats; run++) {
            const [quick, slow] = [await deployed(people), await deployed(people, slowClouds)];
            waits.push(slow.seconds - quick.seconds);
            longest = slow.longest;
        }
        measurements.push({
            what: "waiting for the clouds",
            size: `${people} people`,
            unit: "s",
            ours: median(waits),
            other: longest,
        });
    }
    return {
        comparedWith: `the longest chain of creations that need one another, all at ${factor} of the realistic times (docs/fault-plans.md)`,
        measurements,
    };
}

async function deployed(people: number, plan?: unknown): Promise<{ seconds: number; longest: number }> {
    const names = Array.from({ length: people }, (_, index) => `agent${index}@contoso.example`);
    const user = { firstName: "Ann", lastName: "Agent", securityProfiles: ["Admin"] };
    const stack = await makeStack({
        config: {
            "aws:region": "eu-central-1",
            instanceAlias: "contoso-bench",
            users: Object.fromEntries(names.map((name) => [name, user])),
        },
        directory: {
            users: names.map((userPrincipalName, index) => ({
                id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
                userPrincipalName,
                accountEnabled: true,
            })),
        },
        plan,
    });
    try {
        const time = await seconds(async () => {
            const { code, output } = await stack.up();
            if (code !== 0) {
                throw new Error(output);
            }
        });
        return { seconds: time, longest: await longestChain(stack) };
    } finally {
        stack.remove();
    }
}

async function longestChain(stack: EngineStack): Promise<number> {
    const { resources = [] } = (await stack.export()) as {
        resources?: { urn: string; type: string; dependencies?: string[]; parent?: string }[];
    };
    const ends = new Map<string, number>();
    // An export lists what is needed before what needs it.
    for (const { urn, type, dependencies = [] } of resources) {
        const begin = Math.max(0, ...dependencies.map((needed) => ends.get(needed) ?? 0));
        ends.set(urn, begin + creationSeconds(type));
    }
    return Math.max(...ends.values()) * factor;
}

function creationSeconds(type: string): number {
    const pace = [awsCloud, azureadCloud].find(({ types }) => types.some(({ token }) => token === type))?.pace;
    const own = pace?.operations.find((one) => one.type === type && one.operation === "create");
    const requests = typeof own?.requests === "number" ? own.requests : 1;
    return pace === undefined ? 0 : (requests * pace.requestMs + (own?.waitMs ?? 0)) / 1000;
}
