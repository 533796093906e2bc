import { expect } from "chai";
import { signInError } from "../../../../tools/signin/errors";
import type { Attempt } from "../../../../tools/signin/explain/explanation";
import { acsUrl, guid, makeWorld, now, type TestWorld, tenantId } from "../../../helpers/world";
import { roleOf } from "../walk/faults/fault";
import { entry, har } from "./har/harBuilder";
import {
    base64,
    brokenWorld,
    causesOf,
    contextOf,
    differencesOf,
    explained,
    noteIdsOf,
    type ResponseChanges,
    relayStateOf,
    responseXml,
} from "./world";

const access = `https://launcher.myapps.microsoft.com/api/signin/${guid(500)}?tenantId=${tenantId}`;
const login = `https://login.microsoftonline.com/${tenantId}/saml2`;
const ccp = "https://contoso.my.connect.aws/ccp-v2/chat";
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();
const page = (text: string) => `<html><head><title>Sign in</title></head><body><p>${text}</p></body></html>`;
const notOnboarded =
    "Access Denied. Your account has been authenticated, but has not been onboarded to this application.";
const denied = "Access denied, Please contact your AWS account administrator for assistance.";

/** The access page and Microsoft's login, `after` seconds from the time at which the response is made. */
const begin = (after = -20) => [
    entry(access, { at: at(after), redirectTo: login }),
    entry(login, { at: at(after + 1), form: { login: "alice@contoso.example", passwd: "x" }, html: page("Working…") }),
];

interface Posted {
    response?: ResponseChanges;
    answer?: Parameters<typeof entry>[1];
    after?: number;
    relayState?: string;
}

async function post(world: TestWorld, { response, answer, after = 1, relayState }: Posted = {}) {
    const form = { SAMLResponse: base64(await responseXml(response)), RelayState: relayState ?? relayStateOf(world) };
    return entry(acsUrl, { at: at(after), form, redirectTo: relayState ?? relayStateOf(world), ...answer });
}

const explain = async (entries: unknown[], world?: TestWorld): Promise<Attempt[]> =>
    (await explained(JSON.stringify(har(...entries)), contextOf(world))).attempts;

async function only(entries: unknown[], world?: TestWorld): Promise<Attempt> {
    const attempts = await explain(entries, world);
    expect(attempts).to.have.lengthOf(1);
    return attempts[0] as Attempt;
}

const basesOf = ({ findings }: Attempt) =>
    findings.map(({ error, basis, sureness }) => `${error} ${basis} ${sureness}`);

describe("A recorded sign-in", () => {
    it("that came to Amazon Connect is said to have come there, and nothing is wrong", async () => {
        const world = await makeWorld();
        const attempt = await only(
            [
                ...begin(),
                await post(world),
                entry(relayStateOf(world), { at: at(2), redirectTo: ccp }),
                entry(ccp, { at: at(3), html: page("Contact Control Panel") }),
            ],
            world,
        );
        expect(attempt.findings).to.deep.equal([]);
        expect(attempt.notes[0]?.id).to.equal("reached");
        expect(attempt.contents.slice(0, 3)).to.deep.equal([
            {
                id: "way",
                what: "way",
                value: "launcher.myapps.microsoft.com (302) → login.microsoftonline.com (200) → eu-central-1.signin.aws.amazon.com (302) → eu-central-1.console.aws.amazon.com (302) → contoso.my.connect.aws (200)",
            },
            { id: "postedTo", what: "posted to", value: `${acsUrl} (302)` },
            { id: "reached", what: "reached", value: ccp },
        ]);
        expect(differencesOf(attempt)).to.deep.equal([]);
    });

    it("is explained beside the others of its recording, each by itself", async () => {
        const world = await makeWorld();
        const blocked = signInError("notAssigned")
            .texts[0]?.replace("{upn}", "carol@contoso.example")
            .replace("{clientId}", guid(500));
        const attempts = await explain(
            [
                entry(access, { at: at(-500), redirectTo: login }),
                entry(login, { at: at(-499), html: page(`${blocked}`) }),
                ...begin(),
                await post(world, { response: { sessionName: ["Bob@contoso.example"] } }),
                entry(relayStateOf(world), { at: at(2), status: 403, html: page(notOnboarded) }),
            ],
            world,
        );
        expect(attempts.map(({ title }) => title)).to.deep.equal([
            `sign-in 1 of 2, started ${at(-500)}`,
            `sign-in 2 of 2 by alice@contoso.example, started ${at(-20)}`,
        ]);
        expect(attempts.map(causesOf)).to.deep.equal([["notAssigned.notAssigned"], ["notOnboarded.otherCase"]]);
        const [, second] = attempts.map(({ findings }) => findings[0]);
        expect([second?.basis, second?.causeSureness, second?.seen, second?.expected]).to.deep.equal([
            ...["shown", "certain", "Bob@contoso.example", "bob@contoso.example"],
        ]);
        expect(second?.evidence).to.include("/connect/federate/").and.to.include("(403); checked: ");
    });

    it("is judged by the time of the post, however long the login took", async () => {
        const world = await makeWorld();
        const timely = await only([...begin(-900), await post(world, { after: 299 })], world);
        expect(causesOf(timely)).to.deep.equal([]);
        const late = await only([...begin(-900), await post(world, { after: 301 })], world);
        expect(causesOf(late)).to.deep.equal(["redeemedLate.late"]);
    });

    it("has the times where AWS says that it was late", async () => {
        const world = await makeWorld();
        const said = "Token must be redeemed within 5 minutes of issuance (service: AWSSecurityTokenService)";
        const { findings } = await only(
            [
                ...begin(-900),
                await post(world, { after: 301, answer: { status: 403, redirectTo: undefined, html: page(said) } }),
            ],
            world,
        );
        expect(
            findings.map(({ basis, causeId, seen }) => [basis, causeId, /issued .*, posted /.test(seen ?? "")]),
        ).to.deep.equal([["shown", "late", true]]);
    });

    it("puts what was shown first, and what its hops evidently accepted last and as possible", async () => {
        const world = await brokenWorld((one) => {
            roleOf(one).maxSessionDurationSeconds = 3600;
        });
        const attempt = await only(
            [
                ...begin(),
                await post(world, { response: { audience: "urn:x", sessionName: ["Alice@contoso.example"] } }),
                entry(relayStateOf(world), { at: at(2), status: 403, html: page(notOnboarded) }),
            ],
            world,
        );
        expect(basesOf(attempt)).to.deep.equal([
            ...[
                "notOnboarded shown certain",
                "audienceWrong recomputed possible",
                "durationTooLong recomputed possible",
            ],
        ]);
        expect(attempt.notes).to.deep.equal([
            {
                id: "refutedByRecording",
                text: "Entra, AWS's sign-in and the role's permission accepted this sign-in, because a refusal of Amazon Connect was shown; what they would refuse now shows that the deployment, or the time, is not that of the sign-in",
            },
        ]);
    });

    it("that was refused entry to the instance has passed AWS's sign-in", async () => {
        const world = await brokenWorld((one) => {
            roleOf(one).policies = [];
        });
        const attempt = await only(
            [
                ...begin(),
                await post(world, { response: { audience: "urn:x" } }),
                entry(relayStateOf(world), { at: at(2), status: 403, html: page(denied) }),
            ],
            world,
        );
        expect(basesOf(attempt)).to.deep.equal(["federationDenied shown certain", "audienceWrong recomputed possible"]);
        expect(causesOf(attempt)[0]).to.equal("federationDenied.noPermission");
        expect(attempt.findings[0]?.refusedBy).to.equal("aws");
    });

    it("that AWS's page refused is explained by the response itself", async () => {
        const world = await makeWorld();
        const text =
            "Response signature invalid (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)";
        const attempt = await only(
            [
                ...begin(),
                await post(world, {
                    response: { after: (xml) => xml.replace("43200<", "43201<") },
                    answer: { status: 400, redirectTo: undefined, html: page(text) },
                }),
            ],
            world,
        );
        expect(basesOf(attempt)).to.deep.equal([
            "signatureInvalid shown certain",
            "durationInvalid recomputed certain",
        ]);
        expect(causesOf(attempt)[0]).to.equal("signatureInvalid.changedAfterSigning");
        expect(attempt.notes).to.deep.equal([]);
    });

    it("that came to Amazon Connect lost no session, although the recording begins at Microsoft's page", async () => {
        const world = await makeWorld();
        const attempt = await only(
            [
                entry(`${login}?SAMLRequest=abc`, { at: at(-19), html: page("Working…") }),
                await post(world),
                entry(relayStateOf(world), { at: at(2), redirectTo: ccp }),
                entry(ccp, { at: at(3), html: page("Contact Control Panel") }),
            ],
            world,
        );
        expect(attempt.findings).to.deep.equal([]);
    });

    for (const minutes of [-10, 10, 90]) {
        it(`that came to Amazon Connect was in time, whatever the recording's clock: ${minutes} minutes off`, async () => {
            const world = await makeWorld();
            const off = minutes * 60;
            const attempt = await only(
                [
                    ...begin(off - 20),
                    await post(world, { after: off }),
                    entry(relayStateOf(world), { at: at(off + 2), redirectTo: ccp }),
                    entry(ccp, { at: at(off + 3), html: page("Contact Control Panel") }),
                ],
                world,
            );
            expect(attempt.findings).to.deep.equal([]);
            expect(noteIdsOf(attempt)).to.include("wrongClock");
        });
    }

    it("that was started by the service has no words that nobody saw", async () => {
        const attempt = await only([entry(`${login}?SAMLRequest=abc`, { html: page("Working…") })]);
        expect(attempt.findings.map(({ error, message }) => [error, message])).to.deep.equal([
            ["sessionExpired", null],
        ]);
    });

    for (const status of [403, 500]) {
        it(`that the instance answers with ${status} has not come there`, async () => {
            const world = await makeWorld();
            const attempt = await only(
                [
                    ...begin(),
                    await post(world),
                    entry(relayStateOf(world), { at: at(2), redirectTo: ccp }),
                    entry(ccp, { at: at(3), status, html: page("Internal error") }),
                ],
                world,
            );
            expect(attempt.notes[0]?.text).to.equal(
                `this sign-in ends at contoso.my.connect.aws (${status}) without a known error; it says "Internal error"`,
            );
        });
    }

    it("whose response has none of the causes of what AWS said is told so, and the cause is a possibility", async () => {
        const world = await makeWorld();
        const html = page("Your request included an invalid SAML response. To logout, click here.");
        const attempt = await only(
            [...begin(), await post(world, { answer: { status: 400, redirectTo: undefined, html } })],
            world,
        );
        expect(attempt.findings.map(({ error, causeSureness }) => [error, causeSureness])).to.deep.equal([
            ["invalidSamlResponse", "possible"],
        ]);
        expect(noteIdsOf(attempt)).to.include("notInResponse");
    });

    it("says with which words it ends where they are not known", async () => {
        const world = await makeWorld();
        const attempt = await only(
            [
                ...begin(),
                await post(world, { answer: { status: 500, redirectTo: undefined, html: page("Quite a new error") } }),
            ],
            world,
        );
        expect(attempt.findings).to.deep.equal([]);
        expect(attempt.notes[0]).to.deep.equal({
            id: "ends",
            text: 'this sign-in ends at eu-central-1.signin.aws.amazon.com (500) without a known error; it says "Quite a new error"',
        });
    });

    it("says where to read on about a code of Entra's that is not known", async () => {
        const attempt = await only([
            entry(access, { redirectTo: login }),
            entry(login, { html: page("AADSTS90015: Too long.") }),
        ]);
        expect(attempt.findings).to.deep.equal([]);
        expect(noteIdsOf(attempt)).to.deep.equal(["unknownCode"]);
        expect(attempt.notes[0]?.text).to.include("https://login.microsoftonline.com/error?code=90015");
    });

    it("of a login page in a frame names page and header", async () => {
        const options = {
            requestHeaders: { "Sec-Fetch-Dest": "iframe" },
            responseHeaders: { "X-Frame-Options": "DENY" },
            html: page("Sign in"),
        };
        const { findings } = await only([entry(login, options)], await makeWorld());
        expect(findings.map(({ error, causeId, otherCauses }) => [error, causeId, otherCauses])).to.deep.equal([
            ["framedLogin", "framed", []],
        ]);
        expect(findings[0]?.evidence).to.equal(`${login} was loaded in a frame and answered x-frame-options: DENY`);
    });

    it("that the access page sent to AWS without a response was started by a sign-on URL", async () => {
        const text = "Your request did not include a SAML response. To logout, click here.";
        const aws = entry(acsUrl, { at: at(1), status: 400, html: page(text) });
        const sent = await only([entry(access, { at: at(0), redirectTo: acsUrl }), aws], await makeWorld());
        expect(causesOf(sent)).to.deep.equal(["noSamlResponse.startedAtAws"]);
        expect(sent.findings[0]?.causeSureness).to.equal("certain");
        expect(sent.findings[0]?.confirm).to.include(guid(500));
        const opened = await only([aws]);
        expect(opened.findings[0]?.causeSureness).to.equal("likely");
        expect(opened.findings[0]?.otherCauses).to.have.lengthOf(1);
    });

    it("that reloaded AWS's page says so", async () => {
        const world = await makeWorld();
        const text = "Your request did not include a SAML response. To logout, click here.";
        const again = entry(acsUrl, { at: at(5), status: 400, html: page(text) });
        const attempt = await only([...begin(), await post(world), again], world);
        expect(causesOf(attempt)[0]).to.equal("noSamlResponse.pageReloaded");
    });

    it("that began at Connect ends there, and the next begins anew", async () => {
        const world = await makeWorld();
        const attempts = await explain(
            [
                entry("https://contoso.my.connect.aws/ccp-v2", {
                    at: at(-60),
                    status: 401,
                    html: page("Session expired"),
                }),
                ...begin(),
                await post(world),
                entry(relayStateOf(world), { at: at(2), redirectTo: ccp }),
                entry(ccp, { at: at(3), html: page("Contact Control Panel") }),
            ],
            world,
        );
        expect(attempts.map(causesOf)).to.deep.equal([["sessionExpired.startedAtConnect"], []]);
    });

    it("that met another console session says so", async () => {
        const world = await makeWorld();
        const text = "You must first log out before logging into a different AWS account. To logout, click here.";
        const attempt = await only(
            [...begin(), await post(world, { answer: { status: 400, redirectTo: undefined, html: page(text) } })],
            world,
        );
        expect(causesOf(attempt)).to.deep.equal(["sessionReplaced.sameProfile"]);
    });

    it("through Defender's proxy names its host, and the recipient", async () => {
        const world = await makeWorld();
        const proxied = `${acsUrl.replace("amazon.com", "amazon.com.mcas.ms")}`;
        const form = {
            SAMLResponse: base64(await responseXml({ recipient: proxied })),
            RelayState: relayStateOf(world),
        };
        const attempt = await only(
            [...begin(), entry(proxied, { at: at(1), form, status: 200, html: page("") })],
            world,
        );
        expect(causesOf(attempt).slice(0, 2)).to.deep.equal(["defenderProxy.sessionControl", "recipientWrong.proxy"]);
        expect(attempt.findings[0]?.cause).to.include("eu-central-1.signin.aws.amazon.com.mcas.ms");
    });

    it("through Defender's proxy, which passes the right response on, has nothing wrong with the recipient", async () => {
        const world = await makeWorld();
        const proxied = `${acsUrl.replace("amazon.com", "amazon.com.us2.mcas.ms")}`;
        const form = { SAMLResponse: base64(await responseXml()), RelayState: relayStateOf(world) };
        const attempt = await only(
            [...begin(), entry(proxied, { at: at(1), form, redirectTo: relayStateOf(world) })],
            world,
        );
        expect(causesOf(attempt)).to.deep.equal(["defenderProxy.sessionControl"]);
    });

    it("without a relay state lands in the console", async () => {
        const world = await makeWorld();
        const form = { SAMLResponse: base64(await responseXml()) };
        const home = "https://eu-central-1.console.aws.amazon.com/console/home";
        const attempt = await only(
            [
                ...begin(),
                entry(acsUrl, { at: at(1), form, redirectTo: home }),
                entry(home, { at: at(2), html: page("Console Home") }),
            ],
            world,
        );
        expect(basesOf(attempt)).to.deep.equal(["landsInConsole shown certain"]);
        expect(differencesOf(attempt)).to.have.lengthOf(1);
    });

    it("whose response was taken out says so, and is still explained by its pages", async () => {
        const world = await makeWorld();
        const form = { SAMLResponse: "[SAMLResponse redacted]", RelayState: relayStateOf(world) };
        const attempt = await only(
            [
                ...begin(),
                entry(acsUrl, { at: at(1), form, redirectTo: relayStateOf(world) }),
                entry(relayStateOf(world), { at: at(2), status: 403, html: page(notOnboarded) }),
            ],
            world,
        );
        expect(attempt.findings.map(({ error }) => error)).to.deep.equal(["notOnboarded"]);
        expect(attempt.comparisons).to.deep.equal([]);
        expect(attempt.notes[0]?.text).to.equal(
            "the field SAMLResponse of the post has 23 characters in place of a response: it was taken out",
        );
    });
});
