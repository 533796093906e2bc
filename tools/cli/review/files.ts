/** Reviews of the previews that were given as files, each with the export of its stack. */
import { basename } from "node:path";
import { listOf, quote } from "../../../rules/text";
import type { StackReview } from "../../review/review";
import { PreviewUnreadable, reviewStack } from "../../review/reviewStack";
import { UsageError } from "../errors";
import { readJsonInput, readTextInput } from "../signIn/jsonInput";
import { readSecurityProfiles } from "../signIn/securityProfiles";
import { readDirectoryInput, usable } from "../signIn/sources";
import { readServicePrincipalFile } from "./servicePrincipal";
import { type StackId, stackOfExport, stackOfPreview, titleOf } from "./stackId";

export interface InputOptions {
    /** Files with the JSON of a preview each, `-` for standard input. */
    preview?: string[];
    /** Files with the text of a preview each, in the order of `preview`. */
    previewText?: string[];
    /** Files with a stack export each. */
    deployment?: string[];
    directory?: string;
    securityProfiles?: string;
    servicePrincipal?: string;
    now?: number;
}

interface File {
    path: string;
    id: StackId | undefined;
}

export function reviewFiles(options: InputOptions, now: Date): StackReview[] {
    const { preview: paths = [], previewText: texts = [], deployment: exportPaths = [] } = options;
    if (paths.length === 0) {
        throw new UsageError(
            "give --preview FILE, a file with the output of `pulumi preview --json`, or --stack NAME for a stack of the rehearsal",
        );
    }
    if (texts.length > 0 && texts.length !== paths.length) {
        throw new UsageError(
            `give one --preview-text for each --preview, in the same order: got ${texts.length} for ${paths.length}`,
        );
    }
    const previews = paths.map((path) => readPreviewFile(path));
    const exports = exportPaths.map((path) => {
        const content = readJsonInput("--deployment", path);
        return { path, content, id: stackOfExport(content) };
    });
    const exportOf = matched(previews, exports);
    const directory = options.directory === undefined ? undefined : readDirectoryInput(options.directory);
    const securityProfiles =
        options.securityProfiles === undefined ? undefined : readSecurityProfiles(options.securityProfiles);
    const entraKeys =
        options.servicePrincipal === undefined
            ? undefined
            : readServicePrincipalFile(
                  options.servicePrincipal,
                  exports.map(({ content }) => content),
              );
    return previews.map((preview, index) => {
        const exported = exportOf.get(preview);
        const text = texts[index];
        return usablePreview(preview.path, () =>
            reviewStack({
                stack:
                    titleOf(
                        preview.id ?? exported?.id,
                        previews.map(({ id }) => id),
                    ) ?? nameOf(preview.path),
                preview: preview.content,
                ...(text === undefined ? {} : { previewText: readTextInput("--preview-text", text) }),
                ...(exported === undefined
                    ? {}
                    : {
                          deployment: exported.content,
                          deploymentSource: exported.path === "-" ? "the export on standard input" : exported.path,
                      }),
                ...(directory === undefined ? {} : { directory }),
                ...(securityProfiles === undefined ? {} : { securityProfiles }),
                ...(entraKeys === undefined ? {} : { entraKeys }),
                now,
            }),
        );
    });
}

function readPreviewFile(path: string): File & { content: string } {
    const content = readTextInput("--preview", path);
    return { path, content, id: usablePreview(path, () => stackOfPreview(content)) };
}

export function usablePreview<T>(path: string, read: () => T): T {
    try {
        return usable("--deployment", read);
    } catch (error) {
        if (error instanceof PreviewUnreadable) {
            throw new UsageError(`--preview ${path}: ${error.message}`);
        }
        throw error;
    }
}

const nameOf = (path: string) => (path === "-" ? "standard input" : basename(path));

/** Which export belongs to which preview: by the stack, else what is left of each, where it is one. */
function matched<P extends File, E extends File>(previews: readonly P[], exports: readonly E[]): Map<P, E> {
    const found = new Map<P, E>();
    for (const [index, one] of exports.entries()) {
        const twin = exports.slice(0, index).find(({ id }) => id !== undefined && isSame(id, one.id));
        if (twin !== undefined) {
            throw new UsageError(
                `--deployment ${one.path}: it is of the same stack as ${twin.path}; give one export for each stack`,
            );
        }
    }
    for (const preview of previews) {
        const own = exports.find(({ id }) => preview.id !== undefined && isSame(preview.id, id));
        if (own !== undefined) {
            found.set(preview, own);
        }
    }
    const used = [...found.values()];
    const [left, ...others] = exports.filter((one) => !used.includes(one));
    const [waiting, ...more] = previews.filter((one) => !found.has(one));
    const mayBelong = waiting !== undefined && (waiting.id === undefined || left?.id === undefined);
    if (left !== undefined && others.length + more.length === 0 && mayBelong) {
        found.set(waiting, left);
    } else if (left !== undefined) {
        throw new UsageError(withoutPreview(left, previews));
    }
    return found;
}

const isSame = (one: StackId, other: StackId | undefined) =>
    one.stack === other?.stack && one.project === other.project;

function withoutPreview({ path, id }: File, previews: readonly File[]): string {
    const known = previews.flatMap((preview) =>
        preview.id === undefined ? [] : [`${preview.id.project}/${preview.id.stack}`],
    );
    const whose = id === undefined ? "of no stack that it names" : `of the stack ${quote(`${id.project}/${id.stack}`)}`;
    return (
        `--deployment ${path}: it is ${whose}, and the previews are of ${listOf(known)}; ` +
        "export the stack that was previewed with `pulumi stack export --stack NAME`"
    );
}
