/** Puts a state right: takes out what is pending, imports what the clouds have, and previews. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defined, isRecord } from "../../../rules/record";
import { commandsFor } from "../../recover/commands";
import { planRecovery } from "../../recover/planRecovery";
import { type Preview, readPreview } from "../../recover/readPreview";
import { readStack } from "../../recover/readStack";
import type { Held, Missing, Recovery, Stack, Step } from "../../recover/recovery";
import type { EngineRun } from "../engineProcess";
import { printError } from "../output";
import type { StackCommands } from "./stackCommands";

/** What the stack is, and what the program would do now. */
export interface Situation {
    exported: unknown;
    recovery: Recovery;
    preview?: Preview;
    /** What Pulumi printed where the preview failed. */
    refusal?: string;
}

/** What the clouds hold, as far as it matters to a stack and what its program would create. */
export type Hold = (stack: Stack, planned?: readonly Missing[]) => Promise<Held>;

type Import = Extract<Step, { kind: "import" }>;

export async function lookAt(pulumi: StackCommands, hold: Hold): Promise<Situation> {
    const exported = JSON.parse(await succeed(pulumi.stack(["export", "--show-secrets"]), "export the stack"));
    const run = await pulumi.run(["preview", "--json", "--show-secrets"]);
    const preview = previewIn(run);
    const stack = readStack(exported, "the stack");
    if (preview === undefined && locked.test(run.stdout + run.stderr)) {
        throw new Error(`${`${run.stdout}${run.stderr}`.trim()}${lockedCure}`);
    }
    const planned = preview?.creates;
    const recovery = planRecovery({ stack, planned, held: await hold(stack, planned) });
    return {
        exported,
        recovery,
        ...(preview === undefined ? {} : { preview }),
        ...(run.code === 0 && preview !== undefined ? {} : { refusal: refusalIn(run) }),
    };
}

/** Repairs in rounds: what is imported shows what else is there. Returns what there is in the end. */
export async function repair(pulumi: StackCommands, hold: Hold, first: Situation): Promise<Situation> {
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
        for (const isProtected of [true, false]) {
            await importAll(
                pulumi,
                imports.filter(({ protect }) => protect === isProtected),
                recovery,
            );
        }
        look = await lookAt(pulumi, hold);
    }
    return look;
}

/** All in one run of the engine: each takes seconds. `protect` is the same for all of them. */
async function importAll(pulumi: StackCommands, steps: readonly Import[], recovery: Recovery): Promise<void> {
    const [first] = steps;
    if (first === undefined) {
        return;
    }
    printError(steps.flatMap((step) => commandsFor(step, recovery)).join("\n"));
    const urns = [...new Set(steps.flatMap(({ parent, provider }) => [parent, provider]))].filter(
        (urn) => urn !== undefined,
    );
    const nameOf = (urn: string | undefined) => (urn === undefined ? undefined : `at${urns.indexOf(urn)}`);
    const file = {
        nameTable: Object.fromEntries(urns.map((urn) => [nameOf(urn), urn])),
        resources: steps.map(({ type, name, heldId, parent, provider }) =>
            defined({ type, name, id: heldId, parent: nameOf(parent), provider: nameOf(provider) }),
        ),
    };
    const options = [`--protect=${first.protect}`, "--generate-code=false", "--yes", "--skip-preview"];
    await withFile(file, (path) =>
        succeed(pulumi.run(["import", "--file", path, ...options]), "import what the clouds have"),
    );
}

async function dropPending(pulumi: StackCommands, exported: unknown): Promise<void> {
    const { deployment, ...rest } = exported as { deployment: unknown };
    const { pending_operations: _, ...settled } = isRecord(deployment) ? deployment : {};
    await withFile({ ...rest, deployment: settled }, (path) =>
        succeed(pulumi.stack(["import", "--file", path]), "import the state"),
    );
}

/** A file that only the user can read, and that is gone afterwards: an export has its secrets in plain text. */
async function withFile(content: unknown, use: (path: string) => Promise<unknown>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "connect-sso-recover-"));
    try {
        const path = join(folder, "file.json");
        writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
        await use(path);
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

const lockedCure =
    "\nThe stack is locked. If no other update is running, run `pulumi cancel`, then this command again.";

async function succeed(running: Promise<EngineRun>, what: string): Promise<string> {
    const { code, stdout, stderr } = await running;
    if (code === 0) {
        return stdout;
    }
    const cure = locked.test(stdout + stderr) ? lockedCure : "";
    throw new Error(`Pulumi can't ${what}:\n${stdout}${stderr}`.trimEnd() + cure);
}
