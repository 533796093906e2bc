import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { makeWorld, now, providerArn, roleArn } from "../../../../helpers/world";
import { entry, har } from "../har/harBuilder";
import { attemptOf, base64, causesOf, contextOf, explainAny, explained, relayStateOf, responseXml } from "../world";

const fixture = (name: string) => readFileSync(join(__dirname, "fixtures", name));
const other = "arn:aws:iam::123456789012:role/Other";
const inTime = now + 60_000;

const page = (fields: string) =>
    `<!DOCTYPE html><html><body><h1>Amazon Web Services Sign-In</h1><form action="/saml" method="post">${fields}<p>Select a role:</p>
    <div class="saml-account-name">Account: contoso (123456789012)</div>
    <input type="radio" name="roleIndex" value="${roleArn}"/><label>${roleArn.split("/").at(-1)}</label>
    <input type="radio" name="roleIndex" value="${other}"/><label>Other</label></form></body></html>`;

describe("AWS's page that asks for a role", () => {
    for (const name of ["06-aws-role-page.html", "07-aws-role-page.har", "08-aws-role-page.txt"]) {
        it(`is explained by the roles that it offers, and by nothing else: ${name}`, async () => {
            const attempt = await attemptOf(fixture(name), contextOf(undefined));
            expect(causesOf(attempt)).to.deep.equal(["severalRoles.severalOffered"]);
            expect(attempt.findings[0]?.seen).to.equal('"ConnectAgents" and "ConnectAdmins"');
        });
    }

    const pasted: [string, string][] = [
        ["with an alias", "Select a role:\nAccount: contoso-prod (123456789012)\nAgents\nAdmins\n"],
        [
            "of two accounts",
            "Select a role\n\nAccount: a (123456789012)\n  Agents\nAccount: b (210987654321)\n  Admins\n\nSign in",
        ],
        [
            "with marks before the roles",
            "Amazon Web Services Sign-In\nSelect a role :\r\nAccount: 123456789012\r\n○ Agents\r\n● Admins\r\nSign In",
        ],
    ];
    const offered = [`arn:aws:iam::123456789012:role/Agents`, `arn:aws:iam::123456789012:role/team/Admins`];
    pasted.push(
        [
            "in saml2aws",
            "$ saml2aws login\nAuthenticating as alice@contoso.example ...\n? Please choose the role  [Use arrows to move, type to filter]\n> Account: contoso (123456789012) / Agents\n  Account: contoso (123456789012) / Admins\n",
        ],
        [
            "in saml2aws of 2016",
            `Please choose the role you would like to assume:\n${offered.map((one, index) => `[ ${index} ]:  ${one}`).join("\n")}\nSelection: 1`,
        ],
        ["in aws-azure-login", `? Role: (Use arrow keys)\n❯ ${offered.join("\n  ")}\n`],
        ["in gimme-aws-creds", `Pick a role:\n\n  [0] ${offered[0]}\n  [1] ${offered[1]}\n  ...\n`],
        [
            "in gimme-aws-creds with aliases",
            "Pick a role:\ncontoso (123456789012)\n  [ 0 ]: Agents\n  [ 1 ]: Admins\nSelection: ",
        ],
        [
            "in aws-adfs",
            "Please choose the role you would like to assume:\n    Account: 123456789012\n        [ 1 ]: Agents\n        [ 2 ]: Admins\nSelection: 1",
        ],
        ["in okta-aws-cli", `? Choose a Role:  [Use arrows to move, type to filter]\n> ${offered.join("\n  ")}`],
        [
            "in a script",
            `Which role would you like to assume? \n${offered.map((one, index) => `  ${index} - ${one}`).join("\n")}\nSelect role: 0`,
        ],
    );
    for (const [what, text] of pasted) {
        it(`is recognised by its copied words ${what}`, async () => {
            const attempt = await attemptOf(text, contextOf(undefined));
            expect(attempt.findings.map(({ seen }) => seen)).to.deep.equal(['"Agents" and "Admins"']);
        });
    }

    it("in a tool stands beside the error that follows it", async () => {
        const denied =
            "An error occurred (AccessDenied) when calling the AssumeRoleWithSAML operation: Not authorized to perform sts:AssumeRoleWithSAML";
        const text = `? Role: (Use arrow keys)\n❯ ${offered.join("\n  ")}\n\n${denied}`;
        const { findings } = await attemptOf(text, contextOf(undefined));
        expect(findings.map(({ error }) => error)).to.deep.equal(["notAuthorizedToAssume", "severalRoles"]);
    });

    for (const text of [
        "Please choose the role of the new user: Agent, Supervisor, Administrator",
        `Which role is it? User: ${offered[0]} is fine, ${offered[1]} is not.`,
        "Please select your role\nOrder 123456789012 is ready\nThanks a lot",
    ]) {
        it(`is not what this is taken for: ${text.slice(0, 24)}`, async () => {
            const answer = await explainAny(text, contextOf(undefined));
            expect("problem" in answer ? [] : answer.attempts.flatMap(causesOf)).to.deep.equal([]);
        });
    }

    it("without the response in it is recognised by the roles", async () => {
        expect(causesOf(await attemptOf(page(""), contextOf(undefined)))).to.deep.equal([
            "severalRoles.severalOffered",
        ]);
    });

    it("posts to an address of its own, which is no finding", async () => {
        const world = await makeWorld();
        const xml = await responseXml();
        const fields = `<input type="hidden" name="SAMLResponse" value="${base64(xml)}"/><input type="hidden" name="RelayState" value="${relayStateOf(world).replaceAll("&", "&amp;")}"/>`;
        const attempt = await attemptOf(page(fields), contextOf(world, inTime));
        expect(causesOf(attempt)).to.deep.equal(["severalRoles.severalOffered"]);
    });

    const recording = async (posts: string[]) => {
        const world = await makeWorld();
        const xml = await responseXml({ role: [`${other},${providerArn}`, `${roleArn},${providerArn}`] });
        const form = { SAMLResponse: base64(xml), RelayState: relayStateOf(world) };
        const url = "https://eu-central-1.signin.aws.amazon.com/saml";
        const at = new Date(inTime).toISOString();
        const entries = [
            entry(url, { at, form, html: page("") }),
            ...posts.map((roleIndex) =>
                entry(url, { at, form: { ...form, roleIndex }, redirectTo: relayStateOf(world) }),
            ),
        ];
        return { world, text: JSON.stringify(har(...entries)) };
    };

    it("in a recording ends the sign-in where nobody chose", async () => {
        const { world, text } = await recording([]);
        const { attempts } = await explained(text, contextOf(world));
        expect(attempts.map(causesOf)[0]).to.include("severalRoles.severalOffered");
    });

    it("in a recording is followed by the role that was chosen, which is the one that is checked", async () => {
        const { world, text } = await recording([roleArn]);
        const { attempts } = await explained(text, contextOf(world));
        expect(attempts.map(causesOf)).to.deep.equal([[]]);
        expect(attempts[0]?.notes.map(({ text }) => text).join("\n")).to.include(`chose ${roleArn}`);
    });
});
