/** The first name that an object of a JSON text holds twice; `JSON.parse` would silently keep the last. */
export function duplicateKey(json: string): string | undefined {
    const open: (Set<string> | undefined)[] = [];
    for (const [token, name] of json.matchAll(/("(?:[^"\\]|\\.)*")(?=\s*:)|"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
        if (token === "{" || token === "[") {
            open.push(token === "{" ? new Set() : undefined);
        } else if (token === "}" || token === "]") {
            open.pop();
        } else if (name !== undefined) {
            const key: string = JSON.parse(name);
            if (open.at(-1)?.has(key)) {
                return key;
            }
            open.at(-1)?.add(key);
        }
    }
    return undefined;
}
