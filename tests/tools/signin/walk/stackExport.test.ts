import { expect } from "chai";
import { type Change, type Resource, remove, replace, set, signIn } from "../../../helpers/brokenExport";

const clientId = "5ad8a355-6b51-46e2-b3f0-8caf8b44e4a6";
const alice = "alice@contoso.example";
const role = "arn:aws:iam::123456789012:role/connect-entra-sso-dev";
const provider = "arn:aws:iam::123456789012:saml-provider/connect-entra-sso-dev";

const cases: { broken: string; change: Change; user?: string; at: string; names: string[]; says: RegExp | null }[] = [
    {
        broken: "the enterprise application is switched off",
        change: set("ServicePrincipal", "accountEnabled", () => false),
        at: "entra applicationDisabled.disabled",
        names: [],
        says: new RegExp(
            `^AADSTS7000112: Application '${clientId}'\\(Contoso contact centre \\(dev\\)\\) is disabled\\.$`,
        ),
    },
    {
        broken: "a sign-on URL was typed into the portal",
        change: set("ServicePrincipal", "loginUrl", () => "https://contoso-dev.my.connect.aws"),
        at: "aws noSamlResponse.startedAtAws",
        names: [],
        says: /^Your request did not include a SAML response\./,
    },
    {
        broken: "single sign-on was set to another mode",
        change: set("ServicePrincipal", "preferredSingleSignOnMode", () => "password"),
        at: "entra notSamlMode.otherMode",
        names: [],
        says: null,
    },
    {
        broken: "the reply URL is gone",
        change: set("Application", "web", (web: object) => ({ ...web, redirectUris: [] })),
        at: "entra noReplyUrl.none",
        names: [],
        says: /^AADSTS500113: /,
    },
    {
        broken: "the identifier is another one",
        change: set("ApplicationIdentifierUri", "identifierUri", () => "api://contoso.example/connect"),
        at: "aws audienceWrong.identifier",
        names: ["api://contoso.example/connect", "urn:amazon:webservices", "https://signin.aws.amazon.com/saml"],
        says: /^Response does not contain the required audience\.$/,
    },
    {
        broken: "the certificate has ended",
        change: set("ServicePrincipalTokenSigningCertificate", "endDate", () => "2026-11-24T08:59:59Z"),
        at: "entra noUsableSigningKey.certificateExpired",
        names: ["2026", "2026-11-24T08:59:59Z"],
        says: /^AADSTS50146: /,
    },
    {
        broken: "AWS was not given the certificate",
        change: set("ServicePrincipalTokenSigningCertificate", "thumbprint", () => "B".repeat(40)),
        at: "aws signatureInvalid.certificateNotInProvider",
        names: [`2026 (${"B".repeat(40)})`, "2026 (3F78B3ADCF0F037665008D248D56069E81129AC7)"],
        says: /^Response signature invalid \(/,
    },
    {
        broken: "the assignment is gone",
        change: remove(/AppRoleAssignment::sso-alice/),
        at: "entra notAssigned.notAssigned",
        names: ["alice@contoso.example"],
        says: /^AADSTS50105: .*'alice@contoso\.example'/,
    },
    {
        broken: "the account was disabled",
        user: "dave@contoso.example",
        change: (resources) => resources,
        at: "entra userDisabled.disabled",
        names: ["dave@contoso.example"],
        says: /^AADSTS50057: The user account is disabled\.$/,
    },
    {
        broken: "the role's name in the claim has other capitals",
        change: set("ClaimsMappingPolicy", "definitions", replace("role/connect-entra", "role/Connect-entra")),
        at: "aws notAuthorizedToAssume.roleNotFound",
        names: ["arn:aws:iam::123456789012:role/Connect-entra-sso-dev"],
        says: /^Not authorized to perform sts:AssumeRoleWithSAML \(/,
    },
    {
        broken: "the SAML provider in the claim is an old one",
        change: set(
            "ClaimsMappingPolicy",
            "definitions",
            replace("saml-provider/connect", "saml-provider/old-connect"),
        ),
        at: "aws providerNotFound.absent",
        names: ["arn:aws:iam::123456789012:saml-provider/old-connect-entra-sso-dev"],
        says: /^Specified provider doesn't exist \(/,
    },
    {
        broken: "AWS has the document of another tenant",
        change: set(
            "SamlProvider",
            "samlMetadataDocument",
            replace("sts.windows.net/3f2b7c1e", "sts.windows.net/00000000"),
        ),
        at: "aws issuerNotInProvider.otherTenant",
        names: [
            "https://sts.windows.net/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/",
            "https://sts.windows.net/00000000-8d64-4e0a-b1c9-5a7e90d2f846/",
        ],
        says: /Issuer not present in specified provider/,
    },
    {
        broken: "the SAML provider is gone",
        change: remove(/SamlProvider::sso$/),
        at: "aws providerNotFound.absent",
        names: ["arn:aws:iam::123456789012:saml-provider/connect-entra-sso-dev"],
        says: /^Specified provider doesn't exist \(/,
    },
    {
        broken: "the role is gone",
        change: remove(/iam\/role:Role::sso$/),
        at: "aws notAuthorizedToAssume.roleNotFound",
        names: ["arn:aws:iam::123456789012:role/connect-entra-sso-dev"],
        says: /^Not authorized to perform sts:AssumeRoleWithSAML \(/,
    },
    {
        broken: "the trust policy names another SAML provider",
        change: set("Role", "assumeRolePolicy", replace("saml-provider/connect", "saml-provider/old-connect")),
        at: "aws notAuthorizedToAssume.trustPrincipal",
        names: ["arn:aws:iam::123456789012:saml-provider/old-connect-entra-sso-dev", provider],
        says: /^Not authorized to perform sts:AssumeRoleWithSAML \(/,
    },
    {
        broken: "the trust policy has the endpoint of another Region",
        change: set("Role", "assumeRolePolicy", replace("https://eu-central-1\\.", "https://us-east-1.")),
        at: "aws notAuthorizedToAssume.trustAudience",
        names: [
            "https://signin.aws.amazon.com/saml",
            "https://us-east-1.signin.aws.amazon.com/saml",
            "https://eu-central-1.signin.aws.amazon.com/saml",
        ],
        says: /^Not authorized to perform sts:AssumeRoleWithSAML \(/,
    },
    {
        broken: "the role's longest session was cut",
        change: set("Role", "maxSessionDuration", () => 3600),
        at: "aws durationTooLong.roleShorter",
        names: ["43200", "3600"],
        says: /^Requested DurationSeconds exceeds MaxSessionDuration/,
    },
    {
        broken: "the role's policy is gone",
        change: remove(/RolePolicy::sso$/),
        at: "aws federationDenied.noPermission",
        names: [],
        says: /^Access denied, Please contact your AWS account administrator for assistance\.$/,
    },
    {
        broken: "another provider of the account has made a policy that denies it",
        change: (resources) => {
            const policy = resources.find(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
            const denying: object = {
                ...structuredClone(policy),
                urn: "urn:pulumi:dev::connect-entra-sso::aws:iam/rolePolicy:RolePolicy::guard",
                id: "connect-entra-sso-dev:guard",
                provider: "urn:pulumi:dev::connect-entra-sso::pulumi:providers:aws::default_7_47_0::00000000",
                outputs: {
                    ...{ name: "guard", role: "connect-entra-sso-dev" },
                    policy: '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"connect:*","Resource":"*"}}',
                },
            };
            return [...resources, denying as Resource];
        },
        at: "aws federationDenied.explicitDeny",
        names: [],
        says: /^Access denied, Please contact/,
    },
    {
        broken: "the role's policy is for another instance",
        change: set("RolePolicy", "policy", replace("instance/f34cb4d0", "instance/00000000")),
        at: "aws federationDenied.wrongInstance",
        names: [
            "arn:aws:connect:eu-central-1:123456789012:instance/00000000-7b12-4cb1-bf89-3edef7fdc738",
            "arn:aws:connect:eu-central-1:123456789012:instance/f34cb4d0-7b12-4cb1-bf89-3edef7fdc738",
        ],
        says: /^Access denied, Please contact/,
    },
    {
        broken: "the relay state is that of an old address",
        change: set(
            "ServicePrincipal",
            "samlSingleSignOn",
            replace("destination=%2Fccp-v2", "destination=%2Fconnect%2Fccp-v2"),
        ),
        at: "connect oldRelayState.oldPath",
        names: ["/connect/ccp-v2/chat", "/ccp-v2/chat"],
        says: null,
    },
    {
        broken: "the instance is not a SAML instance",
        change: set("Instance", "identityManagementType", () => "EXISTING_DIRECTORY"),
        at: "connect notSamlInstance.otherIdentityManagement",
        names: ["EXISTING_DIRECTORY"],
        says: null,
    },
    {
        broken: "the instance was never made ready",
        change: set("Instance", "status", () => "CREATION_FAILED"),
        at: "connect instanceNotActive.creationFailed",
        names: ["f34cb4d0-7b12-4cb1-bf89-3edef7fdc738", "CREATION_FAILED"],
        says: null,
    },
    {
        broken: "the relay state was encoded twice",
        change: set("ServicePrincipal", "samlSingleSignOn", replace("destination=%2F", "destination=%252F")),
        at: "connect pageNotFound.encodedTwice",
        names: ["%2Fccp-v2/chat", "/ccp-v2/chat"],
        says: null,
    },
    {
        broken: "the Connect user has no security profile",
        change: set("User", "securityProfileIds", () => []),
        at: "connect pageNotPermitted.noPermission",
        names: ["BasicAgentAccess", "/ccp-v2/chat"],
        says: null,
    },
    {
        broken: "the SAML provider's document lacks the last letter of the issuer",
        change: set("SamlProvider", "samlMetadataDocument", (document: string) =>
            document.replace('2f846/" xmlns', '2f846" xmlns'),
        ),
        at: "aws issuerNotInProvider.otherSpelling",
        names: [
            "https://sts.windows.net/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/",
            "https://sts.windows.net/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846",
        ],
        says: /Issuer not present in specified provider/,
    },
    {
        broken: "the Connect user has other capitals",
        change: set("User", "name", (name: string) => name.replace("alice", "Alice")),
        at: "connect notOnboarded.otherCase",
        names: ["Alice@contoso.example", "alice@contoso.example"],
        says: /^Access Denied\. Your account has been authenticated, but has not been onboarded/,
    },
];

describe("A sign-in by a stack's export", () => {
    for (const user of ["admin@contoso.example", alice, "bob@contoso.example"]) {
        it(`lets ${user} in as the stack is`, async () => {
            const answer = await signIn((resources) => resources, user);
            expect([answer.verdict, answer.stop, answer.missing, answer.roleArn, answer.page]).to.deep.equal([
                ...["yes", undefined, [], role, "https://contoso-dev.my.connect.aws/ccp-v2/chat"],
            ]);
        });
    }

    for (const { broken, change, user = alice, at, names, says } of cases) {
        it(`stops where ${broken}`, async () => {
            const { verdict, stop } = await signIn(change, user);
            expect([verdict, `${stop?.hop} ${stop?.error}.${stop?.causeId}`]).to.deep.equal(["no", at]);
            expect(names.filter((name) => !stop?.cause.includes(name))).to.deep.equal([]);
            expect(says === null ? stop?.message : says.test(stop?.message ?? "")).to.equal(
                says === null ? null : true,
            );
        });
    }
});
