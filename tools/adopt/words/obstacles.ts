/** Sentences: what keeps something from being adopted, and what to do. */
import { shellWord } from "../../../rules/shell";
import { listOf, quote } from "../../../rules/text";
import type { Loss } from "../losses";
import type { MadeByHand } from "../made";
import type { Obstacle, Reason } from "../obstacles";
import type { LeftReason, LeftUser } from "../people";
import { someOf } from "./some";

/** What is wrong, the rule, and what to do. */
export function obstacleSentence(
    obstacle: Obstacle,
    { instance, role, application, users }: MadeByHand,
    most = Number.POSITIVE_INFINITY,
): string {
    switch (obstacle.id) {
        case "identityManagement":
            return (
                `The instance ${quote(instance.alias || instance.id)} has the identity management type ${quote(obstacle.type)}. Only an ` +
                "instance with SAML can be adopted, and the type is permanent. Create a new instance: set instanceAlias in a stack file of " +
                "its own, and move numbers, flows and queues to it."
            );
        case "notActive":
            return (
                `The instance ${quote(instance.alias)} has the status ${quote(obstacle.status)}. Wait until \`aws connect describe-instance ` +
                `--instance-id ${shellWord(instance.id)}\` prints ACTIVE, then print instance.json again.`
            );
        case "noConnect":
            return `Amazon Connect is not offered in the AWS partition ${quote(obstacle.partition)}. Print the files from another account.`;
        case "roleName":
            return (
                `The name of the role ${obstacle.message.replace(/;.*$/, "")}. Connect binds users to their role, and a role can't be renamed. ` +
                "Such a role can't be adopted: keep it as it is."
            );
        case "noSamlTrust":
            return (
                `The role ${quote(role.name)} trusts no SAML provider, so nobody signs in with it. Print role.json for the role that the claim ` +
                "Role of the application names."
            );
        case "otherRole":
            return (
                `The claim Role of the application ${quote(application.displayName)} names ${quote(obstacle.roleArn)}, and role.json is ` +
                `${quote(role.arn)}. Connect has bound the users to the role of the claim: print the files of that role.`
            );
        case "otherInstance":
            return (
                `The relay state of the application ${quote(application.displayName)} leads to the instance ${quote(obstacle.instanceId)}, and ` +
                `instance.json is ${quote(instance.id)}. Print the files of that instance, or of the application that leads to this one.`
            );
        case "sessionTags":
            return (
                `The trust policy of the role ${quote(role.name)} allows ${listOf(obstacle.actions)}, and the new one does not: AWS would refuse ` +
                "responses with session tags or a source identity. Remove the claims PrincipalTag, TransitiveTagKeys and SourceIdentity from " +
                "every application that uses the role, then these actions from the trust policy, and print role.json again."
            );
        case "replyUrl":
            return (
                `The application ${quote(application.displayName)} has the reply URL ${quote(obstacle.replyUrl)}, which the new trust policy does ` +
                "not accept. Change it to the sign-in endpoint of the instance's Region or to the global one, which the trust policy must list " +
                "before, and print application.json again."
            );
        case "nobody":
            return nobodySentence(obstacle.reason, users.length);
        case "listSeparator":
            return (
                `The security ${obstacle.profiles.length === 1 ? "profile" : "profiles"} ${listOf(obstacle.profiles)} of many users ` +
                'can\'t be written in a file of users, where "|" and ";" separate names, and the stack file can\'t have so many users. Rename ' +
                "them in Connect, then print security-profiles.json again."
            );
        case "noIdentifier":
            return (
                `The application ${quote(application.displayName)} has both identifiers that AWS accepts, so a second application can't have ` +
                "one. Remove the one that you don't use from it, and print application.json again."
            );
        case "wouldLose":
            return (
                `${someOf(obstacle.usernames, most)} can sign in today and could not, or perhaps not, after the first \`pulumi up\`. This is likely a ` +
                "bug: please report it with the files, without names."
            );
    }
}

/** By the reason that most users are left for. */
function nobodySentence(reason: LeftReason["id"] | undefined, count: number): string {
    switch (reason) {
        case undefined:
            return "The instance has no users, so there is nobody to adopt. Create users in a stack of its own, or print user-list.json and users.json of the instance that people use.";
        case "noPerson":
            return `No name of the ${count} Connect users is the user principal name, mail or employee id of somebody in people.json. Print people.json with a login to the tenant of these people.`;
        case "otherCase":
            return `The directory spells the names of the ${count} Connect users with other capitals. Connect compares letter by letter, so nobody can sign in today: correct the names in the directory, then print people.json again.`;
        case "twoPeople":
            return `The names of the ${count} Connect users are each those of several people in the directory. Make them unique there, then print people.json again.`;
        case "unknownProfile":
            return "The users have profiles that security-profiles.json and routing-profiles.json do not have: these files are of another instance, or old. Print both again.";
        case "rule":
            return "Each user has something that this program refuses: the list below says what. Correct it in Connect, then print users.json again.";
    }
}

/** Why the application can't be imported: the rest of a sentence that begins with it. */
export function reasonSentence(reason: Reason): string {
    switch (reason.id) {
        case "portalClaims":
            return "Its claims are set in the portal. They can't be imported, and a claims mapping policy would replace all of them.";
        case "sharedPolicy":
            return reason.others === 0
                ? "Whether other applications use its claims mapping policy is unknown: policy-uses.json does not have it."
                : `Its claims mapping policy is also that of ${reason.others} other ${reason.others === 1 ? "application" : "applications"}, whose claims would change.`;
        case "otherClaims":
            return `Its claims mapping policy has claims that this program does not write: ${listOf(reason.claims)}.`;
        case "roleClaim":
            return "Its claim Role is not the pair of this role and one SAML provider of the account, role first.";
        case "sessionName":
            return "Its claim RoleSessionName is neither userprincipalname, mail nor employeeid.";
        case "appRoles":
            return `It declares ${reason.count} app ${reason.count === 1 ? "role" : "roles"}, as every application of the portal does. This program writes applications without, and would remove them with their assignments.`;
        case "roleAssignments":
            return "Some of its assignments are to an app role that it no longer declares.";
        case "assignmentNotRequired":
            return "Everybody can use it without an assignment, and this program requires one: people would be refused until theirs is made.";
        case "notSaml":
            return `Its single sign-on mode is ${reason.mode === "" ? "not set" : quote(reason.mode)}, not saml.`;
        case "disabled":
            return "Its sign-in is disabled.";
        case "identifier":
            return "It has no identifier that AWS accepts.";
        case "replyUrls":
            return `Its reply URL would change from ${listOf(reason.replyUrls)} to the endpoint of the Region before the role's trust policy accepts that.`;
        case "more":
            return `It has ${listOf(reason.properties)}, which this program does not write and would remove.`;
        case "displayName":
            return `Its display name ${reason.message}.`;
        case "signer":
            return "Which certificate it signs with is unknown: none is chosen, and not exactly one is valid.";
        case "provider":
            return "The SAML provider that its claim Role names does not exist, or the role does not trust it.";
        case "issuer":
            return `The document of its SAML provider is of the issuer ${quote(reason.issuer)}, not of this tenant. If people sign in today, the files are of the wrong tenant: print those of \`az\` again after \`az login --tenant TENANT_ID\`.`;
    }
}

/** Why a Connect user is not adopted, and what to do. */
export function leftSentence({ user, reason }: LeftUser, attribute: string): string {
    const who = `The Connect user ${quote(user.username)}`;
    switch (reason.id) {
        case "noPerson":
            return `${who}: nobody in the directory has this name as ${attribute}. The user stays in Connect as it is.`;
        case "otherCase":
            return (
                `${who}: the directory spells the name ${quote(reason.spelled)}, and Connect compares letter by letter, so this user can't ` +
                `sign in today either. Add ${quote(reason.spelled)} to users to create a user of that name, or correct the directory.`
            );
        case "twoPeople":
            return `${who}: several people in the directory have this name as ${attribute}. Make it unique there, then run this command again.`;
        case "unknownProfile":
            return `${who}: the profile ${quote(reason.profileId)} is not in security-profiles.json or routing-profiles.json. Print both files again.`;
        case "rule":
            return reason.field === "the user name"
                ? `${who}: ${reason.field} ${reason.message}. Connect can't rename a user: the user stays as it is. If they must sign in, add the new name to users, and give it to the person in the directory.`
                : `${who}: ${reason.field} ${reason.message}. Correct it in Connect, then print users.json again. The user stays as it is.`;
    }
}

export function lossSentence(loss: Loss): string {
    return loss.id === "principal"
        ? `${quote(loss.principal)} can use the role today, and can't after the first \`pulumi up\`: the trust policy is replaced. If it still needs the role, give it a role of its own before.`
        : `The role accepts sign-ins at ${quote(loss.endpoint)} today, and does not after the first \`pulumi up\`. If people of another SAML provider sign in there, change its reply URL before.`;
}
