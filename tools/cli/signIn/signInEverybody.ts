import { print } from "../output";
import type { Rehearsal } from "../rehearsal";
import { terminalWidth } from "../wrap";
import { configuredUsers } from "./configuredUsers";
import { bindRoles } from "./rehearsalFacts";
import { exitCodeOf } from "./report";
import { signInTo } from "./signInTo";
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
    return { code: exitCodeOf(report), people: report.summary.people, canSignIn: report.summary.yes };
}
