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
} from "../../helpers/entraResources";
import { ciphertext, deploymentOf, entry, urnOf } from "../../helpers/stackExport";

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

    it("has identifiers that can't be told where its list is empty and the service principal has some", () => {
        const names = [clientId, "urn:amazon:webservices"];
        const read = onlyApplication(application({ identifierUris: [] }), principal({ servicePrincipalNames: names }));
        expect(read?.identifierUris).to.deep.equal({
            unreadable: "the identifiers",
            why: "the application's list is empty, and the service principal has some: they were added since",
            supply: "run `pulumi refresh`, then export the stack again; run no `pulumi up` before, which would take them away",
        });
        const none = onlyApplication(
            application({ identifierUris: [] }),
            principal({ servicePrincipalNames: [clientId.toUpperCase()] }),
        );
        expect(none?.identifierUris).to.deep.equal([]);
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
});
