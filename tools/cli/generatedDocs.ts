import { readFileSync } from "node:fs";
import { join } from "node:path";
import { signInErrorsDocument } from "../signin/errors/document";
import { configurationDocument, projectFileWith } from "./configurationDoc";
import { faultPlanDocument } from "./faultPlanDoc";
import { permissionsDocument } from "./permissionsDoc";
import { policyDocument } from "./policyDoc";

const root = join(__dirname, "..", "..");

/** Files that are made from the code, with their path from the root of the project; `npm run docs` writes them. */
export function generatedDocs(): { path: string; text: string }[] {
    return [
        { path: "docs/sign-in-errors.md", text: signInErrorsDocument() },
        { path: "docs/configuration.md", text: configurationDocument() },
        { path: "docs/fault-plans.md", text: faultPlanDocument() },
        { path: "docs/permissions.md", text: permissionsDocument() },
        { path: "docs/policy.md", text: policyDocument() },
        { path: "Pulumi.yaml", text: projectFileWith(readFileSync(join(root, "Pulumi.yaml"), "utf8")) },
    ];
}
