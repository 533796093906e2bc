/** Trust policies and permissions of roles, before and after. */
import type { Deployment, IamRole } from "../../deployment/deployment";
import { isUnreadable, type Readable } from "../../deployment/unreadable";
import { type PolicyKind, readPolicyDocument, type Statement } from "../../signin/walk/policy/policyDocument";
import type { Plan } from "../planned/world";
import type { TrustChange } from "../review";
import { directionOf, lineOfStatement } from "./statements";

/** Statements, or what stands instead of them. */
type Read = { statements: Statement[] } | { instead: string };

export function policyChanges({ before, after }: Plan): TrustChange[] {
    const pairs = pairsOf(before.deployment, after.deployment);
    const known = new Set(pairs.map(([, next]) => next));
    return [
        ...pairs.flatMap(([old, next]) => {
            const name = nameOf(old, next);
            return [
                ...trustChanges(name, read(old.trustPolicy), read(next.trustPolicy)),
                ...permissionChanges(name, permissionsOf(old), permissionsOf(next)),
                ...boundaryChanges(name, old, next),
            ];
        }),
        ...after.deployment.roles.filter((role) => !known.has(role)).flatMap(newRole),
    ];
}

/** What it trusts, where that is known already: on a first deployment little is. */
function newRole(role: IamRole): TrustChange[] {
    const trust = read(role.trustPolicy);
    const { statements } = permissionsOf(role);
    const name = nameOf(role);
    return [
        ...("statements" in trust ? trustChanges(name, { statements: [] }, trust) : []),
        ...permissionChanges(name, { statements: [], unread: [] }, { statements, unread: [] }),
    ];
}

/** By name: an ARN is not known before a role stands. */
function pairsOf(before: Deployment, after: Deployment): [IamRole, IamRole][] {
    const onlyOne = before.roles.length === 1 && after.roles.length === 1;
    return before.roles.flatMap((old) => {
        const next = onlyOne ? after.roles[0] : after.roles.find(({ name }) => name === old.name);
        return next === undefined ? [] : [[old, next]];
    });
}

function nameOf(...roles: IamRole[]): string {
    return String(roles.map(({ name }) => name).find((it) => !isUnreadable(it)) ?? "");
}

function read(document: Readable<string>, kind: PolicyKind = "trust"): Read {
    if (isUnreadable(document)) {
        return { instead: "not known yet" };
    }
    const statements = readPolicyDocument(document, kind);
    return "invalid" in statements ? { instead: "not a policy that IAM stores" } : { statements };
}

/** What policies allow, and names of those whose document is not known. */
interface Permissions {
    statements: Statement[];
    unread: string[];
}

function permissionsOf({ policies }: IamRole): Permissions {
    const all = policies.map(({ name, document }) => ({ name, found: read(document, "identity") }));
    return {
        statements: all.flatMap(({ found }) => ("statements" in found ? found.statements : [])),
        unread: all.flatMap(({ name, found }) => ("statements" in found ? [] : [`${name}: ${found.instead}`])),
    };
}

function permissionChanges(name: string, before: Permissions, after: Permissions): TrustChange[] {
    const lines = ({ statements, unread }: Permissions) => [...statements.map(lineOfStatement), ...unread].sort();
    const known = directionOf(before.statements, after.statements);
    const isOneList = isSameList(before.unread, after.unread);
    return differences("permissionPolicy", name, lines(before), lines(after), isOneList ? known : "other");
}

function boundaryChanges(name: string, old: IamRole, next: IamRole): TrustChange[] {
    const of = (role: IamRole) => role.permissionsBoundary?.name;
    const [before, after] = [of(old), of(next)];
    if (before === after) {
        return [];
    }
    const direction = after === undefined ? "wider" : before === undefined ? "narrower" : "other";
    const line = (it: string | undefined) => (it === undefined ? [] : [`permissions boundary ${it}`]);
    return [{ id: "permissionPolicy", name, before: line(before), after: line(after), direction }];
}

/** A change of nothing but the audience is one of its own. */
function trustChanges(name: string, before: Read, after: Read): TrustChange[] {
    if (!("statements" in before) || !("statements" in after)) {
        return changeOf("trustPolicy", name, before, after);
    }
    const [old, next] = [before.statements.map(withoutAudience), after.statements.map(withoutAudience)];
    if (!isSameList(old.map(lineOfStatement), next.map(lineOfStatement))) {
        return changeOf("trustPolicy", name, before, after);
    }
    const [oldAudience, nextAudience] = [audiencesOf(before.statements), audiencesOf(after.statements)];
    const direction = directionOf(before.statements, after.statements);
    return isSameList(oldAudience, nextAudience)
        ? []
        : [{ id: "audience", name, before: oldAudience, after: nextAudience, direction }];
}

const isAudience = ({ key }: { key: string }) => key.toLowerCase() === "saml:aud";
const withoutAudience = (statement: Statement): Statement => ({
    ...statement,
    conditions: statement.conditions.filter((it) => !isAudience(it)),
});

function audiencesOf(statements: readonly Statement[]): string[] {
    return statements
        .flatMap(({ conditions }) => conditions.filter(isAudience))
        .flatMap(({ operator, values }) =>
            values.map((value) => (operator === "StringEquals" ? value : `${operator} ${value}`)),
        )
        .sort();
}

function changeOf(id: TrustChange["id"], name: string, before: Read, after: Read): TrustChange[] {
    const lines = (it: Read) => ("statements" in it ? it.statements.map(lineOfStatement).sort() : [it.instead]);
    const direction =
        "statements" in before && "statements" in after ? directionOf(before.statements, after.statements) : "other";
    return differences(id, name, lines(before), lines(after), direction);
}

/** What stays the same says nothing. */
function differences(
    id: TrustChange["id"],
    name: string,
    before: readonly string[],
    after: readonly string[],
    direction: TrustChange["direction"],
): TrustChange[] {
    const only = (lines: readonly string[], others: readonly string[]) =>
        lines.filter((line) => !others.includes(line));
    return isSameList(before, after)
        ? []
        : [{ id, name, before: only(before, after), after: only(after, before), direction }];
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
    return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}
