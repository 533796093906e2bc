/** What a page of the rehearsal says of a refusal: the catalogue's words, by the walk of the person who is refused. */
import type { Explanation, Refusal, Situation } from "../../rehearsal/sites/site";
import { describeStop } from "../../signin/errors/describe";
import { signInTo } from "../signIn/signInTo";
import type { Sources } from "../signIn/sources";

/** Where the walk lets somebody through whom the emulated clouds refuse, their own words must do. */
export function explainRefusal(sources: Sources, { person, refused, nowMs }: Refusal): Explanation {
    if (person === undefined) {
        return { message: refused };
    }
    const [signIn] = signInTo(sources, [person], nowMs).signIns;
    const stop = signIn?.stop;
    if (stop === undefined) {
        return { message: refused };
    }
    const { error, message, cause, change } = stop;
    return { message: message ?? refused, id: error, cause, change };
}

export function explainSituation(name: Situation): Explanation {
    const { message, cause, change } = situations[name]();
    return { message: message ?? "", id: name, cause, change };
}

const situations = {
    sessionExpired: () => describeStop("sessionExpired", "startedAtConnect"),
    sessionReplaced: () => describeStop("sessionReplaced", "sameProfile"),
    framedLogin: () => describeStop("framedLogin", "framed"),
};
