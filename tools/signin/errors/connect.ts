import { usernameProblem } from "../../../rules/connect";
import { difference } from "../explain/compare/comparison";
import { anotherAttribute, attributes, compareRelayState, refresh, relayState, restore, translated } from "./advice";
import { hasDeny, lacksAllow } from "./reasons";
import type { Entries, Said, Told } from "./signInError";
import { pages } from "./sources";

/** AWS does not let the role into the instance. */
export const connectPermissionErrors = {
    federationDenied: {
        stage: "permission",
        checks: ["roleAllowsFederation"],
        recognize: {
            telling: [{ words: "connect:GetFederationToken", beside: /\barn:\s?aws/i }],
            // In other languages only the name of the action and the ARNs around it are left as they are.
            sign: (text) =>
                /:assumed-role\/[^{}"]{0,300}connect:GetFederationToken[^{}"]{0,60}arn:aws/i.test(text)
                    ? { evidence: "the action connect:GetFederationToken, which is denied", sureness: "likely" }
                    : undefined,
        },
        texts: [
            "Access denied, Please contact your AWS account administrator for assistance.",
            "User: {principal} is not authorized to perform: connect:GetFederationToken on resource: {resource}",
        ],
        meaning:
            "The person has the role, but the role has no permission for this Connect instance (`connect:GetFederationToken`).",
        causes: {
            noPermission: {
                cause: "No policy of the role {roleName|of the stack} allows `connect:GetFederationToken`.",
                confirm:
                    "`aws iam list-role-policies --role-name {roleName}` and `aws iam list-attached-role-policies --role-name {roleName}` list its policies; none of them contains the action.",
                change: restore("the inline policy of the role"),
                saidBy: lacksAllow(/identity-based/),
            },
            wrongInstance: {
                cause: "The role may enter only {expected|one instance}, and the relay state leads to {seen|another one}.",
                confirm:
                    "`aws iam list-role-policies --role-name {roleName}` names the policy; `aws iam get-role-policy --role-name {roleName} --policy-name …` with that name shows which instance it allows. Compare with `pulumi stack output instanceArn` and `pulumi stack output relayState`.",
                change: `${compareRelayState} The program makes policy and relay state agree, so do not change the instance for this.`,
                saidBy: wrongInstance,
            },
            instanceWithoutId: {
                cause: "The policy names the instance by {expected|its alias}. IAM compares with its ARN, which ends with the id, a UUID: {seen|see `pulumi stack output instanceArn`}.",
                confirm:
                    "`aws iam get-role-policy --role-name {roleName} --policy-name …` shows the policy; `aws iam list-role-policies --role-name {roleName}` its name.",
                change: `Write the id in its place. The program's own policy has it: ${refresh} restores it.`,
            },
            usernameVariable: {
                cause: `The policy {policy|of the role} uses \`\${aws:username}\`, which a role's session does not have.`,
                confirm:
                    "`aws iam list-role-policies --role-name {roleName}` names the policies; `aws iam get-role-policy --role-name {roleName} --policy-name …` with that name shows the variable.",
                change: `Write \`\${aws:userid}\` instead. The program's own policy has it: ${refresh} restores it.`,
            },
            boundary: {
                cause: "The permissions boundary {boundary|of the role} does not allow `connect:GetFederationToken`. The role's own policies can't change that.",
                confirm:
                    "`aws iam get-role --role-name {roleName} --query Role.PermissionsBoundary` names it; `aws iam get-policy-version` shows its text.",
                change: "Nothing in the configuration: allow the action in the boundary, or ask the person who set it for another one.",
                saidBy: lacksAllow(/boundary/),
            },
            otherPolicy: {
                cause: "A policy outside of the role does not allow `connect:GetFederationToken`: {policy|for example a service control policy of the organization}.",
                confirm: "CloudTrail's `GetFederationToken` event has the whole reason.",
                change: "Nothing in the configuration: ask the people who manage that policy to allow the action. The role's own policies can't change it.",
                inWalk: "never",
                saidBy: lacksAllow(/control|session|endpoint|resource-based/),
            },
            explicitDeny: {
                cause: "A policy denies it: {statement|one of the role's, its permissions boundary, or one of the organization}.",
                confirm:
                    "`aws iam simulate-principal-policy --policy-source-arn {roleArn} --action-names connect:GetFederationToken --resource-arns '{instanceArn}/user/*'`. It does not see policies of the organization.",
                change: "Nothing in the configuration: ask who added the statement.",
                inWalk: "notAlways",
                saidBy: hasDeny(/policy|boundary/),
            },
        },
        sources: [pages.connectTroubleshooting, pages.iamAccessDenied],
    },
} satisfies Entries;

/** Connect does not admit the person. */
export const connectErrors = {
    rootCannotFederate: {
        texts: [
            "Provided identity: Principal: {principal}. User: {name} cannot be used for federation with Amazon Connect",
            "Provided identity: Principal: {principal}. User: {name} cannot be used for federation with Connect Customer",
        ],
        meaning: "Connect accepts sessions of a role only, and this session is not one of the federation's role.",
        causes: {
            root: {
                cause: "The browser is signed in to AWS as the root user of the account ({principal|its ARN ends with `:root`}).",
                confirm: "The name at the top right of the AWS console is the account's, without a role.",
                change: "Sign out of AWS, or use another browser profile, and start from `pulumi stack output signInUrl`: it uses the role of the federation.",
                inWalk: "never",
                saidBy: ({ values: { principal = "", name } }) =>
                    /:root\b/.test(principal) || (principal === "" && name === "root") ? {} : undefined,
            },
            otherIdentity: {
                cause: "The browser is signed in to AWS with another identity than the role of the federation ({principal|its ARN is in the message}).",
                confirm:
                    "The name at the top right of the AWS console is not the role of `pulumi stack output roleArn`.",
                change: "Sign out of AWS, or use another browser profile, and start from `pulumi stack output signInUrl`: it uses the role of the federation.",
                inWalk: "never",
                saidBy: ({ values: { principal } }) =>
                    principal?.includes("arn:aws") && !/:root\b/.test(principal) ? {} : undefined,
            },
        },
        sources: ["https://docs.aws.amazon.com/connect/latest/APIReference/API_GetFederationToken.html"],
    },
    notOnboarded: {
        dependsOn: ["person"],
        checks: ["connectUser"],
        recognize: {
            // The sign-in page of Global Resiliency says UserNotOnboardedException.
            sign: (text) => {
                const [name] = /\bUserNotOnboardedException\b|\bUserNotFoundException\b/.exec(text) ?? [];
                const isOurs = name === "UserNotOnboardedException" || /\bGetFederationToken\b/.test(text);
                return name !== undefined && isOurs
                    ? { evidence: `the exception ${name}`, sureness: "likely" }
                    : translated(
                          /konto wurde authentifiziert|compte a ete authentifie|autenticado la cuenta|cuenta (?:se )?ha (?:sido )?autenticad|conta foi autenticada|アカウント[はか]認証/i,
                      )(text);
            },
        },
        texts: ["Access Denied. Your account has been authenticated, but has not been onboarded to this application."],
        meaning: "The instance has no user whose name equals the RoleSessionName in every letter.",
        causes: {
            noUser: {
                cause: "There is no Connect user {seen|with the RoleSessionName of the response}.",
                confirm:
                    "`aws connect list-users --instance-id {instanceId} --query \"UserSummaryList[?Username=='{roleSessionName}']\"`",
                change: `Add an entry {seen|with exactly this name} under \`users\` and run \`pulumi up\`. If the person has a Connect user of another name, correct the attribute in the directory. ${anotherAttribute}`,
                saidBy: strangerWith("possibleName"),
            },
            nameNotAllowed: {
                cause: "There is no Connect user {seen|with the RoleSessionName of the response}, and there can't be one: Connect accepts 2 to 64 letters, digits and `_ . @ -` only.",
                confirm: attributes,
                change: `Change the attribute in the directory. ${anotherAttribute}`,
                saidBy: strangerWith("impossibleName"),
            },
            misread: {
                cause: "The deployment has a Connect user {expected|of almost the same name}, and the text says {seen|another name}, perhaps because of a typing error.",
                confirm: "Copy the name from Entra's sign-in logs and ask again with it.",
                change: "Nothing, until the name is certain. If the session name is {seen|the one in the text}, correct the attribute in the directory.",
                inWalk: "never",
                saidBy: strangerWith("almostKnownName"),
            },
            otherCase: {
                cause: "The Connect user is {expected|spelled in one way}, and the response says {seen|the same name with other capitals}. User names are case-sensitive.",
                confirm: `${attributes} shows the directory's spelling.`,
                change: "Correct the spelling in the directory. Or write the directory's spelling under `users`: that is a new Connect user, and the old name stays or goes to `removedUsers` (its history is lost).",
            },
            otherDomain: {
                cause: "The Connect user is {expected|a name in one domain}, and the response says {seen|the same name in another domain}: user principal name and mail differ, or the domain was changed.",
                confirm: attributes,
                change: `If it is this person alone, correct the attribute in the directory. ${anotherAttribute}`,
            },
            otherInstance: {
                cause: "The relay state leads to the instance {instanceId|without this user}, but the Connect user {seen|with this name} is in another instance ({expected|see the stack}).",
                confirm: relayState,
                change: `If the relay state is the stack's, add the person under \`users\` of the stack of this instance. If not, the sign-in came from an old link, or ${refresh} restores what was changed in the portal.`,
            },
            twoProfiles: {
                cause: "The person has two profiles with single sign-on, and signed in with the other one.",
                shownIn: "claims",
                confirm:
                    "The RoleSessionName is not the expected one. A private browser window with the right account works.",
                change: "Nothing in the configuration: sign out of the other account, or let the person use one account only.",
                inWalk: "never",
            },
        },
        sources: [pages.connectTroubleshooting],
    },
    boundToOtherRole: {
        recognize: { telling: [{ words: "was not valid and" }] },
        texts: ["Bad Request. The request was not valid and could not be processed."],
        meaning: "Connect binds a user to the role of their first sign-in, and this response has another role.",
        causes: {
            otherRole: {
                cause: "{user|The person} first signed in with the role {expected|of an earlier federation}, and now signs in with {seen|another role}.",
                confirm:
                    "CloudTrail's `AssumeRoleWithSAML` events of the person show the roles; compare with `pulumi stack output roleArn`.",
                change: "Set `existingRoleName` to the role of their first sign-in: the program adopts it and changes its trust policy. Delete nothing before CloudTrail has shown that role: only a new Connect user is bound again, and the history of the old one is lost.",
            },
            otherPath: {
                cause: "The role was deleted and created again, or its path changed, so that it is another role for Connect.",
                confirm: '`aws iam get-role --role-name {roleName} --query "Role.[Arn,CreateDate]"`',
                change: "Keep `roleName` and `protection`. Connect users who are bound to the lost role must be created again.",
                inWalk: "never",
            },
        },
        sources: [pages.connectTroubleshooting, pages.connectSaml],
    },
} satisfies Entries;

/** AWS names another instance than the deployment's, and the deployment's role. */
function wrongInstance({ comparisons }: Said): Told | undefined {
    const [other] = difference(comparisons, "instance");
    return other === undefined || difference(comparisons, "role").length > 0
        ? undefined
        : { values: { seen: other.seen, expected: other.expected } };
}

/** Whether a person without a Connect user can be added. */
type Stranger = "possibleName" | "impossibleName" | "almostKnownName";

/** The words name a person without a Connect user. */
function strangerWith(kind: Stranger) {
    return ({ stranger, comparisons }: Said): Told | undefined => {
        if (stranger === undefined) {
            return undefined;
        }
        const near = comparisons.find(
            ({ id, remark }) => (id === "person" || id === "signedInUser") && remark !== undefined,
        )?.expected;
        const found: Stranger =
            near !== undefined
                ? "almostKnownName"
                : usernameProblem(stranger) === undefined
                  ? "possibleName"
                  : "impossibleName";
        const values = { seen: stranger, user: stranger, ...(near === undefined ? {} : { expected: near }) };
        return found === kind ? { values, sureness: "likely" } : undefined;
    };
}
