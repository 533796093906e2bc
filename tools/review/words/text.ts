/** Sentences whose foreign parts stay marked, so that each form (Markdown, terminal) escapes them in its own way. */

export type Part =
    /** Our own words. What stands in backticks is code. */
    | { own: string }
    /** A name or a value of the configuration or the clouds. */
    | { value: string }
    /** Sentences that hold such values: a message of the program, a policy or the walk. */
    | { prose: string };

export type Text = readonly Part[];

export const value = (text: string): Part => ({ value: text });
export const prose = (text: string): Part => ({ prose: text });

/** Our own words with foreign parts between them. A plain string can't be put in: say what it is. */
export function say(words: TemplateStringsArray, ...between: (Part | Text | number)[]): Text {
    const parts = words.flatMap((own, index): Text => {
        const next = between[index];
        const follows = next === undefined ? [] : partsOf(next);
        return own === "" ? follows : [{ own }, ...follows];
    });
    return merged(parts);
}

function partsOf(given: Part | Text | number): Text {
    if (typeof given === "number") {
        return [{ own: given.toLocaleString("en-US") }];
    }
    return isText(given) ? given : [given];
}

const isText = (given: Part | Text): given is Text => Array.isArray(given);

export function join(texts: readonly Text[], between: Text): Text {
    return merged(texts.flatMap((text, index) => (index === 0 ? text : [...between, ...text])));
}

/** `a, b and c`. */
export function allOf(texts: readonly Text[]): Text {
    const last = texts.at(-1);
    return last === undefined || texts.length === 1
        ? (last ?? [])
        : say`${join(texts.slice(0, -1), say`, `)} and ${last}`;
}

/** The first of a list in words, and how many more there are. */
export function shortened<T>(list: readonly T[], most: number, words: (one: T) => Text): Text[] {
    const left = list.length - most;
    return [...list.slice(0, most).map(words), ...(left > 0 ? [say`${left} more`] : [])];
}

/** ` (a → b)`; the one that is known, or nothing. */
export function fromTo(before: string | undefined, after: string | undefined): Text {
    if (before !== undefined && after !== undefined) {
        return say` (${value(before)} → ${value(after)})`;
    }
    const was = before === undefined ? say`` : say` (was ${value(before)})`;
    return after === undefined ? was : say` (now ${value(after)})`;
}

/** `1 person`, `2 people`: of our own words only. */
export function counted(count: number, one: Text, many: Text): Text {
    return say`${count} ${count === 1 ? one : many}`;
}

/** With a capital letter, where our own words come first. */
export function sentence(text: Text): Text {
    const [first, ...others] = text;
    return first !== undefined && "own" in first
        ? [{ own: first.own.charAt(0).toUpperCase() + first.own.slice(1) }, ...others]
        : text;
}

/** Neighbours of our own words become one. */
function merged(parts: Text): Text {
    const result: Part[] = [];
    for (const part of parts) {
        const before = result.at(-1);
        if ("own" in part && before !== undefined && "own" in before) {
            result[result.length - 1] = { own: before.own + part.own };
        } else {
            result.push(part);
        }
    }
    return result;
}
