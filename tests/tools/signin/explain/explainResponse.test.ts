import { expect } from "chai";
import { IdentityProvider, SamlLib, ServiceProvider } from "samlify";
import { awsAttributes } from "../../../../tools/signin/saml/names";
import { makeCertificate } from "../../../helpers/certificates";
import { acsUrl, guid, instanceId, makeWorld, now, providerArn, roleArn } from "../../../helpers/world";
import { roleOf } from "../walk/faults/fault";
import { type Wrong, wrong } from "./responseFaults";
import {
    attemptOf,
    base64,
    brokenWorld,
    causesOf,
    contextOf,
    differencesOf,
    explained,
    formOf,
    noteIdsOf,
    relayStateOf,
    responseXml,
} from "./world";

const inTime = now + 60_000;
const other = () => makeCertificate({ key: "RSA 1024" });

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
    it("without a deployment is examined for session tags that AWS may refuse", async () => {
        const tag = { name: `${awsAttributes.principalTagPrefix}Team`, values: ["sales; service"] };
        const attempt = await attemptOf(formOf(await responseXml({ more: [tag] }), ""), contextOf(undefined, inTime));
        expect(attempt.notes.filter(({ id }) => id === "notKnown").map(({ text }) => text)).to.deep.equal([
            'not known: whether STS takes the session tags (the key or the value of "Team" contains characters that AWS does ' +
                "not accept); keep to tags with a key of 128 and one value of 256 characters at most: letters, digits, spaces and " +
                "_ . : / = + - @",
        ]);
    });

    for (const one of wrong) {
        it(`with a deployment: wrong is ${one.what}`, async () => {
            const { world, form } = await given(one);
            const attempt = await attemptOf(form, contextOf(world, inTime));
            expect(causesOf(attempt)).to.deep.equal(one.causes);
            expect(shortened(differencesOf(attempt))).to.deep.equal(one.differ ?? []);
            for (const finding of attempt.findings) {
                expect([finding.basis, finding.sureness, finding.causeSureness, finding.otherCauses]).to.deep.equal([
                    ...["recomputed", "certain", one.sureness ?? "certain", []],
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
        expect(noteIdsOf({ notes })).to.deep.equal(["noRelayState"]);
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
        expect(notes[0]).to.deep.equal({
            id: "timesNotChecked",
            text: "when it was posted is not known, so its times were not checked: add --now TIME",
        });
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

    for (const [what, cut] of [
        ["XML", (xml: string) => xml.slice(0, 2500)],
        ["base64", (xml: string) => base64(xml).slice(0, 4096)],
        ...[4093, 4094, 4095].map(
            (length) => [`${length} characters of base64`, (xml: string) => base64(xml).slice(0, length)] as const,
        ),
        [
            "base64, within a letter",
            (xml: string) => {
                const named = Buffer.from(xml.replace("alice", "\u00e4lice"));
                return named.subarray(0, named.indexOf(0xc3) + 1).toString("base64");
            },
        ],
    ] as const) {
        it(`that was cut off is called incomplete, not an attack: ${what}`, async () => {
            const { findings } = await attemptOf(cut(await responseXml()), contextOf(undefined));
            expect(findings.at(-1)?.cause).to.match(
                /^The response is incomplete: it ends after \d+ characters, in the middle\.$/,
            );
            expect(JSON.stringify(findings)).to.not.match(/security/);
        });
    }

    it("that reports a failure with a code of Entra's is a refusal of Entra's", async () => {
        const status = "urn:oasis:names:tc:SAML:2.0:status:Responder";
        const xml = (await responseXml({ signed: false }))
            .replace(/<(\w+:)?Assertion[\s\S]*<\/(\w+:)?Assertion>/, "")
            .replace(
                /urn:oasis:names:tc:SAML:2\.0:status:Success"\/>/,
                `${status}"/><samlp:StatusMessage>AADSTS50105 no</samlp:StatusMessage>`,
            );
        const { findings } = await attemptOf(base64(xml), contextOf(undefined));
        expect(findings.map(({ error, evidence }) => [error, evidence])).to.deep.equal([
            ["notAssigned", "the code AADSTS50105, in the status of the response"],
        ]);
    });

    it("is summed up with the names of its claims, and not with the values of those that AWS does not read", async () => {
        const more = [{ name: "http://schemas.example/claims/phone", values: ["+49 30 5550199"] }];
        const { contents } = await attemptOf(base64(await responseXml({ more })), contextOf(undefined));
        const shown = Object.fromEntries(contents.map(({ id, value }) => [id, value]));
        expect([shown.roleSessionName, shown.otherClaims, shown.signed]).to.deep.equal([
            ...["alice@contoso.example", "http://schemas.example/claims/phone", "the assertion"],
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
        expect(noteIdsOf({ notes })).to.deep.equal(["input"]);
        expect(attempts.map(causesOf)).to.deep.equal([["audienceWrong.identifier"]]);
        expect(attempts[0]?.contents.map(({ id }) => id)).to.not.include("size");
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
            "issuerNotInProvider.otherProvider",
            "signatureInvalid.certificateNotInProvider",
        ]);
        expect(attempt.comparisons.map(({ what, same }) => `${same ? "=" : "≠"} ${what}`)).to.deep.equal([
            ...["≠ issuer", "= audience", "= recipient", "= role", "= SAML provider", "≠ certificate (SHA-1)"],
            "= RoleSessionName, in the list of users",
        ]);
    });
});
