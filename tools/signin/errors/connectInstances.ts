import { compareRelayState, refresh, relayState, restore } from "./advice";
import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** The relay state leads to no Connect instance in which people sign in by SAML. */
export const connectInstanceErrors = {
    instanceNotFound: {
        refusedBy: "connect",
        texts: [],
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
                cause: "The instance {instanceId|of the relay state} is in the account {seen|of somebody else}, and people have a role of {expected|another}. The console looks for it in the role's account.",
                confirm: "Compare the accounts in `pulumi stack output instanceArn` and `pulumi stack output roleArn`.",
                change: "Role and instance must be in one account: deploy with an aws provider of the instance's account, or set `existingInstanceId` to an instance of the role's.",
            },
            placeholder: {
                cause: "The relay state has {seen|a placeholder} where the id of the instance must stand, as in a template.",
                confirm: `${relayState} If the address in Entra has an id, only the pasted copy has none.`,
                change: `Run ${refresh}: it writes the whole address. Elsewhere write what \`pulumi stack output relayState\` prints.`,
                inWalk: "never",
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
        refusedBy: "connect",
        texts: [],
        meaning:
            "The relay state leads to another Region or partition than the instance's. Connect's words for it are not documented.",
        causes: {
            otherPartition: {
                cause: "The relay state leads to the console of the AWS partition {seen|aws or aws-us-gov}, and the role of the sign-in is in {expected|the other one}. A session of one partition is not valid in the other.",
                confirm: relayState,
                change: restore("the relay state of `aws:region`"),
            },
            otherRegion: {
                cause: "The relay state leads to {seen|one Region}, the instance is in {expected|another}.",
                confirm:
                    "The Region in `pulumi stack output instanceArn` and that in `pulumi stack output relayState` must be the same.",
                change: `${compareRelayState} \`aws:region\` must be the instance's Region.`,
            },
        },
        sources: [pages.connectSaml],
    },
    notSamlInstance: {
        refusedBy: "connect",
        texts: [],
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
        refusedBy: "connect",
        texts: [],
        meaning: "The creation of the instance failed. Connect's words for it are not documented.",
        causes: {
            creationFailed: {
                cause: "The status of the instance {instanceId|of the relay state} is {seen|not `ACTIVE`}: its creation failed.",
                confirm:
                    '`aws connect describe-instance --instance-id {instanceId} --query "Instance.[InstanceStatus,StatusReason]"` says why.',
                change: `Correct what StatusReason names. Nobody has worked in an instance whose creation failed, so nothing is lost with it: delete it and run ${refresh}, which creates it again. Or set \`existingInstanceId\` to an active one.`,
            },
        },
        sources: ["https://docs.aws.amazon.com/connect/latest/APIReference/API_Instance.html"],
    },
} satisfies Record<string, SignInError>;
