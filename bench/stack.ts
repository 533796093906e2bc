/** `npm run bench -- stack [people]`: the stack program beside a bare program of the same resources. */
import { join } from "node:path";
import { type EngineStack, makeStack, type Run } from "../tests/helpers/engine";

const defaultPeople = 60;

interface Figures {
    preview: number;
    up: number;
    noChange: number;
    stateBytes: number;
}

export async function run([count, repeats]: string[]): Promise<void> {
    const people = count === undefined ? defaultPeople : Number(count);
    const pairs: Record<"bare" | "stack", Figures>[] = [];
    for (let index = 0; index < Number(repeats ?? 1); index++) {
        pairs.push({ bare: await measure(people, join(__dirname, "bareProgram")), stack: await measure(people) });
    }
    console.log(`people  ${people}`);
    for (const figure of ["preview", "up", "noChange", "stateBytes"] as const) {
        const sorted = (of: "bare" | "stack") => pairs.map((pair) => pair[of][figure]).sort((a, b) => a - b);
        const [bare, stack] = [sorted("bare"), sorted("stack")].map((all) => all[Math.floor(all.length / 2)] ?? 0);
        const unit = (it = 0) => (figure === "stateBytes" ? `${Math.round(it / 1000)} kB` : `${it.toFixed(1)} s`);
        console.log(
            `${figure.padEnd(12)}bare ${unit(bare).padEnd(10)}stack ${unit(stack).padEnd(10)}ratio ${((stack ?? 0) / (bare ?? 1)).toFixed(2)}`,
        );
    }
}

async function measure(people: number, program?: string): Promise<Figures> {
    const names = Array.from({ length: people }, (_, index) => `agent${index}@contoso.example`);
    const users = names.map((name, index) => [
        name,
        {
            firstName: "Agent",
            lastName: `Number ${index}`,
            securityProfiles: [index === 0 && !program ? "Admin" : "Agent"],
        },
    ]);
    const stack = await makeStack({
        config: { "aws:region": "eu-central-1", instanceAlias: "contoso-bench", users: Object.fromEntries(users) },
        directory: {
            users: names.map((userPrincipalName, index) => ({
                id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
                userPrincipalName,
                accountEnabled: true,
            })),
        },
        ...(program === undefined ? {} : { program }),
    });
    try {
        const preview = await seconds(() => stack.preview());
        const up = await seconds(() => stack.up());
        const noChange = await seconds(() => stack.preview("--expect-no-changes"));
        const stateBytes = await stateSize(stack);
        return { preview, up, noChange, stateBytes };
    } finally {
        stack.remove();
    }
}

async function stateSize(stack: EngineStack): Promise<number> {
    const deployment = await stack.export();
    return Buffer.byteLength(JSON.stringify(deployment, undefined, 4));
}

async function seconds(operation: () => Promise<Run>): Promise<number> {
    const started = performance.now();
    const { code, output } = await operation();
    if (code !== 0) {
        throw new Error(output);
    }
    return (performance.now() - started) / 1000;
}
