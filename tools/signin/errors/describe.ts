import { connectSsoCommand } from "../../../rules/commandLine";
import { usernameProblem } from "../../../rules/connect";
import type { Stop } from "../result";
import { fill } from "./fill";
import { type CauseId, type SignInErrorId, signInError } from "./index";
import { type Cause, responseParts, type Values } from "./signInError";

/** `{explain}`: who shows the response; the one that has it at hand says so. */
function confirmation({ shownIn, confirm }: Cause): string {
    const shown = shownIn && `{explain|\`${connectSsoCommand("explain FILE")}\` shows} ${responseParts[shownIn]}.`;
    return [shown, confirm].filter((part) => part !== undefined).join(" ");
}

/** What the person's entry under `users` would be called; undefined where the program would refuse it. */
function entryOf({ entry, roleSessionName, user }: Values): string | undefined {
    const name = entry ?? roleSessionName ?? user;
    return usernameProblem(name) === undefined ? name : undefined;
}

/** A cause in words, with the values at hand. */
export function describeCause(cause: Cause, known: Values = {}): Pick<Stop, "cause" | "confirm" | "change"> {
    const values = { ...known, entry: entryOf(known) };
    return {
        cause: fill(cause.cause, values),
        confirm: fill(confirmation(cause), values),
        change: fill(cause.change, values),
    };
}

/** The catalogue's words for an error and one of its causes, with the values at hand. */
export function describeStop<E extends SignInErrorId>(
    error: E,
    causeId: CauseId<E>,
    values: Values = {},
): Omit<Stop, "hop"> {
    const { texts, causes } = signInError(error);
    const [text] = texts;
    const cause = causes[causeId];
    return {
        error,
        causeId,
        message: text === undefined ? null : fill(text, values),
        ...(cause === undefined ? { cause: "", confirm: "", change: "" } : describeCause(cause, values)),
    };
}
