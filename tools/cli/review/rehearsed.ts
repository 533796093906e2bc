/** The review of a stack of the rehearsal, which is previewed for it. */
import type { StackReview } from "../../review/review";
import { reviewStack } from "../../review/reviewStack";
import { openRehearsal } from "../rehearsal";
import { existingFile } from "../settings";
import { readRehearsalFacts } from "../signIn/rehearsalFacts";
import { readSecurityProfiles } from "../signIn/securityProfiles";
import { readDirectoryInput } from "../signIn/sources";
import { type InputOptions, usablePreview } from "./files";

export async function reviewRehearsed(
    name: string,
    options: InputOptions & { values?: string },
    now: Date,
): Promise<StackReview> {
    const rehearsal = await openRehearsal({ stack: name, values: existingFile("--values", options.values) });
    const preview = await rehearsal.run(["preview", "--json"], { capture: true });
    const exported = await rehearsal.stackCommand(["export", "--show-secrets"], { capture: true });
    if (exported.code !== 0) {
        throw new Error(`the engine can't export the stack ${name}: ${exported.stderr.trim()}`);
    }
    if (preview.stdout.trim() === "") {
        throw new Error(`the engine can't preview the stack ${name}: ${preview.stderr.trim()}`);
    }
    const facts = readRehearsalFacts(rehearsal.home);
    const { directory: path, securityProfiles } = options;
    const directory = path === undefined ? facts.directory : readDirectoryInput(path);
    // Emulated clouds may hold the applications of several stacks.
    const [keys, ...others] = Object.entries(facts.keysInEntra).flatMap(([id, one]) =>
        exported.stdout.includes(id) ? [one] : [],
    );
    const source = `of the rehearsed stack ${name}`;
    return usablePreview(source, () =>
        reviewStack({
            stack: name,
            preview: preview.stdout,
            deployment: JSON.parse(exported.stdout),
            deploymentSource: `the rehearsed stack ${name}`,
            ...(directory === undefined ? {} : { directory }),
            securityProfiles: [
                ...(securityProfiles === undefined ? [] : readSecurityProfiles(securityProfiles)),
                ...facts.securityProfiles,
            ],
            boundRoleArns: facts.boundRoleArns,
            ...(keys === undefined || others.length > 0 ? {} : { entraKeys: keys }),
            now,
        }),
    );
}
