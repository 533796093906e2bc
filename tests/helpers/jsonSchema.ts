/** Whether what a command printed with `--json` is as its schema in `docs/` says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";

/** What does not fit the schema `docs/<name>.schema.json`; null if all does. */
export function misfits(name: string, printed: string): unknown {
    const schema = JSON.parse(readFileSync(join(__dirname, "..", "..", "docs", `${name}.schema.json`), "utf8"));
    const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
    validate(JSON.parse(printed));
    return validate.errors ?? null;
}
