/** A Chromium to test in: `CHROME_PATH`, or where one usually is. Each test gets one without a past. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";

const usual = [
    ...["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome"],
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
    const { CHROME_PATH: chosen } = env;
    return chosen === undefined || chosen === "" ? usual.find(existsSync) : chosen;
}

const quiet = [
    ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    ...["--disable-component-update", "--disable-sync"],
];

interface BrowserOptions {
    /** Playwright's Chromium blocks no pop-up unless this is set. */
    blocksPopups?: boolean;
    /** Keeps cookies from websites in frames. */
    blocksThirdPartyCookies?: boolean;
}

/** A browser of its own, with a profile without a past: in a private window Chrome keeps cookies from frames. */
export async function openBrowser(
    options: BrowserOptions = {},
): Promise<{ context: BrowserContext; close(): Promise<void> }> {
    const { blocksPopups = false, blocksThirdPartyCookies = false } = options;
    const profile = mkdtempSync(join(tmpdir(), "connect-entra-sso-browser-"));
    // Debian's Chromium blocks third-party cookies unless its settings say otherwise; Chrome does not.
    const settings = {
        block_third_party_cookies: blocksThirdPartyCookies,
        cookie_controls_mode: blocksThirdPartyCookies ? 1 : 0,
    };
    mkdirSync(join(profile, "Default"));
    writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify({ profile: settings }));
    const context = await chromium.launchPersistentContext(profile, {
        executablePath: String(findChromium()),
        args: quiet,
        viewport: { width: 860, height: 620 },
        ...(blocksPopups ? { ignoreDefaultArgs: ["--disable-popup-blocking"] } : {}),
    });
    const close = async () => {
        await context.close();
        rmSync(profile, { recursive: true, force: true });
    };
    return { context, close };
}

const images = join(__dirname, "..", "..", "docs", "images", "browse");

/** Writes the picture that docs/browse.md shows, where that is asked for (`npm run test:browser -- --images`). */
export async function picture(page: Page, name: string): Promise<void> {
    if (process.env.BROWSE_IMAGES === "write") {
        mkdirSync(images, { recursive: true });
        await page.screenshot({ path: join(images, `${name}.png`), fullPage: true });
    }
}
