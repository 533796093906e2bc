/** A directory for a rehearsal of a pull request that may not see the real one: everybody of the stack file has an account. */
import { createHash } from "node:crypto";
import { isMapping, type Mapping } from "../yaml";

interface Directory {
    verifiedDomains?: string[];
    users?: Record<string, unknown>[];
    groups?: Record<string, unknown>[];
    [key: string]: unknown;
}

/** The rehearsal's own directory, and beside it the users and groups of these configurations that it lacks. */
export function assumedDirectory(known: Directory, configurations: readonly Mapping[], project: string): Directory {
    const users = new Map((known.users ?? []).map((user) => [String(user.userPrincipalName).toLowerCase(), user]));
    const groups = new Map((known.groups ?? []).map((group) => [String(group.id).toLowerCase(), group]));
    for (const config of configurations) {
        const mappingAt = (key: string): Mapping => {
            const value = config[`${project}:${key}`] ?? config[key];
            return isMapping(value) ? value : {};
        };
        for (const [name, entry] of Object.entries(mappingAt("users"))) {
            if (!users.has(name.toLowerCase())) {
                users.set(name.toLowerCase(), accountOf(name, isMapping(entry) ? entry : {}));
            }
        }
        for (const id of Object.values(mappingAt("groups")).filter((it) => typeof it === "string")) {
            groups.set(id.toLowerCase(), groups.get(id.toLowerCase()) ?? { id, displayName: id, members: [] });
        }
    }
    const domains = [...users.values()].map((user) => String(user.userPrincipalName).split("@")[1] ?? "");
    return {
        ...known,
        verifiedDomains: [...new Set([...(known.verifiedDomains ?? []), ...domains.filter((domain) => domain !== "")])],
        users: [...users.values()],
        groups: [...groups.values()],
    };
}

/** Whichever attribute equals the Connect user name, it is there. */
function accountOf(name: string, { objectId }: Mapping): Record<string, unknown> {
    const userPrincipalName = name.includes("@") ? name : `${name}@contoso.example`;
    return {
        id: typeof objectId === "string" ? objectId : idOf(name),
        userPrincipalName,
        mail: userPrincipalName,
        displayName: name,
        employeeId: name.slice(0, 16),
        accountEnabled: true,
        userType: "Member",
    };
}

/** The same id each time, so that two rehearsals agree. */
function idOf(name: string): string {
    const hex = createHash("sha256").update(name).digest("hex");
    return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `8${hex.slice(17, 20)}`,
        hex.slice(20, 32),
    ].join("-");
}
