/** JSON for people, in a fenced block: a list of texts fills its lines, where `JSON.stringify` gives each text one. */
const width = 120;
const listOfTexts = /^( *)(.*)\[\n((?: *"[^"]*",?\n)+) *\](,?)$/gm;

export function jsonBlock(value: unknown): string {
    const text = JSON.stringify(value, null, 4).replace(
        listOfTexts,
        (_, indent: string, key: string, items: string, comma: string) => {
            const texts = items
                .trim()
                .split("\n")
                .map((item) => item.trim());
            const oneLine = `${indent}${key}[${texts.join(" ")}]${comma}`;
            if (oneLine.length <= width) {
                return oneLine;
            }
            return `${indent}${key}[\n${filled(texts, `${indent}    `)}\n${indent}]${comma}`;
        },
    );
    return `\`\`\`json\n${text}\n\`\`\``;
}

function filled(texts: readonly string[], indent: string): string {
    const lines: string[] = [];
    for (const text of texts) {
        const last = lines.at(-1);
        if (last !== undefined && `${last} ${text}`.length <= width) {
            lines[lines.length - 1] = `${last} ${text}`;
        } else {
            lines.push(`${indent}${text}`);
        }
    }
    return lines.join("\n");
}
