/** Entra's sign-in log: each refusal in it, with the person and the application of the record. */

import { defined } from "../../../../rules/record";
import { guid } from "../../../../rules/text";
import { contents } from "../content";
import { explainMatches } from "../explainMatches";
import { unknownCode } from "../explainText";
import { type Attempt, emptyAttempt } from "../explanation";
import { interrupts, isUserName } from "../input/page";
import { type Note, notesOf } from "../note";
import { redactText } from "../redact";
import { type ExplainContext, isText } from "../stack";
import { entraCodes } from "../words/wordings";
import type { SignInRecord } from "./signInRecord";

/** More refusals than these are counted. */
const mostExplained = 20;

export async function explainSignInLog(
    records: readonly SignInRecord[],
    context: ExplainContext,
): Promise<{ attempts: Attempt[]; notes: Note[] }> {
    const failed = records.filter(({ code }) => code !== "0" && !interrupts.has(code));
    const passed = records.filter(({ code }) => code === "0").length;
    const ours = ofTheApplication(failed, context);
    const groups = alike(ours);
    const attempts: Attempt[] = [];
    for (const [index, group] of groups.slice(0, mostExplained).entries()) {
        attempts.push(await explainOne(group, index, groups.length, context));
    }
    if (attempts.length === 0) {
        attempts.push(emptyAttempt("the sign-in log"));
    }
    const interrupted = records.length - failed.length - passed;
    const notes = notesOf("signInLog", [
        ...(groups.length > mostExplained
            ? [`only the first ${mostExplained} of ${groups.length} refusals are shown`]
            : []),
        ...(failed.length > ours.length
            ? [`refused sign-ins to other applications were left out: ${failed.length - ours.length}`]
            : []),
        ...(interrupted > 0
            ? [`records in which Entra only asked for something more were left out: ${interrupted}`]
            : []),
        ...(passed > 0
            ? [
                  `Entra let people pass in ${passed} of the ${records.length} records: if one of them did not get in, give what the page of AWS or Amazon Connect showed, or a HAR file`,
              ]
            : []),
    ]);
    return { attempts, notes };
}

/** Those of the deployment's application, where the log has any. */
function ofTheApplication(records: SignInRecord[], { stack }: ExplainContext): SignInRecord[] {
    const clientId = stack?.application.clientId;
    const own = isText(clientId) ? records.filter((one) => one.clientId?.toLowerCase() === clientId.toLowerCase()) : [];
    return own.length > 0 ? own : records;
}

interface Group {
    record: SignInRecord;
    count: number;
}

/** The same person, application and code, once; the first one of the log is the latest. */
function alike(records: SignInRecord[]): Group[] {
    const groups = new Map<string, Group>();
    for (const record of records) {
        const { code, userPrincipalName, userName, clientId, application } = record;
        const key = JSON.stringify([code, userPrincipalName ?? userName, clientId ?? application]);
        const group = groups.get(key);
        groups.set(key, { record: group?.record ?? record, count: (group?.count ?? 0) + 1 });
    }
    return [...groups.values()];
}

async function explainOne(
    { record, count }: Group,
    index: number,
    total: number,
    context: ExplainContext,
): Promise<Attempt> {
    const { code, reason, userPrincipalName, userName, application, clientId, time } = record;
    const triedAtMs = context.triedAtMs ?? timeOf(time);
    const at = triedAtMs === undefined ? context : { ...context, triedAtMs };
    const person = userPrincipalName !== undefined && isUserName(userPrincipalName) ? userPrincipalName : undefined;
    const who = person ?? (userName === undefined ? undefined : redactText(userName));
    const values = defined({
        user: who,
        upn: person,
        application: application && redactText(application),
        clientId: guid.test(clientId ?? "") ? clientId : undefined,
    }) as Record<string, string>;
    const error = entraCodes.get(code) ?? entraCodes.get(`AADSTS${code}`);
    const match = error && { error, sureness: "certain" as const, text: "", values, codes: [`AADSTS${code}`] };
    const where = { shownBy: "in the sign-in log", person };
    const { findings, comparisons, notes } =
        match === undefined
            ? { findings: [], comparisons: [], notes: [unknownCode(`AADSTS${code}`)] }
            : await explainMatches([match], at, where);
    const found = contents([
        ["user", who],
        ["application", application],
        ["clientId", clientId],
        ["code", `AADSTS${code}`],
        ["reason", match === undefined ? reason : undefined],
        ["time", time],
        ["records", count > 1 ? `${count}` : undefined],
    ]);
    return {
        title: `sign-in ${index + 1} of ${total}${who === undefined ? "" : ` by ${who}`}${time === undefined ? "" : `, ${redactText(time)}`}`,
        findings,
        comparisons,
        notes,
        contents: found.map((one) => ({ ...one, value: redactText(one.value) })),
    };
}

function timeOf(time: string | undefined): number | undefined {
    const ms = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(time ?? "") ? Date.parse(time ?? "") : Number.NaN;
    return Number.isNaN(ms) ? undefined : ms;
}
