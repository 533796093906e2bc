/** What tests of other languages need, which `npm run test:languages` gets into the user's cache and no other command does. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { engineCache, pinnedFolder, userCache } from "../../tools/rehearsal/engine/cache";
import { findOnPath } from "../../tools/rehearsal/engine/find";
import { generatorFile, hasLanguage } from "../../tools/rehearsal/engine/languages";

/** The interpreter of a virtual environment that has the Pulumi SDK. */
export const python = join(userCache(), "languages", "python", "bin", "python");

const engine = join(pinnedFolder(engineCache()), "pulumi");

/** What is there. */
export const available = {
    yaml: findOnPath("pulumi-language-yaml") !== undefined || (existsSync(engine) && hasLanguage({ command: engine }, "yaml")),
    generator: existsSync(join(pinnedFolder(engineCache()), generatorFile)),
    python: existsSync(python),
    /** Slow where Go has not compiled the Pulumi SDK yet. */
    go: process.env.TEST_LANGUAGES === "all",
};

/** A suite that needs some of it. Where that is missing, nothing is tested, which is said and counts for nothing. */
export function describeWith(needs: (keyof typeof available)[], title: string, suite: () => void): void {
    const missing = needs.filter((need) => !available[need]);
    if (missing.length === 0) {
        describe(title, suite);
        return;
    }
    console.log(
        `⚠ NOT CHECKED: ${title}, because this machine has no ${missing.join(" and no ")} for it. Get it with: npm run test:languages`,
    );
}
