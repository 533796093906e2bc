import { type CauseId, type SignInErrorId, signInErrors } from "./errors";
import { fill } from "./errors/fill";
import type { SignInError, Values } from "./errors/signInError";
import type { Stop } from "./result";

/** The catalogue's words for an error and one of its causes, with the values at hand. */
export function describeStop<E extends SignInErrorId>(
    error: E,
    causeId: CauseId<E>,
    values: Values = {},
): Omit<Stop, "hop"> {
    const { texts, causes }: SignInError = signInErrors[error];
    const { cause, confirm, change } = causes[causeId] ?? { cause: "", confirm: "", change: "" };
    const [text] = texts;
    return {
        error,
        causeId,
        message: text === undefined ? null : fill(text, values),
        cause: fill(cause, values),
        confirm: fill(confirm, values),
        change: fill(change, values),
    };
}
