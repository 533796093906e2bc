import { giveSignInUrl, refresh } from "./advice";
import { namesAnother } from "./applications";
import type { Entries } from "./signInError";
import { pages } from "./sources";

const signInLogs =
    "Entra's sign-in logs show the failed sign-in with its application, account and Conditional Access policies.";

/** Entra does not take the password: the sign-in has not come to the application yet. */
function credentials(text: string, cause: string, change: string): Entries[string] {
    return {
        dependsOn: ["person"],
        texts: [text],
        meaning: "Entra does not accept the password. The sign-in has not come to the application yet.",
        causes: { password: { cause, confirm: signInLogs, change, inWalk: "never", isEveryday: true } },
        sources: [pages.entraCodes],
    };
}

/** Entra refuses the person. */
export const entraUserErrors = {
    userNotInDirectory: {
        dependsOn: ["person", "directory"],
        checks: ["accountExists"],
        texts: [
            "AADSTS50034: The user account {upn} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.",
            "AADSTS50034: To sign into this application, the account must be added to the {tenant} directory.",
        ],
        meaning: "The directory has no account with this name.",
        causes: {
            absent: {
                cause: "The directory has no account {user|with this name}: it was not created, or was deleted or renamed.",
                confirm:
                    "`az ad user show --id {user}` finds nothing. For a renamed person: `az ad user list --filter \"startswith(displayName,'…')\"`.",
                change: "Create the account, or write the name exactly as in the directory under `users`. A renamed person is another Connect user: the history stays with the old name.",
            },
            otherTenant: {
                cause: "The person is signed in to Microsoft with an account of another tenant.",
                confirm: "A private browser window and the right account work.",
                change: "Nothing to change, unless `tenantId` is the wrong tenant.",
                inWalk: "never",
            },
        },
        sources: [pages.entraCodes],
    },
    userOfOtherTenant: {
        dependsOn: ["person"],
        texts: [
            "AADSTS50020: User account '{upn}' from identity provider '{identityProvider}' does not exist in tenant '{tenantName}' and cannot access the application '{clientId}'({application}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.",
            "AADSTS16000: User account '{upn}' from identity provider '{identityProvider}' does not exist in tenant '{tenantName}' and cannot access the application '{clientId}'({application}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.",
            "AADSTS90072: User account '{upn}' from external identity provider '{identityProvider}' does not exist in tenant '{tenantName}' and cannot access the application '{clientId}'({application}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.",
        ],
        meaning: "The account belongs to another tenant, and is not a guest in the tenant of the application.",
        // Entra has three codes for it: 16000 where the browser has several accounts, 90072 where multifactor authentication is asked for.
        causes: {
            otherAccount: {
                cause: "The browser is signed in to Microsoft with {upn|an account} of another tenant, not with the account of this tenant.",
                confirm: "A private browser window and the right account work.",
                change: `Sign out of the other account, or use another browser profile. ${giveSignInUrl}`,
                inWalk: "never",
            },
            notInvited: {
                cause: "{upn|The person} has no account in this tenant: they were not invited as a guest.",
                confirm: "`az ad user list --filter \"mail eq '{upn}'\"` finds nothing.",
                change: "Invite them as a guest, set `roleSessionNameAttribute: mail` (for everybody of the stack), and add their mail address under `users`.",
                inWalk: "never",
            },
        },
        sources: [
            "https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50020-user-account-identity-provider-does-not-exist",
            pages.entraCodes,
        ],
    },
    userDisabled: {
        dependsOn: ["person", "directory"],
        checks: ["accountEnabled"],
        texts: ["AADSTS50057: The user account is disabled."],
        meaning: "The account exists, but is blocked for every sign-in.",
        causes: {
            disabled: {
                cause: "The account of {user|the person} is disabled in the directory.",
                confirm:
                    "`az rest --url 'https://graph.microsoft.com/v1.0/users/{user}?$select=accountEnabled'` says false (`az ad user show` does not show it).",
                change: "Enable the account in the directory. If the person has left, set `signIn: false` in their entry under `users`: their history stays.",
            },
        },
        sources: [pages.entraCodes],
    },
    wrongPassword: credentials(
        "AADSTS50126: Error validating credentials due to invalid username or password.",
        "{user|The person} typed a wrong password, or the name of another account.",
        "Nothing in the configuration: try again, or let the directory's administrator reset the password.",
    ),
    accountLocked: credentials(
        "AADSTS50053: The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
        "Entra has locked the account of {user|the person} for a while, after several wrong passwords or because of an address that Microsoft suspects.",
        "Nothing in the configuration: wait until the lock ends. Find out who or what tries wrong passwords.",
    ),
    passwordExpired: credentials(
        "AADSTS50055: The password is expired.",
        "The password of {user|the person} has expired.",
        "Nothing in the configuration: the person changes the password at the next sign-in in a browser.",
    ),
    blockedByConditionalAccess: {
        dependsOn: ["person"],
        texts: [
            "AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
            "AADSTS53000: Device is not in required device state: {state}. Conditional Access policy requires a compliant device, and the device is not compliant.",
            "AADSTS53001: Device is not in required device state: {state}. Conditional Access policy requires a domain joined device, and the device is not domain joined.",
            "AADSTS530003: Your device is required to be managed to access this resource.",
        ],
        meaning: "A Conditional Access policy of the tenant blocks this sign-in.",
        causes: {
            policy: {
                cause: "A Conditional Access policy blocks {user|the person} for this application, place, device or risk.",
                confirm: `${signInLogs} The tab “Conditional Access” names the policy that failed.`,
                change: "This program has no setting for it. Ask the tenant's administrator: satisfy the policy (device, place, multifactor authentication), or exclude the application from it.",
                inWalk: "never",
            },
        },
        sources: [
            pages.entraCodes,
            "https://learn.microsoft.com/en-us/entra/identity/conditional-access/troubleshoot-conditional-access",
        ],
    },
    notAssigned: {
        dependsOn: ["person"],
        checks: ["assigned"],
        texts: [
            "AADSTS50105: Your administrator has configured the application {application} ('{clientId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{upn}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.",
            "AADSTS50105: The signed in user '{upn}' is not assigned to a role for the application '{clientId}'({application}).",
        ],
        meaning: "Only assigned people can use the application, and this person is not assigned.",
        causes: {
            notAssigned: {
                cause: "{user|The person} has no assignment: neither from an entry under `users`, nor as a direct member of a group under `groups`.",
                confirm:
                    "`az rest --url \"https://graph.microsoft.com/v1.0/servicePrincipals(appId='{clientId}')/appRoleAssignedTo\"` lists who is assigned.",
                change: `Add an entry for {entry|the person, by a name that Connect accepts,} under \`users\` and run \`pulumi up\`; Connect needs that entry, too. If there is one, ${refresh} restores its assignment.`,
            },
            signInFalse: {
                cause: "The entry of {user|the person} under `users` has `signIn: false`, and they are in no assigned group.",
                confirm: "`pulumi config get --path users` shows the entry.",
                change: "This is what the configuration asks for. If they should sign in again, remove `signIn: false` from their entry and run `pulumi up`.",
            },
            nestedGroup: {
                cause: "{user|The person} is in {group|a group} only through another group. Entra accepts direct members of an assigned group only.",
                confirm:
                    "`az ad group member list --group '{group}' --query \"[].userPrincipalName\"` lists direct members only, and {user|the person} is not among them (`az ad group member check` counts nested members, too).",
                change: "Add {entry|the person, by a name that Connect accepts,} under `users`, list the inner group under `groups`, or make them a direct member.",
            },
            lookupOff: {
                cause: "`directoryLookup` is `false`, so entries under `users` assign nobody: only `groups` do.",
                confirm: "`pulumi config get directoryLookup` says false.",
                change: "Make {user|the person} a direct member of a group under `groups`, or set `directoryLookup: true`.",
                inWalk: "never",
            },
            otherApplication: {
                cause: "Another application refuses, not the one of this stack ({seen|compare the client ids}): an old bookmark or tile leads to it.",
                confirm:
                    "Compare the address with `pulumi stack output signInUrl`; `az ad app show --id {clientId} --query displayName` names the application that refuses.",
                change: `${giveSignInUrl} Remove the old bookmark or tile.`,
                inWalk: "never",
                saidBy: namesAnother,
            },
        },
        sources: [
            pages.entraCodes,
            "https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50105-user-not-assigned-role",
        ],
    },
} satisfies Entries;
