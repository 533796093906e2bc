/**
 * Walks every possibility. A walk that comes to a choice which nothing decides ends there, and is taken anew with each of the
 * values: what all of them come to is the answer.
 */
import type { HopName, Missing, SignIn } from "../result";
import { CannotGoOn, Stopped, Trail, Undecided } from "./trail";

/** How a walk ended, with all that was looked at on the way. */
type End =
    | { verdict: "yes"; trail: Trail }
    | { verdict: "no"; trail: Trail; stopped: Stopped }
    /** `through`: it came to the page, with doubts on the way. */
    | { verdict: "unknown"; trail: Trail; through: boolean };

/**
 * What the person's walks come to. `go` is called with a new trail each time, and must do the same each time but for what the
 * trail decides.
 */
export function walkAll(
    go: (trail: Trail) => void,
    route: readonly HopName[],
    person: Pick<SignIn, "user" | "stopIsWanted">,
): SignIn {
    const end = endOf(go, route, []);
    const { verdict, trail } = end;
    const common = { ...person, verdict, ...trail.found, missing: trail.missing };
    if (end.verdict === "no") {
        return { ...common, hops: trail.hops("stopped"), stop: end.stopped.stop };
    }
    const isThrough = end.verdict === "yes" || end.through;
    return { ...common, hops: trail.hops(isThrough ? "through" : "cannotGoOn") };
}

function endOf(go: (trail: Trail) => void, route: readonly HopName[], decisions: readonly number[]): End {
    const trail = new Trail("entra", decisions, route);
    try {
        go(trail);
        return trail.missing.length > 0 ? { verdict: "unknown", trail, through: true } : { verdict: "yes", trail };
    } catch (error) {
        if (error instanceof Stopped) {
            return { verdict: "no", trail, stopped: error };
        }
        if (error instanceof CannotGoOn) {
            return { verdict: "unknown", trail, through: false };
        }
        if (error instanceof Undecided) {
            const follow = (option: number) => endOf(go, route, [...decisions, option]);
            return error.missing === undefined ? best(error, follow) : together(error, error.missing, trail, follow);
        }
        throw error;
    }
}

/** The person chooses: they can sign in if one of the ways leads through. */
function best({ options }: Undecided, follow: (option: number) => End): End {
    const ends: End[] = [];
    for (const option of options.keys()) {
        const end = follow(option);
        if (end.verdict === "yes") {
            return end;
        }
        ends.push(end);
    }
    const doubtful = ends.filter((end) => end.verdict === "unknown");
    return (doubtful.find(({ through }) => through) ?? doubtful[0] ?? ends[0]) as End;
}

/** Nobody knows: the answer is theirs where all agree. Where two differ, the rest does not matter. */
function together(
    { about, options }: Undecided,
    missing: Omit<Missing, "hop">,
    upTo: Trail,
    follow: (option: number) => End,
): End {
    let first: End | undefined;
    for (const [index, option] of options.entries()) {
        const end = follow(index);
        first ??= end;
        if (end.verdict !== first.verdict) {
            const differ = [
                { option: options[0] ?? "", end: first },
                { option, end },
            ].map((one) => `with ${one.option} ${comesTo(one.end)}`);
            upTo.unknown(about, { ...missing, why: [missing.why, ...differ].join("; ") });
            upTo.lack([first, end].flatMap((one) => (one.verdict === "unknown" ? one.trail.missing : [])));
            return { verdict: "unknown", trail: upTo, through: false };
        }
    }
    return first as End;
}

function comesTo(end: End): string {
    if (end.verdict === "no") {
        return `they are stopped (${end.stopped.stop.message ?? end.stopped.stop.cause})`;
    }
    return end.verdict === "yes" ? "they can sign in" : "it is unknown";
}
