/** Writes the documents that are made from the code; a test fails while one of them is not current. */
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDependencies, requireSupportedNode } from "../tools/cli/setup.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
requireSupportedNode();
await ensureDependencies();
require("tsx/cjs/api").register();
const { generatedDocs } = require("../tools/cli/generatedDocs.ts");
const { reliabilityDocument } = require("../tests/faults/document.ts");
const { readResults } = require("../tests/faults/results.ts");
const { pluginSchema } = require("./pluginSchema.ts");

/** Not with the others: no command may load tests. */
const reliability = { path: "docs/reliability.md", text: reliabilityDocument(readResults()) };
const schema = { path: "plugin/schema.json", text: pluginSchema() };
for (const { path, text } of [...generatedDocs(), reliability, schema]) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
    console.log(`wrote ${path}`);
}

// The reports are of the types as built.
await import("./buildPackage.mjs");
const { apiReports } = await import("./apiReport.mjs");
for (const path of apiReports({ write: true })) {
    console.log(`wrote ${path}`);
}
