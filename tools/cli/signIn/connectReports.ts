/** Who can sign in to Connect by a whole rehearsed stack: at each of its applications, everybody who belongs there. */
import type { Deployment, EntraApplication } from "../../deployment/deployment";
import type { SignIn } from "../../signin/result";
import { readFederateUrl } from "../../signin/walk/connect/federateUrl";
import { isForCognito } from "./choices";
import { configuredUsers } from "./configuredUsers";
import { makeReport, type SignInReport } from "./report";
import { signInTo } from "./signInTo";
import { type RehearsedStack, rehearsedSources } from "./sources";

export interface ConnectReport {
    /** To which the application leads; undefined where its relay state does not say. */
    instanceId: string | undefined;
    /** Without people where all of the instance's sign in at another application. */
    report: SignInReport;
}

/** One for each application of the stack that leads to Connect. */
export function connectReports(stack: RehearsedStack, nowMs: number): ConnectReport[] {
    const answers = connectApplications(stack.deployment).map((application) => {
        const sources = rehearsedSources(stack, application);
        const { signIns } = signInTo(sources, configuredUsers(sources).users, nowMs);
        return { sources, instanceId: instanceOf(application), signIns };
    });
    return eachWhereTheyBelong(answers).map((signIns, index) => {
        const { instanceId, sources } = answers[index] as (typeof answers)[number];
        return { instanceId, report: makeReport(sources, signIns, nowMs) };
    });
}

/**
 * The only one is meant whatever it leads to; of several, those that lead to no instance are for other services. By name: a
 * state holds them in the order in which they happened to be made.
 */
function connectApplications({ applications }: Deployment): EntraApplication[] {
    const all = applications.filter((it) => !isForCognito(it));
    const leading = all.filter((it) => instanceOf(it) !== undefined);
    const meant = leading.length === 0 ? all : leading;
    return meant.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function instanceOf({ servicePrincipal }: EntraApplication): string | undefined {
    const relayState = servicePrincipal?.relayState;
    return typeof relayState === "string" ? readFederateUrl(relayState)?.instanceId : undefined;
}

interface Answer {
    instanceId: string | undefined;
    signIns: readonly SignIn[];
}

/**
 * Of what several applications answer for the users of one instance, for each user what the application says where they
 * belong: the one that lets them in, else one to which they are assigned, else the first.
 */
export function eachWhereTheyBelong(answers: readonly Answer[]): SignIn[][] {
    return answers.map(({ instanceId, signIns }) => {
        const all = answers.filter((other) => other.instanceId === instanceId).flatMap((other) => other.signIns);
        return signIns.filter((signIn) => {
            const ofUser = all.filter(({ user }) => user === signIn.user);
            const chosen =
                ofUser.find(({ verdict }) => verdict === "yes") ??
                ofUser.find(({ stop }) => stop?.error !== "notAssigned") ??
                ofUser[0];
            return signIn === chosen;
        });
    });
}
