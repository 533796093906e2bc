import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import { findStreams } from "../../tools/cli/browse/streams";
import { Emulated, tokens } from "../helpers/emulated";
import { pageFolder, sitesOf, type TestSites } from "../helpers/sites";
import { openBrowser, picture } from "./chromium";

const names = ["Ada Agent", "Bob Builder", "Carol Jones"];
const desk = "https://desk.contoso.example/";

/** With names as people have them. Ada may sign in; Bob has no assignment, Carol no Connect user. */
async function makeClouds(): Promise<Emulated> {
    const emulated = await Emulated.make();
    await emulated.assign(0);
    await emulated.assign(2);
    const { directory } = emulated;
    for (const [index, user] of directory.users.list().entries()) {
        directory.users.put({ ...user, displayName: names[index] ?? null });
    }
    for (const { id, value } of emulated.aws.list(tokens.user)) {
        emulated.aws.put(tokens.user, id, { ...value, identityInfo: { firstName: "Ada", lastName: "Agent" } });
        if (value.name === "carol@contoso.example") {
            emulated.aws.remove(tokens.user, id);
        }
    }
    return emulated;
}

describe("A rehearsed sign-in in Chromium", () => {
    const streams = findStreams(pageFolder, console.error);
    let sites: TestSites;
    let context: BrowserContext;
    let end: (() => Promise<void>)[] = [];

    async function begin(browser: Parameters<typeof openBrowser>[0] = {}, options: Parameters<typeof sitesOf>[1] = {}) {
        sites = await sitesOf(await makeClouds(), { ...(streams === undefined ? {} : { streams }), ...options });
        const opened = await openBrowser(browser);
        ({ context } = opened);
        end = [opened.close, sites.close];
        return context.pages()[0] ?? context.newPage();
    }
    afterEach(async () => {
        await Promise.all(end.map((one) => one()));
        end = [];
    });

    const local = (address: string) => sites.addresses.local(address);
    const pick = (page: Page, name: string) => page.getByRole("button", { name }).click();
    const panelIn = (page: Page) => page.frameLocator("#panel iframe");
    const available = (page: Page) => panelIn(page).getByText("Available").waitFor();
    const dialog = (page: Page) => page.locator("dialog[open]");
    /** Opens the desktop, and signs Ada in in the window. */
    async function signInByWindow(page: Page): Promise<void> {
        const window = context.waitForEvent("page");
        await page.goto(local(desk));
        await pick(await window, "Ada Agent");
        await available(page);
    }

    /** What the browser says in its console comes when it comes. */
    async function untilSaid(said: readonly string[], words: string): Promise<void> {
        const end = Date.now() + 15_000;
        while (!said.some((one) => one.includes(words)) && Date.now() < end) {
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
        expect(said.join("\n")).to.include(words);
    }

    it("goes from the sign-in address to the panel", async () => {
        const page = await begin();
        await page.goto(sites.addresses.start);
        await picture(page, "start");
        await page.getByText("The sign-in address").click();
        await page.getByText("Pick an account").waitFor();
        await picture(page, "account");
        await pick(page, "Ada Agent");
        await page.getByText("Available").waitFor();
        expect(new URL(page.url()).host).to.equal(`contoso.my.connect.localhost:${sites.port}`);
        await picture(page, "panel");
    });

    it("is refused in a frame", async () => {
        const page = await begin();
        const said: string[] = [];
        page.on("console", (message) => said.push(message.text()));
        await page.goto(local(`${desk}rehearsal/framed`));
        await untilSaid(said, "in a frame because it set");
        const frame = page.frames().find((one) => one !== page.mainFrame());
        expect(frame?.url()).to.match(/^chrome-error:/);
        expect(said.join("\n")).to.match(
            /Refused to display 'http:\/\/login\.microsoftonline\.localhost:\d+\/' in a frame because it set 'X-Frame-Options' to 'deny'/,
        );
        await picture(page, "framed");
    });

    it("opens in a window that closes when the panel is there", async () => {
        const page = await begin();
        const window = context.waitForEvent("page");
        await page.goto(local(desk));
        const opened = await window;
        await opened.getByText("Pick an account").waitFor();
        const closed = opened.waitForEvent("close");
        await pick(opened, "Ada Agent");
        await closed;
        await available(page);
        expect([await page.locator("#agent").textContent(), context.pages().length]).to.deep.equal(["Ada Agent", 1]);
        await picture(page, "embedded");
    });

    it("needs no window where the session lasts", async () => {
        const page = await begin();
        await page.goto(local(sites.addressesOf.signInUrl));
        await pick(page, "Ada Agent");
        await page.goto(local(desk));
        await available(page);
        expect(context.pages().length).to.equal(1);
    });

    it("says that the window was blocked, and opens it on a click", async () => {
        const page = await begin({ blocksPopups: true });
        await page.goto(local(desk));
        // Playwright looks into a page as if a person had clicked in it, which would allow the window: nothing looks until it was refused.
        await page.waitForTimeout(7000);
        await dialog(page).getByText("Your browser blocked the sign-in window").waitFor();
        expect(context.pages().length).to.equal(1);
        await picture(page, "blocked");
        const window = context.waitForEvent("page");
        await dialog(page).getByRole("button").click();
        await pick(await window, "Ada Agent");
        await available(page);
        expect(await dialog(page).count()).to.equal(0);
    });

    for (const [who, name, words, image] of [
        ["without an assignment", "Bob Builder", "AADSTS50105", "notAssigned"],
        ["without a Connect user", "Carol Jones", "has not been onboarded to this application", "notOnboarded"],
    ] as const) {
        it(`is refused to somebody ${who}`, async () => {
            const page = await begin();
            await page.goto(local(sites.addressesOf.signInUrl));
            await pick(page, name);
            await page.getByText(words).waitFor();
            await picture(page, image);
        });
    }

    it("ends after twelve hours, and begins again on a click", async () => {
        const page = await begin({ blocksPopups: true });
        await page.goto(local(sites.addressesOf.signInUrl));
        await pick(page, "Ada Agent");
        await page.goto(local(desk));
        await available(page);
        sites.sessions.skip(12 * 3600_000);
        await dialog(page).getByText("Your session of Amazon Connect has ended").waitFor();
        await picture(page, "ended");
        await dialog(page).getByRole("button").click();
        await available(page);
        expect(await dialog(page).count()).to.equal(0);
    });

    it("ends with the sign-out of the page, and begins again on a click", async () => {
        const page = await begin();
        await signInByWindow(page);
        await page.locator("#leave").click();
        await dialog(page).getByText("You are signed out of Amazon Connect").waitFor();
        expect([await page.locator("#agent").textContent(), await page.locator("#leave").isHidden()]).to.deep.equal([
            "",
            true,
        ]);
        await dialog(page).getByRole("button").click();
        await available(page);
    });

    it("shows no panel on an origin that is not approved", async () => {
        const page = await begin({}, { approvedOrigins: ["https://crm.contoso.example"] });
        const said: string[] = [];
        page.on("console", (message) => said.push(message.text()));
        await page.goto(local(sites.addressesOf.signInUrl));
        await pick(page, "Ada Agent");
        await page.goto(local(desk));
        await untilSaid(
            said,
            "violates the following Content Security Policy directive: \"frame-ancestors 'self' http://crm.",
        );
        await picture(page, "notApproved");
    });

    it("says that the browser keeps the panel's cookies", async function () {
        this.timeout(120_000);
        const page = await begin({ blocksThirdPartyCookies: true });
        await page.goto(local(sites.addressesOf.signInUrl));
        await pick(page, "Ada Agent");
        await page.goto(local(desk));
        await dialog(page).getByText("keeps the cookies of contoso.my.connect.localhost").waitFor({ timeout: 90_000 });
        await picture(page, "cookies");
    });

    it("replaces the session of the AWS console", async () => {
        const page = await begin();
        await page.goto(local(sites.addressesOf.consoleUrl));
        await page.getByText("Sign in as a platform engineer").click();
        await page.goto(local(sites.addressesOf.signInUrl));
        await pick(page, "Ada Agent");
        await page.getByText("Available").waitFor();
        await page.goto(local(sites.addressesOf.consoleUrl));
        await page.getByText("The sign-in to Connect has replaced that session").waitFor();
        await picture(page, "console");
    });
});
