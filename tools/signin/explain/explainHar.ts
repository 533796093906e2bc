/** A recording: each sign-in in it, from what the browser was shown, what it posted and where it ended. */
import { signInError, signInErrorIds } from "../errors";
import { explainResponse } from "./explainResponse";
import { dependsOn, explainShown, type ShownError } from "./explainShown";
import { unknownCode } from "./explainText";
import type { Attempt, Finding } from "./explanation";
import { finding } from "./finding";
import type { HarAttempt, HarReading } from "./har/har";
import { inOrder } from "./har/harOrder";
import { endNotes, pathOf } from "./har/harPath";
import { placeOf } from "./har/hosts";
import { note, notesOf } from "./note";
import { type ExplainContext, valuesOfStack } from "./stack";
import { readErrorTexts } from "./words/text";
import type { TextMatch } from "./words/textMatch";
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
    const named = response?.contents.find(({ id }) => id === "roleSessionName")?.value;
    const person = attempt.userHint ?? named;
    const signed = signs(attempt, valuesOfStack(context));
    const { shown, comparisons, remarks } = await explainShown(shownErrors(attempt), { response, signed, person }, at);
    const isReached = attempt.connectUrl !== undefined && !shown.some(({ refusedBy }) => refusedBy === "connect");
    const isClockWrong = isReached && recomputed.some((one) => dependsOn(one, "time"));
    const counted = isReached ? recomputed.filter((one) => !dependsOn(one, "time")) : recomputed;
    const { findings, notes } = inOrder([...shown, ...signed, ...counted], isReached);
    return {
        title,
        findings,
        comparisons,
        contents: [...pathOf(attempt), ...(response?.contents ?? [])],
        notes: [
            ...endNotes(attempt, findings),
            ...attempt.codes.filter((code) => !entraCodes.has(code)).map(unknownCode),
            ...notes,
            ...notesOf("recording", attempt.notes),
            ...remarks,
            ...(isClockWrong ? [wrongClock] : []),
            ...(response?.notes ?? []),
        ],
    };
}

const wrongClock = note(
    "wrongClock",
    "by the time given, or the clock of the computer that recorded it, the response would be too early or too late; AWS accepted it, so that this time is wrong",
);

async function responseOf(attempt: HarAttempt, context: ExplainContext): Promise<Attempt | undefined> {
    const { samlResponse, roleChosen } = attempt;
    if (samlResponse === undefined) {
        return undefined;
    }
    const relayState = attempt.relayState ?? attempt.federateUrl;
    const postedTo = attempt.postedTo && behindProxy(attempt.postedTo);
    const isWhole = attempt.isRelayStateHidden !== true;
    return await explainResponse({ samlResponse, isWhole, relayState, roleChosen, postedTo }, context);
}

/** Where a post to Defender's proxy goes on to. */
function behindProxy(url: string): string {
    const { behind } = placeOf(url) ?? {};
    return behind === undefined
        ? url
        : url.replace(/^(https?:\/\/)[^/?#]+/i, (_whole, scheme: string) => `${scheme}${behind}`);
}

/** A page that refuses nothing may have been passed: the requests say whether it was. */
function countsOnPage({ error, sureness }: TextMatch): boolean {
    const { refuses, inRecording } = signInError(error);
    return sureness !== "possible" && !(refuses === false && inRecording !== undefined);
}

/** What the pages said: their words, and Entra's codes. */
function shownErrors({ pages, codes }: HarAttempt): ShownError[] {
    const found = new Map<string, ShownError>();
    for (const { title = "", text, url, status } of pages) {
        const shownBy = `on ${/^[^?#]*/.exec(url)?.[0]}${status === undefined ? "" : ` (${status})`}`;
        for (const match of readErrorTexts(`${title}\n${text}`).matches.filter(countsOnPage)) {
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

/** What no page says and the requests show. */
function signs(attempt: HarAttempt, known: Record<string, string>): Finding[] {
    return signInErrorIds.flatMap((error) => {
        const sign = signInError(error).inRecording?.(attempt);
        if (sign === undefined) {
            return [];
        }
        const found = finding(error, { ...sign, values: { ...known, ...sign.values } });
        // No page of the recording has the cloud's words.
        return [{ ...found, message: null }];
    });
}
