/** Values in commands, filters and code that people copy: each is quoted, so that it stays one value whatever it holds. */

/** What every POSIX shell takes as it is, at the beginning of a word too. */
const plain = /^[A-Za-z0-9_/.:@%+][A-Za-z0-9_/.:@%+=,-]*$/;

/** A value as one word of a POSIX shell: as it is where that is safe, else in single quotes. */
export function shellWord(value: string): string {
    return plain.test(value) ? value : shellText(value);
}

/** A value as one word of a POSIX shell, in single quotes: nothing in it has a meaning for the shell. */
export function shellText(value: string): string {
    return `'${value.replaceAll("'", "'\\''")}'`;
}

/** A value as a text of TypeScript. */
export function codeText(value: string): string {
    return JSON.stringify(value);
}
