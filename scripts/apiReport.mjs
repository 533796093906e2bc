/**
 * The public API of the package, as built in dist/, in etc/: one report for each entry point, so that a breaking change shows in a diff.
 * `node scripts/apiReport.mjs` compares, and `--write` (of `npm run docs`) builds and writes.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { entryPoints } from "./buildLibrary.mjs";
import { extract } from "./buildTypes.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(project, "etc");

/** Writes the reports, or only compares; returns the files that differ or differed. */
export function apiReports({ write }) {
    const temporary = mkdtempSync(join(tmpdir(), "connect-entra-sso-api-"));
    mkdirSync(folder, { recursive: true });
    const changed = entryPoints().filter((path) => reportOf(path, temporary, write).apiReportChanged);
    rmSync(temporary, { recursive: true });
    return changed.map((path) => join("etc", nameOf(path)));
}

/** Named after the room of the entry point. */
const nameOf = (path) => `${basename(dirname(path))}.api.md`;

function reportOf(path, reportTempFolder, write) {
    const apiReport = { enabled: true, reportFolder: folder, reportTempFolder, reportFileName: nameOf(path) };
    return extract(path, { apiReport, dtsRollup: { enabled: false } }, { localBuild: write });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const changed = apiReports({ write: false });
    if (changed.length > 0) {
        console.error(
            `The public API differs from ${changed.join(", ")}. Run \`npm run docs\`, look at the difference, and commit it: what is gone or ` +
                "narrower breaks programs, and CHANGELOG.md must say so.",
        );
        process.exitCode = 1;
    }
}
