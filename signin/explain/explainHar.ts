/** A recording: each sign-in in it, from what the browser was shown, what it posted and where it ended. */
import { explainResponse } from "./explainResponse";
import { explainMatches } from "./explainText";
import { type Attempt, type Finding, finding } from "./explanation";
import type { HarAttempt, HarReading } from "./har";
import type { ExplainContext } from "./stack";
import { matchErrorTexts, type TextMatch } from "./text";
import { entraCodes } from "./wordings";

export async function explainHar({ attempts }: HarReading, context: ExplainContext): Promise<Attempt[]> {
    const explained: Attempt[] = [];
    for (const [index, attempt] of attempts.entries()) {
        explained.push(await explainOne(attempt, titleOf(attempt, index, attempts.length), context));
    }
    return explained;
}

function titleOf({ startedAt, userHint }: HarAttempt, index: number, count: number): string {
    const time = startedAt === undefined ? "" : `, started ${startedAt}`;
    const who = userHint === undefined ? "" : ` by ${userHint}`;
    return `sign-in ${index + 1} of ${count}${who}${time}`;
}

async function explainOne(attempt: HarAttempt, title: string, context: ExplainContext): Promise<Attempt> {
    const startedAtMs = Date.parse(attempt.startedAt ?? "");
    const at = { ...context, triedAtMs: context.triedAtMs ?? (Number.isNaN(startedAtMs) ? undefined : startedAtMs) };
    const { findings: shown, remarks } = await explainMatches(shownErrors(attempt), at, attempt.userHint);
    const response =
        attempt.samlResponse === undefined
            ? undefined
            : await explainResponse(
                  {
                      samlResponse: attempt.samlResponse,
                      relayState: attempt.relayState ?? attempt.federateUrl,
                      postedTo: attempt.postedTo,
                  },
                  at,
              );
    const findings = merge([...shown, ...signs(attempt), ...(response?.findings ?? [])]);
    return {
        title,
        findings,
        comparisons: response?.comparisons ?? [],
        contents: [...pathOf(attempt), ...(response?.contents ?? [])],
        notes: [
            ...(findings.length === 0 && attempt.connectUrl !== undefined
                ? ["this sign-in reached Amazon Connect"]
                : []),
            ...attempt.notes,
            ...remarks,
            ...(response?.notes ?? []),
        ],
    };
}

/** What the pages said: their words, and Entra's codes. */
function shownErrors({ pages, codes }: HarAttempt): TextMatch[] {
    const found = new Map<string, TextMatch>();
    for (const { title = "", text } of pages) {
        for (const match of matchErrorTexts(`${title}\n${text}`).filter(({ sureness }) => sureness !== "possible")) {
            found.set(match.error, found.get(match.error) ?? match);
        }
    }
    for (const code of codes) {
        const error = entraCodes.get(code);
        if (error !== undefined && !found.has(error)) {
            found.set(error, { error, sureness: "certain", text: "", values: {}, codes: [code] });
        }
    }
    return [...found.values()];
}

/** What no page says and the requests show. */
function signs(attempt: HarAttempt): Finding[] {
    const { proxyHosts, framed, withoutSamlResponse, samlRequestTo, consoleUrl, federateUrl, startedAtStation } =
        attempt;
    const found: Finding[] = [];
    const [proxy] = proxyHosts;
    if (proxy !== undefined) {
        const evidence = `the host ${proxy} of Microsoft Defender's proxy`;
        found.push(finding("defenderProxy", { sureness: "certain", evidence, values: { seen: proxy } }));
    }
    if (framed !== undefined) {
        const evidence = `${framed.url} was loaded in a frame and answered ${framed.header}: ${framed.value}`;
        found.push(finding("framedLogin", { sureness: "certain", evidence, values: { seen: framed.url } }));
    }
    if (withoutSamlResponse !== undefined) {
        const { method, url } = withoutSamlResponse;
        const isReload = attempt.samlResponse !== undefined;
        found.push(
            finding("noSamlResponse", {
                sureness: "certain",
                evidence: `${method} ${url} without a SAMLResponse`,
                causeId: isReload ? "pageReloaded" : startedAtStation === "accessPage" ? undefined : "startedAtAws",
            }),
        );
    }
    if (samlRequestTo !== undefined) {
        const evidence = `${samlRequestTo} was asked with a SAMLRequest: the sign-in was started by the service`;
        found.push(finding("sessionExpired", { sureness: "likely", evidence, causeId: "startedAtConnect" }));
    }
    if (consoleUrl !== undefined && federateUrl === undefined) {
        const evidence = `after the post the browser came to ${consoleUrl} and never to /connect/federate`;
        found.push(finding("landsInConsole", { sureness: "certain", evidence }));
    }
    return found;
}

/** Each error once, as shown before as recomputed; a cause that was recomputed is surer than the usual one. */
function merge(findings: Finding[]): Finding[] {
    const found = new Map<string, Finding>();
    for (const one of findings) {
        const before = found.get(one.error);
        if (before === undefined) {
            found.set(one.error, one);
        } else if (before.causeSureness !== "certain" && one.causeSureness === "certain") {
            found.set(one.error, { ...one, basis: before.basis, evidence: `${before.evidence}; ${one.evidence}` });
        }
    }
    const rank = ({ basis }: Finding) => (basis === "shown" ? 0 : 1);
    return [...found.values()].sort((one, other) => rank(one) - rank(other));
}

function pathOf({ pages, postedTo, responseStatus, connectUrl }: HarAttempt): { what: string; value: string }[] {
    const hosts = pages.map(({ url, status }) => `${hostOf(url)} (${status ?? "no answer"})`);
    const steps = hosts.filter((host, index) => host !== hosts[index - 1]);
    const found: [string, string | undefined][] = [
        ["way", steps.join(" → ")],
        ["posted to", postedTo === undefined ? undefined : `${postedTo} (${responseStatus ?? "no answer"})`],
        ["reached", connectUrl],
    ];
    return found.flatMap(([what, value]) => (value ? [{ what, value }] : []));
}

const hostOf = (url: string) => /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? url;
