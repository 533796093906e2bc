import { anotherAttribute, attributes, bySts, giveSignInUrl, refresh, restore, translated } from "./advice";
import { rolesAskedFor, rolesInWords } from "./rolesInWords";
import type { Entries } from "./signInError";
import { pages } from "./sources";

const programsClaims = `This program emits no such claim, so another claims mapping policy is assigned. Run ${refresh}: it restores the program's.`;

/** AWS can make no session of the response: its name, length, tags, source identity, or one of several roles. */
export const awsSessionErrors = {
    roleSessionNameRequired: {
        dependsOn: ["person", "response"],
        checks: ["sessionName"],
        recognize: {
            sign: translated(
                /\bRoleSessionName\b(?![^()]{0,80}(?:\[|a-z))[^()]{1,80}\bAuthnResponse\b(?![^()]{0,80}(?:\[|a-z))/,
            ),
        },
        texts: [bySts("RoleSessionName is required in AuthnResponse", "InvalidIdentityToken")],
        meaning: "The response has no session name, which is the name of the Connect user.",
        causes: {
            attributeEmpty: {
                cause: "{user|The person} has no value for {attribute|the attribute of `roleSessionNameAttribute`}, so Entra leaves the claim out.",
                confirm: attributes,
                change: `Fill in the attribute in the directory. ${anotherAttribute}`,
                isInDirectory: true,
            },
            claimMissing: {
                cause: "The response has no claim `https://aws.amazon.com/SAML/Attributes/RoleSessionName`, in exactly these letters. It has {seen|others}.",
                shownIn: "claims",
                change: restore("the claims mapping policy"),
            },
        },
        sources: [pages.iamTroubleshooting],
    },
    roleSessionNameInvalid: {
        dependsOn: ["person", "response"],
        checks: ["sessionName"],
        recognize: { sign: translated(/\bRoleSessionName\b[^()]{1,80}\bAuthnResponse\b[^()]{1,80}\[a-zA-Z_/) },
        texts: [
            bySts("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}", "InvalidIdentityToken"),
            "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,32}",
        ],
        meaning: "The session name has a character, or a length, that AWS does not accept.",
        causes: {
            character: {
                cause: "The session name {seen|of the person} contains {character|a character} that AWS does not accept.",
                confirm: `${attributes} shows the three attributes. AWS accepts letters, digits and \`_ + = , . @ -\`; Connect accepts letters, digits and \`_ . @ -\`.`,
                change: `Change this person's attribute in the directory, so that it contains only characters that both accept. ${anotherAttribute}`,
                saidBy: ({ pasted }) => {
                    const seen = /\b[\w.+-]{1,64}'[\w.+-]{1,64}@[\w.-]{1,100}\w/.exec(pasted)?.[0];
                    return seen === undefined
                        ? undefined
                        : { values: { seen, character: "an apostrophe" }, sureness: "likely" };
                },
            },
            guest: {
                cause: "{user|The person} is a guest: the user principal name of guests contains `#EXT#`.",
                confirm: "`az ad user show --id {user} --query userPrincipalName`",
                change: `Set \`roleSessionNameAttribute: mail\`, and write everybody's mail address as the key under \`users\`. ${anotherAttribute}`,
                saidBy: ({ pasted }) => {
                    const user = /[\w.+-]{1,100}#EXT#@[\w.-]{1,100}\w/i.exec(pasted)?.[0];
                    return user === undefined ? undefined : { values: { user } };
                },
            },
            tooLong: {
                cause: "The session name {seen|of the person} has {length|more than 64} characters; AWS accepts 64.",
                confirm: attributes,
                change: `Shorten the attribute in the directory. ${anotherAttribute}`,
            },
            tooShort: {
                cause: "The session name {seen|of the person} has fewer than two characters.",
                confirm: attributes,
                change: `Write at least two characters in the attribute in the directory. ${anotherAttribute}`,
            },
            several: {
                cause: "The response has more than one session name: {seen|several values}.",
                shownIn: "claims",
                confirm: "The claims mapping policy has more than one entry for RoleSessionName.",
                change: restore("the claims mapping policy, with one session name"),
            },
        },
        sources: [pages.iamTroubleshooting, pages.assumeRoleWithSaml],
    },
    sourceIdentityMismatch: {
        texts: [
            bySts(
                'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
                "InvalidIdentityToken",
            ),
        ],
        meaning: "The response sets a source identity that AWS does not accept.",
        causes: {
            form: {
                cause: "The claim `https://aws.amazon.com/SAML/Attributes/SourceIdentity` is {seen|not of that form}.",
                shownIn: "claims",
                change: programsClaims,
            },
        },
        sources: [pages.iamTroubleshooting],
    },
    durationInvalid: {
        dependsOn: ["response"],
        meaning:
            "The session duration in the response is not a number of seconds from 900 to 43200. AWS's words for it are not documented.",
        causes: {
            outOfRange: {
                cause: "The claim SessionDuration is {seen|outside of 900 to 43200, or not a number}.",
                shownIn: "claims",
                change: `Run ${refresh}: it writes the value of \`sessionDurationSeconds\`, which the program accepts from 900 to 43200 only. Somebody changed the claims mapping policy outside of the program.`,
            },
        },
        sources: [pages.iamAssertions],
    },
    sessionTagsInvalid: {
        texts: [
            "Unable to validate tags (Service: AWSSecurityTokenV20111201; Status Code: 400; Error Code: ValidationError)",
            "SAML Assertion contains invalid principal tags",
        ],
        meaning: "The response sets a session tag that AWS does not accept.",
        causes: {
            form: {
                cause: "A session tag (a claim that begins with `https://aws.amazon.com/SAML/Attributes/PrincipalTag:`) has a key or a value that AWS does not accept, or there are more than 50.",
                shownIn: "claims",
                confirm:
                    "A key has 1 to 128 characters, a value has at most 256: letters, digits, spaces and `_ . : / = + - @`.",
                change: `Correct the attribute that the tag is made from. ${programsClaims}`,
                inWalk: "never",
            },
        },
        sources: [pages.sessionTags, "https://github.com/ministryofjustice/cloud-platform/issues/4455"],
    },
    sessionTagsTooLarge: {
        texts: [
            "Packed size of session tags consumes {percent} of allotted space. (service: AWSSecurityTokenService; status code: 400; error code: PackedPolicyTooLarge)",
            "Packed policy consumes {percent} of allotted space, please use smaller policy. (service: AWSSecurityTokenService; status code: 400; error code: PackedPolicyTooLarge)",
            "Serialized token too large for session (service: AWSSecurityTokenService; status code: 400; error code: PackedPolicyTooLargeException)",
        ],
        meaning:
            "The session tags in the response are too large together. AWS packs them into a format with a limit of its own.",
        causes: {
            tags: {
                cause: "The session tags need {percent|more than 100%} of the space that AWS allows, although each is within its limits.",
                shownIn: "claims",
                confirm: "Their names begin with `https://aws.amazon.com/SAML/Attributes/PrincipalTag:`.",
                change: `Send fewer or shorter session tags. ${programsClaims}`,
                inWalk: "never",
            },
        },
        sources: [
            pages.sessionTags,
            pages.assumeRoleWithSaml,
            "https://github.com/aws-actions/configure-aws-credentials/issues/1803",
            "https://github.com/aws-actions/configure-aws-credentials/issues/1898",
        ],
    },
    severalRoles: {
        refuses: false,
        texts: ["Amazon Web Services Login Select a role: Account: {account} Sign In"],
        meaning:
            "AWS asks which role to use: the response offers more than one. Connect binds a person to the role of their first sign-in.",
        causes: {
            severalOffered: {
                cause: "The Role claim has more than one pair of role and SAML provider: {seen|the page lists them}.",
                shownIn: "claims",
                confirm: "`pulumi stack output roleArn` is the role that leads to Connect.",
                change: `Send one pair in the Role claim. A person who has never signed in to Connect must choose that role; for the others it must be the role of their first sign-in. This program sends one pair: ${refresh} restores its claims mapping policy. ${giveSignInUrl}`,
                inWalk: "never",
            },
        },
        recognize: {
            sign: (text) => {
                const roles = rolesAskedFor(text);
                return (
                    roles && {
                        sureness: "certain",
                        evidence: "the list in which AWS, or a tool, asks for a role",
                        values: { seen: rolesInWords(roles) },
                    }
                );
            },
        },
        inRecording: ({ rolesOffered, roleChosen, connectUrl }) =>
            rolesOffered !== undefined && roleChosen === undefined && connectUrl === undefined
                ? {
                      sureness: "certain",
                      causeId: "severalOffered",
                      evidence: "AWS answered the post with the page on which it asks for a role",
                      values: { seen: rolesInWords(rolesOffered) },
                  }
                : undefined,
        sources: [pages.iamConsoleSaml, pages.connectSaml],
    },
} satisfies Entries;
