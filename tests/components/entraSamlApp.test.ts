import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EntraSamlApp, type EntraSamlAppArgs } from "../../components/index";
import { readMetadataDocument } from "../../rules/saml";
import { makeCertificate, type TestCertificate } from "../helpers/certificates";
import { childUrnsOf, deploy, find, treeOf, unknown } from "../helpers/cloud";
import {
    applicationClientId,
    applicationObjectId,
    deployerId,
    servicePrincipalObjectId,
    tenantId,
} from "../helpers/cloudAnswers";
import { expectRefusal, refusesArguments } from "../helpers/refusals";

const headline = 'EntraSamlApp "sso" has invalid args:';
const later = 'EntraSamlApp "sso" can\'t be deployed:';
const ownerId = "77777777-aaaa-4444-8888-000000000007";
const applicationType = "azuread:index/application:Application";
const servicePrincipalType = "azuread:index/servicePrincipal:ServicePrincipal";
const identifierType = "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri";
const certificateType = "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate";

const required = {
    displayName: "Contoso contact centre",
    identifier: "urn:contoso:support",
    replyUrl: "https://support.contoso.example/saml",
};
const make = (args: object) => () => new EntraSamlApp("sso", { ...required, ...args } as EntraSamlAppArgs);

describe("EntraSamlApp", () => {
    let first: TestCertificate;
    let second: TestCertificate;
    const command = (thumbprint: string, graph = "https://graph.microsoft.com") =>
        `az rest --method PATCH --url ${graph}/v1.0/servicePrincipals/${servicePrincipalObjectId} --headers ` +
        `Content-Type=application/json --body '{"preferredTokenSigningKeyThumbprint":"${thumbprint}"}'`;
    const deployApp = (args: object = {}, facts = {}) =>
        deploy(make(args), { certificate: first, certificates: { "sso-2027": second }, ...facts });

    before(async () => {
        first = await makeCertificate();
        second = await makeCertificate();
    });

    it("makes an application, its service principal, its identifier and one certificate, under URNs of its class", async () => {
        const deployment = await deployApp();
        expect(treeOf(deployment)).to.deep.equal([
            `${applicationType} sso < EntraSamlApp sso`,
            `${identifierType} sso < EntraSamlApp sso`,
            `${servicePrincipalType} sso < EntraSamlApp sso`,
            `${certificateType} sso-initial < EntraSamlApp sso`,
            "connect-entra-sso:index:EntraSamlApp sso",
        ]);
        const component = "connect-entra-sso:index:EntraSamlApp";
        expect(childUrnsOf(deployment, "EntraSamlApp")).to.deep.equal([
            `${component}$${applicationType}::sso`,
            `${component}$${identifierType}::sso`,
            `${component}$${servicePrincipalType}::sso`,
            `${component}$${certificateType}::sso-initial`,
        ]);
    });

    it("makes a SAML application with one reply URL and v2 tokens, owned by who deploys first and marked as this stack's", async () => {
        const { inputs, options } = find(await deployApp(), applicationType, "sso");
        expect(inputs).to.deep.equal({
            displayName: "Contoso contact centre",
            owners: [deployerId],
            web: { redirectUris: ["https://support.contoso.example/saml"] },
            api: { requestedAccessTokenVersion: 2 },
            tags: [
                "WindowsAzureActiveDirectoryCustomSingleSignOnApplication",
                "WindowsAzureActiveDirectoryIntegratedApp",
            ],
            notes: "Managed by the Pulumi stack connect-entra-sso/dev as EntraSamlApp::sso.",
        });
        expect(options).to.deep.equal({ protect: true, ignoreChanges: ["identifierUris", "notes", "owners"] });
    });

    it("makes a service principal in SAML mode that asks for an assignment", async () => {
        const { inputs, options } = find(await deployApp(), servicePrincipalType, "sso");
        expect(inputs).to.deep.equal({
            clientId: applicationClientId,
            preferredSingleSignOnMode: "saml",
            useExisting: true,
            appRoleAssignmentRequired: true,
            owners: [deployerId],
            featureTags: [{ customSingleSignOn: true, enterprise: true }],
        });
        expect(options).to.deep.equal({
            protect: true,
            ignoreChanges: ["useExisting", "owners"],
            createTimeout: "20m",
        });
    });

    it("adds the identifier after the service principal, and a new one before the old one goes", async () => {
        const { inputs, options, dependencies } = find(await deployApp(), identifierType, "sso");
        expect(inputs).to.deep.equal({
            applicationId: `/applications/${applicationObjectId}`,
            identifierUri: "urn:contoso:support",
        });
        expect(options).to.deep.equal({ protect: true });
        expect(dependencies).to.deep.equal(["Application sso", "ServicePrincipal sso"]);
    });

    it("makes a certificate that is never edited and never deleted", async () => {
        const endDate = "2028-06-30T00:00:00Z";
        const args = { certificates: { "2026": { endDate, displayName: "CN=Contoso" } } };
        const { inputs, options } = find(await deployApp(args), certificateType, "sso-2026");
        expect(inputs).to.deep.equal({
            servicePrincipalId: `/servicePrincipals/${servicePrincipalObjectId}`,
            displayName: "CN=Contoso",
            endDate,
        });
        expect(options).to.deep.equal({ retainOnDelete: true, ignoreChanges: ["displayName", "endDate"] });
    });

    it("passes on relay state, notification addresses, owners and whether an assignment is needed", async () => {
        const deployment = await deployApp({
            relayState: "https://support.contoso.example/start",
            notificationEmailAddresses: ["operations@contoso.example"],
            owners: [ownerId],
            appRoleAssignmentRequired: false,
        });
        expect(find(deployment, servicePrincipalType, "sso").inputs).to.deep.equal({
            clientId: applicationClientId,
            preferredSingleSignOnMode: "saml",
            useExisting: true,
            appRoleAssignmentRequired: false,
            samlSingleSignOn: { relayState: "https://support.contoso.example/start" },
            notificationEmailAddresses: ["operations@contoso.example"],
            owners: [ownerId],
            featureTags: [{ customSingleSignOn: true, enterprise: true }],
        });
        const application = find(deployment, applicationType, "sso");
        expect([application.inputs.owners, application.options]).to.deep.equal([
            [ownerId],
            { protect: true, ignoreChanges: ["identifierUris", "notes"] },
        ]);
    });

    it("results in ids, addresses, metadata and certificates, none of them secret, and registers the same", async () => {
        const deployment = await deployApp({ certificates: { "2026": {}, "2027": {} }, signingCertificate: "2026" });
        const { samlMetadataDocument, ...others } = deployment.result;
        expect(others).to.deep.equal({
            clientId: applicationClientId,
            servicePrincipalId: `/servicePrincipals/${servicePrincipalObjectId}`,
            servicePrincipalObjectId,
            entityId: `https://sts.windows.net/${tenantId}/`,
            certificates: {
                "2026": {
                    thumbprint: first.thumbprint,
                    endDate: "2029-11-24T00:00:00Z",
                    activateCommand: command(first.thumbprint),
                },
                "2027": {
                    thumbprint: second.thumbprint,
                    endDate: "2029-11-24T00:00:00Z",
                    activateCommand: command(second.thumbprint),
                },
            },
            signInUrl: `https://myapps.microsoft.com/signin/${applicationClientId}?tenantId=${tenantId}`,
            notChecked: [],
        });
        expect(find(deployment, "connect-entra-sso:index:EntraSamlApp", "sso").outputs).to.deep.equal({
            ...deployment.result,
            whole: true,
        });
        const { entityId, certificates } = readMetadataDocument(samlMetadataDocument);
        expect([entityId, certificates.map(({ keyName, value }) => [keyName, value])]).to.deep.equal([
            `https://sts.windows.net/${tenantId}/`,
            [
                ["2026", first.value],
                ["2027", second.value],
            ],
        ]);
    });

    it("keeps the metadata out of the secrets although the provider calls the certificate one", async () => {
        const { result } = await deployApp({}, { secretCertificates: true });
        expect(readMetadataDocument(result.samlMetadataDocument).certificates.map(({ value }) => value)).to.deep.equal([
            first.value,
        ]);
    });

    it("has the addresses of a national cloud and of a tenant id in capitals", async () => {
        const capitals = tenantId.toUpperCase();
        const { result } = await deployApp({ environment: "usgovernment", tenantId: capitals });
        expect(result.signInUrl).to.equal(
            `https://myapps.microsoft.us/signin/${applicationClientId}?tenantId=${capitals}`,
        );
        expect(result.entityId).to.equal(`https://sts.windows.net/${tenantId}/`);
        expect(result.certificates.initial?.activateCommand).to.equal(
            command(first.thumbprint, "https://graph.microsoft.us"),
        );
        expect(result.samlMetadataDocument.match(/Location="[^"]*"/g)).to.deep.equal(
            Array(2).fill(`Location="https://login.microsoftonline.us/${tenantId}/saml2"`),
        );
    });

    const otherTenant = "aaaabbbb-9999-cccc-1111-dddd2222eeee";
    for (const [how, given] of [
        ["a text", otherTenant],
        ["an Output", pulumi.output(otherTenant)],
    ] as const) {
        it(`refuses a tenant that the provider is not signed in to, given as ${how}, and registers nothing`, async () => {
            expectRefusal(await deployApp({ tenantId: given }), later, [
                `tenantId must be the tenant that the azuread provider is signed in to, "${tenantId}", got "${otherTenant}". Sign in to the ` +
                    "right tenant, or leave tenantId out",
            ]);
        });
    }

    it("protects nothing when protection is off, but never deletes a certificate", async () => {
        const { registrations } = await deployApp({ protection: false });
        expect(registrations.filter(({ options }) => options.protect).map(({ name }) => name)).to.deep.equal([]);
        expect(registrations.filter(({ options }) => options.retainOnDelete).map(({ name }) => name)).to.deep.equal([
            "sso-initial",
        ]);
    });

    it("knows neither ids nor metadata in a preview, but the entity id", async () => {
        const { result, failures } = await deployApp({}, { preview: true });
        expect([failures, result]).to.deep.equal([
            [],
            {
                clientId: unknown,
                servicePrincipalId: unknown,
                servicePrincipalObjectId: unknown,
                entityId: `https://sts.windows.net/${tenantId}/`,
                samlMetadataDocument: unknown,
                certificates: unknown,
                signInUrl: unknown,
                notChecked: [],
            },
        ]);
    });

    it("warns of a certificate that has ended, and goes on", async () => {
        const { warnings, failures } = await deployApp({}, { certificateEnd: "2026-01-31T00:00:00Z" });
        expect([failures, warnings]).to.deep.equal([
            [],
            [
                'warning: [runtime] certificate "initial" ended at 2026-01-31T00:00:00Z: nobody can sign in with it; add a certificate under ' +
                    "another name, run pulumi up, make Entra sign with it, then retire this one",
            ],
        ]);
    });

    it("says nothing of a certificate that lasts", async () => {
        expect((await deployApp()).warnings).to.deep.equal([]);
    });

    refusesArguments(headline, make, [
        [
            "an identifier that ends in /",
            { identifier: "https://contoso.example/" },
            ['identifier must not end in "/", got "https://contoso.example/"; write "https://contoso.example"'],
        ],
        [
            "a # in the reply URL",
            { replyUrl: "https://contoso.example/saml#1" },
            [
                'replyUrl must not contain "#" (only the identifier may), got "https://contoso.example/saml#1"; write "https://contoso.example/saml"',
            ],
        ],
        [
            "no certificate",
            { certificates: {} },
            ["certificates must list at least one certificate, got none. Write initial: {}"],
        ],
        [
            "certificates as a list",
            { certificates: ["2026"] },
            ['certificates must be a map from a name to a certificate, got ["2026"]. Write initial: {}'],
        ],
        [
            "a retired certificate that is listed, which it says once",
            { certificates: { "2026": {} }, retiredCertificates: ["2026", "2026"] },
            ['retiredCertificates must not name "2026" while certificates lists it. Remove it from one of the two'],
        ],
        [
            "the default certificate retired with none beside it",
            { retiredCertificates: ["initial"] },
            ['retiredCertificates must not name "initial" while certificates lists it. Remove it from one of the two'],
        ],
        [
            "retired certificates as a word",
            { retiredCertificates: "2026" },
            ['retiredCertificates must be a list of certificate names or thumbprints, got "2026"'],
        ],
        [
            "certificates with bad names, dates, subjects and keys, all in one error",
            {
                certificates: {
                    "two words": {},
                    "2026": { endDate: "2028-06-30" },
                    "2027": { displayName: "Contoso" },
                    "2028": { endDat: "x" },
                    "2029": "soon",
                },
            },
            [
                'certificates["2026"].endDate must be exactly YYYY-MM-DDTHH:MM:SSZ, got "2028-06-30"; write "2028-06-30T00:00:00Z"',
                'certificates["2027"].displayName must begin with "CN=" and be at most 90 characters, got "Contoso"; write "CN=Contoso"',
                'certificates["2028"].endDat is not a known key; did you mean "endDate"?',
                'certificates["2029"] must be a map ({} for Entra\'s defaults), got "soon"',
                'certificates["two words"] must be 1 to 64 letters a-z or A-Z, digits or . _ -, got "two words"; write for example "2026"',
                'signingCertificate must be set when there are two or more certificates ("2026", "2027", "2028", "2029" and "two words"), got ' +
                    "none. Write the name of the one Entra signs with: the oldest, unless you ran the activation command of another",
            ],
        ],
        [
            "everything else that is wrong, in one error",
            {
                displayName: "",
                identifier: undefined,
                replyUrl: "http://contoso.example/saml",
                relayState: "start",
                tenantId: "contoso.example",
                environment: "gobal",
                notificationEmailAddresses: ["operations"],
                owners: ["somebody"],
            },
            [
                'displayName must be a non-empty text, got ""',
                "identifier must be an absolute URI or URN of at most 255 characters without spaces, got nothing",
                'replyUrl must be an absolute https address, got "http://contoso.example/saml"; write "https://contoso.example/saml"',
                'relayState must be an absolute https address, got "start"',
                'owners must be a list of object ids; its item 1 must be a GUID such as "00000000-1111-2222-3333-444444444444", got "somebody"',
                'notificationEmailAddresses must be a list of e-mail addresses such as "operations@contoso.example", got "operations"',
                'tenantId must be a GUID such as "00000000-1111-2222-3333-444444444444", got "contoso.example"',
                'environment must be "global", "usgovernment" (also "usgovernmentl5") or "china", got "gobal"; write "global"',
            ],
        ],
        [
            "an empty list of owners",
            { owners: [] },
            ["owners must list at least one object id, got none. Remove the key to keep the owner who deployed first"],
        ],
    ]);

    it("accepts notification addresses that are known later", async () => {
        const deployment = await deployApp({ notificationEmailAddresses: [pulumi.output("ops@contoso.example")] });
        expect(find(deployment, servicePrincipalType, "sso").inputs.notificationEmailAddresses).to.deep.equal([
            "ops@contoso.example",
        ]);
    });

    it("refuses values that are known later with the same words, and registers nothing", async () => {
        const args = {
            identifier: pulumi.output("urn:contoso:support/"),
            certificates: { "2026": { endDate: pulumi.output("soon") } },
        };
        expectRefusal(await deployApp(args), later, [
            'identifier must not end in "/", got "urn:contoso:support/"; write "urn:contoso:support"',
            'certificates["2026"].endDate must be exactly YYYY-MM-DDTHH:MM:SSZ, got "soon"; write it like "2028-11-24T00:00:00Z"',
        ]);
    });
});
