/** Who can sign in today, and who after the first `pulumi up`. */
import type { SignIn } from "../signin/result";
import { prepareWalk } from "../signin/walk/walk";
import type { Planned } from "./planned";
import { worldAfter, worldBefore } from "./worlds";

export type Verdict = SignIn["verdict"];

/** A Connect user. */
export interface AccessRow {
    username: string;
    before: Verdict;
    /** At the application that stands today. */
    after: Verdict;
    /** At the second application, where there is one. */
    second?: Verdict;
    /** Why not, or why it is unknown, today; empty for who can. */
    why: string;
    /** The same at the application that the stack manages. */
    whyAfter: string;
}

export function compareAccess(planned: Planned, nowMs: number): AccessRow[] {
    const { directory, users } = planned.made;
    const before = worldBefore(planned.made);
    const after = worldAfter(planned);
    const { deployment } = after;
    const walkBefore = prepareWalk({ ...before, directory, nowMs });
    const walkAfter = prepareWalk({ deployment, application: after.application, directory, nowMs });
    const { second } = after;
    const walkSecond = second && prepareWalk({ deployment, application: second, directory, nowMs });
    return users.map(({ username }) => {
        const [today, later] = [walkBefore(username), walkAfter(username)];
        const beside = walkSecond?.(username);
        return {
            username,
            before: today.verdict,
            after: later.verdict,
            ...(beside === undefined ? {} : { second: beside.verdict }),
            why: whyOf(today),
            whyAfter: whyOf(beside ?? later),
        };
    });
}

function whyOf({ verdict, stop, missing }: SignIn): string {
    if (verdict === "yes") {
        return "";
    }
    const [first] = missing;
    return verdict === "no" ? (stop?.cause ?? "") : first === undefined ? "" : `${first.what} is unknown: ${first.why}`;
}

/** Who can sign in today and could not, or perhaps not, at the application that they use now. */
export function lostIn(rows: readonly AccessRow[]): string[] {
    return rows.filter(({ before, after }) => before === "yes" && after !== "yes").map(({ username }) => username);
}

/** Who could not go over to the second application although they can sign in today. */
export function staying(rows: readonly AccessRow[]): string[] {
    return rows
        .filter(({ before, second }) => second !== undefined && second !== "yes" && before !== "no")
        .map(({ username }) => username);
}
