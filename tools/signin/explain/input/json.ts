/** What JSON is that somebody hands in: a recording, a log, a response somewhere in it. Never throws. */
import { isRecord } from "../../../../rules/record";
import { notPeople } from "../../../deployment/notPeople";
import { parsedJson } from "../../decoded";
import { signInsOfJson } from "../log/readSignInLog";
import { redactUrl } from "../redact";
import { messageField } from "./fields";
import { fromBase64, fromFields, response } from "./fromFields";
import { fromXml } from "./fromXml";
import { other, type RecognizedInput } from "./recognized";
import { harOfSamlTracer } from "./samlTracer";

export function fromJson(text: string): RecognizedInput | undefined {
    const value = /^[{[]/.test(text) ? parsedJson(text) : undefined;
    if (value === undefined) {
        return undefined;
    }
    const records = signInsOfJson(value);
    if (records !== undefined) {
        return { kind: "signInLog", records, notes: [] };
    }
    const har = isRecord(value) ? harOf(value) : undefined;
    if (har !== undefined) {
        return { kind: "har", har, notes: [] };
    }
    const problem = isRecord(value) ? problemOf(value) : problemOfList(value);
    return problem === undefined ? (fromForm(value) ?? responsesIn(value).next().value) : other(problem);
}

function harOf(value: Record<string, unknown>): unknown {
    if (isRecord(value.log) && Array.isArray(value.log.entries)) {
        return value;
    }
    if (Array.isArray(value.entries) && (value.version !== undefined || isRecord(value.creator))) {
        return { log: value };
    }
    const isEntry = isRecord(value.request) && isRecord(value.response);
    return harOfSamlTracer(value) ?? (isEntry ? { log: { entries: [value] } } : undefined);
}

function problemOf(value: Record<string, unknown>): string | undefined {
    if (isRecord(value.deployment) && (Array.isArray(value.deployment.resources) || value.version !== undefined)) {
        return "it is the export of a stack; give it with --deployment, and beside it what the person saw";
    }
    if (Array.isArray(value.Statement)) {
        return "it is an IAM policy, which alone says nothing of a failed sign-in (with --deployment, the policies of the stack are read); give what the person saw, a SAMLResponse, or a HAR file";
    }
    return [value.value, value.users, value.people].map((list) => problemOfList(list, value)).find(Boolean);
}

function problemOfList(list: unknown, holder: Record<string, unknown> = {}): string | undefined {
    if (!Array.isArray(list)) {
        return undefined;
    }
    const unfit = notPeople(list, holder);
    if (unfit !== undefined) {
        return `it is ${unfit.what}, which says nothing of a failed sign-in; give what the person saw, or Entra's sign-in log`;
    }
    return isRecord(list[0]) && typeof list[0].userPrincipalName === "string"
        ? "it is a directory of people; give it with --directory, and beside it what the person saw"
        : undefined;
}

/** As the developer tools' panel copies the fields of the post. */
function fromForm(value: unknown): RecognizedInput | undefined {
    if (!isRecord(value) || typeof value.SAMLResponse !== "string") {
        return undefined;
    }
    const field = messageField(value.SAMLResponse, false);
    const relayState = typeof value.RelayState === "string" ? value.RelayState : undefined;
    return field && response(field, { relayState, isWhole: relayState !== undefined });
}

/** No JSON that somebody hands in has more strings. */
const mostStrings = 100_000;

/** The SAML responses of a JSON text, each with the object around it. */
export function responsesOfJson(text: string): RecognizedInput[] {
    return /^[{[]/.test(text) ? [...responsesIn(parsedJson(text))] : [];
}

/** Those among its strings: a log, an event, a test case of somebody's tool. */
function* responsesIn(value: unknown): Generator<RecognizedInput, undefined> {
    for (const { text, at, beside } of stringsOf(value)) {
        const found =
            text.length < 60 ? undefined : (fromXml(text.trim(), false) ?? fromBase64(text) ?? fromFields(text));
        if (found?.kind === "samlResponse") {
            const { posted } = found;
            const isField = posted.isAssertion !== true && posted.relayState === undefined;
            const notes = [`it was found in the JSON, at ${at}`, ...found.notes];
            yield { ...found, posted: { ...posted, ...(isField ? relayStateIn(beside) : {}) }, notes };
        }
    }
    return undefined;
}

function relayStateIn(beside: Record<string, unknown>): { relayState?: string; isWhole?: boolean } {
    const [, value] = Object.entries(beside).find(([name]) => /^relay_?state$/i.test(name)) ?? [];
    return typeof value === "string" && value !== "" ? { relayState: redactUrl(value), isWhole: true } : {};
}

interface FoundString {
    text: string;
    /** Its place: `events[0].body`. */
    at: string;
    /** The object it stands in. */
    beside: Record<string, unknown>;
}

/** In the order of the text; without recursion. */
function stringsOf(value: unknown): FoundString[] {
    const found: FoundString[] = [];
    const left: { value: unknown; at: string; beside: Record<string, unknown> }[] = [{ value, at: "", beside: {} }];
    for (let one = left.pop(); one !== undefined && found.length < mostStrings; one = left.pop()) {
        const { value: inner, at, beside } = one;
        if (typeof inner === "string") {
            found.push({ text: inner, at, beside });
        } else if (Array.isArray(inner)) {
            const items = inner
                .slice(0, mostStrings)
                .map((item, index) => ({ value: item, at: `${at}[${index}]`, beside }));
            left.push(...items.reverse());
        } else if (isRecord(inner)) {
            const members = Object.entries(inner).slice(0, mostStrings);
            const items = members.map(([name, item]) => ({
                value: item,
                at: at === "" ? name : `${at}.${name}`,
                beside: inner,
            }));
            left.push(...items.reverse());
        }
    }
    return found;
}
