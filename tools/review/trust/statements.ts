/** Policies in meaning: each statement in a line, and whether one set of them allows more than another. */
import type { Statement } from "../../signin/walk/policy/policyDocument";
import { towards } from "./change";
import { covers } from "./covers";

/** `Allow sts:AssumeRoleWithSAML to Federated arn:… if StringEquals SAML:aud = https://…`. */
export function lineOfStatement(statement: Statement): string {
    const { effect, conditions } = statement;
    const list = (values: readonly string[]) => [...values].sort().join(", ");
    const parts = [
        effect,
        actionsOf(statement, list),
        ...principalsOf(statement, list),
        ...(statement.resource === undefined ? [] : [`on ${list(statement.resource)}`]),
        ...(statement.notResource === undefined ? [] : [`on everything but ${list(statement.notResource)}`]),
    ];
    const when = conditions
        .map(({ operator, key, values }) => `${operator} ${key} = ${[...values].sort().join(" or ")}`)
        .sort();
    return `${parts.join(" ")}${when.length === 0 ? "" : ` if ${when.join(" and ")}`}`;
}

function actionsOf({ action, notAction }: Statement, list: (values: readonly string[]) => string): string {
    return action === undefined ? `everything but ${list(notAction ?? [])}` : list(action);
}

function principalsOf({ principal, notPrincipal }: Statement, list: (values: readonly string[]) => string): string[] {
    const words = (it: NonNullable<Statement["principal"]>) =>
        it === "*"
            ? "everybody"
            : it
                  .map(({ type, values }) => {
                      const named = `${type} ${list(values)}`;
                      return type === "AWS" && values.includes("*") ? `everybody (${named})` : named;
                  })
                  .join(" and ");
    return [
        ...(principal === undefined ? [] : [`to ${words(principal)}`]),
        ...(notPrincipal === undefined ? [] : [`to everybody but ${words(notPrincipal)}`]),
    ];
}

export const directionOf = (before: readonly Statement[], after: readonly Statement[]) =>
    towards(isMore(before, after), isMore(after, before));

function isMore(before: readonly Statement[], after: readonly Statement[]): boolean {
    const of = (statements: readonly Statement[], wanted: Statement["effect"]) =>
        statements.filter(({ effect }) => effect === wanted);
    const isNew = (one: Statement, others: readonly Statement[]) => !others.some((other) => covers(other, one));
    return (
        of(after, "Allow").some((it) => isNew(it, of(before, "Allow"))) ||
        of(before, "Deny").some((it) => isNew(it, of(after, "Deny")))
    );
}
