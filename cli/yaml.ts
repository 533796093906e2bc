import { readFileSync } from "node:fs";
import * as yaml from "js-yaml";
import { UsageError } from "./errors";

export type Mapping = Record<string, unknown>;

/** As the engine reads stack files: dates stay text, merge keys work. */
const schema = yaml.CORE_SCHEMA.extend({ implicit: [yaml.types.merge] });

export function readYaml(file: string): unknown {
    try {
        return yaml.load(readFileSync(file, "utf8"), { schema });
    } catch (error) {
        if (error instanceof yaml.YAMLException) {
            const line = error.mark === undefined ? "" : `, line ${error.mark.line + 1}`;
            throw new UsageError(`${file}${line}: this is not valid YAML: ${error.reason}`);
        }
        throw error;
    }
}

export function toYaml(value: unknown): string {
    return yaml.dump(value, { schema, noRefs: true, lineWidth: -1 });
}

export function isMapping(value: unknown): value is Mapping {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
