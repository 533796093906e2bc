import { expect } from "chai";
import { renderExplanation } from "../../../../../tools/cli/explain/render";
import { emailAddressFormat } from "../../../../../tools/signin/saml/names";
import { makeWorld, now } from "../../../../helpers/world";
import { base64, causesOf, contextOf, explained, formOf, responseXml } from "../world";

const bob = {
    sessionName: ["bob@contoso.example"],
    nameId: { value: "bob@contoso.example", format: emailAddressFormat },
};
const indented = (xml: string) => xml.replace(/></g, ">\n  <");
const wrapped = (text: string) => text.replace(/.{76}/g, "$&\n");
const notOnboarded =
    "Access Denied. Your account has been authenticated, but has not been onboarded to this application.";

describe("A text with the responses of two people", () => {
    const pastes: [string, (one: string, other: string) => string][] = [
        ["XML, one below the other", (one, other) => `${one}\n${other}`],
        ["XML, one behind the other", (one, other) => `${one}${other}`],
        ["XML that is laid out, with names", (one, other) => `Alice:\n${indented(one)}\n\nBob:\n${indented(other)}\n`],
        [
            "escaped XML",
            (one, other) => `<pre>${one.replaceAll("<", "&lt;")}</pre>\n\n<pre>${other.replaceAll("<", "&lt;")}</pre>`,
        ],
        ["base64", (one, other) => `${base64(one)}\n\n${base64(other)}`],
        ["base64 in lines", (one, other) => `Alice\n${wrapped(base64(one))}\n\nBob\n${wrapped(base64(other))}\n`],
        ["forms", (one, other) => `${formOf(one)}\n${formOf(other)}`],
        [
            "a mail",
            (one, other) => `Works: SAMLResponse=${base64(one)}\n\nFails: SAMLResponse=${base64(other)}\n\nThanks`,
        ],
        ["JSON", (one, other) => JSON.stringify({ works: base64(one), fails: base64(other) })],
        ["lines of a log", (one, other) => [one, other].map((xml) => JSON.stringify({ saml: base64(xml) })).join("\n")],
        ["XML and base64", (one, other) => `${one}\n\n${base64(other)}`],
        ["and one of them again", (one, other) => `${one}\n\n${base64(other)}\n\n${base64(one)}`],
    ];
    for (const [what, paste] of pastes) {
        it(`has an answer for each: ${what}`, async () => {
            const text = paste(await responseXml(), await responseXml({ ...bob, audience: "urn:x" }));
            const answer = await explained(text, contextOf(await makeWorld(), now + 60_000));
            expect(answer.attempts.map((one) => [one.title, causesOf(one)])).to.deep.equal([
                ["the SAML response 1 of 2, of alice@contoso.example", []],
                ["the SAML response 2 of 2, of bob@contoso.example", ["audienceWrong.identifier"]],
            ]);
            const shown = renderExplanation(answer, 100);
            expect(shown).to.include("The SAML response 2 of 2, of bob@contoso.example\n------");
        });
    }

    it("takes the words beside each for its own", async () => {
        const text = `${await responseXml()}\n\n${notOnboarded}\n${await responseXml(bob)}`;
        const { attempts } = await explained(text, contextOf(undefined, now + 60_000));
        expect(attempts.map(causesOf)).to.deep.equal([[], ["notOnboarded.noUser"]]);
    });

    it("is one answer where they are the same", async () => {
        const xml = await responseXml();
        for (const text of [`${xml}\n\n${base64(xml)}`, `a\n${base64(xml)}\n\nb\n${wrapped(base64(xml))}`]) {
            const { attempts, notes } = await explained(text, contextOf(undefined, now + 60_000));
            expect(attempts.map(({ title, findings }) => [title, findings])).to.deep.equal([["the SAML response", []]]);
            expect(notes[0]?.text).to.equal("it is there more than once, and was read once");
        }
    });

    it("is not one response within another, which is an attack", async () => {
        const xml = await responseXml();
        const nested = xml.replace("<samlp:Status>", `<samlp:Extensions>${xml}${xml}</samlp:Extensions><samlp:Status>`);
        const { attempts } = await explained(nested, contextOf(undefined, now + 60_000));
        expect(attempts.map((one) => causesOf(one)[0]?.split(".")[0])).to.deep.equal(["hostileResponse"]);
    });
});
