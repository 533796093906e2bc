import { expect } from "chai";
import type { Resource } from "../../policy/resource";
import { unknown } from "../../policy/values";
import { awsClaimsPolicy } from "../../rules/claims";
import { deriveMetadataDocument } from "../../rules/saml";
import { makeCertificate, type TestCertificate } from "../helpers/certificates";
import { findings, made, to } from "../helpers/policy";

const address = "https://signin.aws.amazon.com/saml";
const urn = "urn:amazon:webservices";
const app = (inputs: object = {}, extras: object = {}) =>
    made("application", "app", { displayName: "Connect", web: { redirectUris: [address] }, ...inputs }, extras);
const principal = (application: Resource, inputs: object = {}) =>
    made(
        "servicePrincipal",
        "sp",
        { clientId: unknown, preferredSingleSignOnMode: "saml", ...inputs },
        { links: { clientId: to(application) } },
    );
const identifier = (application: Resource, dependencies: string[] = [], identifierUri = urn) =>
    made(
        "identifierUri",
        "uri",
        { applicationId: unknown, identifierUri },
        { links: { applicationId: to(application) }, dependencies },
    );

describe("An application for AWS", () => {
    const notSet = (application: Resource) => findings("assignment-required", [application, principal(application)]);

    it("is one from the gallery's template, too, which has no reply URL in the program", () => {
        const gallery = made("application", "app", { templateId: "8b1025e4-1dd2-430b-a150-2ef79cd700f5" });
        const another = made("application", "app", { templateId: "8adf8e6e-67b2-4cf2-a259-e3dc5476c621" });
        expect([notSet(gallery).length, notSet(another).length]).to.deep.equal([1, 0]);
    });

    it("is not one for IAM Identity Center, whose sign-ins begin there", () => {
        const center = app({
            web: { redirectUris: ["https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/8f0e"] },
            identifierUris: ["https://eu-central-1.signin.aws.amazon.com/platform/saml/d-99670a1b2c"],
        });
        const start = principal(center, { loginUrl: "https://d-99670a1b2c.awsapps.com/start" });
        expect([...notSet(center), ...findings("no-login-url", [center, start])]).to.deep.equal([]);
    });
});

describe("assignment-required", () => {
    const notSet = ["sp: appRoleAssignmentRequired is false, or not set; write true"];

    it("wants it to be set on what signs in to AWS, as far as the stack shows that", () => {
        const application = app();
        const other = made("application", "other", {
            displayName: "Wiki",
            web: { redirectUris: ["https://wiki.contoso.example/"] },
        });
        const state = {
            samlSingleSignOn: { relayState: "https://eu-central-1.console.aws.amazon.com/connect/federate/8f0e" },
        };
        expect({
            notSet: findings("assignment-required", [application, principal(application)]),
            false: findings("assignment-required", [
                application,
                principal(application, { appRoleAssignmentRequired: false }),
            ]),
            true: findings("assignment-required", [
                application,
                principal(application, { appRoleAssignmentRequired: true }),
            ]),
            unknown: findings("assignment-required", [
                application,
                principal(application, { appRoleAssignmentRequired: unknown }),
            ]),
            anotherService: findings("assignment-required", [other, principal(other)]),
            byRelayState: findings("assignment-required", [other, principal(other, state)]),
            byIdentifier: findings("assignment-required", [other, principal(other), identifier(other)]),
            ofTheTenant: findings("assignment-required", [
                application,
                { ...principal(application), inputs: undefined },
            ]),
        }).to.deep.equal({
            notSet,
            false: notSet,
            true: [],
            unknown: [],
            anotherService: [],
            byRelayState: notSet,
            byIdentifier: notSet,
            ofTheTenant: [],
        });
    });
});

describe("no-login-url", () => {
    it("wants none on what signs in to AWS", () => {
        const [application, other] = [app(), app({ web: { redirectUris: ["https://wiki.contoso.example/"] } })];
        const say = (of: Resource, loginUrl: unknown) => findings("no-login-url", [of, principal(of, { loginUrl })]);
        const address = "https://contoso.example/connect";
        expect(say(application, address)).to.deep.equal([`sp: loginUrl is "${address}"; remove it`]);
        expect([say(other, address), ...["", undefined, unknown].map((one) => say(application, one))]).to.deep.equal([
            [],
            [],
            [],
            [],
        ]);
    });
});

describe("notification-addresses", () => {
    const cure = 'write one to five, such as ["operations@contoso.example"]';
    const say = (notificationEmailAddresses: unknown) => {
        const application = app();
        return findings("notification-addresses", [
            application,
            principal(application, { notificationEmailAddresses }),
        ]);
    };

    it("wants an address", () => {
        const none = [`sp: notificationEmailAddresses has no address; ${cure}`];
        expect([undefined, [], ["operations@contoso.example"], unknown, [unknown]].map(say)).to.deep.equal([
            none,
            none,
            [],
            [],
            [],
        ]);
        expect(say(["operations"])[0]).to.match(/^sp: notificationEmailAddresses must be a list of e-mail addresses/);
    });
});

describe("fixed-identifier", () => {
    it("wants version 2 tokens or SAML mode before an identifier of AWS", () => {
        const v1 = app();
        const v2 = app({ api: { requestedAccessTokenVersion: 2 } });
        const sp = principal(v1);
        const added = ["uri: identifierUri is"];
        const say = (...resources: Resource[]) =>
            findings("fixed-identifier", resources).map((one) => one.slice(0, added[0]?.length));
        expect({
            inOne: say(app({ identifierUris: [urn] })),
            inOneWithV2: say(app({ identifierUris: [urn], api: { requestedAccessTokenVersion: 2 } })),
            own: say(app({ identifierUris: ["https://contoso.example/connect"] })),
            cognito: say(app({ identifierUris: ["urn:amazon:cognito:sp:eu-central-1_x"] })),
            added: say(v1, sp, identifier(v1)),
            addedAfter: say(v1, sp, identifier(v1, to(sp))),
            addedAfterOidc: say(v1, principal(v1, { preferredSingleSignOnMode: "oidc" }), identifier(v1, to(sp))),
            addedWithV2: say(v2, identifier(v2)),
            numbered: say(v1, identifier(v1, [], `${address}#2`)),
            notInTheStack: say(identifier(made("application", "gone", {}))),
        }).to.deep.equal({
            inOne: ["app: identifierUris h"],
            inOneWithV2: [],
            own: [],
            cognito: ["app: identifierUris h"],
            added,
            addedAfter: [],
            addedAfterOidc: added,
            addedWithV2: [],
            numbered: added,
            notInTheStack: [],
        });
    });
});

describe("identifier-kept", () => {
    it("wants the application to leave to others what others add", () => {
        const application = app();
        const says =
            'app: its next change removes the identifier of the resource "uri"; write ignoreChanges: ["identifierUris"] in its options';
        const keeping = app({}, { ignoredChanges: ["identifierUris"] });
        const both = app({ identifierUris: [urn] });
        expect(
            [application, keeping, both].map((one) => findings("identifier-kept", [one, identifier(one)])),
        ).to.deep.equal([[says], [], []]);
    });
});

describe("certificate-horizon", () => {
    const inDays = (days: number) =>
        new Date(Date.now() + days * 86_400_000 + 60_000).toISOString().replace(/\.\d+/, "");
    const certificate = (name: string, endDate: unknown, servicePrincipalId = "/servicePrincipals/1") =>
        made("signingCertificate", name, { servicePrincipalId }, { outputs: { endDate } });

    it("says which certificate ends within the days, as the components do", () => {
        const end = inDays(30);
        const says =
            `signing: certificate "signing" ends in 30 days, at ${end}; add a certificate under another name, run pulumi up, ` +
            "make Entra sign with it, then retire this one";
        expect({
            soon: findings("certificate-horizon", [certificate("signing", end)]),
            later: findings("certificate-horizon", [certificate("signing", inDays(90))]),
            laterThanConfigured: findings("certificate-horizon", [certificate("signing", end)], { days: 20 }),
            notMade: findings("certificate-horizon", [certificate("signing", unknown)]),
            another: findings("certificate-horizon", [
                certificate("signing", end),
                certificate("other", inDays(900), "/servicePrincipals/2"),
            ]),
        }).to.deep.equal({ soon: [says], later: [], laterThanConfigured: [], notMade: [], another: [says] });
    });

    it("does not know whether Entra signs with the next one already, existing or new", () => {
        const end = inDays(5);
        const unchecked = `old? endDate is ${end}, and whether Entra signs with "new" already is in no stack`;
        for (const next of [inDays(900), unknown]) {
            expect(findings("certificate-horizon", [certificate("old", end), certificate("new", next)])).to.deep.equal([
                unchecked,
            ]);
        }
    });
});

describe("metadata-certificates", () => {
    let own: TestCertificate;
    let foreign: TestCertificate;

    before(async () => {
        own = await makeCertificate();
        foreign = await makeCertificate();
    });
    const document = (...some: { value: string }[]) =>
        deriveMetadataDocument({
            entityId: "https://sts.windows.net/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/",
            singleSignOnUrl: "https://login.microsoftonline.com/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/saml2",
            signingCertificates: some,
        });
    const signing = (thumbprint: unknown) => made("signingCertificate", "signing", {}, { outputs: { thumbprint } });
    const provider = (samlMetadataDocument: unknown, extras: object = {}) =>
        made("samlProvider", "entra", { samlMetadataDocument }, extras);
    it("knows the certificates of the stack, those that are listed, and what a component is told", () => {
        const both = provider(document(own, foreign));
        const mine = signing(own.thumbprint);
        const says = `entra: samlMetadataDocument also has the certificate with the SHA-1 thumbprint "${foreign.thumbprint}"; remove it, or list it in alsoTrusted`;
        const listed = foreign.thumbprint.toLowerCase().replace(/(..)(?=.)/g, "$1:");
        const component = made("connect-entra-sso:index:ConnectSso", "sso", {
            alsoTrustedCertificates: [foreign.value],
        });
        expect({
            own: findings("metadata-certificates", [provider(document(own)), mine]),
            foreign: findings("metadata-certificates", [both, mine]),
            listed: findings("metadata-certificates", [both, mine], { alsoTrusted: [listed] }),
            declared: findings("metadata-certificates", [both, mine, component]),
            noDocument: findings("metadata-certificates", [provider("x"), mine]),
        }).to.deep.equal({ own: [], foreign: [says], listed: [], declared: [], noDocument: [] });
    });

    it("says what it does not know", () => {
        const within = "connect-entra-sso:index:ConnectSso$connect-entra-sso:index:AwsSamlFederation$";
        expect({
            document: findings("metadata-certificates", [provider(unknown), signing(unknown)]),
            oursBefore: findings("metadata-certificates", [provider(unknown, { within })]),
            thumbprint: findings("metadata-certificates", [
                provider(document(own)),
                signing(unknown),
                signing(foreign.thumbprint),
            ]),
            otherStack: findings("metadata-certificates", [provider(document(own))]),
        }).to.deep.equal({
            document: ["entra? samlMetadataDocument is known only after the deployment"],
            oursBefore: [],
            thumbprint: [
                "entra? whether samlMetadataDocument has the stack's own certificates only is known only after the deployment",
            ],
            otherStack: [
                `entra? samlMetadataDocument has the certificate with the SHA-1 thumbprint "${own.thumbprint}", and the stack made none: list it in alsoTrusted`,
            ],
        });
    });
});

describe("The rules about the length of a session", () => {
    const roleArn = "arn:aws:iam::123456789012:role/sso";
    const samlProviderArn = "arn:aws:iam::123456789012:saml-provider/entra";
    const definition = (sessionDurationSeconds: number) =>
        awsClaimsPolicy({ roleArn, samlProviderArn, roleSessionNameAttribute: "mail", sessionDurationSeconds });
    const claims = (...definitions: unknown[]) => made("claimsPolicy", "claims", { definitions });
    const role = (inputs: object = {}) => made("role", "role", { name: "sso", ...inputs });

    it("refuse a claim that the role does not allow, also by its default of an hour", () => {
        const says = (longest: number) =>
            `role: maxSessionDuration is ${longest}, and the claims policy "claims" asks for 28800; write maxSessionDuration: 28800`;
        const policy = claims(definition(28_800));
        const later = { ...claims(unknown), links: { definitions: to(role()) } };
        expect({
            default: findings("session-within-role", [role(), policy]),
            less: findings("session-within-role", [role({ maxSessionDuration: 7200 }), policy]),
            enough: findings("session-within-role", [role({ maxSessionDuration: 28_800 }), policy]),
            another: findings("session-within-role", [role({ name: "other" }), policy]),
            unknown: findings("session-within-role", [role(), later]),
            unread: findings("session-within-role", [role(), claims("no JSON")]),
        }).to.deep.equal({
            default: [says(3600)],
            less: [says(7200)],
            enough: [],
            another: [],
            unknown: ["claims? definitions is known only after the deployment"],
            unread: [],
        });
    });

    it("compare with what the organization wants: claims, component and role", () => {
        const trust = JSON.stringify({
            Statement: { Effect: "Allow", Action: "sts:AssumeRoleWithSAML", Principal: { Federated: samlProviderArn } },
        });
        const stack = [
            claims(definition(28_800)),
            role({ assumeRolePolicy: trust, maxSessionDuration: 43_200 }),
            made("rolePolicy", "token", {
                role: "sso",
                policy: JSON.stringify({
                    Statement: { Effect: "Allow", Action: "connect:GetFederationToken", Resource: "*" },
                }),
            }),
            made("connect-entra-sso:index:ConnectSso", "sso", { sessionDurationSeconds: 36_000 }),
        ];
        expect(findings("session-length", stack)).to.deep.equal([]);
        expect(findings("session-length", stack, { longestSeconds: 28_800 })).to.deep.equal([
            "sso: sessionDurationSeconds must be at most 28800, got 36000; write 28800",
            "role: maxSessionDuration must be at most 28800, got 43200; write 28800",
        ]);
        expect(findings("session-length", [claims(definition(60))])).to.deep.equal([
            "claims: SessionDuration in definitions must be a whole number of seconds from 900 to 43200, got 60",
        ]);
    });
});
