/** HTML from templates: every value is escaped, unless it is HTML already. */

export class Html {
    constructor(readonly text: string) {}
}

const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};

const escaped = (value: string) => value.replace(/[&<>"']/g, (one) => entities[one] ?? "");

type Part = Html | string | number | undefined | readonly Html[];

/** `` html`<p>${name}</p>` ``; undefined is nothing. */
export function html(texts: TemplateStringsArray, ...values: Part[]): Html {
    const written = values.map((value) => {
        if (value instanceof Html) {
            return value.text;
        }
        return Array.isArray(value) ? value.map(({ text }: Html) => text).join("") : escaped(String(value ?? ""));
    });
    return new Html(texts.map((text, index) => text + (written[index] ?? "")).join(""));
}

/** A value within a script: as JSON, in which nothing ends the script. */
export const scriptValue = (value: unknown): string =>
    JSON.stringify(value).replace(
        /[<>&\u2028\u2029]/g,
        (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
