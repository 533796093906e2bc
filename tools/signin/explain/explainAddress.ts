/** A relay state that was pasted: whether it leads to an instance, and to a page that there is. */
import { Trail } from "../walk/trail";
import { checkOwnRelayState } from "./checkEntry";
import { compareRelayStates } from "./compare/compareRelayStates";
import { named } from "./content";
import type { Attempt } from "./explanation";
import { Findings } from "./findings";
import { redactUrl } from "./redact";
import type { Stack } from "./stack";

/** Longer texts are no pasted address. */
const longestText = 5000;

/** Undefined: the text holds no address below /connect/federate. */
export async function explainAddress(text: string, stack: Stack | undefined): Promise<Attempt | undefined> {
    const relayState = /https:\/\/[^\s"'<>]{1,200}\/connect\/federate\/[^\s"'<>]{1,2000}/.exec(
        text.slice(0, longestText),
    )?.[0];
    if (relayState === undefined) {
        return undefined;
    }
    const trail = new Trail("connect");
    const found = new Findings(trail);
    await checkOwnRelayState(trail, found, { samlResponse: "", relayState });
    const comparison = compareRelayStates(relayState, stack?.application.servicePrincipal?.relayState);
    return {
        title: "the pasted relay state",
        findings: found.list,
        comparisons: comparison === undefined ? [] : [comparison],
        contents: [{ id: "relayState", what: named.relayState, value: redactUrl(relayState) }],
        notes: [],
    };
}
