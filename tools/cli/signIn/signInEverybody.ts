import { print } from "../output";
import type { Rehearsal } from "../rehearsal";
import { terminalWidth } from "../wrap";
import { isForCognito } from "./choices";
import { type ConnectReport, connectReports } from "./connectReports";
import { bindRoles } from "./rehearsalFacts";
import { exitCodeOf, type SignInReport } from "./report";
import { assignedPeople, signInToCognito } from "./signInToCognito";
import { type RehearsedStack, readRehearsedStack, rehearsedSources } from "./sources";
import { renderReport } from "./table";

/** How many of the configured users can sign in, and the exit code that follows. */
interface SignedIn {
    code: number;
    people: number;
    canSignIn: number;
}

/** The end of a rehearsal: every configured user signs in. Connect keeps each to the role they came with. */
export async function signInEverybody(rehearsal: Rehearsal): Promise<SignedIn | undefined> {
    const stack = await readRehearsedStack(rehearsal);
    const { applications, connectUsers, userPools } = stack.deployment;
    const nowMs = Date.now();
    const byCognito = userPools === undefined ? [] : cognitoReports(stack, nowMs);
    if (connectUsers.length === 0 && userPools === undefined) {
        print("The stack has no Amazon Connect user, so nobody signs in to Connect.");
        return undefined;
    }
    if (applications.length === 0) {
        print(
            "The stack has no Entra application: its people sign in by another identity provider, which is not rehearsed.",
        );
        return undefined;
    }
    const toConnect = connectUsers.length === 0 ? [] : connectReports(stack, nowMs);
    bindConnectUsers(rehearsal, stack, toConnect);
    const reports = [...byCognito, ...toConnect.map(({ report }) => report)].filter(
        ({ signIns }) => signIns.length > 0,
    );
    for (const [index, report] of reports.entries()) {
        print(`${index === 0 ? "" : "\n"}${renderReport(report, terminalWidth())}`);
    }
    return {
        code: Math.max(0, ...reports.map(exitCodeOf)),
        people: sum(reports, "people"),
        canSignIn: sum(reports, "yes"),
    };
}

/** Everybody who is assigned, at each application of the user pools. */
function cognitoReports(stack: RehearsedStack, nowMs: number): SignInReport[] {
    return stack.deployment.applications.filter(isForCognito).flatMap((application) => {
        const sources = rehearsedSources(stack, application);
        if (assignedPeople(sources).length === 0) {
            print(`Nobody is assigned to ${String(application.displayName)}, so nobody signs in by its user pool.`);
            return [];
        }
        return signInToCognito(sources, undefined, { nowMs });
    });
}

/** A name may be a user of several instances, each with a role of its own. */
function bindConnectUsers(
    { home }: Rehearsal,
    { deployment }: RehearsedStack,
    reports: readonly ConnectReport[],
): void {
    const bound = reports.flatMap(({ instanceId, report }) => {
        const users = deployment.connectUsers.filter(
            (user) => instanceId === undefined || user.instanceId === instanceId,
        );
        const ids = new Map(users.map(({ username, userId }) => [username, String(userId)]));
        return report.signIns.flatMap(({ connectUser = "", roleArn }) => {
            const userId = ids.get(connectUser);
            return userId === undefined || roleArn === undefined ? [] : [[userId, roleArn]];
        });
    });
    bindRoles(home, Object.fromEntries(bound));
}

const sum = (reports: readonly SignInReport[], which: "people" | "yes"): number =>
    reports.reduce((total, { summary }) => total + summary[which], 0);
