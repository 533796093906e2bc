/** Long-lived keys of AWS in Entra. */
import { awsApplications } from "../applications";
import { policyTexts } from "../policyTexts";
import { propertyOf, type Resource } from "../resource";
import { type Finding, rule } from "../rule";
import type { Stack } from "../stack";
import { types } from "../types";

export const noEntraKeys = rule({
    id: "no-entra-keys",
    level: "mandatory",
    description: "No IAM user and no access key is made for Entra.",
    reason: "Entra's provisioning for AWS only lists roles, which a claims policy names anyway, and its key never ends. It can't create Connect users.",
    remedy: "Remove the IAM user, its key and the provisioning job. Name the role in the claims (`EntraAwsClaims`, or a claims mapping policy).",
    together: (stack) => {
        const users = stack.ofType(types.iamUser).filter((user) => isForEntra(user, stack));
        const keys = stack
            .ofType(types.accessKey)
            .filter(
                (key) =>
                    stack.named(key, "user", types.iamUser, ["name"]).some((user) => users.includes(user)) ||
                    saysEntra(key, "user"),
            );
        return [
            ...users.map(
                (resource): Finding => ({
                    resource,
                    says: "it is an IAM user for Entra; remove it, and name the role in the claims",
                }),
            ),
            ...keys.map(
                (resource): Finding => ({
                    resource,
                    says: "it is an access key for Entra; remove it, and name the role in the claims",
                }),
            ),
            ...provisioning(stack),
        ];
    },
});

/** By its name, or because it may do what Entra's provisioning does, and nothing else: list the account's roles. */
function isForEntra(user: Resource, stack: Stack): boolean {
    const attached = stack
        .ofType(types.iamUserPolicyAttachment)
        .filter((one) => stack.named(one, "user", types.iamUser, ["name"]).includes(user))
        .flatMap((one) => stack.named(one, "policyArn", types.policy, ["arn"]));
    const inline = stack
        .ofType(types.iamUserPolicy)
        .filter((one) => stack.named(one, "user", types.iamUser, ["name"]).includes(user));
    const statements = [...attached, ...inline].flatMap((one) => policyTexts(one).flatMap((text) => text.statements));
    const actions = statements.flatMap((one) => (one.isAllow && !one.isAllActionsBut ? one.actions : []));
    const listsRoles = actions.length > 0 && actions.every((one) => /^iam:List(?:Roles|SAMLProviders)$/i.test(one));
    return listsRoles || saysEntra(user, "name");
}

/** `AzureADRoleManager` is the name in Microsoft's tutorial. */
function saysEntra(resource: Resource, property: string): boolean {
    const words = `${resource.name} ${String(propertyOf(resource, property))}`;
    return /(?<![A-Za-z])[Ee]ntra(?![a-z])|[Aa]zure[-_]?(?:AD|ad)(?![a-z])|(?<![A-Za-z])(?:AAD|aad)(?![A-Za-z])/.test(
        words,
    );
}

function provisioning(stack: Stack): Finding[] {
    const principals = awsApplications(stack).flatMap(({ servicePrincipal }) => servicePrincipal ?? []);
    return stack
        .ofType(types.synchronizationSecret)
        .filter((one) =>
            stack
                .named(one, "servicePrincipalId", types.servicePrincipal, ["id"])
                .some((principal) => principals.includes(principal)),
        )
        .map((resource) => ({
            resource,
            says: "it gives Entra a key of AWS; remove it with the provisioning job",
        }));
}
