import { print } from "../output";
import type { Rehearsal } from "../rehearsal";
import { terminalWidth } from "../wrap";
import { isForCognito } from "./choices";
import { configuredUsers } from "./configuredUsers";
import { bindRoles } from "./rehearsalFacts";
import { exitCodeOf } from "./report";
import { signInTo } from "./signInTo";
import { assignedPeople, signInToCognito } from "./signInToCognito";
import { rehearsedSources } from "./sources";
import { renderReport } from "./table";

/** How many of the configured users can sign in, and the exit code that follows. */
interface SignedIn {
    code: number;
    people: number;
    canSignIn: number;
}

/** The end of a rehearsal: every configured user signs in. Connect keeps each to the role they came with. */
export async function signInEverybody(rehearsal: Rehearsal): Promise<SignedIn | undefined> {
    const sources = await rehearsedSources(rehearsal);
    const byCognito = sources.deployment.userPools === undefined ? undefined : await signInByUserPools(rehearsal);
    if (sources.deployment.connectUsers.length === 0 && byCognito !== undefined) {
        return byCognito;
    }
    if (sources.deployment.connectUsers.length === 0) {
        print("Nobody is configured under `users`, so nobody signs in.");
        return undefined;
    }
    const report = signInTo(sources, configuredUsers(sources).users, Date.now());
    const roles = new Map(
        report.signIns.flatMap(({ connectUser, roleArn }) => (connectUser && roleArn ? [[connectUser, roleArn]] : [])),
    );
    const bound = sources.deployment.connectUsers.flatMap(({ username, userId }) => {
        const role = roles.get(String(username));
        return role === undefined ? [] : [[String(userId), role]];
    });
    bindRoles(rehearsal.home, Object.fromEntries(bound));
    print(renderReport(report, terminalWidth()));
    const { people, yes } = report.summary;
    return {
        code: Math.max(exitCodeOf(report), byCognito?.code ?? 0),
        people: people + (byCognito?.people ?? 0),
        canSignIn: yes + (byCognito?.canSignIn ?? 0),
    };
}

/** Everybody who is assigned, to each application of the user pools. */
async function signInByUserPools(rehearsal: Rehearsal): Promise<SignedIn> {
    const all = (await rehearsedSources(rehearsal)).deployment.applications.filter(isForCognito);
    const total: SignedIn = { code: 0, people: 0, canSignIn: 0 };
    for (const { clientId } of all) {
        const sources = await rehearsedSources(rehearsal, { application: String(clientId), to: "cognito" });
        if (assignedPeople(sources).length === 0) {
            print(
                `Nobody is assigned to ${String(sources.application.displayName)}, so nobody signs in by its user pool.`,
            );
            continue;
        }
        const report = signInToCognito(sources, undefined, { nowMs: Date.now() });
        print(`${renderReport(report, terminalWidth())}\n`);
        total.code = Math.max(total.code, exitCodeOf(report));
        total.people += report.summary.people;
        total.canSignIn += report.summary.yes;
    }
    return total;
}
