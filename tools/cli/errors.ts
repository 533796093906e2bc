/** What was typed, or a file it names, can't be used; the message says what to write instead. Exit code 2. */
export class UsageError extends Error {
    override readonly name = "UsageError";
}
