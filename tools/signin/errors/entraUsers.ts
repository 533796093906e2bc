import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** Entra refuses the person. */
export const entraUserErrors = {
    userNotInDirectory: {
        refusedBy: "entra",
        code: "AADSTS50034",
        texts: [
            "AADSTS50034: The user account {upn} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.",
            "AADSTS50034: To sign into this application, the account must be added to the {tenant} directory.",
        ],
        meaning: "The directory has no account with this name.",
        causes: {
            absent: {
                cause: "There is no account {user|of this name} in the directory: never made, deleted, or renamed.",
                confirm:
                    "`az ad user show --id {user}` finds nothing. For a renamed person: `az ad user list --filter \"startswith(displayName,'…')\"`.",
                change: "Create the account, or write the directory's spelling as the key under `users`. A renamed person is another Connect user: the old one's history stays with the old name.",
            },
            otherTenant: {
                cause: "The person is signed in to Microsoft with an account of another organisation.",
                confirm:
                    "The account shown in the browser's Microsoft sign-in is not theirs in this tenant; a private window with the right account works.",
                change: "Nothing in the configuration, unless `tenantId` names the wrong tenant.",
            },
        },
        sources: [pages.entraCodes],
    },
    userDisabled: {
        refusedBy: "entra",
        code: "AADSTS50057",
        texts: ["AADSTS50057: The user account is disabled."],
        meaning: "The account exists and is blocked for every sign-in.",
        causes: {
            disabled: {
                cause: "The account of {user|the person} is disabled in the directory.",
                confirm:
                    "`az rest --url 'https://graph.microsoft.com/v1.0/users/{user}?$select=accountEnabled'` says false (`az ad user show` leaves it out).",
                change: "The account is enabled in the directory, not here. If the person has left, set `signIn: false` in their entry under `users`: their history stays.",
            },
        },
        sources: [pages.entraCodes],
    },
    notAssigned: {
        refusedBy: "entra",
        code: "AADSTS50105",
        texts: [
            "AADSTS50105: Your administrator has configured the application {application} ('{clientId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{upn}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.",
            "AADSTS50105: The signed in user '{upn}' is not assigned to a role for the application '{clientId}'({application}).",
        ],
        meaning: "Only assigned people may use the application, and this person is not assigned.",
        causes: {
            notAssigned: {
                cause: "{user|The person} has no assignment: neither one that an entry under `users` makes, nor as a direct member of a group under `groups`.",
                confirm:
                    "`az rest --url \"https://graph.microsoft.com/v1.0/servicePrincipals(appId='{clientId}')/appRoleAssignedTo\"` lists who is assigned.",
                change: "Add an entry for {user|the person} under `users` and run `pulumi up`; Connect needs that entry anyway. Where there is one, `pulumi up --refresh` makes its assignment again.",
            },
            signInFalse: {
                cause: "The entry of {user|the person} under `users` says `signIn: false`, and no group lets them in.",
                confirm: "`pulumi config get --path users` shows the entry.",
                change: "If they shall sign in again, remove `signIn: false` from their entry and run `pulumi up`. Otherwise this is as intended.",
            },
            nestedGroup: {
                cause: "{user|The person} is in {group|a group} only through another group: Entra lets in direct members of an assigned group.",
                confirm:
                    "`az ad group member list --group '{group}' --query \"[].userPrincipalName\"` lists direct members only, and {user|the person} is not among them (`az ad group member check` counts the others, too).",
                change: "Add {user|the person} under `users`, list the inner group under `groups`, or make them a direct member.",
            },
            lookupOff: {
                cause: "`directoryLookup` is false, so entries under `users` assign nobody: only `groups` do.",
                confirm: "`pulumi config get directoryLookup` says false.",
                change: "Make {user|the person} a direct member of a group under `groups`, or set `directoryLookup: true`.",
            },
            otherApplication: {
                cause: "The application that refuses is another than this stack's ({seen|compare the client ids}): an old bookmark or tile leads to it.",
                confirm:
                    "Compare the address with `pulumi stack output signInUrl`; `az ad app show --id {clientId} --query displayName` names the application that refuses.",
                change: "Give people the stack's `signInUrl`, and remove the old bookmark or tile.",
            },
        },
        sources: [
            pages.entraCodes,
            "https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50105-user-not-assigned-role",
        ],
    },
} satisfies Record<string, SignInError>;
