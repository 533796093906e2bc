import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** AWS does not let the person take the role. */
export const awsRoleErrors = {
    notAuthorizedToAssume: {
        refusedBy: "aws",
        texts: [
            "Not authorized to perform sts:AssumeRoleWithSAML (service: AWSSecurityTokenService; status code: 403; error code: AccessDenied)",
            "Not authorized to perform sts:AssumeRoleWithSAML",
        ],
        meaning: "The role does not exist, or its trust policy does not let this response take it.",
        causes: {
            roleNotFound: {
                cause: "The account has no role {roleArn|as in the Role claim}; role names are case-sensitive.",
                confirm: "`aws iam get-role --role-name {roleName}`; compare with `pulumi stack output roleArn`.",
                change: "`roleName` (or `existingRoleName`) is the name it has, letter by letter; `pulumi up --refresh` makes role and claim agree.",
            },
            trustPrincipal: {
                cause: "The trust policy trusts {expected|other SAML providers}, not {seen|the one in the Role claim}.",
                confirm: "`aws iam get-role --role-name {roleName} --query Role.AssumeRolePolicyDocument`",
                change: "The program trusts its own SAML provider, and those under `alsoTrustedSamlProviders`; take this one out of `retiredSamlProviders`, and run `pulumi up --refresh`.",
            },
            trustAudience: {
                cause: "The trust policy accepts responses for {expected|other addresses} (`SAML:aud`), and this one is for {seen|another}: the recipient counts, not the audience.",
                confirm:
                    "`aws iam get-role --role-name {roleName} --query Role.AssumeRolePolicyDocument`; compare with `az ad app show --id {clientId} --query web.redirectUris`.",
                change: "No configuration key: the program lists the Region's and the global sign-in address in the policy and registers the Region's in Entra. `pulumi up --refresh` puts both back; look at `aws:region`.",
            },
            trustCondition: {
                cause: "The condition {condition|of the trust policy} wants {expected|another value} and the response has {seen|something else}.",
                confirm: "`aws iam get-role --role-name {roleName} --query Role.AssumeRolePolicyDocument`",
                change: "The program sets no condition but `SAML:aud`: `pulumi up --refresh` replaces the policy.",
            },
            trustAction: {
                cause: "The trust policy does not allow `sts:AssumeRoleWithSAML`.",
                confirm: "`aws iam get-role --role-name {roleName} --query Role.AssumeRolePolicyDocument`",
                change: "No configuration key: `pulumi up --refresh` replaces the policy.",
            },
            trustDeny: {
                cause: "A statement of the trust policy denies it ({statement|find it by its condition}).",
                confirm: "`aws iam get-role --role-name {roleName} --query Role.AssumeRolePolicyDocument`",
                change: "No configuration key: `pulumi up --refresh` replaces the policy. Ask who added the statement.",
            },
            trustTagSession: {
                cause: "The response has session tags (claims PrincipalTag or TransitiveTagKeys: {seen|look for them}), and the trust policy does not allow `sts:TagSession`.",
                confirm: "`connect-sso explain FILE` lists the claims.",
                change: "This program emits no tags: `pulumi up --refresh` puts its claims policy back.",
            },
            trustSourceIdentity: {
                cause: "The response sets a source identity, and the trust policy does not allow `sts:SetSourceIdentity`.",
                confirm: "`connect-sso explain FILE` lists the claims.",
                change: "This program emits none: `pulumi up --refresh` puts its claims policy back.",
            },
            noNameId: {
                cause: "The response has no NameID: {user|the person} lacks the attribute {attribute|that it is made from}.",
                confirm:
                    "`az rest --url 'https://graph.microsoft.com/v1.0/users/{user}?$select=userPrincipalName,mail,employeeId'`",
                change: "Fill in the attribute in the directory, or set `roleSessionNameAttribute` to one that everybody has.",
            },
        },
        sources: [pages.iamTroubleshooting, pages.iamSamlKeys],
    },
    roleInOtherAccount: {
        refusedBy: "aws",
        texts: ["Principal exists outside the account of the Role being assumed"],
        meaning: "Role and SAML provider in the Role claim belong to different accounts.",
        causes: {
            mixed: {
                cause: "The claim pairs {roleArn|a role} with {providerArn|a SAML provider of another account}.",
                confirm: "Compare with `pulumi stack output roleArn` and `pulumi stack output samlProviderArn`.",
                change: "No configuration key: `pulumi up --refresh` writes the pair again. Both are made in the account of the AWS credentials.",
            },
        },
        sources: [pages.assumeRoleWithSaml, pages.iamAssertions],
    },
    durationTooLong: {
        refusedBy: "aws",
        texts: [
            "Requested DurationSeconds exceeds MaxSessionDuration set for this role. (service: AWSSecurityTokenService; status code: 400; error code: ValidationError)",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            "Requested DurationSeconds exceeds MaxSessionDuration set for this role.",
        ],
        meaning: "The response asks for a longer session than the role allows.",
        causes: {
            roleShorter: {
                cause: "The response asks for {seen|more} seconds, and the role allows {expected|fewer}.",
                confirm: "`aws iam get-role --role-name {roleName} --query Role.MaxSessionDuration`",
                change: "`sessionDurationSeconds` sets both: `pulumi up --refresh` makes them agree.",
            },
        },
        sources: [pages.iamTroubleshooting, "https://github.com/prolane/samltoawsstskeys/issues/61"],
    },
    rolePairNotInAssertion: {
        refusedBy: "aws",
        texts: [
            "SAML Assertion doesn't contain the requested Role and Metadata in the attributes (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)",
            "SAML Assertion doesn't contain the requested Role and Metadata in the attributes",
        ],
        meaning: "Somebody asked for another role and SAML provider than the response offers.",
        causes: {
            otherPair: {
                cause: "Asked for was {expected|another pair}, the response offers {seen|what its Role claim says}.",
                confirm:
                    "`connect-sso explain FILE` shows the Role claim; compare with the arguments of the tool that called `AssumeRoleWithSAML`.",
                change: "Give the tool `pulumi stack output roleArn` and `samlProviderArn`. A blank after the comma in the claim, which the console accepts, makes some tools fail.",
            },
        },
        sources: [pages.assumeRoleWithSaml],
    },
} satisfies Record<string, SignInError>;
