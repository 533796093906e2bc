/** The way of one recorded sign-in, and where it ends. */
import type { Finding } from "../explanation";
import type { HarAttempt, HarPage } from "./har";

/** Longer words of a page are cut. */
const mostQuoted = 200;

export function pathOf({ pages, postedTo, responseStatus, connectUrl }: HarAttempt): { what: string; value: string }[] {
    const hosts = pages.map((page) => `${hostOf(page)} (${answerOf(page)})`);
    const steps = hosts.filter((host, index) => host !== hosts[index - 1]);
    const found: [string, string | undefined][] = [
        ["way", steps.join(" → ")],
        ["posted to", postedTo === undefined ? undefined : `${postedTo} (${responseStatus ?? "no answer"})`],
        ["reached", connectUrl],
    ];
    return found.flatMap(([what, value]) => (value ? [{ what, value }] : []));
}

/** Without a refusal that is known: where it came to, and what was read there. */
export function endNotes({ pages, connectUrl, codes }: HarAttempt, findings: Finding[]): string[] {
    if (findings.some(({ basis }) => basis === "shown")) {
        return [];
    }
    if (connectUrl !== undefined) {
        return ["this sign-in reached Amazon Connect"];
    }
    const last = pages.at(-1);
    if (last === undefined || codes.length > 0) {
        return [];
    }
    const words = last.text.replace(/\s+/g, " ").trim();
    const quoted = words.length > mostQuoted ? `${words.slice(0, mostQuoted - 1)}…` : words;
    const said = quoted === "" ? "the recording has no words of it" : `it says ${JSON.stringify(quoted)}`;
    return [`this sign-in ends at ${hostOf(last)} (${answerOf(last)}) with no error that is known; ${said}`];
}

const answerOf = ({ status, browserError }: HarPage) => status || browserError || "no answer";

const hostOf = ({ url }: HarPage) => /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? url;
