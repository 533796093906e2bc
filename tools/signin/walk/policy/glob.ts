/** Texts with wildcards: `*` stands for any number of characters, `?` for one. */

/** `*` and `?`; the `InSegment` ones do not match a colon. */
const wildcards = ["many", "one", "manyInSegment", "oneInSegment"] as const;
type Wildcard = (typeof wildcards)[number];

/** One character that stands for itself, or a wildcard. */
export type Token = { literal: string } | { wildcard: Wildcard };

/** Whether the whole text matches. Takes at most pattern × text steps, so that no pattern can make it hang. */
export function globMatches(pattern: readonly Token[], text: string): boolean {
    let reachable = new Set([0]);
    skipStars(pattern, reachable);
    for (const character of text) {
        const next = new Set<number>();
        for (const position of reachable) {
            const token = pattern[position];
            if (token !== undefined && accepts(token, character)) {
                next.add(isStar(token) ? position : position + 1);
            }
        }
        skipStars(pattern, next);
        reachable = next;
    }
    return reachable.has(pattern.length);
}

/** A star may also match nothing. (A set that grows while it is walked is walked to its new end.) */
function skipStars(pattern: readonly Token[], reachable: Set<number>): void {
    for (const position of reachable) {
        const token = pattern[position];
        if (token !== undefined && isStar(token)) {
            reachable.add(position + 1);
        }
    }
}

function isStar(token: Token): boolean {
    return "wildcard" in token && (token.wildcard === "many" || token.wildcard === "manyInSegment");
}

function accepts(token: Token, character: string): boolean {
    if ("literal" in token) {
        return token.literal === character;
    }
    return character !== ":" || token.wildcard === "many" || token.wildcard === "one";
}

/** The characters of a text, each for itself. */
export function literals(text: string): Token[] {
    return Array.from(text, (literal) => ({ literal }));
}

/** The tokens of a text in which `*` and `?` are wildcards. */
export function withWildcards(text: string): Token[] {
    return Array.from(text, (character) => {
        if (character === "*") {
            return { wildcard: "many" };
        }
        return character === "?" ? { wildcard: "one" } : { literal: character };
    });
}
