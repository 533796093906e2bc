/** What people may do in the account once they have signed in. */
import { federationResourceProblem, furtherActions, namesFederationToken } from "../../rules/federationPolicies";
import { type PolicyText, policyTexts } from "../policyTexts";
import { isOurs, type Resource } from "../resource";
import { type Finding, rule } from "../rule";
import { type Grant, type SignInRole, signInRoles } from "../signInRoles";
import { notYet, quoted } from "../words";

export const federationTokenScope = rule({
    id: "federation-token-scope",
    level: "mandatory",
    description: "The permission to sign in to Connect is for one instance, and for the user who signs in.",
    reason: "With a wildcard or another user in the Resource, somebody could enter Connect as a colleague, or enter every instance of the account.",
    remedy: `Write the Resource \`<instance ARN>/user/\${aws:userid}\`, or \`*\` with the Condition \`StringEquals\` \`connect:InstanceId\`.`,
    each: (resource) => policyTexts(resource).flatMap(scopeProblems),
    together: (stack) =>
        signInRoles(stack)
            .filter(({ role }) => !isOurs(role))
            .flatMap(({ grants }) =>
                grants.filter(isUnknown).map(({ resource, property }) => notYet(resource, property)),
            ),
});

function scopeProblems({ property, statements }: PolicyText): string[] {
    return statements.filter(namesFederationToken).flatMap((statement) => {
        const problem = federationResourceProblem(statement);
        return problem === undefined ? [] : [`${property}: the Resource of connect:GetFederationToken ${problem}`];
    });
}

const isUnknown = ({ statements, arn }: Grant) => statements === undefined && arn === undefined;

export const rolePermissions = rule<{ alsoAllowed: string[] }>({
    id: "role-permissions",
    level: "mandatory",
    description: "The role for sign-in to Connect allows the sign-in only.",
    reason: "Everybody who signs in to Connect gets this role, and with it the AWS console: every agent gets each further permission.",
    remedy: "Allow `connect:GetFederationToken` alone. Give administrators of the account a role of their own.",
    parameters: {
        alsoAllowed: {
            type: "array",
            items: { type: "string" },
            default: [],
            description:
                "Actions, and ARNs of managed policies, that the role may have, too, exactly as they are written there.",
        },
    },
    together: (stack, { alsoAllowed }) => signInRoles(stack).flatMap((one) => furtherGrants(one, alsoAllowed)),
});

function furtherGrants({ role, grants }: SignInRole, alsoAllowed: readonly string[]): Finding[] {
    return grants
        .filter(({ resource }) => !isOurs(resource))
        .flatMap((grant): Finding[] => {
            const { resource, property, statements, arn } = grant;
            if (isUnknown(grant)) {
                return [notYet(resource, property)];
            }
            const further = arn === undefined ? furtherActions(statements ?? []) : [arn];
            const wrong = further.filter((one) => !alsoAllowed.includes(one));
            const of = arn === undefined ? "allows" : "attaches";
            return wrong.length === 0
                ? []
                : [
                      {
                          resource,
                          says: `${property} ${of} ${quoted(wrong)} to ${roleName(role)}; remove it, or list it in alsoAllowed`,
                      },
                  ];
        });
}

const roleName = (role: Resource) => `the role ${quoted([role.name])}, which everybody who signs in gets`;
