import * as pulumi from "@pulumi/pulumi";
import { defaultNames } from "../../rules/names";
import type { Problem } from "../../rules/problem";
import { quote } from "../../rules/text";
import type { Context } from "./context";
import { awsAccount } from "./lookups";
import { currentProgram, isRemote } from "./remote";

/** Which component of the program's run has a name that only one can have. */
const holders = new WeakMap<object, Map<string, Context>>();

/** Takes a name for a component; returns another component that has it already. */
function takeName(key: string, context: Context): Context | undefined {
    const names = holders.get(currentProgram()) ?? new Map<string, Context>();
    holders.set(currentProgram(), names);
    const holder = names.get(key);
    if (holder === undefined) {
        names.set(key, context);
    }
    return holder === undefined || holder.scope === context.scope ? undefined : holder;
}

/**
 * The default names of a component: `<project>-<stack>` for the first one of its kind in a program, which is the only one in most,
 * and `<project>-<stack>-<name>` for others, so that they don't collide. Programs in other languages ask for their components in any
 * order: there all names end in the component's.
 */
export function defaultNamesFor(context: Context): ReturnType<typeof defaultNames> {
    const isFirst = !isRemote() && takeName(`default names of ${context.type}`, context) === undefined;
    return defaultNames(pulumi.getProject(), pulumi.getStack(), isFirst ? undefined : context.name);
}

/** Says so when another component of this program has the identifier already, in the same tenant. */
export function findIdentifierTaken(identifier: unknown, tenantId: string, context: Context): Problem[] {
    const holder =
        typeof identifier === "string" ? takeName(`identifier ${tenantId} ${identifier}`, context) : undefined;
    return holder === undefined
        ? []
        : [
              {
                  path: ["identifier"],
                  message: `is the same as that of ${holder.who}, got ${quote(identifier)}. It must be unique in the tenant: set another identifier`,
              },
          ];
}

/** Says so when another component of this program has the name of the role or the SAML provider already, in the same account. */
export async function findIamNamesTaken(
    names: Readonly<Record<"roleName" | "samlProviderName", unknown>>,
    context: Context,
): Promise<Problem[]> {
    const problems: Problem[] = [];
    for (const [field, name] of Object.entries(names)) {
        const holder = typeof name === "string" ? takeName(`${field} ${name}`, context) : undefined;
        if (holder !== undefined && !(await areInDifferentAccounts(holder, context))) {
            problems.push({
                path: [field],
                message: `is the same as that of ${holder.who}, got ${quote(name)}. It must be unique in the AWS account: set another name`,
            });
        }
    }
    return problems;
}

async function areInDifferentAccounts(one: Context, other: Context): Promise<boolean> {
    const [first, second] = await Promise.all([awsAccount(one.lookups.aws), awsAccount(other.lookups.aws)]);
    if ("failure" in first || "failure" in second) {
        const unanswered = [first, second].some((it) => "failure" in it && it.unanswered === true);
        if (unanswered) {
            other.refusals.noteUnanswered(
                `Whether ${one.who} has the same name in the same AWS account: the mocks do not answer getCallerIdentity.`,
            );
        }
        return unanswered;
    }
    return first.answer !== second.answer;
}
