import { prepareWalk } from "../../signin/walk/walk";
import { makeReport, type SignInReport } from "./report";
import type { Sources } from "./sources";

/** Takes these people through and reports. */
export function signInTo(sources: Sources, users: readonly string[], nowMs: number): SignInReport {
    const { deployment, application, directory } = sources;
    const walk = prepareWalk({ deployment, application, directory, nowMs });
    return makeReport(sources, users.map(walk), nowMs);
}
