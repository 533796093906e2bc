import { expect } from "chai";
import { connectSsoCommand } from "../../../../rules/commandLine";
import { all, type Change, foreign, type Resource, remove, replace, set, signIn } from "../../../helpers/brokenExport";
import { readIn } from "../../../helpers/entraResources";
import { ciphertext } from "../../../helpers/stackExport";

const alice = "alice@contoso.example";
const thumbprint = "3F78B3ADCF0F037665008D248D56069E81129AC7";
const principal = "f19e1369-162a-4e9c-8a46-41c15dc5fa83";
const clientId = "5ad8a355-6b51-46e2-b3f0-8caf8b44e4a6";

const noCertificate = remove(/TokenSigningCertificate::/);
const noPolicy = remove(/ClaimsMappingPolicy/);
const noPrincipal = remove(/servicePrincipal:ServicePrincipal::/);
const vendor = "aaaaaaaa-0000-4000-8000-000000000000";
/** As where the program looks the application up, and makes an identifier for it. */
const noApplication = all(
    remove(/application:Application::/),
    set("ServicePrincipal", "servicePrincipalNames", () => [clientId, "urn:amazon:webservices"]),
    set("ServicePrincipal", "redirectUris", () => ["https://eu-central-1.signin.aws.amazon.com/saml"]),
);
const ended = set("ServicePrincipalTokenSigningCertificate", "endDate", () => "2026-11-24T08:59:59Z");
/** The certificate of the stack is another than that of the SAML provider's document. */
const another = set("ServicePrincipalTokenSigningCertificate", "thumbprint", () => "B".repeat(40));
const sayWhich = `add --signing-certificate <thumbprint>, that of the SAML certificate which the Entra portal shows as active for the enterprise application (\`az ad sp show --id ${principal} --query preferredTokenSigningKeyThumbprint\`)`;

/** The resources of these types as another provider's. */
const made =
    (type: RegExp, by: (type: string) => string): Change =>
    (resources) =>
        resources.map((one) =>
            type.test(one.type) ? { ...one, type: by(one.type), urn: one.urn.replace(one.type, by(one.type)) } : one,
        );
const native = (type: string) => type.replace(/^aws:(\w+)\/\w+:/, "aws-native:$1:");
const bridged = (type: string) =>
    type.replace(
        /^aws:(\w)(\w+)\/\w+:(\w+)$/,
        (_, first, rest, name) => `aws:index/${first}${rest}${name}:${first.toUpperCase()}${rest}${name}`,
    );
const template =
    (inputs: object): Change =>
    (resources) => [
        ...resources,
        {
            urn: "urn:pulumi:dev::app::aws:cloudformation/stack:Stack::sso",
            type: "aws:cloudformation/stack:Stack",
            inputs,
            outputs: {},
        } as never,
    ];
const noRolePolicy = remove(/rolePolicy:RolePolicy::/);
const body = { templateBody: "Resources: { P: { Type: AWS::IAM::RolePolicy } }" };

describe("Parts that another provider makes", () => {
    const cases: [string, Change, string[]][] = [
        ["a role of aws-native", made(/^aws:iam\/role:/, native), ["the role that aws-native:iam:Role"]],
        ["a role of a bridged provider", made(/^aws:iam\/role:/, bridged), ["the role that aws:index/iamRole:IamRole"]],
        [
            "its policy",
            made(/^aws:iam\/rolePolicy:/, native),
            ["the policy of the role that aws-native:iam:RolePolicy"],
        ],
        ["a SAML provider", made(/^aws:iam\/saml/, native), ["the SAML provider that aws-native:iam:SamlProvider"]],
        [
            "an instance and its users",
            made(/^aws:connect\/(?:instance|user|securityProfile):/, native),
            ["the instance that aws-native:connect:Instance"],
        ],
        ["the users", made(/^aws:connect\/user:/, native), ["the user that aws-native:connect:User"]],
        [
            "a policy of a CloudFormation stack",
            all(noRolePolicy, template(body)),
            ["the policy of the role that aws:cloudformation/stack:Stack"],
        ],
        [
            "anything of a template elsewhere",
            all(noRolePolicy, template({ templateUrl: "https://x" })),
            ["the policy of the role that aws:cloudformation/stack:Stack"],
        ],
    ];
    for (const [what, change, parts] of cases) {
        it(`leave the answer open, and are named: ${what}`, async () => {
            const { verdict, missing } = await signIn(all(foreign, change), alice);
            const named = missing.map((one) => one.what.replace(/ "[^"]*" makes$/, ""));
            expect([verdict, named]).to.deep.equal(["unknown", parts]);
        });
    }

    it("leave the answer open in a stack of this project's, too", async () => {
        for (const change of [made(/^aws:iam\/role:/, native), made(/^aws:iam\/saml/, native)]) {
            expect((await signIn(change, alice)).verdict).to.equal("unknown");
        }
    });

    it("leave nothing open if they are called otherwise", async () => {
        const role = (type: string, id: string | undefined, inputs: object) =>
            all(remove(/iam\/role:Role::/), (resources) => [
                ...resources,
                { urn: `urn:pulumi:dev::app::${type}::lambda`, type, id, inputs, outputs: {} } as never,
            ]);
        const verdicts = async (change: Change) => (await signIn(change, alice)).stop?.causeId;
        expect(await verdicts(role("aws-native:iam:Role", "lambda", { roleName: "lambda" }))).to.equal("roleNotFound");
        expect(await verdicts(role("aws:index/iamRole:IamRole", "lambda", {}))).to.equal("roleNotFound");
        expect(await verdicts(role("aws-native:iam:Role", undefined, {}))).to.equal(undefined);
        const otherUser = (username: unknown) =>
            all(foreign, (resources) => {
                const user = (it: Resource) => it.type === "aws:connect/user:User" && it.outputs.name === alice;
                return resources.map((it) =>
                    user(it) ? { ...it, type: "aws-native:connect:User", inputs: { username } as never } : it,
                );
            });
        expect((await signIn(otherUser("zoe@contoso.example"), alice)).stop?.error).to.equal("notOnboarded");
        expect((await signIn(otherUser(alice), alice)).verdict).to.equal("unknown");
        expect((await signIn(otherUser(ciphertext), alice)).verdict).to.equal("unknown");
    });

    it("change no answer that does not need them", async () => {
        for (const change of [
            template(body),
            template({ templateUrl: "https://x" }),
            template({ templateBody: "AWS::S3::Bucket" }),
        ]) {
            expect((await signIn(all(foreign, change), alice)).verdict).to.equal("yes");
        }
        const { stop } = await signIn(all(foreign, noRolePolicy, template({ templateBody: "AWS::S3::Bucket" })), alice);
        expect(stop?.causeId).to.equal("noPermission");
    });
});

describe("Parts in Entra that another provider makes", () => {
    const by =
        (type: string, inputs: object): Change =>
        (resources) => [...resources, { urn: `urn:pulumi:dev::app::${type}::x`, type, inputs, outputs: {} } as never];
    const graph = by("msgraph:index/resource:Resource", { url: "applications/x/appRoleAssignedTo" });
    const makers: [string, Change][] = [
        ["msgraph", graph],
        ["msgraph, with an address that is a secret", by("msgraph:index/resource:Resource", { url: ciphertext })],
        [
            "a template",
            by("azure-native:resources:Deployment", {
                properties: { template: { resources: [{ type: "Microsoft.Graph/appRoleAssignedTo@v1.0" }] } },
            }),
        ],
        ["a template elsewhere", by("azure-native:resources/v20240301:DeploymentAtTenantScope", { properties: {} })],
        [
            "a template of the classic provider",
            by("azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment", {
                templateContent: '{"resources":[{"type":"Microsoft.Graph/servicePrincipals@v1.0"}]}',
            }),
        ],
        ["a script in Azure", by("azure-native:resources:AzureCliScript", { scriptContent: "az ad sp update --id x" })],
        ["a script", by("command:local:Command", { create: "az rest --method POST --url $URL" })],
    ];
    const notAssigned = remove(/AppRoleAssignment::.*alice|AppRoleAssignment::sso-alice/);
    const changes: [string, Change][] = [
        ["an assignment", notAssigned],
        ["the policy", all(noPolicy)],
        ["the identifier", remove(/ApplicationIdentifierUri::/)],
        ["the SAML mode", set("ServicePrincipal", "preferredSingleSignOnMode", () => "")],
    ];
    for (const [what, change] of changes) {
        it(`leave open whether it is missing: ${what}`, async () => {
            expect((await signIn(change, alice)).verdict).to.equal("no");
            for (const [name, maker] of makers) {
                const { verdict, missing } = await signIn(all(change, maker), alice);
                expect([name, verdict, missing[0]?.what.replace(/ .* "x" /, " … ")]).to.deep.equal([
                    name,
                    "unknown",
                    "what … changes in Entra",
                ]);
            }
        });
    }

    it("change nothing if they are about something else", async () => {
        for (const other of [
            by("msgraph:index/resource:Resource", { url: "groups" }),
            by("azure-native:resources:Deployment", { properties: { template: { resources: [] } } }),
            by("command:local:Command", { create: "npm run build" }),
        ]) {
            expect((await signIn(all(notAssigned, other), alice)).verdict).to.equal("no");
        }
        for (const [, maker] of makers) {
            expect((await signIn(maker, alice)).verdict).to.equal("yes");
        }
    });
});

describe("A sign-in by the export of a program without this project's components", () => {
    it("lets somebody in as the stack is", async () => {
        const { verdict, stop, missing } = await signIn(foreign, alice);
        expect({ verdict, stop, missing }).to.deep.equal({ verdict: "yes", stop: undefined, missing: [] });
    });

    const doubts: { about: string; change: Change; signingCertificate?: string; missing: object[] }[] = [
        {
            about: "the signing certificate is not in the stack",
            change: noCertificate,
            missing: [
                {
                    hop: "entra",
                    what: "which certificate Entra signs with",
                    why: `the stack holds none, and it does not show one that was created elsewhere; the SAML provider's document holds "2026" (${thumbprint}) that is valid now`,
                    supply: sayWhich,
                },
            ],
        },
        {
            about: "the signing certificate is not in the stack, and has no name in the SAML provider's document",
            change: all(
                noCertificate,
                set("SamlProvider", "samlMetadataDocument", replace("<KeyName>2026</KeyName>", "")),
            ),
            missing: [
                {
                    hop: "entra",
                    what: "which certificate Entra signs with",
                    why: `the stack holds none, and it does not show one that was created elsewhere; the SAML provider's document holds ${thumbprint} that is valid now`,
                    supply: sayWhich,
                },
            ],
        },
        {
            about: "neither the signing certificate nor the SAML provider is in the stack",
            change: all(noCertificate, remove(/SamlProvider::/)),
            missing: [
                {
                    hop: "entra",
                    what: "which certificate Entra signs with",
                    why: "the stack holds none, and it does not show one that was created elsewhere",
                    supply: sayWhich,
                },
                {
                    hop: "aws",
                    what: "the SAML provider arn:aws:iam::123456789012:saml-provider/connect-entra-sso-dev",
                    why: "the stack dev holds none",
                    supply: "give the export of the stack that makes it: a second --deployment FILE",
                },
            ],
        },
        {
            about: "the stack's certificate has ended and the SAML provider's document holds another",
            change: all(another, ended),
            missing: [
                {
                    hop: "entra",
                    what: "which certificate Entra signs with",
                    why: `none of the stack's is valid now, and it does not show one that was created elsewhere; the SAML provider's document holds "2026" (${thumbprint}) that is valid now`,
                    supply: sayWhich,
                },
            ],
        },
        {
            about: "the chosen certificate has ended and the SAML provider's document holds another",
            change: all(another, ended),
            signingCertificate: "B".repeat(40),
            missing: [
                {
                    hop: "entra",
                    what: "which certificate Entra signs with",
                    why: `none of the stack's is valid now, and it does not show one that was created elsewhere; the SAML provider's document holds "2026" (${thumbprint}) that is valid now`,
                    supply: `read the certificates of the enterprise application into the stack with \`azuread.ServicePrincipalTokenSigningCertificate.get("<a name>", "${principal}/tokenSigningCertificate/<key id>")\`, run \`pulumi up\`, then export the stack again`,
                },
            ],
        },
        {
            about: "the stack's certificate has ended and the SAML provider's document is ciphertext",
            change: all(
                ended,
                set("SamlProvider", "samlMetadataDocument", () => ciphertext),
            ),
            missing: [
                {
                    hop: "entra",
                    what: "which certificate Entra signs with",
                    why: "none of the stack's is valid now, and it does not show one that was created elsewhere",
                    supply: sayWhich,
                },
                {
                    hop: "aws",
                    what: "the metadata document of the SAML provider sso",
                    why: "the export holds it as ciphertext",
                    supply: "export the stack with `pulumi stack export --show-secrets`",
                },
            ],
        },
        {
            about: "the SAML provider's document holds another valid certificate than the stack",
            change: another,
            missing: [
                {
                    hop: "entra",
                    what: "which certificate Entra signs with",
                    why: `AWS does not know that of the stack, and it does not show one that was created elsewhere; the SAML provider's document holds "2026" (${thumbprint}) that is valid now`,
                    supply: sayWhich,
                },
            ],
        },
        {
            about: "no claims mapping policy is assigned in the stack",
            change: noPolicy,
            missing: [
                {
                    hop: "entra",
                    what: "the claims that Entra issues",
                    why: "the stack assigns no claims mapping policy, and claims set in the portal do not show in a stack",
                    supply: `read the policy and its assignment into the stack with \`azuread.ClaimsMappingPolicy.get\` and \`azuread.ServicePrincipalClaimsMappingPolicyAssignment.get\`, run \`pulumi up\`, then export the stack again; claims set in the portal can be seen in a response only, which \`${connectSsoCommand("explain")}\` reads`,
                },
            ],
        },
        {
            about: "nobody is assigned in the stack",
            change: remove(/AppRoleAssignment::/),
            missing: [
                {
                    hop: "entra",
                    what: 'whether "alice@contoso.example" is assigned to the application',
                    why: "the stack assigns nobody, and does not show assignments made elsewhere",
                    supply: `read theirs, or that of a group of theirs, into the stack with \`azuread.AppRoleAssignment.get("<a name>", "/servicePrincipals/${principal}/appRoleAssignedTo/<its id>")\`, run \`pulumi up\`, then export the stack again (\`az rest --url 'https://graph.microsoft.com/v1.0/servicePrincipals/${principal}/appRoleAssignedTo'\` lists them)`,
                },
            ],
        },
        {
            about: "the service principal is not in the stack",
            change: noPrincipal,
            missing: [
                {
                    hop: "entra",
                    what: "the service principal of the application sso",
                    why: "the stack does not hold it, and does not show one that was created elsewhere",
                    supply: `read it into the stack with \`azuread.ServicePrincipal.get("<a name>", "/servicePrincipals/<object id>")\`, run \`pulumi up\`, then export the stack again (the object id: \`az ad sp show --id ${clientId} --query id\`)`,
                },
            ],
        },
    ];
    doubts.push(
        {
            about: "the tenant of a service principal alone may be a vendor's, and AWS expects another",
            change: all(
                noApplication,
                set("ServicePrincipal", "applicationTenantId", () => vendor),
            ),
            missing: [
                {
                    hop: "entra",
                    what: "the tenant in which people sign in",
                    why: `the application's own tenant, ${vendor}, may be its vendor's, and no SAML provider has a document of that tenant`,
                    supply: "set `azuread:tenantId` in the stack's configuration to the tenant's id, run `pulumi up`, then export the stack again",
                },
            ],
        },
        {
            about: "only the service principal is in the stack, and it lacks the identifier that the stack adds",
            change: all(
                noApplication,
                set("ServicePrincipal", "servicePrincipalNames", () => [clientId]),
            ),
            missing: [
                {
                    hop: "entra",
                    what: "the identifiers of the service principal sso",
                    why: "the service principal has none, and the stack adds identifiers to an application that it does not hold",
                    supply: readIn("Application", "/applications/8f1a0138-2d2c-4ece-b8f0-183102bb1e40"),
                },
            ],
        },
    );
    for (const { about, change, signingCertificate, missing } of doubts) {
        it(`is unknown, with what supplies it, where ${about}`, async () => {
            const answer = await signIn(all(change, foreign), alice, { signingCertificate });
            expect({ verdict: answer.verdict, stop: answer.stop, missing: answer.missing }).to.deep.equal({
                ...{ verdict: "unknown", stop: undefined, missing },
            });
        });
    }

    const whole: [about: string, change: Change][] = [
        ["the service principal alone is in the stack, and its own tenant's", all(noApplication)],
        [
            "the service principal alone is in the stack, and its tenant in capitals",
            all(
                noApplication,
                set("ServicePrincipal", "applicationTenantId", (tenant: string) => tenant.toUpperCase()),
            ),
        ],
    ];
    for (const [about, change] of whole) {
        it(`lets somebody in where ${about}`, async () => {
            const { verdict, stop, missing } = await signIn(all(change, foreign), alice);
            expect({ verdict, stop, missing }).to.deep.equal({ verdict: "yes", stop: undefined, missing: [] });
        });
    }

    const certain: { about: string; change: Change; signingCertificate?: string; now?: string; answer: string }[] = [
        {
            about: "the certificate was told, and AWS knows it",
            ...{ change: noCertificate, signingCertificate: thumbprint, answer: "yes" },
        },
        {
            about: "the certificate was told, and it has ended",
            ...{ change: noCertificate, signingCertificate: thumbprint, now: "2030-01-01T00:00:00Z" },
            answer: "noUsableSigningKey.certificateExpired",
        },
        {
            about: "the certificate was told, and AWS does not know it",
            ...{ change: noCertificate, signingCertificate: "C".repeat(40) },
            answer: "signatureInvalid.certificateNotInProvider",
        },
        {
            about: "the stack assigns others",
            ...{ change: remove(/AppRoleAssignment::sso-alice/), answer: "notAssigned.notAssigned" },
        },
        {
            about: "the stack's certificate has ended and AWS knows no other",
            ...{ change: ended, answer: "noUsableSigningKey.certificateExpired" },
        },
    ];
    for (const { about, change, signingCertificate, now, answer } of certain) {
        it(`answers ${answer} where ${about}`, async () => {
            const { verdict, stop } = await signIn(all(change, foreign), alice, { signingCertificate, now });
            expect(stop === undefined ? verdict : `${stop.error}.${stop.causeId}`).to.equal(answer);
        });
    }
});

describe("A sign-in by the export of a stack of this project's components", () => {
    const own: { about: string; change: Change; answer: string }[] = [
        { about: "the certificate", change: noCertificate, answer: "noUsableSigningKey.noCertificate" },
        { about: "the claims mapping policy", change: noPolicy, answer: "invalidSamlResponse.roleMissing" },
        { about: "every assignment", change: remove(/AppRoleAssignment::/), answer: "notAssigned.notAssigned" },
        { about: "the service principal", change: noPrincipal, answer: "noServicePrincipal.missing" },
    ];
    for (const { about, change, answer } of own) {
        it(`takes ${about} that the stack does not hold for missing`, async () => {
            const { stop } = await signIn(change, alice);
            expect(`${stop?.error}.${stop?.causeId}`).to.equal(answer);
        });
    }

    it("has the times of a chosen certificate that the stack does not hold from the SAML provider's document", async () => {
        const at = async (now: string) => {
            const { verdict, stop } = await signIn(noCertificate, alice, { now, signingCertificate: thumbprint });
            return stop === undefined ? verdict : `${stop.error}.${stop.causeId}: ${stop.cause}`;
        };
        expect([
            await at("2026-11-24T08:00:00Z"),
            await at("2026-11-24T09:00:00Z"),
            await at("2030-01-01T00:00:00Z"),
        ]).to.deep.equal([
            'noUsableSigningKey.certificateNotYetValid: The signing certificate "2026" is not valid before 2026-11-24T08:02:21Z.',
            "yes",
            'noUsableSigningKey.certificateExpired: The signing certificate "2026" ended on 2029-11-24T08:02:21Z.',
        ]);
    });
});
