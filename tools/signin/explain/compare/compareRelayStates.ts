/** Two relay states: alike, or in what they differ. */
import { type FederateUrl, readFederateUrl } from "../../walk/connect/federateUrl";
import { redactUrl } from "../redact";
import { type Comparison, compared } from "./comparison";

/** By what they lead to. `seen`: "" for none. */
export function compareRelayStates(seen: string, known: string): Comparison {
    const about = { id: "relayState", what: compared.relayState } as const;
    const expected = redactUrl(known);
    if (seen === "") {
        return { ...about, seen: "none", expected, same: false };
    }
    const shown = redactUrl(seen);
    const remark = shown === expected ? undefined : differences(readFederateUrl(seen), readFederateUrl(known));
    const same = shown === expected || remark === "";
    return { ...about, seen: shown, expected, same, ...(same || remark === undefined ? {} : { remark }) };
}

/** "" where both lead to the same page; undefined where they can't be compared so. */
function differences(seen: FederateUrl | undefined, known: FederateUrl | undefined): string | undefined {
    if (seen === undefined || known === undefined) {
        return seen === undefined ? "it leads to no instance" : undefined;
    }
    const pages = { seen: seen.destination ?? "/", known: known.destination ?? "/" };
    const isOld = /^\/?connect\//.test(pages.seen) && !/^\/?connect\//.test(pages.known);
    return [
        ...(seen.region === known.region && seen.partition === known.partition ? [] : ["another Region"]),
        ...(seen.instanceId === known.instanceId ? [] : ["another instance"]),
        ...(pages.seen === pages.known ? [] : [isOld ? "the page of instances with an old address" : "another page"]),
    ].join(", ");
}
