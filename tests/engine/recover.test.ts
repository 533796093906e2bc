import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { stateFile } from "../../tools/cli/stateFile";
import { awsTypes, entraTypes } from "../../tools/deployment/types";
import { engineState } from "../../tools/rehearsal/engine";
import { type EngineStack, makeStack } from "../helpers/engine";

/** The clouds did the work, and the answer was lost. */
const lost = (type: string, name: string) => ({ type, operation: "create", name, call: 1, after: true });

describe("`connect-sso recover`, after an `up` with lost answers whose engine was killed at last", () => {
    let stack: EngineStack;
    before(async () => {
        stack = await makeStack();
    });
    after(() => stack.remove());

    it("imports what the clouds have, so that the next `up` finishes, with one of everything", async () => {
        const plan = {
            fail: [
                lost(awsTypes.user, "sso-alice@contoso.example"),
                lost(entraTypes.roleAssignment, "sso-bob@contoso.example"),
                lost(entraTypes.signingCertificate, "sso-2026"),
            ],
            once: true,
        };
        const file = join(stack.home.rehearsal, "faults.json");
        writeFileSync(file, JSON.stringify(plan));
        const first = await stack.command("up", "--skip-preview", "--continue-on-error", "--plan", file);
        expect(first.code, first.output).not.to.equal(0);
        const made = stack.clouds();
        killWhileCreating(stack, "sso-bob@contoso.example");

        const recovered = await stack.rehearsed("recover", "--run", "--yes");
        expect(recovered.code, recovered.output).to.equal(0);
        expect(recovered.stdout).to.match(/The preview replaces and deletes nothing\. It creates \d+ and updates \d+/);
        expect(stack.clouds()).to.deep.equal(made);
        const second = await stack.command("up", "--skip-preview");
        expect(second.code, second.output).to.equal(0);
        const last = await stack.command("preview", "--expect-no-changes");
        expect(last.code, last.output).to.equal(0);
        const { azuread = {}, aws = {} } = stack.clouds();
        expect([
            ...[
                entraTypes.application,
                entraTypes.servicePrincipal,
                entraTypes.claimsPolicy,
                entraTypes.roleAssignment,
            ].map((type) => Object.keys(azuread[type] ?? {}).length),
            Object.keys(azuread.signingKey ?? {}).length,
            ...[awsTypes.samlProvider, awsTypes.role, awsTypes.instance, awsTypes.user].map(
                (type) => Object.keys(aws[type] ?? {}).length,
            ),
        ]).to.deep.equal([1, 1, 1, 3, 1, 1, 1, 1, 3]);
        const signedIn = await stack.rehearsed("sign-in");
        expect(signedIn.code, signedIn.output).to.equal(0);
    });
});

/** What a kill of the engine leaves of a user whom Connect has: an operation that is pending, and a lock of nobody. */
function killWhileCreating({ home }: EngineStack, name: string): void {
    const project = "connect-entra-sso";
    const file = stateFile(home, project, "dev");
    const state = JSON.parse(readFileSync(file, "utf8"));
    const { latest } = state.checkpoint;
    const killed = latest.resources.find(
        ({ type, urn }: { type: string; urn: string }) => type === awsTypes.user && urn.endsWith(`::${name}`),
    );
    latest.resources = latest.resources.filter((resource: unknown) => resource !== killed);
    const { id: _, outputs: __, ...resource } = killed;
    latest.pending_operations = [{ type: "creating", resource }];
    writeFileSync(file, JSON.stringify(state));
    const locks = join(engineState(home), ".pulumi", "locks", "organization", project, "dev");
    mkdirSync(locks, { recursive: true });
    writeFileSync(
        join(locks, "gone.json"),
        JSON.stringify({ pid: 999_999, username: "x", hostname: "gone.example", timestamp: "2020-01-01T00:00:00Z" }),
    );
}
