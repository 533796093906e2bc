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
    return pairsOf(before.deployment, after.deployment).flatMap(([old, next]) => {
        const name = nameOf(old, next);
        return [
            ...trustChanges(name, read(old.trustPolicy, "trust"), read(next.trustPolicy, "trust")),
            ...changeOf("permissionPolicy", name, permissionsOf(old), permissionsOf(next)),
            ...boundaryChanges(name, old, next),
        ];
    });
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

function read(document: Readable<string>, kind: PolicyKind): Read {
    if (isUnreadable(document)) {
        return { instead: "not known yet" };
    }
    const statements = readPolicyDocument(document, kind);
    return "invalid" in statements ? { instead: "not a policy that IAM stores" } : { statements };
}

function permissionsOf({ policies }: IamRole): Read {
    const all = policies.map(({ name, document }) => ({ name, found: read(document, "identity") }));
    const statements = all.flatMap(({ found }) => ("statements" in found ? found.statements : []));
    const unread = all.filter(({ found }) => "instead" in found);
    return unread.length === 0
        ? { statements }
        : { instead: unread.map(({ name }) => `${name}: not known yet`).join(", ") };
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

function changeOf(id: "trustPolicy" | "permissionPolicy", name: string, before: Read, after: Read): TrustChange[] {
    const [old, next] = [before, after].map((it) =>
        "statements" in it ? it.statements.map(lineOfStatement).sort() : [it.instead],
    ) as [string[], string[]];
    if (isSameList(old, next)) {
        return [];
    }
    const direction =
        "statements" in before && "statements" in after ? directionOf(before.statements, after.statements) : "other";
    // What stays the same says nothing.
    const only = (lines: string[], others: string[]) => lines.filter((line) => !others.includes(line));
    return [{ id, name, before: only(old, next), after: only(next, old), direction }];
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
    return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}
