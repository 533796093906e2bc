import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** The relay state leads to no Connect instance in which people sign in by SAML. */
export const connectInstanceErrors = {
    instanceNotFound: {
        refusedBy: "connect",
        texts: [],
        meaning:
            "The relay state names an instance that the account does not have. Connect's words for it are not documented.",
        causes: {
            absent: {
                cause: "There is no instance {seen|with the id in the relay state} in {region|the Region}: deleted, or of another account.",
                confirm:
                    "`aws connect describe-instance --instance-id {seen} --region {region}`; compare with `pulumi stack output instanceId`.",
                change: "First compare with `pulumi stack output relayState`: if that one is right, the sign-in came by an old link; give people `signInUrl`, and let `pulumi up --refresh` put back what was changed in the portal. Only if the instance of the stack itself is gone does `existingInstanceId` need another.",
            },
            otherAccount: {
                cause: "The instance {instanceId|of the relay state} is in the account {seen|of somebody else}, and people come with a role of {expected|another}: the console looks for it in the role's account.",
                confirm: "Compare the accounts in `pulumi stack output instanceArn` and `pulumi stack output roleArn`.",
                change: "Role and instance must be in one account: deploy with an aws provider of the instance's account, or set `existingInstanceId` to an instance of the role's.",
            },
            relayState: {
                cause: "The relay state {seen|of the sign-in} is not of the form that leads to an instance.",
                confirm:
                    "Compare with `pulumi stack output relayState`; `az ad sp show --id {clientId} --query samlSingleSignOnSettings.relayState`",
                change: "No configuration key but `landingPage`: `pulumi up --refresh` writes the relay state again.",
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
                cause: "The relay state goes to the console of the partition {seen|of one kind}, and people sign in to {expected|another}: a session of one does not count in the other.",
                confirm:
                    "`az ad sp show --id {clientId} --query samlSingleSignOnSettings.relayState`; compare with `pulumi stack output relayState`.",
                change: "No configuration key but `aws:region`: `pulumi up --refresh` writes the relay state again.",
            },
            otherRegion: {
                cause: "The relay state goes to {seen|one Region}, the instance is in {expected|another}.",
                confirm: "The Region in `pulumi stack output instanceArn` and that in `relayState` must be the same.",
                change: "First compare with `pulumi stack output relayState`: if that one is right, the sign-in came by an old link; give people `signInUrl`, and let `pulumi up --refresh` put back what was changed in the portal. Otherwise `aws:region` must be the instance's Region.",
            },
        },
        sources: [pages.connectSaml],
    },
    notSamlInstance: {
        refusedBy: "connect",
        texts: [],
        meaning:
            "The instance manages its users otherwise than by SAML, and that can't be changed. Connect's words for it are not documented.",
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
        meaning: "The instance was never made ready. Connect's words for it are not documented.",
        causes: {
            creationFailed: {
                cause: "The status of the instance {instanceId|of the relay state} is {seen|not `ACTIVE`}: its creation failed.",
                confirm:
                    '`aws connect describe-instance --instance-id {instanceId} --query "Instance.[InstanceStatus,StatusReason]"` says why.',
                change: "Mend what StatusReason names. Nobody has worked in an instance whose creation failed, so nothing is lost with it: delete it and let `pulumi up --refresh` make it anew, or set `existingInstanceId` to one that is active.",
            },
        },
        sources: ["https://docs.aws.amazon.com/connect/latest/APIReference/API_Instance.html"],
    },
} satisfies Record<string, SignInError>;
