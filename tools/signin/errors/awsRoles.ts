import { attributes, bySts, refresh, restore, translated, trustPolicy } from "./advice";
import { denies, deniesBeside, hasDeny, lacksAllow } from "./reasons";
import type { Entries } from "./signInError";
import { pages } from "./sources";

const programsClaims = `This program emits none: ${refresh} restores its claims mapping policy.`;

const byTool = /AssumeRoleWithSAML operation|saml2aws|\bTraceback\b|status code: \d{3}, request id|^\s{1,9}at com\./m;
const noArn = /Value '' at '(?:role|principal)Arn'|minimum field size of \d{1,4}, AssumeRoleWithSAMLInput\.\w{4,9}Arn/;

/** AWS does not let the person take the role. */
export const awsRoleErrors = {
    notAuthorizedToAssume: {
        checks: ["trustPolicyAllows"],
        // The same words are said of operations that belong to no SAML sign-in: OIDC, and one role that takes another.
        recognize: {
            unless: /WithWebIdentity|\bAssumeRole(?!\w|\s{0,3}\w{0,2}ith)/i,
            sign: (text) =>
                deniesBeside.test(text) && /saml/i.test(text)
                    ? { evidence: `the denied action ${deniesBeside.exec(text)?.[1]}`, sureness: "certain" }
                    : translated(/\bsts\s?:\s?AssumeRoleWith\s?SAML\b[^{}]{1,120}\bAccessDenied\b/)(text),
        },
        texts: [bySts("Not authorized to perform sts:AssumeRoleWithSAML", "AccessDenied", 403)],
        meaning: "The role does not exist, or its trust policy does not accept this response.",
        causes: {
            roleNotFound: {
                cause: "The role {roleArn|in the Role claim} does not exist. Role names are case-sensitive.",
                confirm: "`aws iam get-role --role-name {roleName}`; compare with `pulumi stack output roleArn`.",
                change: `Set \`roleName\` (or \`existingRoleName\`) to the name of the role, in exactly its letters. Then run ${refresh}: it writes the role and the claim with the same name.`,
            },
            trustPrincipal: {
                cause: "The trust policy trusts {expected|other SAML providers}, not {seen|the one in the Role claim}.",
                confirm: trustPolicy,
                change: `The program trusts its own SAML provider and those under \`alsoTrustedSamlProviders\`. Remove this one from \`retiredSamlProviders\`, and run ${refresh}.`,
            },
            trustAudience: {
                cause: "The trust policy accepts responses for {expected|other addresses} (`SAML:aud`), and this response is for {seen|another}. The recipient counts here, not the audience.",
                confirm: `${trustPolicy}; compare with \`az ad app show --id {clientId} --query web.redirectUris\`.`,
                change: `Run ${refresh}: it restores the addresses of the Region and of all Regions in the policy, and the Region's in Entra. Check \`aws:region\`.`,
                saidBy: ({ pasted }) => {
                    const allowed = /"SAML:aud"\s{0,9}:\s{0,9}(\[[^\]*]{1,2000}\]|"[^"*]{1,300}")/i.exec(pasted)?.[1];
                    const others = pasted.match(
                        /https:\/\/[\w.-]{0,60}signin\.(?:aws|amazonaws)[\w.-]{1,40}\/saml(?![\w/#])/g,
                    );
                    const seen = others?.find((one) => allowed?.includes(`"${one}"`) === false);
                    return seen === undefined
                        ? undefined
                        : {
                              sureness: "likely",
                              values: { seen, expected: allowed?.replace(/[\s"[\]]+/g, " ").trim() },
                          };
                },
            },
            trustCondition: {
                cause: "The condition {condition|of the trust policy} requires {expected|another value}, and the response has {seen|something else}.",
                confirm: trustPolicy,
                change: `The program sets no condition other than \`SAML:aud\`. ${restore("the trust policy")}`,
            },
            trustAction: {
                cause: "The trust policy does not allow `sts:AssumeRoleWithSAML`.",
                confirm: trustPolicy,
                change: restore("the trust policy"),
            },
            trustDeny: {
                cause: "The trust policy denies it ({statement|find the statement by its condition}).",
                confirm: trustPolicy,
                change: `First ask who added the statement. ${restore("the trust policy")}`,
                saidBy: hasDeny(/resource-based/),
            },
            policyDeny: {
                cause: "A policy outside of the role denies it, or does not allow it: {statement|a policy of the organization}.",
                confirm: "CloudTrail's `AssumeRoleWithSAML` event has the whole reason.",
                change: "Nothing in the configuration: ask who manages the policies of the AWS organization.",
                inWalk: "never",
                saidBy: (said) =>
                    hasDeny(/control|session|endpoint/)(said) ?? lacksAllow(/control|session|endpoint/)(said),
            },
            trustTagSession: {
                cause: "The response has session tags ({seen|claims PrincipalTag or TransitiveTagKeys}), and the trust policy does not allow `sts:TagSession`.",
                shownIn: "claims",
                change: programsClaims,
                saidBy: denies("TagSession"),
            },
            trustSourceIdentity: {
                cause: "The response sets a source identity, and the trust policy does not allow `sts:SetSourceIdentity`.",
                shownIn: "claims",
                change: programsClaims,
                saidBy: denies("SetSourceIdentity"),
            },
            noNameId: {
                cause: "The response has no NameID: {user|the person} has no value for {attribute|the attribute that it is made from}.",
                confirm: attributes,
                change: "Fill in the attribute in the directory, or set `roleSessionNameAttribute` to an attribute that everybody has.",
            },
        },
        sources: [pages.iamTroubleshooting, pages.iamSamlKeys, pages.iamAccessDenied],
    },
    arnInvalid: {
        dependsOn: ["response"],
        texts: [
            bySts("Request ARN is invalid", "ValidationError"),
            bySts("Principal ARN is invalid", "ValidationError"),
        ],
        meaning: "AWS got something else than the ARN of a role (Request) or of a SAML provider (Principal).",
        causes: {
            malformed: {
                cause: "The Role claim has an ARN that is not one of a role or SAML provider: a placeholder, a blank, another kind of resource, or a prefix twice.",
                shownIn: "claims",
                confirm: "Compare with `pulumi stack output roleArn` and `pulumi stack output samlProviderArn`.",
                change: restore("the pair"),
                inWalk: "never",
                saidBy: ({ pasted }) => (/\barn:[\w:-]{0,40}\barn:/.test(pasted) ? { sureness: "likely" } : undefined),
            },
            missing: {
                cause: "A command-line tool asked without an ARN: it found none in the response, or its settings have none.",
                shownIn: "claims",
                change: "Give the tool `pulumi stack output roleArn` and `pulumi stack output samlProviderArn`, or remove older settings of the profile.",
                inWalk: "never",
                saidBy: ({ pasted }) => (noArn.test(pasted) ? {} : undefined),
            },
            takenApart: {
                cause: "A command-line tool took the pair in the Role claim apart wrongly. Many tools expect the role first, and no blank after the comma; the AWS console accepts both orders.",
                shownIn: "claims",
                change: `Send the role's ARN, a comma, and the SAML provider's ARN, without blanks. This program's pair is like that: ${refresh} restores it.`,
                inWalk: "never",
                saidBy: ({ pasted }) => (byTool.test(pasted) ? { sureness: "likely" } : undefined),
            },
        },
        recognize: {
            telling: [{ words: "ARN is invalid", beside: /\barn is\b/i }],
            sureBeside: /saml|SecurityToken/i,
            sign: (text) =>
                noArn.test(text) && text.includes("AssumeRoleWithSAML")
                    ? { evidence: "an empty ARN in the call of AssumeRoleWithSAML", sureness: "certain" }
                    : undefined,
        },
        sources: [
            "https://repost.aws/knowledge-center/workspaces-configure-saml",
            "https://github.com/Versent/saml2aws/issues/536",
            "https://github.com/physera/onelogin-aws-cli/issues/12",
            "https://github.com/mmmorris1975/aws-runas/issues/80",
        ],
    },
    roleInOtherAccount: {
        dependsOn: ["response"],
        texts: ["Principal exists outside the account of the Role being assumed"],
        meaning: "Role and SAML provider in the Role claim belong to different accounts.",
        causes: {
            mixed: {
                cause: "The claim pairs {roleArn|a role} with {providerArn|a SAML provider of another account}.",
                confirm: "Compare with `pulumi stack output roleArn` and `pulumi stack output samlProviderArn`.",
                change: `${restore("the pair")} Both are created in the account of the AWS credentials.`,
            },
        },
        sources: [pages.assumeRoleWithSaml, pages.iamAssertions],
    },
    durationTooLong: {
        checks: ["maxSessionDuration"],
        recognize: { sign: translated(/\bDurationSeconds\b[^{}]{1,80}\bMaxSessionDuration\b/) },
        texts: [
            "Requested DurationSeconds exceeds MaxSessionDuration set for this role. (service: AWSSecurityTokenService; status code: 400; error code: ValidationError)",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ],
        meaning: "The response asks for a longer session than the role allows.",
        causes: {
            roleShorter: {
                cause: "The response asks for {seen|more} seconds, and the role allows {expected|fewer}.",
                confirm: "`aws iam get-role --role-name {roleName} --query Role.MaxSessionDuration`",
                change: `\`sessionDurationSeconds\` sets both. Run ${refresh}: it makes them equal again.`,
            },
            callerLonger: {
                cause: "A command-line tool asked for a longer session (`DurationSeconds`) than the role allows. A browser sends no such number.",
                confirm: "`aws iam get-role --role-name {roleName} --query Role.MaxSessionDuration`",
                change: "Ask for fewer seconds, or set `sessionDurationSeconds`.",
                inWalk: "never",
                saidBy: ({ pasted }) => (/\bAssumeRoleWithSAML operation\b/.test(pasted) ? {} : undefined),
            },
        },
        sources: [pages.iamTroubleshooting, "https://github.com/prolane/samltoawsstskeys/issues/61"],
    },
    regionDisabled: {
        texts: [
            bySts(
                "STS is not activated in this region for account:{account}. Your account administrator can activate STS in this region using the IAM Console.",
                "RegionDisabledException",
                403,
            ),
        ],
        meaning: "The account of the role does not use AWS STS in the Region that was asked.",
        causes: {
            deactivated: {
                cause: "Somebody deactivated STS for this Region in {account|the account of the role}. By default it is active in every Region that the account has enabled.",
                confirm:
                    "In the IAM console of that account: “Account settings”, “Security Token Service (STS)”, “Endpoints”.",
                change: "Activate STS there for the Region of the sign-in (`aws:region`). A command line tool can ask another Region, or the global endpoint, which is always active: `AWS_STS_REGIONAL_ENDPOINTS=legacy`.",
                inWalk: "never",
            },
            notEnabled: {
                cause: "The Region is one that an account must enable before it can use it (such as `ap-east-1`), and {account|the account} has not.",
                confirm: "`aws account get-region-opt-status --region-name {region}`",
                change: "Enable the Region (`aws account enable-region --region-name {region}`), or set `aws:region` to one that is enabled. STS is then active in it.",
                inWalk: "never",
            },
        },
        sources: [
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html",
            "https://github.com/turbot/steampipe-plugin-aws/issues/1510",
        ],
    },
    rolePairNotInAssertion: {
        texts: [
            bySts(
                "SAML Assertion doesn't contain the requested Role and Metadata in the attributes",
                "InvalidIdentityToken",
            ),
        ],
        meaning: "Somebody asked for a pair of role and SAML provider that the response does not offer.",
        causes: {
            otherPair: {
                cause: "The tool asked for {expected|one pair}; the response offers {seen|only the pairs of its Role claim}.",
                shownIn: "claims",
                confirm: "Compare the Role claim with the arguments of the tool that called `AssumeRoleWithSAML`.",
                change: "Give the tool `pulumi stack output roleArn` and `pulumi stack output samlProviderArn`. Some tools fail with a space after the comma in the claim, which the AWS console accepts.",
                inWalk: "never",
            },
        },
        sources: [pages.assumeRoleWithSaml],
    },
} satisfies Entries;
