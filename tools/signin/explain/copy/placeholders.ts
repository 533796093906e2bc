/** What people and templates put in the place of values, as text that XML takes. Never throws; time is linear. */
import type { RepairId } from "./repairs";
import { isKnown } from "./samlNames";

/** Stands where a copy has a comment or a placeholder in the place of a value. */
export const takenOut = "[taken out]";

/** What programs have made of the blanks and quotation marks of a tag, which XML does not know there. */
const inTags: readonly [RepairId, (tag: string) => string][] = [
    // Mail programs make no-break spaces of blanks.
    ["blanks", (tag) => tag.replaceAll("\u00a0", " ")],
    // Word processors and blogs make “ of ".
    [
        "quotationMarks",
        (tag) => tag.replace(/=\s{0,9}[“”„]([^“”„"]*)[“”„]/g, '="$1"').replace(/=\s{0,9}[‘’]([^‘’']*)[‘’]/g, "='$1'"),
    ],
];

export function plainTags(text: string, found: Set<RepairId>): string {
    return text.replace(/<[^<>]{1,4000}>/g, (written) =>
        inTags.reduce((tag, [id, undo]) => {
            const plain = undo(tag);
            if (plain !== tag) {
                found.add(id);
            }
            return plain;
        }, written),
    );
}

/** `<REDACTED>`, `<your account id>`, `<...>`: no elements, since they have neither attributes nor an end; templates' `<%= id %>`. */
export function withoutPlaceholders(templated: string, found: Set<RepairId>): string {
    const text = templated.replace(/<%[^%<>]{0,500}%>|<\?(?:=|php\b)[^?<>]{0,500}\?>/g, () => {
        found.add("placeholders");
        return takenOut;
    });
    const ended = new Set([...text.matchAll(/<\/\s{0,9}([^\s<>/]{1,100})/g)].map(([, name = ""]) => name));
    return text.replace(/<([^<>=!?/][^<>=]{0,100}|\/{0})>/g, (tag, inner: string) => {
        const [name = ""] = inner.trim().split(/[\s/]/);
        const isElement = ended.has(name) || /^[\w.-]{1,40}:[A-Za-z]\w*$/.test(name) || isKnown(name);
        if (isElement) {
            return tag;
        }
        found.add("placeholders");
        return takenOut;
    });
}
