import { createHash } from "node:crypto";
import { expect } from "chai";
import { readDeployment } from "../../deployment/readDeployment";
import { ciphertext, deploymentOf, entry, type StateEntry, stackOf, urnOf } from "../helpers/stackExport";

const type = (name: string) => `azuread:index/${name[0]?.toLowerCase()}${name.slice(1)}:${name}`;
const tenantId = "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846";
const appId = "8f1a0138-2d2c-4ece-b8f0-183102bb1e40";
const clientId = "5ad8a355-6b51-46e2-b3f0-8caf8b44e4a6";
const principalId = "f19e1369-162a-4e9c-8a46-41c15dc5fa83";
const policyId = "17ce0ed7-d55b-4267-a29f-fdf18bc63450";
const refresh = "run `pulumi refresh`, then export the stack again";
const readIn = (className: string, id: string) =>
    `read it into the stack with \`azuread.${className}.get("<a name>", "${id}")\`, run \`pulumi up\`, then export the stack again`;

const application = (outputs: object = {}, more: StateEntry = {}) =>
    entry(type("Application"), "crm", {
        id: `/applications/${appId}`,
        outputs: { objectId: appId, clientId, displayName: "CRM", ...outputs },
        ...more,
    });
const principal = (outputs: object = {}, more: StateEntry = {}) =>
    entry(type("ServicePrincipal"), "crm", {
        id: `/servicePrincipals/${principalId}`,
        outputs: { objectId: principalId, clientId, displayName: "CRM", applicationTenantId: tenantId, ...outputs },
        ...more,
    });
const certificate = (name: string, outputs: object = {}, more: StateEntry = {}) =>
    entry(type("ServicePrincipalTokenSigningCertificate"), name, {
        id: `${principalId}/tokenSigningCertificate/${name}`,
        outputs: {
            servicePrincipalId: `/servicePrincipals/${principalId}`,
            thumbprint: "ab12",
            value: "AAAA",
            startDate: "2026-01-01T00:00:00Z",
            endDate: "2029-01-01T00:00:00Z",
            ...outputs,
        },
        ...more,
    });
const onlyApplication = (...resources: unknown[]) => {
    const { applications } = deploymentOf(...resources);
    expect(applications.length).to.equal(1);
    return applications[0];
};
const emptyPrincipal = {
    objectId: principalId,
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    preferredSingleSignOnMode: "",
    relayState: "",
    loginUrl: "",
    signingCertificates: [],
    preferredTokenSigningKeyThumbprint: null,
    claimsMappingPolicies: [],
    appRoleAssignments: [],
};

describe("An application of a stack", () => {
    it("is joined with its service principal by the client id, and has the clouds' defaults", () => {
        expect(onlyApplication(principal({ clientId: clientId.toUpperCase() }), application())).to.deep.equal({
            name: "crm",
            clientId,
            displayName: "CRM",
            tenantId,
            environment: "global",
            identifierUris: [],
            replyUrls: [],
            acceptMappedClaims: false,
            servicePrincipal: emptyPrincipal,
        });
    });

    it("without a service principal has none", () => {
        expect(onlyApplication(application())?.servicePrincipal).to.equal(undefined);
    });

    it("has identifiers and reply URLs from every resource that adds one, once each", () => {
        const addsIdentifier = (identifierUri: string) =>
            entry(type("ApplicationIdentifierUri"), identifierUri, {
                inputs: { applicationId: `/applications/${appId}`, identifierUri },
            });
        const addsReplyUrls = (kind: string, url: string) =>
            entry(type("ApplicationRedirectUris"), kind, {
                inputs: { applicationId: `/applications/${appId}`, type: kind, redirectUris: [url] },
            });
        const read = onlyApplication(
            application({ identifierUris: ["api://a", "api://b"], web: { redirectUris: ["https://a.example/"] } }),
            addsIdentifier("api://b"),
            addsIdentifier("api://c"),
            addsReplyUrls("Web", "https://b.example/"),
            addsReplyUrls("SPA", "https://spa.example/"),
        );
        expect([read?.identifierUris, read?.replyUrls]).to.deep.equal([
            ["api://a", "api://b", "api://c"],
            ["https://a.example/", "https://b.example/"],
        ]);
    });

    it("has unreadable identifiers where one of them is a secret", () => {
        const read = onlyApplication(
            application({ identifierUris: ["api://a"] }),
            entry(type("ApplicationIdentifierUri"), "more", {
                inputs: { applicationId: `/applications/${appId}`, identifierUri: ciphertext },
            }),
        );
        expect(read?.identifierUris).to.deep.equal({
            unreadable: "the identifier of the application identifier URI more",
            why: "the export holds it as ciphertext",
            supply: "export the stack with `pulumi stack export --show-secrets`",
        });
    });

    it("is read from a service principal alone", () => {
        expect(
            onlyApplication(
                principal(
                    {
                        servicePrincipalNames: [clientId, "urn:amazon:webservices"],
                        redirectUris: ["https://signin.aws.amazon.com/saml"],
                        preferredSingleSignOnMode: "saml",
                        accountEnabled: false,
                        samlSingleSignOn: [{ relayState: "https://a.example/" }],
                    },
                    { external: true },
                ),
            ),
        ).to.deep.equal({
            name: "crm",
            clientId,
            displayName: "CRM",
            tenantId,
            environment: "global",
            identifierUris: ["urn:amazon:webservices"],
            replyUrls: ["https://signin.aws.amazon.com/saml"],
            acceptMappedClaims: {
                unreadable: "whether it accepts mapped claims of the service principal crm",
                why: "the export does not have it",
                supply: readIn("Application", "/applications/<object id>"),
            },
            servicePrincipal: {
                ...emptyPrincipal,
                accountEnabled: false,
                preferredSingleSignOnMode: "saml",
                relayState: "https://a.example/",
            },
        });
    });

    it("is read from the fine-grained resources", () => {
        const registration = entry(type("ApplicationRegistration"), "crm", {
            outputs: { objectId: appId, clientId, displayName: "CRM" },
        });
        const added = [
            entry(type("ApplicationIdentifierUri"), "crm", {
                inputs: { applicationId: `/applications/${appId}`, identifierUri: "urn:amazon:webservices" },
            }),
            entry(type("ApplicationRedirectUris"), "crm", {
                inputs: { applicationId: `/applications/${appId}`, type: "Web", redirectUris: ["https://a.example/"] },
            }),
        ];
        const read = onlyApplication(registration, principal(), ...added);
        expect([read?.clientId, read?.identifierUris, read?.replyUrls, read?.servicePrincipal?.objectId]).to.deep.equal(
            [clientId, ["urn:amazon:webservices"], ["https://a.example/"], principalId],
        );
    });

    const template = entry(type("ApplicationFromTemplate"), "aws", {
        outputs: {
            displayName: "AWS",
            applicationObjectId: appId,
            servicePrincipalId: `/servicePrincipals/${principalId}`,
            servicePrincipalObjectId: principalId,
        },
    });

    it("from a template is known by its object ids alone, with what supplies the rest", () => {
        const read = onlyApplication(template);
        expect([read?.displayName, read?.clientId, read?.servicePrincipal?.accountEnabled]).to.deep.equal([
            "AWS",
            {
                unreadable: "the client id of the application from a template aws",
                why: "the export does not have it",
                supply: readIn("Application", `/applications/${appId}`),
            },
            {
                unreadable: "the account state of the application from a template aws",
                why: "the export does not have it",
                supply: readIn("ServicePrincipal", `/servicePrincipals/${principalId}`),
            },
        ]);
    });

    it("from a template is one with the service principal that the stack has of it", () => {
        expect(
            onlyApplication(template, principal({ preferredSingleSignOnMode: "saml" }))?.servicePrincipal,
        ).to.deep.equal({
            ...emptyPrincipal,
            preferredSingleSignOnMode: "saml",
        });
    });

    it("from a template lends its service principal to the application that the stack has of it", () => {
        expect(onlyApplication(template, application())?.servicePrincipal?.objectId).to.equal(principalId);
    });

    it("has the service principal of its own tenant, where others have one of it too", () => {
        const ofTenant = (name: string) => ({ provider: `${urnOf("pulumi:providers:azuread", name)}::id` });
        const { applications } = deploymentOf(
            principal({ objectId: "elsewhere" }, { ...ofTenant("two"), id: "/servicePrincipals/elsewhere" }),
            principal({}, ofTenant("one")),
            application({}, ofTenant("one")),
        );
        expect(applications.map((it) => [it.name, it.servicePrincipal?.objectId])).to.deep.equal([
            ["crm", principalId],
            ["crm", "elsewhere"],
        ]);
    });

    it("that is both owned and read is one, as the owned one has it", () => {
        const read = onlyApplication(
            application({ displayName: "Read" }, { external: true }),
            application({ displayName: "Owned" }),
        );
        expect(read?.displayName).to.equal("Owned");
    });

    const provider = (inputs: object) => entry("pulumi:providers:azuread", "default", { inputs });
    const byProvider = { provider: `${urnOf("pulumi:providers:azuread", "default")}::some-id` };
    const component = entry("connect-entra-sso:index:EntraSamlApp", "sso", {
        inputs: { tenantId: "of-the-component", environment: "china" },
    });
    const inComponent = { parent: urnOf("connect-entra-sso:index:EntraSamlApp", "sso") };
    const noTenant = { applicationTenantId: undefined };
    const tenants: [where: string, resources: unknown[], tenant: unknown][] = [
        ["itself", [provider({ tenantId: "p" }), application({}, byProvider), principal()], tenantId],
        [
            "the provider of a service principal alone, whose application may be a vendor's",
            [provider({ tenantId: "p" }), principal({}, byProvider)],
            "p",
        ],
        ["the provider", [provider({ tenantId: "p" }), application({}, byProvider), principal(noTenant)], "p"],
        ["the component", [component, application({}, inComponent)], "of-the-component"],
        [
            "the entity id of the component",
            [
                { ...component, inputs: {}, outputs: { entityId: `https://sts.windows.net/${tenantId}/` } },
                application({}, inComponent),
            ],
            tenantId,
        ],
        [
            "the metadata URL",
            [principal({ ...noTenant, samlMetadataUrl: `https://login.example/${tenantId}/metadata.xml` })],
            tenantId,
        ],
        [
            "nothing",
            [application()],
            {
                unreadable: "the tenant of the application crm",
                why: "neither the service principal nor the configuration of the azuread provider says it",
                supply: "set `azuread:tenantId` in the stack's configuration, run `pulumi up`, then export the stack again",
            },
        ],
        [
            "a secret",
            [provider({ tenantId: ciphertext }), application({}, byProvider)],
            {
                unreadable: "the tenant of the application crm",
                why: "the export holds it as ciphertext",
                supply: "export the stack with `pulumi stack export --show-secrets`",
            },
        ],
    ];
    for (const [where, resources, tenant] of tenants) {
        it(`has the tenant of ${where}`, () => {
            expect(onlyApplication(...resources)?.tenantId).to.deep.equal(tenant);
        });
    }

    const environments: [of: string, resources: unknown[], environment: string][] = [
        ["the provider", [provider({ environment: "usgovernment" }), application({}, byProvider)], "usgovernment"],
        ["the component", [component, application({}, inComponent)], "china"],
        ["nobody, which is global", [provider({}), application({}, byProvider)], "global"],
    ];
    for (const [of, resources, environment] of environments) {
        it(`has the environment of ${of}`, () => {
            expect(onlyApplication(...resources)?.environment).to.equal(environment);
        });
    }
});

describe("A service principal of a stack", () => {
    const read = (...resources: unknown[]) =>
        onlyApplication(application(), principal(), ...resources)?.servicePrincipal;

    it("has its signing certificates, under the names of this project's configuration where it made them", () => {
        const names = read(
            entry("connect-entra-sso:index:EntraSamlApp", "crm", {}),
            certificate("crm-2026", {}, { parent: urnOf("connect-entra-sso:index:EntraSamlApp", "crm") }),
            certificate("crm-2027"),
            certificate("crm-", {}, { parent: urnOf("connect-entra-sso:index:EntraSamlApp", "crm") }),
            certificate("bare", { servicePrincipalId: principalId.toUpperCase() }),
        )?.signingCertificates.map(({ name }) => name);
        expect(names).to.deep.equal(["2026", "crm-2027", "crm-", "bare"]);
    });

    it("has a thumbprint in upper case, computed where the export does not have it", () => {
        const value = Buffer.from("not really a certificate").toString("base64");
        const sha1 = createHash("sha1").update("not really a certificate").digest("hex").toUpperCase();
        const found = read(
            certificate("a"),
            certificate("b", { thumbprint: undefined, value }),
            certificate("c", { thumbprint: ciphertext, value: "not base64" }),
            certificate("d", { thumbprint: undefined, value: "" }),
        )?.signingCertificates.map(({ thumbprint }) => thumbprint);
        expect(found).to.deep.equal([
            "AB12",
            sha1,
            {
                unreadable: "the thumbprint of the signing certificate c",
                why: "the export holds it as ciphertext",
                supply: "export the stack with `pulumi stack export --show-secrets`",
            },
            {
                unreadable: "the thumbprint of the signing certificate d",
                why: "the export does not have it",
                supply: refresh,
            },
        ]);
    });

    const preferred = (environment: string) => ({
        unreadable: "the preferred token signing key of the service principal crm",
        why: "it has 2 signing certificates, and no resource of azuread says which one signs",
        supply:
            "add --signing-certificate <thumbprint>, as `az rest --method GET --url " +
            `'${environment}/v1.0/servicePrincipals/${principalId}?$select=preferredTokenSigningKeyThumbprint'\` answers`,
    });
    const environmentOf = (environment: string) => [
        entry("pulumi:providers:azuread", "p", { inputs: { environment } }),
        application({}, { provider: `${urnOf("pulumi:providers:azuread", "p")}::id` }),
        principal(),
    ];
    const choices: [what: string, resources: unknown[], told: Record<string, string | null>, answer: unknown][] = [
        ["needs no choice among one certificate", [principal(), certificate("a")], {}, null],
        [
            "can't say which of two certificates signs",
            [principal(), certificate("a"), certificate("b")],
            {},
            preferred("https://graph.microsoft.com"),
        ],
        [
            "can't say it in another cloud, where Graph has another address",
            [...environmentOf("usgovernment"), certificate("a"), certificate("b")],
            {},
            preferred("https://graph.microsoft.us"),
        ],
        [
            "can't say it in a cloud that nobody knows",
            [...environmentOf("moon"), certificate("a"), certificate("b")],
            {},
            preferred("https://graph.microsoft.com"),
        ],
        [
            "has the one it is told",
            [principal(), certificate("a"), certificate("b")],
            { [principalId]: "cd34" },
            "CD34",
        ],
        [
            "has none where it is told none",
            [principal(), certificate("a"), certificate("b")],
            { [principalId]: null },
            null,
        ],
    ];
    for (const [what, resources, preferredTokenSigningKeyThumbprints, answer] of choices) {
        it(what, () => {
            const { applications } = readDeployment(stackOf(...resources), {
                source: "dev",
                preferredTokenSigningKeyThumbprints,
            });
            expect(applications[0]?.servicePrincipal?.preferredTokenSigningKeyThumbprint).to.deep.equal(answer);
        });
    }

    const assigns = (name: string, policy: string, to: string) =>
        entry(type("ServicePrincipalClaimsMappingPolicyAssignment"), name, {
            inputs: { claimsMappingPolicyId: policy, servicePrincipalId: to },
        });
    const policy = (definitions: unknown) =>
        entry(type("ClaimsMappingPolicy"), "claims", {
            id: `/policies/claimsMappingPolicies/${policyId}`,
            outputs: { definitions },
        });
    const definition = (gap: object) => [{ unreadable: "the definition of the claims mapping policy claims", ...gap }];
    const ofCipher = {
        why: "the export holds it as ciphertext",
        supply: "export the stack with `pulumi stack export --show-secrets`",
    };
    const policies: [what: string, resources: unknown[], answer: unknown[]][] = [
        [
            "by resource ids",
            [
                policy(["{}"]),
                assigns("a", `/policies/claimsMappingPolicies/${policyId}`, `/servicePrincipals/${principalId}`),
            ],
            ["{}"],
        ],
        [
            "by bare ids, twice",
            [policy(["{}"]), assigns("a", policyId, principalId), assigns("b", policyId, principalId)],
            ["{}"],
        ],
        ["of another service principal", [policy(["{}"]), assigns("a", policyId, "another")], []],
        [
            "outside the stack",
            [assigns("a", policyId, principalId)],
            [
                {
                    unreadable: `the claims mapping policy ${policyId} of the service principal crm`,
                    why: "the stack holds its assignment, not the policy",
                    supply: readIn("ClaimsMappingPolicy", `/policies/claimsMappingPolicies/${policyId}`),
                },
            ],
        ],
        ["that is a secret", [policy(ciphertext), assigns("a", policyId, principalId)], definition(ofCipher)],
        [
            "with a secret in its list",
            [policy([ciphertext]), assigns("a", policyId, principalId)],
            definition(ofCipher),
        ],
        [
            "without a definition",
            [policy([]), assigns("a", policyId, principalId)],
            definition({ why: "the export does not have it", supply: refresh }),
        ],
        [
            "with an odd definition",
            [policy([7]), assigns("a", policyId, principalId)],
            definition({ why: "the export holds a number there, where a JSON document belongs", supply: refresh }),
        ],
    ];
    for (const [what, resources, answer] of policies) {
        it(`has the claims mapping policy assigned ${what}`, () => {
            expect(read(...resources)?.claimsMappingPolicies).to.deep.equal(answer);
        });
    }

    it("has the assignments to it, not those to others", () => {
        const assignment = (name: string, resourceObjectId: string, more = {}) =>
            entry(type("AppRoleAssignment"), name, {
                outputs: { principalObjectId: `${name}-id`, resourceObjectId, ...more },
            });
        expect(
            read(
                assignment("alice", principalId, { principalType: "User", principalDisplayName: "Alice Agent" }),
                assignment("graph", "00000003"),
                assignment("agents", principalId),
            )?.appRoleAssignments,
        ).to.deep.equal([
            {
                name: "alice",
                principalObjectId: "alice-id",
                principalType: "User",
                principalDisplayName: "Alice Agent",
            },
            { name: "agents", principalObjectId: "agents-id", principalType: "", principalDisplayName: "" },
        ]);
    });
});
