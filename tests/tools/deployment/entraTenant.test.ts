import { expect } from "chai";
import { application, onlyApplication, principal, tenantId } from "../../helpers/entraResources";
import { ciphertext, entry, urnOf } from "../../helpers/stackExport";

describe("The tenant, the cloud and the maker of an application", () => {
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

    const whole = entry("connect-entra-sso:index:ConnectSso", "sso");
    const ofWhole = { parent: urnOf("connect-entra-sso:index:ConnectSso", "sso") };
    const itsClaims = entry("connect-entra-sso:index:EntraAwsClaims", "sso");
    const managed: [by: string, resources: unknown[], isManaged?: true, areClaimsManaged?: true][] = [
        ["ConnectSso", [whole, { ...component, ...ofWhole }, application({}, inComponent)], true, true],
        ["EntraSamlApp and EntraAwsClaims", [component, itsClaims, application({}, inComponent)], true, true],
        ["EntraSamlApp, which makes no claims", [component, application({}, inComponent)], true, undefined],
        ["EntraSamlApp as a service principal alone", [component, principal({}, inComponent)], true, undefined],
        [
            "a component of somebody else's",
            [entry("shop:index:Sso", "sso"), application({}, { parent: urnOf("shop:index:Sso", "sso") })],
        ],
        ["another program beside EntraAwsClaims", [itsClaims, application()]],
    ];
    for (const [by, resources, isManaged, areClaimsManaged] of managed) {
        it(`is ${isManaged === true ? "wholly" : "perhaps partly"} made by ${by}`, () => {
            const read = onlyApplication(...resources);
            expect([read?.isManaged, read?.areClaimsManaged]).to.deep.equal([isManaged, areClaimsManaged]);
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
