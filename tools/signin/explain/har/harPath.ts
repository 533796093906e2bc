/** The way of one recorded sign-in, and where it ends. */
import type { Finding } from "../explanation";
import { quotable } from "../quotable";
import type { HarAttempt, HarPage } from "./har";

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
    const words = quotable(last.text);
    const size = last.text.trim().length;
    const unquoted = size === 0 ? "the recording has no words of it" : `its ${size} characters are not shown`;
    const said = words === undefined ? unquoted : `it says ${words}`;
    return [`this sign-in ends at ${hostOf(last)} (${answerOf(last)}) with no error that is known; ${said}`];
}

const answerOf = ({ status, browserError }: HarPage) => status || browserError || "no answer";

const hostOf = ({ url }: HarPage) => /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? url;
