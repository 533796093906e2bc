import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** Connect does not admit the person, does not have the page, or AWS does not let their role into the instance. */
export const connectErrors = {
    federationDenied: {
        refusedBy: "aws",
        texts: [
            "Access denied, Please contact your AWS account administrator for assistance.",
            "User: {principal} is not authorized to perform: connect:GetFederationToken on resource: {resource}",
        ],
        meaning:
            "The person has the role, and the role may not enter this Connect instance (`connect:GetFederationToken`).",
        causes: {
            noPermission: {
                cause: "No policy of the role {roleName|of the stack} allows `connect:GetFederationToken`.",
                confirm:
                    "`aws iam list-role-policies --role-name {roleName}` and `aws iam list-attached-role-policies --role-name {roleName}`",
                change: "No configuration key: the program puts an inline policy on the role. `pulumi up --refresh` puts it back.",
            },
            wrongInstance: {
                cause: "The role may enter {expected|another instance}, and the relay state leads to {seen|this one}.",
                confirm:
                    "`aws iam get-role-policy --role-name {roleName} --policy-name …`; compare with `pulumi stack output instanceArn` and `relayState`.",
                change: "First compare the relay state with `pulumi stack output relayState`: if that one is right, the sign-in came by an old link; give people `signInUrl`, and let `pulumi up --refresh` put back what was changed in the portal. The program makes policy and relay state agree: change no setting of the instance for this.",
            },
            boundary: {
                cause: "The permissions boundary {boundary|of the role} does not allow `connect:GetFederationToken`, whatever the role's own policies say.",
                confirm:
                    "`aws iam get-role --role-name {roleName} --query Role.PermissionsBoundary` names it; `aws iam get-policy-version` shows its text.",
                change: "Outside the configuration: allow the action in the boundary, or ask who set it for another one.",
            },
            explicitDeny: {
                cause: "A policy denies it: {statement|one of the role's, its permissions boundary, or one of the organisation}.",
                confirm:
                    "`aws iam simulate-principal-policy --policy-source-arn {roleArn} --action-names connect:GetFederationToken --resource-arns '{instanceArn}/user/*'`",
                change: "Outside the configuration: ask who added the statement. Policies of the organisation are not seen by the command.",
            },
        },
        sources: [pages.connectTroubleshooting],
    },
    notOnboarded: {
        refusedBy: "connect",
        texts: ["Access Denied. Your account has been authenticated, but has not been onboarded to this application."],
        meaning: "The instance has no user whose name is the RoleSessionName, letter by letter.",
        causes: {
            noUser: {
                cause: "There is no Connect user {seen|with the RoleSessionName of the response}.",
                confirm:
                    "`aws connect list-users --instance-id {instanceId} --query \"UserSummaryList[?Username=='{seen|<RoleSessionName>}']\"`",
                change: "Add an entry {seen|with exactly this name} under `users` and run `pulumi up`. If names of another attribute are meant, set `roleSessionNameAttribute`.",
            },
            otherCase: {
                cause: "The Connect user is {expected|spelt with other capitals}, the response says {seen|another spelling}; Connect tells capitals apart.",
                confirm:
                    '`az ad user show --id {user} --query "[userPrincipalName, mail]"` shows the directory\'s spelling.',
                change: "Correct the spelling in the directory, or write the directory's under `users`: that is a new Connect user, and the old name goes to `removedUsers` (its history is lost) or stays.",
            },
            otherDomain: {
                cause: "The Connect user is {expected|of another domain}, the response says {seen|this one}: user principal name and mail differ, or the domain was changed.",
                confirm:
                    "`az rest --url 'https://graph.microsoft.com/v1.0/users/{user}?$select=userPrincipalName,mail,employeeId'`",
                change: "If it is this person alone, correct the attribute in the directory. `roleSessionNameAttribute` can name another attribute (`mail`, say), but it holds for everybody of the stack: all Connect user names must equal it.",
            },
            otherInstance: {
                cause: "The Connect user {seen|of this name} is of the instance {expected|of another relay state}, and the relay state leads to {instanceId|another one}.",
                confirm:
                    "`az ad sp show --id {clientId} --query samlSingleSignOnSettings.relayState`; compare with `pulumi stack output relayState`.",
                change: "If the relay state is the stack's, the person belongs under `users` of the stack of this instance. If not, the sign-in came by an old link, or `pulumi up --refresh` puts back what was changed in the portal.",
            },
            twoProfiles: {
                cause: "The person has two profiles with single sign-on, and came with the other one.",
                confirm:
                    "The RoleSessionName in the response (`connect-sso explain FILE`) is not the one expected; a private browser window with the right account works.",
                change: "Nothing in the configuration: sign out of the other account, or give the person one account.",
            },
        },
        sources: [pages.connectTroubleshooting],
    },
    boundToOtherRole: {
        refusedBy: "connect",
        texts: ["Bad Request. The request was not valid and could not be processed."],
        meaning: "Connect keeps a user to the role they first came with, and this response brings another.",
        causes: {
            otherRole: {
                cause: "{user|The person} has signed in before with the role {expected|of an earlier federation}, and comes with {seen|another} now.",
                confirm:
                    "CloudTrail's `AssumeRoleWithSAML` events of the person show the roles; compare with `pulumi stack output roleArn`.",
                change: "Set `existingRoleName` to the role they came with: the program takes it over and changes its trust policy. Delete nothing before CloudTrail has shown the other role: only a Connect user who is made anew is bound anew, and their history is lost.",
            },
            otherPath: {
                cause: "The role was deleted and made anew, or its path changed, so that it is another role to Connect.",
                confirm: '`aws iam get-role --role-name {roleName} --query "Role.[Arn,CreateDate]"`',
                change: "Keep `roleName` and `protection`. What is bound to the lost role must be made anew.",
            },
        },
        sources: [pages.connectTroubleshooting, pages.connectSaml],
    },
    pageNotPermitted: {
        refusedBy: "connect",
        texts: [],
        meaning:
            "The person is in, and their security profiles do not open the page they land on. Connect's words for it are not documented.",
        causes: {
            noPermission: {
                cause: "None of the security profiles {seen|of the person} has the permission {expected|`BasicAgentAccess`} that {page|the page} needs.",
                confirm:
                    "`aws connect list-security-profile-permissions --instance-id {instanceId} --security-profile-id …`; the Contact Control Panel needs `BasicAgentAccess`.",
                change: "Give the person under `users` one of `securityProfiles` that has it (`Agent`, `Admin`), or set `landingPage` to a page they may open.",
            },
        },
        sources: [pages.connectPermissions],
    },
    oldRelayState: {
        refusedBy: "connect",
        texts: [],
        meaning:
            "The relay state has the path of instances with an old address (`/connect/ccp-v2`); on `my.connect.aws` that page does not exist.",
        causes: {
            oldPath: {
                cause: "The destination in the relay state is {seen|`/connect/…`}; for an address of `my.connect.aws` it is {expected|the same without `/connect`, with `new_domain=true`}.",
                confirm:
                    "`az ad sp show --id {clientId} --query samlSingleSignOnSettings.relayState`; compare with `pulumi stack output relayState`.",
                change: "`landingPage` must be `ccp`, `agentWorkspace` or an https address; `pulumi up --refresh` writes the relay state again.",
            },
        },
        sources: [pages.connectDomain],
    },
    pageNotFound: {
        refusedBy: "connect",
        texts: [],
        meaning:
            "The person is in, and the instance has no page of the path in the relay state. Connect's words for it are not documented.",
        causes: {
            encodedTwice: {
                cause: "The destination in the relay state is encoded twice: decoded once it is still {seen|encoded}, where {expected|a path such as `/ccp-v2/chat`} belongs.",
                confirm:
                    "`az ad sp show --id {clientId} --query samlSingleSignOnSettings.relayState` shows `%25` in it; compare with `pulumi stack output relayState`.",
                change: "No configuration key but `landingPage`: `pulumi up --refresh` writes the relay state again. Only where the whole relay state is a parameter of a link is it encoded once more.",
            },
        },
        sources: [pages.connectSaml],
    },
    landsInConsole: {
        refusedBy: "connect",
        texts: [],
        meaning: "No error: without a relay state the sign-in ends in the AWS console instead of Connect.",
        causes: {
            noRelayState: {
                cause: "The response came without a relay state.",
                confirm:
                    "`az ad sp show --id {clientId} --query samlSingleSignOnSettings.relayState` is empty; expected is {expected|`pulumi stack output relayState`}.",
                change: "No configuration key: `pulumi up --refresh` writes the relay state again.",
            },
        },
        sources: [pages.connectSaml],
    },
} satisfies Record<string, SignInError>;
