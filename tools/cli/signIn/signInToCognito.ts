/** Who can sign in to which application by a Cognito user pool: `connect-sso sign-in --to cognito`. */
import { listOf, quote } from "../../../rules/text";
import type { CognitoAppClient, CognitoUserPool, Deployment, EntraApplication } from "../../deployment/deployment";
import { isUnreadable } from "../../deployment/unreadable";
import { signInByCognito } from "../../rehearsal/clouds/signIn";
import type { SignIn } from "../../signin/result";
import { prepareCognitoWalk } from "../../signin/walk/cognito/walkCognito";
import { UsageError } from "../errors";
import { identifierOfUserPool } from "./choices";
import { confirmedBy } from "./confirm";
import { makeReport, type SignInReport } from "./report";
import type { Sources } from "./sources";

/** The user pool that an application's identifier names, else the only one. */
function poolOf({ userPools = [], source }: Deployment, { identifierUris, name }: EntraApplication): CognitoUserPool {
    const named = userPools.find(
        ({ userPoolId }) =>
            !isUnreadable(identifierUris) && identifierUris.includes(`${identifierOfUserPool}${userPoolId}`),
    );
    const [first, second] = userPools;
    if (named !== undefined || (first !== undefined && second === undefined)) {
        return (named ?? first) as CognitoUserPool;
    }
    throw new UsageError(
        first === undefined
            ? `${source} holds no Cognito user pool, and nothing of one; give the export of the stack that makes it, or ask without --to cognito`
            : `${source} holds several user pools, and the identifier of the application ${quote(name)} is none of theirs; say which application with --application`,
    );
}

function clientsOf({ appClients, userPoolId }: CognitoUserPool, wanted: string | undefined): CognitoAppClient[] {
    if (appClients.length === 0) {
        throw new UsageError(`the user pool ${userPoolId} has no app client in this stack, so nobody signs in by it`);
    }
    const found = appClients.filter(
        ({ name, clientId }) => wanted === undefined || name === wanted || clientId === wanted,
    );
    if (found.length === 0) {
        const names = listOf(appClients.map(({ name }) => name));
        throw new UsageError(
            `--app-client ${quote(wanted)}: the user pool ${userPoolId} has no such app client; write one of ${names}`,
        );
    }
    return found;
}

/** Those who are assigned, by name in the directory; where everybody may, all of them. */
export function assignedPeople({ deployment, application, directory }: Sources): string[] {
    const { servicePrincipal } = application;
    const people = directory?.people ?? [];
    if (servicePrincipal === undefined || directory === undefined) {
        return [];
    }
    if (servicePrincipal.appRoleAssignmentRequired === false) {
        return people.map(({ userPrincipalName }) => userPrincipalName);
    }
    const principals = new Set(
        servicePrincipal.appRoleAssignments.map(({ principalObjectId }) => String(principalObjectId).toLowerCase()),
    );
    const groups = [...(directory.groups ?? []), ...(deployment.groups ?? [])].filter(({ id }) =>
        principals.has(id.toLowerCase()),
    );
    const members = new Set(groups.flatMap((group) => [...(group.members ?? [])].map((id) => id.toLowerCase())));
    const isAssigned = (id: string | undefined) =>
        id !== undefined && (principals.has(id.toLowerCase()) || members.has(id.toLowerCase()));
    return people.filter(({ id }) => isAssigned(id)).map(({ userPrincipalName }) => userPrincipalName);
}

/** Takes these people through to each app client, and reports. */
export function signInToCognito(
    sources: Sources,
    asked: readonly string[] | undefined,
    { appClient, nowMs }: { appClient?: string; nowMs: number },
): SignInReport {
    const { deployment, application, directory, stores } = sources;
    const pool = poolOf(deployment, application);
    const clients = clientsOf(pool, appClient);
    const users = asked ?? assignedPeople(sources);
    if (users.length === 0) {
        throw new UsageError(
            `nobody in ${directory?.source ?? "no directory"} is assigned to the application ${quote(application.name)}; name somebody with --user`,
        );
    }
    const walk = prepareCognitoWalk({ deployment, application, directory, nowMs }, pool);
    const confirm = (signIn: SignIn, client: CognitoAppClient): SignIn => {
        if (stores === undefined || directory === undefined) {
            return signIn;
        }
        const servicePrincipalId = String(application.servicePrincipal?.objectId);
        return confirmedBy(signIn, directory, "cognito", (userId) =>
            signInByCognito(stores, { servicePrincipalId, userId, nowMs, clientId: client.clientId }),
        );
    };
    const signIns = clients.flatMap((client) => users.map((user) => confirm(walk(user, client), client)));
    return makeReport(sources, signIns, nowMs);
}
