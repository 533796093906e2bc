/** What a pasted text names, and the deployment's, side by side. */
import type { ConnectUser } from "../../../deployment/deployment";
import type { Stack } from "../stack";
import { guid } from "../words/values";
import { compare, isText, textsOf } from "./compare";
import type { Comparison } from "./comparison";

/** `values`: by the names of the places in the catalogue's texts. */
export function compareText(values: Readonly<Record<string, string>>, stack: Stack | undefined): Comparison[] {
    if (stack === undefined) {
        return [];
    }
    const { application, deployment } = stack;
    const { clientId, tenant, upn, user, replyUrl, identifier } = values;
    const id = isGuid(clientId) ? clientId.toLowerCase() : undefined;
    const tenantId = isGuid(tenant) ? tenant.toLowerCase() : undefined;
    const named = identifier ?? (isGuid(clientId) ? undefined : clientId);
    return [
        compare("clientId", id, [application.clientId].filter(isText)),
        compare("tenant", tenantId, [application.tenantId].filter(isText)),
        compare("identifier", named, textsOf(application.identifierUris)),
        compare("replyUrl", replyUrl, textsOf(application.replyUrls)),
        compare("signedInUser", upn ?? user, namesOf(deployment.connectUsers)),
    ].flatMap((comparison) => comparison ?? []);
}

const isGuid = (value: string | undefined): value is string => value !== undefined && guid.exec(value)?.[0] === value;

const namesOf = (users: readonly ConnectUser[]) => users.map(({ username }) => username).filter(isText);
