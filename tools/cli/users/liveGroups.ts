/** The members of groups, asked of Microsoft Graph with the caller's own `az login`, page by page; it only reads. */

import type { Mapping } from "../../userSync/mapping";
import { type GroupExport, readExport } from "../../userSync/readExport";
import { UsageError } from "../errors";
import { readPages } from "../pipeline/calls";

/** What is asked of each member; of the account state and the kind of user only when they are named. */
const properties = "id,displayName,userPrincipalName,givenName,surname,mail,employeeId,accountEnabled,userType";

export function membersUrl(group: string, graph = process.env.GRAPH_URL ?? "https://graph.microsoft.com"): string {
    return `${graph.replace(/\/$/, "")}/v1.0/groups/${encodeURIComponent(group)}/members?$select=${properties}&$top=999`;
}

/** An export of each group of the mapping, and of the groups in them. */
export async function readLiveGroups({ groups }: Mapping): Promise<GroupExport[]> {
    const found = new Map<string, GroupExport>();
    const waiting = groups.map(({ id, name }) => ({ id, name }));
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { id, name } = next;
        if (found.has(id.toLowerCase())) {
            continue;
        }
        const read = await readPages(membersUrl(id));
        if ("failure" in read) {
            throw new UsageError(
                `the members of the group ${JSON.stringify(name)} (${id}) can't be read: ${read.failure}. ` +
                    "Sign in with `az login`; the caller needs GroupMember.Read.All and User.Read.All",
            );
        }
        const one = readExport({ value: read.items }, id, `the group ${JSON.stringify(name)} in Entra`);
        found.set(id.toLowerCase(), one);
        waiting.push(...one.groups);
    }
    return [...found.values()];
}
