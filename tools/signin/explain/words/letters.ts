/** Letters and digits of a text without anything between them, in which wrapping and missing blanks leave no trace. */
export interface Letters {
    /** Codes 0 to 35. Characters that are taken for one another (`I`, `l` and `1`; `O` and `0`) have one code. */
    codes: Uint8Array;
    /** Where in the text each of them stands. */
    at: Uint32Array;
}

const code = new Int8Array(128).fill(-1);
for (const [index, character] of [..."abcdefghijklmnopqrstuvwxyz0123456789"].entries()) {
    code[character.charCodeAt(0)] = index;
    code[character.toUpperCase().charCodeAt(0)] = index;
}
for (const [seen, meant] of [
    ["i", "l"],
    ["I", "l"],
    ["1", "l"],
    ["0", "o"],
] as const) {
    code[seen.charCodeAt(0)] = code[meant.charCodeAt(0)] ?? -1;
}

export function lettersOf(text: string): Letters {
    const codes = new Uint8Array(text.length);
    const at = new Uint32Array(text.length);
    let length = 0;
    for (let index = 0; index < text.length; index++) {
        const found = code[text.charCodeAt(index)] ?? -1;
        if (found >= 0) {
            codes[length] = found;
            at[length] = index;
            length++;
        }
    }
    return { codes: codes.subarray(0, length), at: at.subarray(0, length) };
}
