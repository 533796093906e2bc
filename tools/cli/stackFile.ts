import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { quote } from "../../rules/text";
import type { Home } from "../rehearsal/engine";
import { UsageError } from "./errors";
import { placeholderFor } from "./placeholders";
import type { Settings } from "./settings";
import { writeWhole } from "./writeWhole";
import { isMapping, type Mapping, readYaml, toYaml } from "./yaml";

/** A stack as it is rehearsed: from a copy, since the engine writes into the file it is given. */
export interface StackCopy {
    name: string;
    /** The project's name in Pulumi.yaml. */
    project: string;
    /** The project's language: `nodejs`, `yaml`, `python`, … */
    runtime: string;
    /** Folder of the copy, itself a small Pulumi project so that a stack can be made without touching the real one. */
    folder: string;
    file: string;
    /** What differs from the original, for the reader. */
    notes: string[];
}

/** What belongs to the stack's real backend and its secrets, not to a rehearsal. */
const backendKeys = ["secretsprovider", "encryptedkey", "encryptionsalt", "environment"];

/** Copies `Pulumi.<stack>.yaml` into the rehearsal, with what a rehearsal can't have replaced or given by `--values`. */
export function copyStackFile(home: Home, settings: Pick<Settings, "stack" | "values">, tenantId?: string): StackCopy {
    const { stack } = settings;
    const original = findStackFile(home.project, stack);
    const text = readMapping(original);
    const values = settings.values === undefined ? {} : readValues(settings.values);
    refuseEnvironmentWithoutValues(text, settings, stack);

    const projectFile = readMapping(join(home.project, "Pulumi.yaml"));
    const project = String(projectFile.name);
    const runtime = isMapping(projectFile.runtime) ? projectFile.runtime.name : projectFile.runtime;
    const folder = join(home.rehearsal, "program", stack);
    const file = join(folder, `Pulumi.${stack}.yaml`);
    const config = mappingAt(original, "config", text.config);
    const replaced: string[] = [];
    const plain = { ...values, ...(withoutSecrets({ config }, values, replaced, tenantId).config as Mapping) };
    const kept = Object.entries(text).filter(([key]) => !backendKeys.includes(key) && key !== "config");
    // The salt of an earlier run belongs to the rehearsal's own state, whose secrets are encrypted with it.
    const salt = existsSync(file) ? readMapping(file).encryptionsalt : undefined;

    mkdirSync(folder, { recursive: true });
    writeWhole(join(folder, "Pulumi.yaml"), toYaml({ name: project, runtime: "nodejs" }));
    writeWhole(
        file,
        toYaml({ ...Object.fromEntries(kept), config: plain, ...(salt === undefined ? {} : { encryptionsalt: salt }) }),
    );
    return { name: stack, project, runtime: String(runtime), folder, file, notes: replaced };
}

/** Where a project has its stack files: beside its Pulumi.yaml, or where that says. */
function stackFolder(project: string): string {
    const file = join(project, "Pulumi.yaml");
    const { stackConfigDir } = existsSync(file) ? readMapping(file) : {};
    const folder = join(project, typeof stackConfigDir === "string" ? stackConfigDir : "");
    return existsSync(folder) ? folder : project;
}

/** Names of the stacks that have a file in the project. */
export function listStacks(project: string): string[] {
    return readdirSync(stackFolder(project))
        .map((name) => /^Pulumi\.(.+)\.ya?ml$/.exec(name)?.[1])
        .filter((name) => name !== undefined)
        .sort();
}

/** The file of a stack; a UsageError where there is none, or no stack can have that name. */
export function findStackFile(project: string, stack: string): string {
    // The engine's own rule for names (sdk/go/common/tokens/stack_name.go).
    if (!/^[A-Za-z0-9_.-]{1,100}$/.test(stack)) {
        throw new UsageError(
            `--stack ${JSON.stringify(stack)}: a stack name has 1 to 100 letters, digits, hyphens, underscores and periods`,
        );
    }
    const folder = stackFolder(project);
    const found = ["yaml", "yml"].map((end) => join(folder, `Pulumi.${stack}.${end}`)).find((file) => existsSync(file));
    if (found === undefined) {
        const stacks = listStacks(project);
        const known =
            stacks.length === 0
                ? "the folder has none; write it, with the line `config: { aws:region: eu-central-1 }`"
                : `the folder has ${stacks.map((name) => `Pulumi.${name}.yaml`).join(", ")}`;
        throw new UsageError(`--stack ${stack}: there is no file Pulumi.${stack}.yaml in ${folder}; ${known}`);
    }
    return found;
}

function readMapping(file: string): Mapping {
    const content = readYaml(file);
    if (content === null || content === undefined) {
        return {};
    }
    if (!isMapping(content)) {
        throw new UsageError(`${file}: must be a mapping, such as \`config:\` with \`namespace:key: value\` below it`);
    }
    return content;
}

/** What stands under a key that must hold a mapping, or nothing. */
function mappingAt(file: string, key: string, value: unknown): Mapping {
    if (value === undefined || value === null) {
        return {};
    }
    if (!isMapping(value)) {
        throw new UsageError(
            `${file}: \`${key}\` must be a mapping of \`namespace:key: value\` lines, got ${quote(value)}`,
        );
    }
    return value;
}

/** Accepts bare `namespace:key: value` lines, or those below `config:` or, as in an ESC environment, `pulumiConfig:`. */
function readValues(file: string): Mapping {
    const content = readMapping(file);
    const nested = [content.config, content.pulumiConfig, isMapping(content.values) && content.values.pulumiConfig];
    return nested.find(isMapping) ?? content;
}

function refuseEnvironmentWithoutValues(text: Mapping, settings: Pick<Settings, "values">, stack: string): void {
    const { environment } = text;
    if (environment !== undefined && environment !== null && settings.values === undefined) {
        const names = Array.isArray(environment) ? environment.join(", ") : "an environment of its own";
        throw new UsageError(
            `Pulumi.${stack}.yaml takes values from \`environment:\` (${names}), which a rehearsal can't open; ` +
                "write them into a YAML file of `namespace:key: value` lines, and pass it with --values FILE",
        );
    }
}

/** `secure:` values can't be read here: those that `--values` gives are taken, others get a placeholder by their name. */
function withoutSecrets(node: Mapping, values: Mapping, notes: string[], tenantId?: string): Mapping {
    const visit = (value: unknown, path: string[]): unknown => {
        if (Array.isArray(value)) {
            return value.map((item, index) => visit(item, [...path, String(index)]));
        }
        if (!isMapping(value)) {
            return value;
        }
        if (Object.keys(value).length === 1 && typeof value.secure === "string") {
            const [key = "", ...inner] = path;
            if (inner.length === 0 && Object.hasOwn(values, key)) {
                return values[key];
            }
            const placeholder = placeholderFor(path.at(-1) ?? "", tenantId);
            notes.push(
                `${path.join(".")} is encrypted; the rehearsal uses ${JSON.stringify(placeholder)} (pass another value with --values)`,
            );
            return placeholder;
        }
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item, [...path, key])]));
    };
    return { config: visit(node.config, []) };
}
