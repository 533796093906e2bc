/** Trust policies and permissions of roles, before and after. */
import type { Deployment, IamRole } from "../../deployment/deployment";
import { isUnreadable, type Readable } from "../../deployment/unreadable";
import { type PolicyKind, readPolicyDocument, type Statement } from "../../signin/walk/policy/policyDocument";
import type { Plan } from "../planned/world";
import type { TrustChange } from "../review";
import { changeOf, differences, isSameList, unknown } from "./change";
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
        return { instead: unknown };
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
    const [before, after] = [old, next].map(({ permissionsBoundary: it }) =>
        it === undefined ? [] : [`permissions boundary ${it.name}`],
    ) as [string[], string[]];
    const direction = after.length === 0 ? "wider" : before.length === 0 ? "narrower" : "other";
    return changeOf("permissionPolicy", name, before, after, direction);
}

/** A change of nothing but the audience is one of its own. */
function trustChanges(name: string, before: Read, after: Read): TrustChange[] {
    const lines = (it: Read) => ("statements" in it ? it.statements.map(lineOfStatement).sort() : [it.instead]);
    if (!("statements" in before) || !("statements" in after)) {
        return differences("trustPolicy", name, lines(before), lines(after));
    }
    const direction = directionOf(before.statements, after.statements);
    const others = (statements: readonly Statement[]) => statements.map(withoutAudience).map(lineOfStatement);
    return isSameList(others(before.statements), others(after.statements))
        ? changeOf("audience", name, audiencesOf(before.statements), audiencesOf(after.statements), direction)
        : differences("trustPolicy", name, lines(before), lines(after), direction);
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
