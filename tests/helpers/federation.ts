import { expect } from "chai";
import type { EngineStack } from "./engine";

/** Configuration of a small federation of the example directory, which each test changes in its own way. */
export const federation = {
    "aws:region": "eu-central-1",
    instanceAlias: "contoso-test",
    users: {
        "admin@contoso.example": { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] },
        "alice@contoso.example": { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] },
    },
    certificates: { "2026": {} },
};

/** The state without the engine's own books (stack, default providers) and what changes at every run. */
export async function resourcesOf(stack: EngineStack): Promise<unknown> {
    const { resources = [] } = (await stack.export()) as { resources?: Record<string, unknown>[] };
    const settled = resources
        .filter(({ type }) => !String(type).startsWith("pulumi:"))
        .sort((a, b) => String(a.urn).localeCompare(String(b.urn)))
        .map(({ modified: _, created: __, sourcePosition: ___, ...resource }) => resource);
    // A secret is encrypted anew at every run.
    return JSON.parse(JSON.stringify(settled, (key, value) => (key === "ciphertext" ? "encrypted" : value)));
}

/** Sets a configuration and expects preview and update to refuse it with this text and to leave state and clouds alone. */
export async function expectRefusal(
    stack: EngineStack,
    config: Record<string, unknown>,
    texts: readonly string[],
): Promise<void> {
    const before = { clouds: stack.clouds(), resources: await resourcesOf(stack) };
    stack.configure(config);
    for (const run of [await stack.preview(), await stack.up()]) {
        for (const text of texts) {
            expect(run.output).to.contain(text);
        }
        expect(run.code).not.to.equal(0);
        expect(run.output).not.to.match(/^\s+at .+:\d+:\d+\)?$/m);
    }
    expect({ clouds: stack.clouds(), resources: await resourcesOf(stack) }).to.deep.equal(before);
}

/** Expects a run to have succeeded, with all it printed in the failure's message. */
export function expectSuccess(run: { code: number; output: string }): void {
    expect(run.code, run.output).to.equal(0);
}

/** Expects that every Connect user of a stack can sign in now. */
export async function expectEverybodySignsIn(stack: EngineStack): Promise<void> {
    const { stdout, output } = await stack.connectSso("sign-in", "--all", "--json");
    const { summary } = JSON.parse(stdout) as { summary: { people: number; yes: number } };
    expect(summary.yes, output).to.equal(summary.people);
}
