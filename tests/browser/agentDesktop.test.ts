import { createHash } from "node:crypto";
import { cpSync, readdirSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import type { BrowserContext, Route } from "playwright-core";
import { findStreams } from "../../tools/cli/browse/streams";
import { Emulated } from "../helpers/emulated";
import { temporaryFolder } from "../helpers/folder";
import { pageFolder, sitesOf, type TestSites } from "../helpers/sites";
import { openBrowser } from "./chromium";

const domain = "contoso-desk.auth.eu-central-1.amazoncognito.com";
const examples = dirname(dirname(pageFolder));

/** A user pool that has the person's sign-in already, and checks what the page proves of itself (RFC 7636). */
async function standInForCognito(context: BrowserContext, redirectUri: string): Promise<string[]> {
    const asked: string[] = [];
    let challenge = "";
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = { given_name: "Ada", family_name: "Agent", email: "ada@contoso.example" };
    await context.route(`https://${domain}/**`, async (route: Route) => {
        const url = new URL(route.request().url());
        asked.push(url.pathname);
        if (url.pathname === "/oauth2/authorize") {
            challenge = url.searchParams.get("code_challenge") ?? "";
            const location = `${redirectUri}?${new URLSearchParams({ code: "1", state: url.searchParams.get("state") ?? "" })}`;
            return route.fulfill({ status: 302, headers: { location } });
        }
        if (url.pathname === "/logout") {
            return route.fulfill({ status: 200, contentType: "text/html", body: "<p>signed out of the user pool</p>" });
        }
        const verifier = new URLSearchParams(route.request().postData() ?? "").get("code_verifier") ?? "";
        const isProved = createHash("sha256").update(verifier).digest("base64url") === challenge;
        const body = isProved ? { id_token: `${part({})}.${part(claims)}.` } : { error: "invalid_grant" };
        return route.fulfill({ status: 200, headers: { "Access-Control-Allow-Origin": "*" }, json: body });
    });
    return asked;
}

describe("examples/agentDesktop in Chromium", () => {
    const temporary = temporaryFolder();
    let sites: TestSites;
    let browser: Awaited<ReturnType<typeof openBrowser>>;

    afterEach(async () => {
        await browser.close();
        await sites.close();
    });

    it("signs in by the user pool, opens the panel on a click, and signs out of both", async () => {
        const folder = temporary.path("page");
        cpSync(join(examples, "agentDesktop", "page"), folder, { recursive: true });
        cpSync(join(pageFolder, "panel.js"), join(folder, "panel.js"));
        for (const name of readdirSync(folder).filter((one) => one === "config.json")) {
            unlinkSync(join(folder, name));
        }
        const emulated = await Emulated.make();
        await emulated.assign(0);
        const streams = findStreams(pageFolder, console.error);
        const config: Record<string, string> = { domain, clientId: "client", identityProvider: "EntraID" };
        sites = await sitesOf(emulated, { folder, config, ...(streams === undefined ? {} : { streams }) });
        const desk = sites.addresses.local("https://desk.contoso.example/");
        config.redirectUri = desk;
        browser = await openBrowser();
        const { context } = browser;
        const asked = await standInForCognito(context, desk);
        const page = context.pages()[0] ?? (await context.newPage());
        await page.goto(desk);
        await page.getByText("Ada Agent (ada@contoso.example)").waitFor();
        expect(page.url()).to.equal(desk);

        const window = context.waitForEvent("page");
        await page.getByRole("button", { name: "Open the Contact Control Panel" }).click();
        await (await window).getByRole("button", { name: "ada@contoso.example" }).click();
        await page.frameLocator("#ccp iframe").getByText("Available").waitFor();
        await page.getByText("in Connect: A B").waitFor();

        await page.getByRole("button", { name: "Sign out" }).first().click();
        await page.getByText("signed out of the user pool").waitFor();
        expect(asked).to.deep.equal(["/oauth2/authorize", "/oauth2/token", "/logout"]);
        await page.goto(sites.addresses.local(sites.addressesOf.ccpUrl));
        await page.getByText("Session expired").first().waitFor();
    });
});
