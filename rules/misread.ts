/** Values that somebody meant as a text, and that YAML or JSON took for something else because of missing quotation marks. */
import { quote } from "./text";

/** A date without quotation marks, as the Pulumi engine hands it to a program. */
const engineDate = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? \+0000 UTC$/;

/** A key without quotation marks that is `null` or `~`, as the Pulumi engine hands it to a program. */
const engineNull = "<nil>";

/** What follows `got ` where a text is wanted and a number, a truth value, a date or nothing came; undefined for any other. */
export function misread(value: unknown): string | undefined {
    if (typeof value === "number" || typeof value === "boolean") {
        const kind = typeof value === "number" ? "a number" : "a Boolean";
        return `${quote(value)}, which YAML and JSON read as ${kind}, not as text; write it in quotation marks: "${value}"`;
    }
    if (value === null || value === engineNull) {
        return `${quote(value)}, which is how null, ~ or an empty value is read; write a text in quotation marks`;
    }
    const [, day, time] = typeof value === "string" ? (engineDate.exec(value) ?? []) : [];
    if (day === undefined) {
        return undefined;
    }
    const text = time === "00:00:00" ? day : `${day}T${time}Z`;
    return `${quote(value)}, which is how an unquoted date is read; write it in quotation marks: "${text}"`;
}
