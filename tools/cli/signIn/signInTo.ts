import { prepareWalk } from "../../signin/walk/walk";
import { confirm } from "./confirm";
import { makeReport, type SignInReport } from "./report";
import type { Sources } from "./sources";

/** Takes these people through and reports. */
export function signInTo(sources: Sources, users: readonly string[], nowMs: number): SignInReport {
    const { deployment, application, directory, stores } = sources;
    const walk = prepareWalk({ deployment, application, directory, nowMs });
    const signIns = users.map(walk);
    const confirmed =
        stores === undefined || directory === undefined
            ? signIns
            : signIns.map((signIn) => confirm(signIn, { stores, application, directory, nowMs }));
    return makeReport(sources, confirmed, nowMs);
}
