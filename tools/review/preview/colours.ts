/** Escape sequences of a terminal, and Pulumi's own marks of a colour. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
const colours = /\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|<\{%[^%]*%\}>/g;

export function withoutColours(text: string): string {
    return text.replace(colours, "");
}
