/** The enterprise application in Entra. */
import { notificationEmailAddressesProblem } from "../../rules/entra";
import { isRecord } from "../../rules/record";
import { type AwsApplication, applicationOf, awsApplications, isAwsIdentifier } from "../applications";
import { propertyOf, type Resource } from "../resource";
import { type Finding, rule } from "../rule";
import type { Stack } from "../stack";
import { types } from "../types";
import { textsOf, unknown } from "../values";
import { quoted } from "../words";

export const assignmentRequired = rule({
    id: "assignment-required",
    level: "mandatory",
    description: "Only assigned users and groups can use the application for AWS.",
    reason: "Without it everybody in the tenant, guests too, gets the role in AWS; only Connect's own list of users still refuses people.",
    remedy: "Set `appRoleAssignmentRequired: true` on the service principal, and assign users or groups.",
    together: (stack) =>
        servicePrincipals(stack).flatMap((resource) => {
            const value = propertyOf(resource, "appRoleAssignmentRequired") ?? false;
            return value === false
                ? [{ resource, says: "appRoleAssignmentRequired is false, or not set; write true" }]
                : [];
        }),
});

export const noLoginUrl = rule({
    id: "no-login-url",
    level: "mandatory",
    description: "The application for AWS has no sign-on URL.",
    reason: "With one, My Apps opens that address instead of sending a response. Connect takes only sign-ins that begin at Entra, so nobody can sign in.",
    remedy: "Remove `loginUrl` from the service principal. The page that people reach is the relay state.",
    together: (stack) =>
        servicePrincipals(stack).flatMap((resource) => {
            const value = propertyOf(resource, "loginUrl");
            return typeof value === "string" && value !== ""
                ? [{ resource, says: `loginUrl is ${quoted([value])}; remove it` }]
                : [];
        }),
});

export const notificationAddresses = rule({
    id: "notification-addresses",
    level: "advisory",
    description: "Somebody is told before a signing certificate ends.",
    reason: "Entra sends notices 60, 30 and 7 days before. Without an address nobody knows until nobody can sign in.",
    remedy: "Set `notificationEmailAddresses` on the service principal, to the address of a team.",
    together: (stack) =>
        servicePrincipals(stack).flatMap((resource): Finding[] => {
            const value = propertyOf(resource, "notificationEmailAddresses") ?? [];
            if (value === unknown || (Array.isArray(value) && value.includes(unknown))) {
                return [];
            }
            const isEmpty = Array.isArray(value) && value.length === 0;
            const problem = isEmpty ? "has no address" : notificationEmailAddressesProblem(value);
            return problem === undefined
                ? []
                : [
                      {
                          resource,
                          says: `notificationEmailAddresses ${problem}; write one to five, such as ["operations@contoso.example"]`,
                      },
                  ];
        }),
});

/** Those that the stack manages. */
function servicePrincipals(stack: Stack): Resource[] {
    return awsApplications(stack)
        .map(({ servicePrincipal }: AwsApplication) => servicePrincipal)
        .filter((one): one is Resource => one?.inputs !== undefined);
}

export const fixedIdentifier = rule({
    id: "fixed-identifier",
    level: "advisory",
    description: "An application gets an identifier of AWS only with version 2 tokens, or after SAML mode.",
    reason: "Entra refuses a new identifier without a verified domain, tenant id or application id, unless the application takes v2 tokens or its service principal is in SAML mode.",
    remedy: "Set `api: { requestedAccessTokenVersion: 2 }` on the application, or add the identifier by an `ApplicationIdentifierUri` that depends on the service principal.",
    together: (stack) => [
        ...stack.ofType(types.application).flatMap((application) => inlineIdentifier(application)),
        ...stack.ofType(types.identifierUri).flatMap((one) => addedIdentifier(one, stack)),
    ],
});

const isFixed = (identifier: string) => isAwsIdentifier(identifier) || identifier.startsWith("urn:amazon:cognito:");
const cure = "write api: { requestedAccessTokenVersion: 2 } on the application";

function takesV2Tokens(application: Resource): boolean {
    const api = propertyOf(application, "api");
    return api === unknown || (isRecord(api) && [2, unknown].includes(api.requestedAccessTokenVersion as number));
}

function inlineIdentifier(application: Resource): Finding[] {
    const [fixed] = textsOf(application.inputs?.identifierUris).filter(isFixed);
    return fixed === undefined || takesV2Tokens(application)
        ? []
        : [
              {
                  resource: application,
                  says: `identifierUris has ${quoted([fixed])}, which a new application is refused; ${cure}`,
              },
          ];
}

function addedIdentifier(resource: Resource, stack: Stack): Finding[] {
    const [fixed] = textsOf([propertyOf(resource, "identifierUri")]).filter(isFixed);
    const applications = applicationOf(resource, "applicationId", stack);
    const isInSamlMode = stack
        .before(resource, types.servicePrincipal)
        .some((one) => ["saml", unknown].includes(propertyOf(one, "preferredSingleSignOnMode") as string));
    if (fixed === undefined || isInSamlMode || applications.length === 0 || applications.some(takesV2Tokens)) {
        return [];
    }
    return [
        {
            resource,
            says: `identifierUri is ${quoted([fixed])}, and nothing puts it after the service principal in SAML mode; write dependsOn: [servicePrincipal], or ${cure}`,
        },
    ];
}

export const identifierKept = rule({
    id: "identifier-kept",
    level: "mandatory",
    description: "An application leaves its identifiers to the resource that adds them.",
    reason: "The azuread provider removes an identifier that ApplicationIdentifierUri added at the next change of the application (pulumi-azuread#1036). Then nobody can sign in.",
    remedy: 'Set the option `ignoreChanges: ["identifierUris"]` on the application.',
    together: (stack) =>
        stack.ofType(types.identifierUri).flatMap((added) =>
            applicationOf(added, "applicationId", stack)
                .filter(
                    ({ inputs, ignoredChanges }) => inputs !== undefined && !ignoredChanges.includes("identifierUris"),
                )
                .filter(
                    ({ inputs }) =>
                        !textsOf(inputs?.identifierUris).includes(String(propertyOf(added, "identifierUri"))),
                )
                .map((resource) => ({
                    resource,
                    says: `its next change removes the identifier of the resource ${quoted([added.name])}; write ignoreChanges: ["identifierUris"] in its options`,
                })),
        ),
});
