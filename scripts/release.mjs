/** `npm run release`, and what `npm publish` runs first: says all that keeps this version from being published. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (file) => readFileSync(join(project, file), "utf8");
const { name, version, repository } = JSON.parse(read("package.json"));

const problems = releaseProblems({ version, repository, changelog: read("CHANGELOG.md"), changed: changedFiles() });
for (const problem of problems) {
    console.error(`error: ${problem}`);
}
if (problems.length > 0) {
    process.exit(1);
}
const { status } = spawnSync(process.execPath, [join(project, "scripts", "checkPackage.mjs")], { stdio: "inherit" });
if (status !== 0) {
    process.exit(1);
}
console.log(`${name} ${version} can be published: run \`npm publish\` in a pipeline that npm trusts.`);

function releaseProblems({ version, repository, changelog, changed }) {
    const [, unreleased = "", heading = ""] = /^## Unreleased\n(.*?)^## ([^\n]*)$/ms.exec(changelog) ?? [];
    const dated = new RegExp(`^${version.replaceAll(".", "\\.")} \\(\\d{4}-\\d{2}-\\d{2}\\)$`);
    return [
        ...(repository === undefined
            ? [
                  'package.json: without `repository` npm refuses to state where the package was built; write `"repository": "github:OWNER/NAME"`',
              ]
            : []),
        ...(dated.test(heading)
            ? []
            : [
                  `CHANGELOG.md: the heading after "Unreleased" must be "${version} (YYYY-MM-DD)", got ${JSON.stringify(heading)}`,
              ]),
        ...(unreleased.trim() === ""
            ? []
            : [`CHANGELOG.md: "Unreleased" has entries; move them below the heading of ${version}`]),
        ...(changed === "" ? [] : [`git: what is published must be committed, and these files are not:\n${changed}`]),
    ];
}

function changedFiles() {
    return spawnSync("git", ["status", "--porcelain"], { cwd: project, encoding: "utf8" }).stdout.trimEnd();
}
