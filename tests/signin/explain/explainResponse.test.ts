import { expect } from "chai";
import { IdentityProvider, SamlLib, ServiceProvider } from "samlify";
import { awsAttributes } from "../../../signin/saml/names";
import { makeCertificate } from "../../helpers/certificates";
import { acsUrl, guid, instanceId, makeWorld, now, providerArn, roleArn, type TestWorld } from "../../helpers/world";
import { connectUserOf, roleOf } from "../walk/faults/fault";
import {
    attemptOf,
    base64,
    brokenWorld,
    causesOf,
    contextOf,
    differencesOf,
    explained,
    formOf,
    type ResponseChanges,
    relayStateOf,
    responseXml,
} from "./world";

const inTime = now + 60_000;
const other = () => makeCertificate({ key: "RSA 1024" });

/** A fault of the response, the causes to be found, and the values that differ. */
interface Wrong {
    what: string;
    response?: ResponseChanges | (() => Promise<ResponseChanges>);
    relayState?: (own: string) => string | undefined;
    fault?: (world: TestWorld) => void;
    causes: string[];
    /** Told without a deployment, too; by default nothing is. */
    alone?: string[];
    differ?: string[];
}

const roleOther = roleArn.replace("connect-sso", "Connect-SSO");
const recipientOf = (host: string) => `https://${host}/saml`;
const wrong: Wrong[] = [
    { what: "nothing", causes: [] },
    {
        what: "the audience",
        response: { audience: "urn:amazon:webservice" },
        ...{ causes: ["audienceWrong.identifier"], alone: ["audienceWrong.identifier"] },
        differ: ["audience: urn:amazon:webservice | urn:amazon:webservices"],
    },
    {
        what: "the audience's suffix",
        response: { audience: "urn:amazon:webservices#2" },
        ...{ causes: ["audienceWrong.suffix"], alone: ["audienceWrong.suffix"] },
        differ: ["audience: urn:amazon:webservices#2 | urn:amazon:webservices"],
    },
    {
        what: "the recipient's Region",
        response: { recipient: recipientOf("eu-west-1.signin.aws.amazon.com") },
        causes: ["notAuthorizedToAssume.trustAudience"],
        differ: [`recipient: ${recipientOf("eu-west-1.signin.aws.amazon.com")} | ${acsUrl}`],
    },
    {
        what: "a recipient of Microsoft Defender's proxy",
        response: { recipient: recipientOf("eu-central-1.signin.aws.amazon.com.mcas.ms") },
        causes: ["recipientWrong.proxy", "notAuthorizedToAssume.trustAudience"],
        alone: ["recipientWrong.proxy"],
        differ: [`recipient: ${recipientOf("eu-central-1.signin.aws.amazon.com.mcas.ms")} | ${acsUrl}`],
    },
    {
        what: "the issuer",
        response: { issuer: `https://sts.windows.net/${guid(3)}/` },
        causes: ["issuerNotInProvider.otherTenant"],
        differ: [
            `issuer: https://sts.windows.net/${guid(3)}/ | https://sts.windows.net/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/`,
        ],
    },
    {
        what: "a role pair in the other order: nothing",
        response: { role: [`${providerArn},${roleArn}`] },
        causes: [],
    },
    {
        what: "the role's letters",
        response: { role: [`${roleOther},${providerArn}`] },
        causes: ["notAuthorizedToAssume.roleNotFound"],
        differ: [`role: ${roleOther} | ${roleArn} (differs in upper and lower case)`],
    },
    {
        what: "the role's letters, in the other order",
        response: { role: [`${providerArn},${roleOther}`] },
        causes: ["notAuthorizedToAssume.roleNotFound"],
        differ: [`role: ${roleOther} | ${roleArn} (differs in upper and lower case)`],
    },
    {
        what: "a role alone",
        response: { role: [roleArn] },
        ...{ causes: ["invalidSamlResponse.roleMalformed"], alone: ["invalidSamlResponse.roleMalformed"] },
    },
    {
        what: "no role",
        response: { role: [] },
        ...{ causes: ["invalidSamlResponse.roleMissing"], alone: ["invalidSamlResponse.roleMissing"] },
    },
    {
        what: "the SAML provider",
        response: { role: [`${roleArn},${providerArn}2`] },
        causes: ["providerNotFound.absent", "notAuthorizedToAssume.trustPrincipal"],
        differ: [`SAML provider: ${providerArn}2 | ${providerArn}`],
    },
    {
        what: "the session name's case",
        response: { sessionName: ["Alice@contoso.example"] },
        causes: ["notOnboarded.otherCase"],
        differ: [
            "RoleSessionName, in the list of users: Alice@contoso.example | alice@contoso.example (differs in upper and lower case)",
        ],
    },
    {
        what: "the session name's domain",
        response: { sessionName: ["alice@contoso.onmicrosoft.example"] },
        causes: ["notOnboarded.otherDomain"],
        differ: [
            "RoleSessionName, in the list of users: alice@contoso.onmicrosoft.example | alice@contoso.example (differs in what follows the @)",
        ],
    },
    {
        what: "a session name that is nobody's",
        response: { sessionName: ["zoe@contoso.example"] },
        causes: ["notOnboarded.noUser"],
        differ: [
            "RoleSessionName, in the list of users: zoe@contoso.example | alice@contoso.example or bob@contoso.example",
        ],
    },
    {
        what: "no session name",
        response: { sessionName: [] },
        ...{ causes: ["roleSessionNameRequired.attributeEmpty"], alone: ["roleSessionNameRequired.attributeEmpty"] },
    },
    {
        what: "a guest's session name",
        response: { sessionName: ["zoe_partner.example#EXT#@contoso.example"] },
        ...{ causes: ["roleSessionNameInvalid.guest"], alone: ["roleSessionNameInvalid.guest"] },
        differ: [
            "RoleSessionName, in the list of users: zoe_partner.example#EXT#@contoso.example | alice@contoso.example or bob@contoso.example",
        ],
    },
    {
        what: "a duration that is too long for anybody",
        response: { duration: ["90000"] },
        ...{ causes: ["durationInvalid.outOfRange"], alone: ["durationInvalid.outOfRange"] },
    },
    {
        what: "a duration that is too long for the role",
        fault: (world) => {
            roleOf(world).maxSessionDurationSeconds = 3600;
        },
        causes: ["durationTooLong.roleShorter"],
    },
    {
        what: "no NameID",
        response: { nameId: undefined } as unknown as ResponseChanges,
        ...{ causes: ["notAuthorizedToAssume.noNameId"], alone: ["notAuthorizedToAssume.noNameId"] },
    },
    {
        what: "the certificate",
        response: async () => ({ signedBy: await other() }),
        causes: ["signatureInvalid.certificateNotInProvider"],
        differ: ["certificate (SHA-1)"],
    },
    {
        what: "a value that was changed after signing",
        response: {
            after: (xml) =>
                xml.replace("alice@contoso.example</AttributeValue>", "bob@contoso.example</AttributeValue>"),
        },
        ...{ causes: ["signatureInvalid.changedAfterSigning"], alone: ["signatureInvalid.changedAfterSigning"] },
    },
    {
        what: "no signature",
        response: { signed: false },
        ...{ causes: ["signatureInvalid.notSigned"], alone: ["signatureInvalid.notSigned"] },
    },
    {
        what: "an old relay state",
        relayState: (own) => own.replace("destination=%2Fccp-v2", "destination=%2Fconnect%2Fccp-v2"),
        ...{ causes: ["oldRelayState.oldPath"], alone: ["oldRelayState.oldPath"] },
        differ: ["relay state (the page of instances with an old address)"],
    },
    {
        what: "a relay state to another instance",
        relayState: (own) => own.replace(instanceId, guid(4)),
        causes: ["federationDenied.wrongInstance", "instanceNotFound.absent"],
        differ: ["relay state (another instance)"],
    },
    {
        what: "a relay state to another Region",
        relayState: (own) => own.replace("eu-central-1", "us-east-1"),
        causes: ["federationDenied.wrongInstance", "wrongRegion.otherRegion"],
        differ: ["relay state (another Region)"],
    },
    {
        what: "a relay state to nowhere",
        relayState: () => "https://contoso.my.connect.aws/ccp-v2",
        ...{ causes: ["instanceNotFound.relayState"], alone: ["instanceNotFound.relayState"] },
        differ: ["relay state (it leads to no instance)"],
    },
    {
        what: "no relay state in the form",
        relayState: () => undefined,
        ...{ causes: ["landsInConsole.noRelayState"], alone: ["landsInConsole.noRelayState"] },
        differ: ["relay state"],
    },
    {
        what: "a role without permission",
        fault: (world) => {
            roleOf(world).policies = [];
        },
        causes: ["federationDenied.noPermission"],
    },
    {
        what: "a user without the page's permission",
        fault: (world) => {
            Object.assign(connectUserOf(world), {
                ...{ securityProfileIds: [guid(201)], securityProfileNames: ["Auditor"] },
            });
        },
        causes: ["pageNotPermitted.noPermission"],
    },
    {
        what: "two assertions",
        response: { after: (xml) => xml.replace(/<(\w+:)?Assertion[\s\S]*<\/(\w+:)?Assertion>/, "$&$&") },
        ...{ causes: ["hostileResponse.twoAssertions"], alone: ["hostileResponse.twoAssertions"] },
    },
    {
        what: "a comment in the NameID",
        response: {
            after: (xml) => xml.replace("alice@contoso.example</", "alice@contoso.example<!---->.evil.example</"),
        },
        ...{ causes: ["hostileResponse.comment"], alone: ["hostileResponse.comment"] },
    },
];

async function given({ response = {}, relayState = (own) => own, fault }: Wrong) {
    const world = await brokenWorld(fault ?? (() => undefined));
    const xml = await responseXml(typeof response === "function" ? await response() : response);
    return { world, form: formOf(xml, relayState(relayStateOf(world))) };
}

/** Without values that are made anew in each run. */
const shortened = (differences: string[]) =>
    differences.map((one) =>
        /^(?:certificate|relay state)/.test(one) ? one.replace(/: \S+ \| \S+/, "").replace(/: none \| \S+/, "") : one,
    );

describe("A SAML response", () => {
    for (const one of wrong) {
        it(`with a deployment: wrong is ${one.what}`, async () => {
            const { world, form } = await given(one);
            const attempt = await attemptOf(form, contextOf(world, inTime));
            expect(causesOf(attempt)).to.deep.equal(one.causes);
            expect(shortened(differencesOf(attempt))).to.deep.equal(one.differ ?? []);
            for (const finding of attempt.findings) {
                expect([finding.basis, finding.sureness, finding.causeSureness, finding.otherCauses]).to.deep.equal([
                    ...["recomputed", "certain", "certain", []],
                ]);
                const said = [finding.cause, finding.confirm, finding.change].join("\n");
                expect(said).to.not.match(/undefined|\[object|NaN|<(?!region>)\w+>/);
            }
        });

        it(`without a deployment: wrong is ${one.what}`, async () => {
            const { form } = await given(one);
            const attempt = await attemptOf(form, contextOf(undefined, inTime));
            expect(causesOf(attempt)).to.deep.equal(one.alone ?? []);
            expect(attempt.comparisons).to.deep.equal([]);
        });
    }

    it("is explained alike in every wrapping", async () => {
        const world = await makeWorld();
        const xml = await responseXml({ audience: "urn:other" });
        const wrapped = base64(xml);
        const lines = wrapped.replace(/.{76}/g, "$&\n");
        const page = `<html><body><form action="${acsUrl}" method="post"><input type="hidden" name="SAMLResponse" value="${wrapped}"/><input type="hidden" name="RelayState" value="${relayStateOf(world).replace(/&/g, "&amp;")}"/></form></body></html>`;
        for (const input of [
            xml,
            wrapped,
            lines,
            encodeURIComponent(wrapped),
            formOf(xml, relayStateOf(world)),
            page,
        ]) {
            const attempt = await attemptOf(input, contextOf(world, inTime));
            expect(causesOf(attempt)).to.deep.equal(["audienceWrong.identifier"]);
            expect(differencesOf(attempt)).to.deep.equal(["audience: urn:other | urn:amazon:webservices"]);
        }
    });

    it("that came without its relay state is tried with the deployment's", async () => {
        const world = await makeWorld();
        const { findings, notes } = await attemptOf(base64(await responseXml()), contextOf(world, inTime));
        expect(findings).to.deep.equal([]);
        expect(notes).to.deep.equal(["the response came without its relay state; the deployment's was taken for it"]);
    });

    const times: [string, number, string[]][] = [
        ["in time", 60_000, []],
        ["five minutes and a second late", 301_000, ["redeemedLate.late"]],
        ["an hour late", 3_600_000, ["responseExpired.stale"]],
        ["before it was made", -301_000, ["notYetValid.clock"]],
    ];
    for (const [when, later, causes] of times) {
        it(`posted ${when} is ${causes.length === 0 ? "taken" : "refused, with both times named"}`, async () => {
            const attempt = await attemptOf(base64(await responseXml()), contextOf(undefined, now + later));
            expect(causesOf(attempt)).to.deep.equal(causes);
            for (const { cause } of attempt.findings) {
                expect(cause.match(/2026-11-24T\d\d:\d\d:\d\d/g)).to.have.lengthOf(2);
            }
        });
    }

    it("that was posted at an unknown time is not called late, and says how to tell the time", async () => {
        const { findings, notes } = await attemptOf(base64(await responseXml()), contextOf(undefined));
        expect(findings).to.deep.equal([]);
        expect(notes[0]).to.equal(
            "when it was posted is not known, so its times were not checked: --now TIME says when",
        );
    });

    it("with everything wrong is told everything at once", async () => {
        const world = await brokenWorld((one) => {
            roleOf(one).maxSessionDurationSeconds = 3600;
        });
        const xml = await responseXml({
            ...{ audience: "urn:x", issuer: "https://sts.windows.net/x/", recipient: "https://signin.example/saml" },
            ...{ sessionName: ["Alice@contoso.example"], signedBy: await other() },
        });
        const attempt = await attemptOf(
            formOf(xml, relayStateOf(world).replace(instanceId, guid(4))),
            contextOf(world, now + 4_000_000),
        );
        expect(causesOf(attempt)).to.deep.equal([
            ...["recipientWrong.replyUrl", "audienceWrong.identifier", "responseExpired.stale"],
            ...["issuerNotInProvider.otherTenant", "signatureInvalid.certificateNotInProvider"],
            ...["durationTooLong.roleShorter", "notAuthorizedToAssume.trustAudience", "federationDenied.wrongInstance"],
            ...["instanceNotFound.absent", "notOnboarded.otherCase"],
        ]);
    });

    it("in a base64 that AWS does not take is read all the same", async () => {
        const damaged = base64(await responseXml({ audience: "urn:x" }))
            .replace(/\+/g, "-")
            .replace(/\//g, "_")
            .replace(/=+$/, "");
        const attempt = await attemptOf(`SAMLResponse=${damaged}`, contextOf(undefined, inTime));
        expect(causesOf(attempt)).to.include.members(["invalidBase64.damaged", "audienceWrong.identifier"]);
    });

    it("that reports a failure says so with the identity provider's words", async () => {
        const status = "urn:oasis:names:tc:SAML:2.0:status:Responder";
        const xml = (await responseXml({ signed: false }))
            .replace(/<(\w+:)?Assertion[\s\S]*<\/(\w+:)?Assertion>/, "")
            .replace(
                /urn:oasis:names:tc:SAML:2\.0:status:Success"\/>/,
                `${status}"/><samlp:StatusMessage>AADSTS50105 no</samlp:StatusMessage>`,
            );
        const { findings } = await attemptOf(base64(xml), contextOf(undefined));
        expect(findings[0]?.cause).to.equal(`The response reports a failure: ${status}: AADSTS50105 no.`);
    });

    it("is summed up with the names of its claims, and not with the values of those that AWS does not read", async () => {
        const more = [{ name: "http://schemas.example/claims/phone", values: ["+49 30 5550199"] }];
        const { contents } = await attemptOf(base64(await responseXml({ more })), contextOf(undefined));
        expect(
            contents.filter(({ what }) => ["RoleSessionName", "other claims", "signed"].includes(what)),
        ).to.deep.equal([
            { what: "RoleSessionName", value: "alice@contoso.example" },
            { what: "other claims", value: "http://schemas.example/claims/phone" },
            { what: "signed", value: "the assertion" },
        ]);
        expect(JSON.stringify(contents)).to.not.include("5550199");
    });
});

describe("An assertion without its response", () => {
    it("is explained as if it stood in one, its signature included, with a note", async () => {
        const world = await makeWorld();
        const [assertion = ""] =
            /<(\w+:)?Assertion[\s\S]*<\/(\w+:)?Assertion>/.exec(await responseXml({ audience: "urn:x" })) ?? [];
        const { input, notes, attempts } = await explained(assertion, contextOf(world, inTime));
        expect(input.kind).to.equal("assertion");
        expect(notes).to.deep.equal([
            "it is an assertion without its response, which AWS does not take: it is explained as if it stood in one",
        ]);
        expect(attempts.map(causesOf)).to.deep.equal([["audienceWrong.identifier"]]);
        expect(attempts[0]?.contents.map(({ what }) => what)).to.not.include("size");
    });
});

describe("A response of another identity provider's library", () => {
    it("is read, and told that its issuer and certificate are not the deployment's", async () => {
        const { privateKey, value } = await other();
        const settings = {
            entityID: "https://idp.example/metadata",
            signingCert: value,
            privateKey: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
            singleLogoutService: [
                { Binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", Location: "https://idp.example/slo" },
            ],
            singleSignOnService: [
                { Binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", Location: "https://idp.example/sso" },
            ],
            loginResponseTemplate: {
                context: SamlLib.defaultLoginResponseTemplate.context,
                attributes: [
                    {
                        name: awsAttributes.role,
                        valueTag: "role",
                        nameFormat: "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
                        valueXsiType: "xs:string",
                    },
                    {
                        name: awsAttributes.roleSessionName,
                        valueTag: "session",
                        nameFormat: "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
                        valueXsiType: "xs:string",
                    },
                ],
            },
        };
        const idp = IdentityProvider(settings);
        const sp = ServiceProvider({
            entityID: "urn:amazon:webservices",
            wantAssertionsSigned: true,
            assertionConsumerService: [{ Binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", Location: acsUrl }],
        });
        const at = new Date(now).toISOString();
        const end = new Date(now + 300_000).toISOString();
        const tags = {
            ...{
                ID: "_r",
                AssertionID: "_a",
                Destination: acsUrl,
                Audience: "urn:amazon:webservices",
                EntityID: "urn:amazon:webservices",
            },
            ...{
                SubjectRecipient: acsUrl,
                Issuer: settings.entityID,
                IssueInstant: at,
                AssertionConsumerServiceURL: acsUrl,
            },
            ...{
                StatusCode: "urn:oasis:names:tc:SAML:2.0:status:Success",
                ConditionsNotBefore: at,
                ConditionsNotOnOrAfter: end,
            },
            ...{
                SubjectConfirmationDataNotOnOrAfter: end,
                NameIDFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
            },
            ...{ NameID: "alice@contoso.example", InResponseTo: "", AuthnStatement: "", AttributeStatement: "" },
            ...{ attrRole: `${roleArn},${providerArn}`, attrSession: "alice@contoso.example" },
        };
        const { context } = await idp.createLoginResponse(sp, {} as never, "post", {}, (template: string) => ({
            id: "_r",
            context: SamlLib.replaceTagsByValue(template, tags),
        }));
        const attempt = await attemptOf(String(context), contextOf(await makeWorld(), inTime));
        expect(causesOf(attempt)).to.deep.equal([
            "issuerNotInProvider.otherTenant",
            "signatureInvalid.certificateNotInProvider",
        ]);
        expect(attempt.comparisons.map(({ what, same }) => `${same ? "=" : "≠"} ${what}`)).to.deep.equal([
            ...["≠ issuer", "= audience", "= recipient", "= role", "= SAML provider", "≠ certificate (SHA-1)"],
            "= RoleSessionName, in the list of users",
        ]);
    });
});
