/** A recording: each sign-in in it, from what the browser was shown, what it posted and where it ended. */
import { isDefenderHost, withoutDefender } from "../defenderHosts";
import { endpointOf } from "../walk/aws/endpoints";
import { explainResponse } from "./explainResponse";
import { explainMatches, unknownCodeNote, valuesOfStack } from "./explainText";
import { type Attempt, type Finding, finding } from "./explanation";
import type { HarAttempt, HarReading } from "./har/har";
import { inOrder } from "./har/harOrder";
import { endNotes, pathOf } from "./har/harPath";
import type { ExplainContext } from "./stack";
import { matchErrorTexts, type TextMatch } from "./words/text";
import { entraCodes } from "./words/wordings";

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
    const recordedMs = Date.parse(attempt.postedAt ?? attempt.startedAt ?? "");
    const at = { ...context, triedAtMs: context.triedAtMs ?? (Number.isNaN(recordedMs) ? undefined : recordedMs) };
    const response = await responseOf(attempt, at);
    const recomputed = response?.findings ?? [];
    const named = response?.contents.find(({ what }) => what === "RoleSessionName")?.value;
    const person = attempt.userHint ?? named;
    const signed = signs(attempt, valuesOfStack(context));
    const shown: Finding[] = [];
    const comparisons = [...(response?.comparisons ?? [])];
    const remarks: string[] = [];
    for (const { match, shownBy } of shownErrors(attempt)) {
        const isKnown = [...signed, ...recomputed].some(
            ({ error, causeSureness }) => error === match.error && causeSureness === "certain",
        );
        const where = { ...(person === undefined ? {} : { person }), ...(shownBy === undefined ? {} : { shownBy }) };
        const said = await explainMatches([match], isKnown ? { ...at, stack: undefined } : at, where);
        const isRight = response !== undefined && isOfTheResponse(match) && !recomputed.some(isSameAs(match));
        shown.push(...said.findings.map((one) => (isRight ? { ...one, causeSureness: "possible" as const } : one)));
        remarks.push(...said.remarks, ...(isRight ? [rightInRecording(match)] : []));
        comparisons.push(...said.comparisons.filter(({ what }) => !comparisons.some((one) => one.what === what)));
    }
    const isReached = attempt.connectUrl !== undefined && !shown.some(({ refusedBy }) => refusedBy === "connect");
    const isClockWrong = isReached && recomputed.some(({ error }) => timeErrors.includes(error));
    const counted = isReached ? recomputed.filter(({ error }) => !timeErrors.includes(error)) : recomputed;
    const { findings, notes } = inOrder([...shown, ...signed, ...counted], isReached);
    return {
        ...{ title, findings, comparisons },
        contents: [...pathOf(attempt), ...(response?.contents ?? [])],
        notes: [
            ...endNotes(attempt, findings),
            ...attempt.codes.filter((code) => !entraCodes.has(code)).map(unknownCodeNote),
            ...notes,
            ...attempt.notes,
            ...remarks,
            ...(isClockWrong ? [wrongClock] : []),
            ...(response?.notes ?? []),
        ],
    };
}

/** Errors whose causes are all to be seen in the response itself. */
const ofTheResponse: readonly string[] = [
    ...["invalidSamlResponse", "invalidBase64", "subjectConfirmationMissing", "durationInvalid"],
    ...["roleSessionNameRequired", "roleSessionNameInvalid", "roleInOtherAccount"],
];
const isOfTheResponse = ({ error }: TextMatch) => ofTheResponse.includes(error);
const isSameAs =
    ({ error }: TextMatch) =>
    (one: Finding) =>
        one.error === error;

const rightInRecording = ({ error }: TextMatch) =>
    `the response in the recording has none of the causes of ${error}: what else it lacks is listed too, or AWS was sent another one`;

const timeErrors: readonly string[] = ["responseExpired", "redeemedLate", "notYetValid"];
const wrongClock =
    "by the time given, or the clock of the computer that recorded it, the response would have come too early or too late; AWS took it, so that this time is wrong";

async function responseOf(attempt: HarAttempt, context: ExplainContext): Promise<Attempt | undefined> {
    const { samlResponse, postedTo } = attempt;
    const relayState = attempt.relayState ?? attempt.federateUrl;
    return samlResponse === undefined
        ? undefined
        : await explainResponse(
              {
                  ...{ samlResponse, isWhole: attempt.isRelayStateHidden !== true },
                  ...(relayState === undefined ? {} : { relayState }),
                  ...(postedTo === undefined ? {} : { postedTo: behindProxy(postedTo) }),
              },
              context,
          );
}

/** Where a post to Defender's proxy goes on to; older proxies have their region before the suffix. */
function behindProxy(url: string): string {
    const host = /^https:\/\/([^/?#]+)/.exec(url)?.[1] ?? "";
    if (!isDefenderHost(host)) {
        return url;
    }
    const real = withoutDefender(host);
    const [plain, withoutRegion] = [real, real.replace(/\.[a-z0-9-]{1,20}$/, "")].map((one) => url.replace(host, one));
    return [plain, withoutRegion].find((one) => one !== undefined && endpointOf(one) !== undefined) ?? url;
}

/** What the pages said: their words, and Entra's codes. */
function shownErrors({ pages, codes }: HarAttempt): { match: TextMatch; shownBy?: string }[] {
    const found = new Map<string, { match: TextMatch; shownBy?: string }>();
    for (const { title = "", text, url, status } of pages) {
        const shownBy = `${/^[^?#]*/.exec(url)?.[0]}${status === undefined ? "" : ` (${status})`}`;
        for (const match of matchErrorTexts(`${title}\n${text}`).filter(({ sureness }) => sureness !== "possible")) {
            found.set(match.error, found.get(match.error) ?? { match, shownBy });
        }
    }
    for (const code of codes) {
        const error = entraCodes.get(code);
        if (error !== undefined && !found.has(error)) {
            found.set(error, { match: { error, sureness: "certain", text: "", values: {}, codes: [code] } });
        }
    }
    return [...found.values()];
}

/** Told by the requests: no page of the recording has the cloud's words. */
const wordless = (one: Finding): Finding => ({ ...one, message: null });

/** What no page says and the requests show. */
function signs(attempt: HarAttempt, known: Record<string, string>): Finding[] {
    const { proxyHosts, framed, withoutSamlResponse, samlRequestTo, consoleUrl, federateUrl, startedAtStation } =
        attempt;
    const found: Finding[] = [];
    const [proxy] = proxyHosts;
    if (proxy !== undefined) {
        const evidence = `the host ${proxy} of Microsoft Defender's proxy`;
        found.push(finding("defenderProxy", { sureness: "certain", evidence, values: { ...known, seen: proxy } }));
    }
    if (framed !== undefined) {
        const evidence = `${framed.url} was loaded in a frame and answered ${framed.header}: ${framed.value}`;
        found.push(
            wordless(
                finding("framedLogin", {
                    ...{ sureness: "certain", evidence, causeId: "framed" },
                    values: { ...known, url: framed.url },
                }),
            ),
        );
    }
    if (withoutSamlResponse !== undefined) {
        const { method, url } = withoutSamlResponse;
        const isReload = attempt.samlResponse !== undefined;
        found.push(
            finding("noSamlResponse", {
                ...{ sureness: "certain", values: known },
                evidence: `${method} ${url} without a SAMLResponse`,
                causeId: isReload ? "pageReloaded" : startedAtStation === "accessPage" ? "startedAtAws" : undefined,
            }),
        );
    }
    // Whoever posts a response afterwards, or has come to the instance, was not sent away for that.
    if (samlRequestTo !== undefined && attempt.samlResponse === undefined && attempt.connectUrl === undefined) {
        const evidence = `${samlRequestTo} was asked with a SAMLRequest: the sign-in was started by the service`;
        found.push(
            wordless(
                finding("sessionExpired", { sureness: "likely", evidence, causeId: "startedAtConnect", values: known }),
            ),
        );
    }
    // A relay state that was posted is looked at with the response.
    if (consoleUrl !== undefined && federateUrl === undefined && attempt.relayState === undefined) {
        const evidence = `after the post the browser came to ${consoleUrl} and never to /connect/federate`;
        found.push(finding("landsInConsole", { sureness: "certain", evidence, values: known }));
    }
    return found;
}
