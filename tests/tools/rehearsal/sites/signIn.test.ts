import { request } from "node:http";
import { expect } from "chai";
import { decodeResponse } from "../../../../tools/signin/saml/decodeResponse";
import { Emulated, tokens } from "../../../helpers/emulated";
import { HttpBrowser, type Page } from "../../../helpers/httpBrowser";
import { sitesOf, type TestSites } from "../../../helpers/sites";

const ada = "ada@contoso.example";
const bob = "bob@contoso.example";

describe("The websites of a rehearsed sign-in", () => {
    let whole: Emulated;
    let emulated: Emulated;
    let sites: TestSites;
    let browser: HttpBrowser;
    before(async () => {
        whole = await Emulated.make();
        await whole.assign(0);
    });
    beforeEach(async () => {
        emulated = whole.copy();
        sites = await sitesOf(emulated);
        browser = new HttpBrowser();
    });
    afterEach(() => sites.close());

    const local = (address: string) => sites.addresses.local(address);
    const start = (address = sites.addressesOf.signInUrl) => browser.open(local(address));
    /** Up to the form that the browser posts to AWS. */
    const entraAnswers = async (who = ada, address?: string) => browser.submit(await start(address), { user: who });
    const arrive = async (who = ada, address?: string) => browser.submit(await entraAnswers(who, address));
    const hosts = ({ through, url }: Page) => [...through, url].map((one) => new URL(one).hostname);

    it("lead from My Apps over Entra, AWS and its console to the panel, each at a host of its own", async () => {
        const picker = await start();
        const form = await browser.submit(picker, { user: ada });
        const page = await browser.submit(form);
        expect([hosts(picker), hosts(form), hosts(page)]).to.deep.equal([
            ["myapps.microsoft.localhost", "login.microsoftonline.localhost"],
            ["login.microsoftonline.localhost"],
            [
                "eu-central-1.signin.aws.amazon.localhost",
                "eu-central-1.console.aws.amazon.localhost",
                "contoso.my.connect.localhost",
                "contoso.my.connect.localhost",
            ],
        ]);
        expect([new URL(page.url).pathname, page.text]).to.deep.equal([
            "/ccp-v2/chat",
            "Contact Control Panel Available A B ada@contoso.example 1 2 3 4 5 6 7 8 9 * 0 # Sign out Rehearsal. The real page is at contoso.my.connect.aws/ccp-v2/chat",
        ]);
    });

    it("ask Entra's people nothing again, until they sign out of Entra", async () => {
        await arrive();
        expect((await start()).text).to.include("Signing you in");
        await browser.open(local("https://login.microsoftonline.com/logout"));
        expect((await start()).text).to.include("Pick an account");
    });

    it("post a signed response that explain can read", async () => {
        const { body } = await entraAnswers();
        const [, value = ""] = /name="SAMLResponse" value="([^"]*)"/.exec(body) ?? [];
        const response = decodeResponse(value);
        expect(JSON.stringify(response)).to.include(ada);
        expect(Buffer.from(value, "base64").toString()).to.match(/<SignatureValue>[\w+/=]{100,}<\/SignatureValue>/);
    });

    const framing: [string, () => Promise<Page>, string][] = [
        ["Entra's sign-in", () => start(), "DENY"],
        ["AWS's refusal", () => start("https://eu-central-1.signin.aws.amazon.com/saml"), "DENY"],
        ["AWS's console", () => start("https://eu-central-1.console.aws.amazon.com/console/home"), "DENY"],
        [
            "what Connect shows to whom it does not know",
            () => start("https://contoso.my.connect.aws/ccp-v2/"),
            "SAMEORIGIN",
        ],
    ];
    for (const [what, open, value] of framing) {
        it(`forbid frames: ${what}`, async () => {
            expect((await open()).headers["x-frame-options"]).to.equal(value);
        });
    }

    it("let only approved origins frame the panel", async () => {
        const { headers } = await arrive();
        const port = new URL(sites.addresses.start).port;
        const policy = String(headers["content-security-policy"]);
        expect([headers["x-frame-options"], /frame-ancestors ([^;]*)/.exec(policy)?.[1]]).to.deep.equal([
            undefined,
            `'self' http://desk.contoso.localhost:${port}`,
        ]);
    });

    it("set cookies that go along when another website asks, as the clouds' do", async () => {
        const { headers } = await entraAnswers();
        expect(headers["set-cookie"]?.map((one) => one.replace(/=[^;]+/, "=…"))).to.deep.equal([
            "ESTSAUTHPERSISTENT=…; Path=/; HttpOnly; Secure; SameSite=None",
        ]);
    });

    describe("end a sign-in where the clouds do", () => {
        const refusals: [string, (it: Emulated) => void, string, string, RegExp][] = [
            ["somebody who is not assigned", () => {}, bob, "notAssigned", /AADSTS50105/],
            [
                "somebody whose account is disabled",
                (it) => {
                    const user = it.directory.users.list().find(({ userPrincipalName }) => userPrincipalName === ada);
                    it.directory.users.put({ ...user, accountEnabled: false } as never);
                },
                ada,
                "userDisabled",
                /AADSTS50057/,
            ],
            [
                "a SAML provider that is gone",
                (it) => void it.aws.objects.delete(tokens.samlProvider),
                ada,
                "providerNotFound",
                /Specified provider doesn't exist/,
            ],
            [
                "somebody whom Connect does not know",
                (it) => {
                    const user = it.aws.list(tokens.user).find(({ value }) => value.name === ada);
                    it.aws.remove(tokens.user, String(user?.id));
                },
                ada,
                "notOnboarded",
                /has not been onboarded to this application/,
            ],
            [
                "a role without its permission",
                (it) => void it.aws.objects.delete(tokens.rolePolicy),
                ada,
                "federationDenied",
                /Access denied, Please contact your AWS account administrator/,
            ],
        ];
        for (const [who, change, name, id, words] of refusals) {
            it(`for ${who}, in the cloud's words and with the name that explain has for it`, async () => {
                change(emulated);
                const answered = await entraAnswers(name);
                const page = answered.body.includes("SAMLResponse") ? await browser.submit(answered) : answered;
                expect(page.text).to.match(words);
                expect(page.text).to.include(`explain calls it ${id} .`);
            });
        }

        it("for a name that the directory does not have", async () => {
            expect((await entraAnswers("nobody@contoso.example")).text).to.include(
                "AADSTS50034: The user account nobody@contoso.example does not exist",
            );
        });

        it("for a response that was changed on the way", async () => {
            const form = await entraAnswers();
            const [, value = ""] = /name="SAMLResponse" value="([^"]*)"/.exec(form.body) ?? [];
            const forged = Buffer.from(value, "base64").toString().replaceAll(ada, bob);
            const page = await browser.submit(form, { SAMLResponse: Buffer.from(forged).toString("base64") });
            expect([page.status, page.text]).to.deep.equal([400, page.text]);
            expect(page.text).to.include("the response's signature is invalid");
        });

        for (const [what, base64] of [
            ["no response", ""],
            ["what is not XML", Buffer.from("hello").toString("base64")],
            ["XML that is no response", Buffer.from("<a/>").toString("base64")],
        ] as const) {
            it(`for ${what}`, async () => {
                const page = await browser.submit(await entraAnswers(), { SAMLResponse: base64 });
                expect([page.status, sites.log]).to.deep.equal([400, []]);
            });
        }
    });

    it("show a misconfiguration as soon as it is made, and that it is mended", async () => {
        await arrive();
        emulated.changePrincipal({ accountEnabled: false });
        expect((await start()).text).to.include("AADSTS7000112");
        emulated.changePrincipal({ accountEnabled: true });
        expect((await browser.submit(await start())).text).to.include("Contact Control Panel");
    });

    it("go to the page of the relay state of the address, where it has one", async () => {
        emulated.changePrincipal({
            relayState: `https://eu-central-1.console.aws.amazon.com/connect/federate/${emulated.find(tokens.instance).id}?destination=%2Fagent-app-v2`,
        });
        const [plain, embedded] = [
            await arrive(),
            await browser.submit(await start(sites.addressesOf.embeddedSignInUrl)),
        ];
        expect([plain, embedded].map(({ url }) => new URL(url).pathname)).to.deep.equal([
            "/agent-app-v2",
            "/ccp-v2/chat",
        ]);
    });

    it("ask for the role where the response has several", async () => {
        const policy = emulated.directory.claimsMappingPolicies.list()[0];
        const definition = JSON.parse(policy?.definition[0] ?? "{}");
        const schema = definition.ClaimsMappingPolicy.ClaimsSchema as Record<string, string>[];
        const role = schema.find(({ SamlClaimType }) => SamlClaimType?.endsWith("/Role"));
        schema.push({ ...role, Value: String(role?.Value).replace("role/sso", "role/other") });
        emulated.directory.claimsMappingPolicies.put({ ...policy, definition: [JSON.stringify(definition)] } as never);
        const chooser = await arrive();
        expect(chooser.text).to.include("Select a role: sso Account:");
        const page = await browser.submit(chooser, { roleIndex: String(role?.Value) });
        expect(page.text).to.include("Contact Control Panel");
        const wrong = await browser.submit(chooser, {
            roleIndex: String(role?.Value).replace("role/sso", "role/third"),
        });
        expect(wrong.status).to.equal(400);
    });

    describe("know one session of the console in a browser", () => {
        const home = "https://eu-central-1.console.aws.amazon.com/console/home";

        it("which a sign-in replaces", async () => {
            await browser.open(new URL("/rehearsal/engineer", local(home)).href);
            expect((await start(home)).text).to.include("Signed in as PlatformEngineer/you .");
            await arrive();
            const { text } = await start(home);
            expect(text).to.include(`Signed in as sso/${ada} .`);
            expect(text).to.include("This browser was signed in as PlatformEngineer/you .");
        });

        it("which must be left first if it is of another account", async () => {
            await browser.open(new URL("/rehearsal/engineer?account=210987654321", local(home)).href);
            const page = await arrive();
            expect(page.text).to.include("You must first log out before logging into a different AWS account.");
            expect(page.text).to.include("explain calls it sessionReplaced .");
            await browser.open(new URL("/oauth?Action=logout", page.url).href);
            expect((await browser.submit(await start())).text).to.include("Contact Control Panel");
        });

        it("without which nobody comes from the console to Connect", async () => {
            const relayState = String(emulated.servicePrincipal.relayState);
            expect((await start(relayState)).text).to.include("Nobody is signed in to AWS in this browser");
        });
    });

    describe("end a session of Connect", () => {
        const session = async () => (await start("https://contoso.my.connect.aws/rehearsal/session")).status;
        const panel = () => start("https://contoso.my.connect.aws/ccp-v2/");

        it("twelve hours after the sign-in", async () => {
            await arrive();
            const before = await session();
            const later = await browser.submit(await browser.open(sites.addresses.start));
            const page = await panel();
            expect([before, later.status, await session(), new URL(page.url).pathname]).to.deep.equal([
                200,
                200,
                401,
                "/login",
            ]);
            expect(page.text).to.include("Session expired");
            expect(page.text).to.include("explain calls it sessionExpired .");
        });

        it("when the person signs out", async () => {
            await arrive();
            await start("https://contoso.my.connect.aws/logout");
            expect(await session()).to.equal(401);
        });

        it("and take each token of the console once", async () => {
            const { through } = await arrive();
            const token = through.find((one) => one.includes("/auth/sign-in")) ?? "";
            expect((await new HttpBrowser().open(token)).text).to.include("Session expired");
        });
    });

    describe("lead to a page elsewhere", () => {
        const lead = async (approvedOrigins: string[]) => {
            await sites.close();
            sites = await sitesOf(emulated, { approvedOrigins });
            emulated.changePrincipal({
                relayState: `https://eu-central-1.console.aws.amazon.com/connect/federate/${emulated.find(tokens.instance).id}?destination=https%3A%2F%2Fdesk.contoso.example%2F`,
            });
            return arrive();
        };

        it("on an approved origin", async () => {
            expect((await lead(["https://desk.contoso.example"])).text).to.include("Contoso agent desktop");
        });

        it("not on another one", async () => {
            const { text } = await lead(["https://crm.contoso.example"]);
            expect(text).to.include("https://desk.contoso.example/ is not on an approved origin of this instance");
        });
    });

    it("say that nobody answers at an address of which the clouds know nothing", async () => {
        emulated.changePrincipal({ relayState: "https://eu-central-1.console.aws.amazon.example/connect/federate/1" });
        const { status, text } = await arrive();
        expect([status, text]).to.deep.equal([
            502,
            "eu-central-1.console.aws.amazon.example is no host of Entra, AWS or Connect: in reality, nobody answers there.",
        ]);
    });

    it("escape what names and addresses hold", async () => {
        const hostile = `<script>alert(1)</script>"'&`;
        const [user] = emulated.directory.users.list();
        emulated.directory.users.put({ ...user, displayName: hostile } as never);
        const pages = [
            await start(),
            await entraAnswers(hostile),
            await start(`${sites.addressesOf.signInUrl}&RelayState=${encodeURIComponent(hostile)}`),
            await start(`https://login.microsoftonline.com/${encodeURIComponent(hostile)}/saml2`),
        ];
        expect(pages.filter(({ body }) => body.includes("<script>alert"))).to.deep.equal([]);
        expect(pages[0]?.text).to.include(hostile);
    });

    describe("answer only to", () => {
        const ask = (host: string, path = "/", method = "GET") =>
            new Promise<number>((resolve, reject) => {
                const options = { host: "127.0.0.1", port: sites.port, path, method, headers: { Host: host } };
                request(options, (response) => {
                    response.resume();
                    resolve(response.statusCode ?? 0);
                })
                    .on("error", reject)
                    .end();
            });

        it("their own names, at their own port", async () => {
            const own = `localhost:${sites.port}`;
            const hostile = [
                ...[`rebound.example:${sites.port}`, `127.0.0.1:${sites.port}`, "localhost", "localhost:1", ""],
                ...[
                    `evil.localhost:${sites.port}`,
                    `LOCALHOST:${sites.port}.evil.example`,
                    `a@localhost:${sites.port}`,
                ],
            ];
            expect(await ask(own)).to.equal(200);
            expect(await Promise.all(hostile.map((host) => ask(host)))).to.deep.equal(hostile.map(() => 421));
        });

        it("methods that a browser's pages use", async () => {
            expect(await ask(`localhost:${sites.port}`, "/", "DELETE")).to.equal(405);
        });

        it("paths within the page's folder", async () => {
            const host = `desk.contoso.localhost:${sites.port}`;
            const paths = [
                "/",
                "/panel.js",
                "/%2e%2e/index.ts",
                "/..%2findex.ts",
                "/%",
                "/nothing.js",
                "/connect-streams-min.js",
            ];
            const answers = await Promise.all(paths.map((path) => ask(host, path)));
            expect(answers).to.deep.equal([200, 200, 404, 404, 404, 404, 404]);
        });
    });

    it("give the company's page the two addresses that Streams needs", async () => {
        const { body } = await start("https://desk.contoso.example/config.json");
        expect(JSON.parse(body)).to.deep.equal({
            ccpUrl: local("https://contoso.my.connect.aws/ccp-v2/"),
            loginUrl: local(sites.addressesOf.embeddedSignInUrl),
        });
    });

    it("have a page that frames the sign-in, and says what it is called", async () => {
        const { text, body } = await start("https://desk.contoso.example/rehearsal/framed");
        expect(text).to.include("explain calls it framedLogin .");
        expect(body).to.include(`<iframe title="Sign-in" src="${local(sites.addressesOf.signInUrl)}"`);
    });
});
