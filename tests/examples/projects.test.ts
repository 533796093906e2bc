import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const root = join(__dirname, "..", "..", "examples");

/** Folders of programs in TypeScript that Pulumi compiles. */
function projects(folder: string): string[] {
    const own = ["Pulumi.yaml", "index.ts"].every((file) => existsSync(join(root, folder, file))) ? [folder] : [];
    const within = readdirSync(join(root, folder), { withFileTypes: true }).filter((it) => it.isDirectory());
    return [...own, ...within.flatMap(({ name }) => projects(join(folder, name)))];
}

describe("Examples", () => {
    for (const project of projects("")) {
        it(`install what their program needs, also TypeScript, since Pulumi's own is too old for them: ${project}`, () => {
            const manifest = JSON.parse(readFileSync(join(root, project, "package.json"), "utf8"));
            const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
            expect(names).to.include.members(["@pulumi/pulumi", "connect-entra-sso", "typescript"]);
        });
    }

    it("are found in all folders", () => {
        expect(projects("")).to.include.members(["wholeStack", "pipelineIdentities", join("twoTeams", "aws")]);
    });
});
