import { expect } from "chai";
import { makeWorld } from "../../../helpers/world";
import { attemptOf, base64, brokenWorld, contextOf, formOf, responseXml } from "./world";

const notOnboarded =
    "Access Denied. Your account has been authenticated, but has not been onboarded to this application.";

describe("A response with the error in the words around it", () => {
    const pastes: [string, (xml: string) => string][] = [
        ["a mail", (xml) => `alice gets\n${notOnboarded}\n\nSAMLResponse: ${base64(xml)}\n\nThanks`],
        ["two lines", (xml) => `${notOnboarded}\n${xml}`],
        ["JSON", (xml) => JSON.stringify({ ticket: 1, error: notOnboarded, saml: base64(xml) })],
        ["Markdown", (xml) => `\`${notOnboarded}\`\n\`\`\`xml\n${xml.replace(/></g, ">\n<")}\n\`\`\``],
        ["HTML that shows XML", (xml) => `<p>${notOnboarded}</p>${xml.replace(/</g, "&lt;")}`],
    ];
    for (const [what, paste] of pastes) {
        it(`is explained by both: ${what}`, async () => {
            const { findings, contents } = await attemptOf(paste(await responseXml()), contextOf(undefined));
            expect(findings.map(({ error, basis, seen }) => [error, basis, seen])).to.deep.equal([
                ["notOnboarded", "shown", "alice@contoso.example"],
            ]);
            expect(contents.map(({ id }) => id)).to.include("roleSessionName");
        });
    }

    it("says once what both say, with the values of the response", async () => {
        const said = "RoleSessionName is required in AuthnResponse (service: AWSSecurityTokenService)";
        const { findings } = await attemptOf(
            `${said}\n${formOf(await responseXml({ sessionName: [] }))}`,
            contextOf(undefined),
        );
        expect(findings.map(({ error, basis, cause }) => [error, basis, cause])).to.deep.equal([
            [
                "roleSessionNameRequired",
                "shown",
                "alice@contoso.example has no value for the attribute of `roleSessionNameAttribute`, so Entra leaves the claim out.",
            ],
        ]);
    });

    it("says which of the values of a deployment it is", async () => {
        const xml = await responseXml({ sessionName: ["Alice@contoso.example"] });
        const { findings } = await attemptOf(`${notOnboarded}\n${xml}`, contextOf(await makeWorld()));
        expect(findings.map(({ causeId, causeSureness, basis }) => [causeId, causeSureness, basis])).to.deep.equal([
            ["otherCase", "certain", "shown"],
        ]);
    });

    it("blames no claim that the response has", async () => {
        const said = "Your request included an invalid SAML response. To logout, click here.";
        const { findings, notes } = await attemptOf(`${said}\n${await responseXml()}`, contextOf(undefined));
        expect(findings.map(({ error, cause, causeSureness }) => [error, cause, causeSureness])).to.deep.equal([
            [
                "invalidSamlResponse",
                "Not in this response. Usually: The response has no claim `https://aws.amazon.com/SAML/Attributes/Role`, in exactly these letters. It has others.",
                "possible",
            ],
        ]);
        expect(notes.map(({ id }) => id)).to.include("notInResponse");
    });

    it("names a person of the words where the error does", async () => {
        const said =
            "AADSTS50105: The signed in user 'bob@contoso.example' is not assigned to a role for the application.";
        const { findings } = await attemptOf(
            `${said}\nfor alice it works:\n${await responseXml()}`,
            contextOf(undefined),
        );
        expect(findings.map(({ error, cause }) => [error, cause.split(" ")[0]])).to.deep.equal([
            ["notAssigned", "bob@contoso.example"],
        ]);
    });

    it("has nothing to explain where the words are no error", async () => {
        const { findings } = await attemptOf(`This works, thanks!\n${await responseXml()}`, contextOf(undefined));
        expect(findings).to.deep.equal([]);
    });
});

describe("The only address in a text, without a deployment", () => {
    const texts: [string, string, string | undefined][] = [
        ["in its line", `carol@contoso.example: ${notOnboarded}`, "carol@contoso.example"],
        ["in the line above", `carol@contoso.example sees:\n\n${notOnboarded}`, "carol@contoso.example"],
        ["in a signature", `${notOnboarded}\n\nRegards\nhelpdesk@contoso.example`, undefined],
        ["far above, of a computer", `root@ip-10-0-0-1.ec2.internal\n\n\n\n\n${notOnboarded}`, undefined],
    ];
    for (const [where, text, seen] of texts) {
        it(`is ${seen === undefined ? "not " : ""}the person with the error: ${where}`, async () => {
            const { findings } = await attemptOf(text, contextOf(undefined));
            expect(findings.map((one) => [one.error, one.seen])).to.deep.equal([["notOnboarded", seen]]);
        });
    }
});

describe("A response that no Connect user can have", () => {
    it("has a name that Connect refuses and AWS accepts", async () => {
        const xml = await responseXml({ sessionName: ["alice+test@contoso.example"] });
        const { findings } = await attemptOf(xml, contextOf(undefined));
        expect(findings.map(({ error, causeId, seen }) => [error, causeId, seen])).to.deep.equal([
            ["notOnboarded", "nameNotAllowed", "alice+test@contoso.example"],
        ]);
    });

    const others: [string, string, string][] = [
        [
            "a Cognito user pool",
            "urn:amazon:cognito:sp:eu-central-1_abc",
            "https://login.contoso.example/saml2/idpresponse",
        ],
        [
            "IAM Identity Center",
            "https://eu-central-1.signin.aws.amazon.com/platform/saml/d-123",
            "https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/x",
        ],
    ];
    for (const [service, audience, recipient] of others) {
        it(`is not judged by AWS's sign-in where it is for ${service}`, async () => {
            const xml = await responseXml({ audience, recipient, role: [], sessionName: [], duration: [] });
            const { findings, notes } = await attemptOf(xml, contextOf(undefined));
            expect([findings, notes.map(({ id, text }) => [id, text.includes(service)])]).to.deep.equal([
                ...[[], [["notKnown", true]]],
            ]);
        });
    }
});

describe("An error that a deployment does not show", () => {
    it("is not put down to what stops another person", async () => {
        const world = await brokenWorld(({ directory }) => {
            Object.assign(directory.people[1] as object, { accountEnabled: false });
        });
        const { notes } = await attemptOf(
            "Response signature invalid (service: AWSSecurityTokenService)",
            contextOf(world),
        );
        expect(notes.map(({ text }) => text).join()).to.not.include("userDisabled");
    });
});
