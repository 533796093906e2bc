/** Puts a state right: takes out what is pending, imports what the clouds have, and previews. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRecord } from "../../../rules/record";
import { commandsFor } from "../../recover/commands";
import { planRecovery } from "../../recover/planRecovery";
import { type Preview, readPreview } from "../../recover/readPreview";
import { readStack } from "../../recover/readStack";
import type { Held, Recovery, Step } from "../../recover/recovery";
import type { EngineRun } from "../engineProcess";
import { printError } from "../output";
import type { Pulumi } from "./pulumi";

/** What the stack is, and what the program would do now. */
export interface Look {
    exported: unknown;
    recovery: Recovery;
    preview?: Preview;
    /** What Pulumi printed where the preview failed. */
    refusal?: string;
}

type Import = Extract<Step, { kind: "import" }>;

export async function lookAt(pulumi: Pulumi, hold: () => Promise<Held>): Promise<Look> {
    const exported = JSON.parse(await succeed(pulumi.stack(["export", "--show-secrets"]), "export the stack"));
    const run = await pulumi.run(["preview", "--json", "--show-secrets"]);
    const preview = previewIn(run);
    const stack = readStack(exported, "the stack");
    const recovery = planRecovery({ stack, planned: preview?.creates, held: await hold() });
    return {
        exported,
        recovery,
        ...(preview === undefined ? {} : { preview }),
        ...(run.code === 0 && preview !== undefined ? {} : { refusal: refusalIn(run) }),
    };
}

/** Repairs in rounds: what is imported shows what else is there. Returns what there is in the end. */
export async function repair(pulumi: Pulumi, hold: () => Promise<Held>, first: Look): Promise<Look> {
    let look = first;
    for (let round = 0; round < 10; round++) {
        const { recovery, exported } = look;
        const imports = recovery.steps.filter((step): step is Import => step.kind === "import");
        if (recovery.steps.some(({ kind }) => kind === "dropPending")) {
            printError("Removing pending operations …");
            await dropPending(pulumi, exported);
        } else if (imports.length === 0) {
            return look;
        }
        for (const step of imports) {
            await importOne(pulumi, step, recovery);
        }
        look = await lookAt(pulumi, hold);
    }
    return look;
}

async function importOne(pulumi: Pulumi, step: Import, recovery: Recovery): Promise<void> {
    printError(commandsFor(step, recovery).join("\n"));
    const { type, name, heldId, parent, provider, protect } = step;
    const options = [
        ...(parent === undefined ? [] : ["--parent", `parent=${parent}`]),
        ...(provider === undefined ? [] : ["--provider", `provider=${provider}`]),
        ...[`--protect=${protect}`, "--generate-code=false", "--yes", "--skip-preview"],
    ];
    await succeed(pulumi.run(["import", type, name, heldId, ...options]), `import ${name}`);
}

async function dropPending(pulumi: Pulumi, exported: unknown): Promise<void> {
    const { deployment, ...rest } = exported as { deployment: unknown };
    const { pending_operations: _, ...settled } = isRecord(deployment) ? deployment : {};
    // The export has its secrets in plain text.
    const folder = mkdtempSync(join(tmpdir(), "connect-sso-recover-"));
    try {
        const file = join(folder, "state.json");
        writeFileSync(file, JSON.stringify({ ...rest, deployment: settled }), { mode: 0o600 });
        await succeed(pulumi.stack(["import", "--file", file]), "import the state");
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

function previewIn({ stdout }: EngineRun): Preview | undefined {
    try {
        return readPreview(JSON.parse(stdout));
    } catch {
        return undefined;
    }
}

/** The errors of a preview, which are in its JSON where it got so far. */
function refusalIn({ stdout, stderr }: EngineRun): string {
    try {
        const { diagnostics } = JSON.parse(stdout) as { diagnostics?: { severity?: string; message?: string }[] };
        const errors = (diagnostics ?? []).filter(({ severity }) => severity === "error");
        return errors.map(({ message = "" }) => message.trim()).join("\n") || stderr.trim();
    } catch {
        return `${stdout}${stderr}`.trim();
    }
}

/** A stack is locked while another update runs, and after an engine was killed. */
const locked = /currently locked by|Another update is currently in progress|\[409\]/;

async function succeed(running: Promise<EngineRun>, what: string): Promise<string> {
    const { code, stdout, stderr } = await running;
    if (code === 0) {
        return stdout;
    }
    const cure = locked.test(stdout + stderr)
        ? "\nThe stack is locked. If no other update is running, run `pulumi cancel`, then this command again."
        : "";
    throw new Error(`Pulumi can't ${what}:\n${stdout}${stderr}`.trimEnd() + cure);
}
