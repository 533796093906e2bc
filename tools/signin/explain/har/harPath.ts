/** The way of one recorded sign-in, and where it ends. */
import { type Content, contents } from "../content";
import type { Finding } from "../explanation";
import { type Note, note } from "../note";
import { quotable } from "../quotable";
import type { HarAttempt, HarPage } from "./har";

export function pathOf({ pages, postedTo, responseStatus, connectUrl }: HarAttempt): Content[] {
    const hosts = pages.map((page) => `${hostOf(page)} (${answerOf(page)})`);
    const steps = hosts.filter((host, index) => host !== hosts[index - 1]);
    return contents([
        ["way", steps.join(" → ")],
        ["postedTo", postedTo === undefined ? undefined : `${postedTo} (${responseStatus ?? "no answer"})`],
        ["reached", connectUrl],
    ]);
}

/** Without a refusal that is known: where it came to, and what was read there. */
export function endNotes({ pages, connectUrl, codes }: HarAttempt, findings: Finding[]): Note[] {
    if (findings.some(({ basis }) => basis === "shown")) {
        return [];
    }
    if (connectUrl !== undefined) {
        return [note("reached", "this sign-in reached Amazon Connect")];
    }
    const last = pages.at(-1);
    if (last === undefined || codes.length > 0) {
        return [];
    }
    const words = quotable(last.text);
    const size = last.text.trim().length;
    const unquoted =
        size === 0 ? "the recording does not contain its text" : `its ${size} characters are not shown here`;
    const said = words === undefined ? unquoted : `it says ${words}`;
    const end = `this sign-in ends at ${hostOf(last)} (${answerOf(last)}) without a known error`;
    return [note("ends", `${end}; ${said}`)];
}

const answerOf = ({ status, browserError }: HarPage) => status || browserError || "no answer";

const hostOf = ({ url }: HarPage) => /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? url;
