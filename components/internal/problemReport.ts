/** How problems are written down: the name of a field, and all problems under a headline. */
import type { Problem } from "../../rules/problem";
import { visibleLine } from "../../rules/text";

/** The name of a field, in the notation of `pulumi config set --path`: `users["a@b.example"].firstName`. */
export function fieldName(path: readonly string[]): string {
    // A key of the configuration may have a namespace, as in aws:region. Digits are a key, too, such as a certificate's name:
    // no path has the index of a list.
    const [first = "", ...rest] = path;
    return rest.reduce(
        (whole, part) =>
            /^[A-Za-z_$][\w$]*$/.test(part) ? `${whole}.${part}` : `${whole}[${visibleLine(JSON.stringify(part))}]`,
        visibleLine(first),
    );
}

/** All problems under one headline, a line each; the form every refusal of this package has. */
export function problemReport(headline: string, problems: readonly Problem[]): string {
    const lines = problems.map(({ path, message }) =>
        path.length === 0 ? `  - ${message}` : `  - ${fieldName(path)} ${message}`,
    );
    return [headline, ...new Set(lines)].join("\n");
}
