import { expect } from "chai";
import {
    appId,
    application,
    clientId,
    emptyPrincipal,
    entraType,
    onlyApplication,
    principal,
    principalId,
    readIn,
    tenantId,
} from "../helpers/entraResources";
import { ciphertext, deploymentOf, entry, urnOf } from "../helpers/stackExport";

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

    const disabled: [exported: unknown, read: object][] = [
        [undefined, {}],
        [null, {}],
        ["", {}],
        ["<nil>", {}],
        ["NotDisabled", {}],
        [
            "DisabledDueToViolationOfServicesAgreement",
            { disabledByMicrosoft: "DisabledDueToViolationOfServicesAgreement" },
        ],
        [
            ciphertext,
            {
                disabledByMicrosoft: {
                    unreadable: "disabledByMicrosoft of the application crm",
                    why: "the export holds it as ciphertext",
                    supply: "export the stack with `pulumi stack export --show-secrets`",
                },
            },
        ],
    ];
    for (const [exported, expected] of disabled) {
        it(`${Object.keys(expected).length > 0 ? "may be" : "is not"} disabled by Microsoft where the export holds ${JSON.stringify(exported)}`, () => {
            const { disabledByMicrosoft } = onlyApplication(application({ disabledByMicrosoft: exported })) ?? {};
            expect(disabledByMicrosoft === undefined ? {} : { disabledByMicrosoft }).to.deep.equal(expected);
        });
    }

    it("without a service principal has none", () => {
        expect(onlyApplication(application())?.servicePrincipal).to.equal(undefined);
    });

    it("has identifiers and reply URLs from every resource that adds one, once each", () => {
        const addsIdentifier = (identifierUri: string) =>
            entry(entraType("ApplicationIdentifierUri"), identifierUri, {
                inputs: { applicationId: `/applications/${appId}`, identifierUri },
            });
        const addsReplyUrls = (kind: string, url: string) =>
            entry(entraType("ApplicationRedirectUris"), kind, {
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
            entry(entraType("ApplicationIdentifierUri"), "more", {
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
            tenantMayBeVendors: true,
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
        const registration = entry(entraType("ApplicationRegistration"), "crm", {
            outputs: { objectId: appId, clientId, displayName: "CRM" },
        });
        const added = [
            entry(entraType("ApplicationIdentifierUri"), "crm", {
                inputs: { applicationId: `/applications/${appId}`, identifierUri: "urn:amazon:webservices" },
            }),
            entry(entraType("ApplicationRedirectUris"), "crm", {
                inputs: { applicationId: `/applications/${appId}`, type: "Web", redirectUris: ["https://a.example/"] },
            }),
        ];
        const read = onlyApplication(registration, principal(), ...added);
        expect([read?.clientId, read?.identifierUris, read?.replyUrls, read?.servicePrincipal?.objectId]).to.deep.equal(
            [clientId, ["urn:amazon:webservices"], ["https://a.example/"], principalId],
        );
    });

    const template = entry(entraType("ApplicationFromTemplate"), "aws", {
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

    const addsIdentifier = entry(entraType("ApplicationIdentifierUri"), "more", {
        inputs: { applicationId: `/applications/${appId}`, identifierUri: "urn:amazon:webservices" },
    });
    const addsReplyUrl = (kind = "Web") =>
        entry(entraType("ApplicationRedirectUris"), "more", {
            inputs: { applicationId: `/applications/${appId}`, type: kind, redirectUris: ["https://a.example/"] },
        });
    /** Of before the others were added. */
    const stale = (names: string[] = [], redirectUris: string[] = []) =>
        principal({ servicePrincipalNames: [clientId, ...names], redirectUris });
    const named = ["urn:of:the:gallery"];
    const lacks = (what: string, adds: string) => ({
        unreadable: `${what} of the service principal crm`,
        why: `the service principal has none, and the stack adds ${adds} to an application that it does not hold`,
        supply: readIn("Application", `/applications/${appId}`),
    });
    const joined: [about: string, resources: unknown[], identifierUris: unknown, replyUrls: unknown][] = [
        [
            "from a template has what is added to it beside what its service principal has",
            [template, stale(named, ["https://b.example/"]), addsIdentifier, addsReplyUrl()],
            ["urn:of:the:gallery", "urn:amazon:webservices"],
            ["https://b.example/", "https://a.example/"],
        ],
        [
            "from a template has what is added to it where its service principal has nothing yet",
            [template, stale(), addsIdentifier, addsReplyUrl()],
            ["urn:amazon:webservices"],
            ["https://a.example/"],
        ],
        [
            "from a template has what is added to it where nothing is known of its service principal's",
            [template, principal(), addsIdentifier, addsReplyUrl()],
            ["urn:amazon:webservices"],
            ["https://a.example/"],
        ],
        [
            "that the stack does not hold may be the one that another resource adds to",
            [stale(), addsIdentifier, addsReplyUrl()],
            lacks("the identifiers", "identifiers"),
            lacks("the reply URLs", "reply URLs"),
        ],
        [
            "that the stack does not hold has what its service principal has",
            [stale(named, ["https://b.example/"]), addsIdentifier, addsReplyUrl()],
            named,
            ["https://b.example/"],
        ],
        [
            "that the stack does not hold has no reply URL for being given one of a single-page application",
            [stale(), addsReplyUrl("SPA")],
            [],
            [],
        ],
        [
            "has what its service principal has where what is added is another application's",
            [
                stale(),
                application({ objectId: "other", clientId: "other" }, { id: "/applications/other" }),
                entry(entraType("ApplicationIdentifierUri"), "more", {
                    inputs: { applicationId: "/applications/other", identifierUri: "api://other" },
                }),
            ],
            [],
            [],
        ],
    ];
    for (const [about, resources, identifierUris, replyUrls] of joined) {
        it(about, () => {
            const { applications } = deploymentOf(...resources);
            const read = applications.find(({ servicePrincipal }) => servicePrincipal !== undefined);
            expect([read?.identifierUris, read?.replyUrls]).to.deep.equal([identifierUris, replyUrls]);
        });
    }

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
        [
            "the provider in lower case",
            [provider({ tenantId: tenantId.toUpperCase() }), application({}, byProvider), principal(noTenant)],
            tenantId,
        ],
        [
            "the service principal, where the provider names it by a domain",
            [provider({ tenantId: "contoso.onmicrosoft.com" }), application({}, byProvider), principal()],
            tenantId,
        ],
        [
            "a domain, whose id nothing says",
            [provider({ tenantId: "contoso.onmicrosoft.com" }), application({}, byProvider), principal(noTenant)],
            {
                unreadable: "the tenant of the application crm",
                why: 'the azuread provider names it by a domain, "contoso.onmicrosoft.com", and the issuer has its id',
                supply: "set `azuread:tenantId` in the stack's configuration to the tenant's id, run `pulumi up`, then export the stack again",
            },
        ],
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

    const vendors: [of: string, resources: unknown[], may: boolean | undefined][] = [
        ["the service principal alone says it", [principal()], true],
        ["the provider says it", [provider({ tenantId }), principal({}, byProvider)], undefined],
        ["the stack holds the application", [application(), principal()], undefined],
    ];
    for (const [of, resources, may] of vendors) {
        it(`has a tenant that ${may === true ? "may be" : "is not"} a vendor's where ${of}`, () => {
            expect(onlyApplication(...resources)?.tenantMayBeVendors).to.equal(may);
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
