import { readFileSync } from "node:fs";
import * as yaml from "js-yaml";
import { UsageError } from "./errors";

export type Mapping = Record<string, unknown>;

/** A date without quotes. The engine reads it otherwise than one in quotes, so a copy must keep it as it was. */
class UnquotedDate {
    constructor(readonly text: string) {}
}

const unquotedDate = new yaml.Type("tag:yaml.org,2002:timestamp", {
    kind: "scalar",
    resolve: (text: string | null) => text !== null && /^\d{4}-\d\d?-\d\d?(?:$|[Tt\s])/.test(text),
    construct: (text: string) => new UnquotedDate(text),
    instanceOf: UnquotedDate,
    represent: (date: object) => (date as UnquotedDate).text,
});

/** As the engine reads stack files. */
const schema = yaml.CORE_SCHEMA.extend({ implicit: [unquotedDate, yaml.types.merge] });

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
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof UnquotedDate);
}
