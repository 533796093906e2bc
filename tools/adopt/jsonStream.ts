/** JSON documents one after the other, as commands in a loop print them. */

/** Undefined where the text is no such thing. An empty text has none. */
export function readJsonStream(text: string): unknown[] | undefined {
    const documents: unknown[] = [];
    for (let at = skipBlank(text, 0); at < text.length; ) {
        const end = endOfDocument(text, at);
        if (end === undefined) {
            return undefined;
        }
        try {
            documents.push(JSON.parse(text.slice(at, end)));
        } catch {
            return undefined;
        }
        at = skipBlank(text, end);
    }
    return documents;
}

function skipBlank(text: string, from: number): number {
    let at = from;
    while (at < text.length && /\s/.test(text.charAt(at))) {
        at += 1;
    }
    return at;
}

/** Objects and lists alone: nothing else is printed. */
function endOfDocument(text: string, from: number): number | undefined {
    let depth = 0;
    let inText = false;
    for (let at = from; at < text.length; at++) {
        const character = text.charAt(at);
        if (inText) {
            if (character === "\\") {
                at += 1;
            } else if (character === '"') {
                inText = false;
            }
        } else if (character === '"') {
            inText = true;
        } else if (character === "{" || character === "[") {
            depth += 1;
        } else if (character === "}" || character === "]") {
            depth -= 1;
        }
        if (depth <= 0 && !inText) {
            return depth === 0 && at > from ? at + 1 : undefined;
        }
    }
    return undefined;
}
