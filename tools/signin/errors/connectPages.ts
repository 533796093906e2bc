import { compareRelayState, refresh, relayState, restore } from "./advice";
import type { Entries } from "./signInError";
import { pages } from "./sources";

/** The relay state leads to no page, or to no instance in which people sign in by SAML. */
export const connectPageErrors = {
    pageNotPermitted: {
        meaning:
            "The person is signed in, but their security profiles do not permit the page. Connect's words for it are not documented.",
        causes: {
            noPermission: {
                cause: "None of the security profiles {seen|of the person} has the permission {expected|`BasicAgentAccess`} that {page|the page} needs.",
                confirm:
                    "`aws connect list-security-profile-permissions --instance-id {instanceId} --security-profile-id …`; the Contact Control Panel needs `BasicAgentAccess`.",
                change: "Give the person, under `users`, one of `securityProfiles` that has it (`Agent`, `Admin`), or set `landingPage` to a page that they can open.",
            },
        },
        sources: [pages.connectPermissions],
    },
    oldRelayState: {
        meaning:
            "The relay state has the path of instances with an old address (`/connect/ccp-v2`). On `my.connect.aws` that page does not exist.",
        causes: {
            oldPath: {
                cause: "The destination in the relay state is {seen|`/connect/…`}. For an address of `my.connect.aws` it is {expected|the same without `/connect`, with `new_domain=true`}.",
                confirm: relayState,
                change: `\`landingPage\` must be \`ccp\`, \`agentWorkspace\` or an https address. Run ${refresh}: it restores the relay state.`,
            },
        },
        sources: [pages.connectDomain],
    },
    pageNotFound: {
        meaning:
            "The person is signed in, but the instance has no page with the path in the relay state. Connect's words for it are not documented.",
        causes: {
            encodedTwice: {
                cause: "The destination in the relay state is encoded twice: decoded once it is still {seen|encoded}, instead of {expected|a path such as `/ccp-v2/chat`}.",
                confirm: `${relayState} It contains \`%25\`.`,
                change: `Run ${refresh}: it restores the relay state of \`landingPage\`. Encode a whole relay state again only when it becomes a parameter of a link.`,
            },
        },
        sources: [pages.connectSaml],
    },
    landsInConsole: {
        refuses: false,
        meaning: "No error: without a relay state the sign-in ends in the AWS console instead of Connect.",
        causes: {
            noRelayState: {
                cause: "The response came without a relay state.",
                confirm:
                    "`az ad sp show --id {clientId} --query samlSingleSignOnSettings.relayState` is empty; expected is {expected|`pulumi stack output relayState`}.",
                change: restore("the relay state"),
            },
        },
        recognize: { described: describedConsole() },
        // A relay state that was posted is looked at with the response.
        inRecording: ({ consoleUrl, federateUrl, relayState: posted }) =>
            consoleUrl !== undefined && federateUrl === undefined && posted === undefined
                ? {
                      sureness: "certain",
                      evidence: `after the post the browser came to ${consoleUrl} and never to /connect/federate`,
                  }
                : undefined,
        sources: [pages.connectSaml],
    },
    instanceNotFound: {
        meaning:
            "The relay state contains an instance that the account does not have. Connect's words for it are not documented.",
        causes: {
            absent: {
                cause: "There is no instance {seen|with the id in the relay state} in {region|the Region}: it was deleted, or belongs to another account.",
                confirm:
                    "`aws connect describe-instance --instance-id {seen} --region {region}`; compare with `pulumi stack output instanceId`.",
                change: `${compareRelayState} Only if the instance of the stack itself was deleted, set \`existingInstanceId\` to another.`,
            },
            otherAccount: {
                cause: "The instance {instanceId|of the relay state} is in the account {seen|of somebody else}, but people sign in with a role of {expected|another account}. The console looks for the instance in the role's account.",
                confirm: "Compare the accounts in `pulumi stack output instanceArn` and `pulumi stack output roleArn`.",
                change: "Role and instance must be in one account: deploy with an aws provider of the instance's account, or set `existingInstanceId` to an instance of the role's.",
            },
            placeholder: {
                cause: "The relay state has {seen|a placeholder} where the id of the instance must stand, as in a template.",
                confirm: `${relayState} If the address in Entra has an id, only the pasted copy has none.`,
                change: `Run ${refresh}: it writes the whole address. Elsewhere write what \`pulumi stack output relayState\` prints.`,
                inWalk: "never",
            },
            notAnId: {
                cause: "The relay state has {seen|something else} where the id of the instance belongs. The console takes the id only, a UUID: no alias, ARN or access URL.",
                confirm: "`aws connect list-instances --region {region}` shows the id (`Id`) beside the alias.",
                change: `Set the relay state of the application to {expected|the address with the id}. Of this program's stack, ${refresh} writes it.`,
            },
            relayState: {
                cause: "The relay state {seen|of the sign-in} does not lead to an instance.",
                confirm: relayState,
                change: `Run ${refresh}: it restores the relay state of \`landingPage\`.`,
            },
        },
        sources: [pages.connectSaml],
    },
    wrongRegion: {
        meaning:
            "The relay state leads to another Region or partition than the instance's. Connect's words for it are not documented.",
        causes: {
            otherPartition: {
                cause: "The relay state leads to the console of the AWS partition {seen|aws or aws-us-gov}, and the role of the sign-in is in {expected|the other one}. A session of one partition is not valid in the other.",
                confirm: relayState,
                change: restore("the relay state of `aws:region`"),
            },
            otherRegion: {
                cause: "The relay state leads to {seen|one Region}, but the instance is in {expected|another Region}.",
                confirm:
                    "The Region in `pulumi stack output instanceArn` and that in `pulumi stack output relayState` must be the same.",
                change: `${compareRelayState} \`aws:region\` must be the instance's Region.`,
            },
        },
        sources: [pages.connectSaml],
    },
    notSamlInstance: {
        meaning:
            "The instance manages its users in another way than SAML, which can't be changed. Connect's words for it are not documented.",
        causes: {
            otherIdentityManagement: {
                cause: "The identity management of the instance is {seen|not SAML}.",
                confirm:
                    "`aws connect describe-instance --instance-id {instanceId} --query Instance.IdentityManagementType`",
                change: "Set `existingInstanceId` to a SAML instance, or create one with `instanceAlias`.",
            },
        },
        sources: [pages.connectSaml],
    },
    instanceNotActive: {
        meaning: "The creation of the instance failed. Connect's words for it are not documented.",
        causes: {
            creationFailed: {
                cause: "The status of the instance {instanceId|of the relay state} is {seen|not `ACTIVE`}: its creation failed.",
                confirm:
                    '`aws connect describe-instance --instance-id {instanceId} --query "Instance.[InstanceStatus,StatusReason]"` says why.',
                change: `Correct what StatusReason names. Nobody has worked in an instance whose creation failed, so nothing is lost if you delete it: delete it and run ${refresh}, which creates it again. Or set \`existingInstanceId\` to an active one.`,
            },
        },
        sources: ["https://docs.aws.amazon.com/connect/latest/APIReference/API_Instance.html"],
    },
} satisfies Entries;

/** How people say that they came to the AWS console instead. */
function describedConsole(): RegExp[] {
    const arrives =
        "\\b(?:lands?|landed|ends? up|ended up|arrives?|arrived|redirected|taken|sent|brought|comes?|came)\\b";
    const console = "\\baws(?: management)? console\\b";
    const opens = "(?: home)? (?:opens|appears|shows up|comes up|loads)\\b";
    const instead = "\\binstead of\\b";
    return [
        new RegExp(`${arrives} (?:[a-z]{1,12} ){0,3}${console}`, "i"),
        new RegExp(`${console}(?:${opens}|[^.!?]{0,40}${instead}(?: [a-z]{1,12}){0,2})`, "i"),
        new RegExp(`${instead}[^.!?]{0,60}${console}`, "i"),
    ];
}
