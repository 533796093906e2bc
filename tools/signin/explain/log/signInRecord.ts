/** One record of Entra's sign-in log, in whatever form somebody has exported it. Never throws. */
import { isRecord } from "../../../../rules/record";
import { parsedJson } from "../../decoded";

export interface SignInRecord {
    /** Digits: `50105`, `0` for a sign-in that Entra let pass. */
    code: string;
    /** Entra's words on it; a template, in which `{user}` and the like are places and no values. */
    reason?: string;
    userPrincipalName?: string;
    /** The name that is shown, where the record has no other. */
    userName?: string;
    application?: string;
    clientId?: string;
    /** As written. */
    time?: string;
}

/**
 * What each form calls it: Graph and the portal's JSON, the portal's CSV and details page, Log Analytics, Event Hubs and storage,
 * advanced hunting; of the portal also the German names. Compared without blanks, punctuation and case.
 */
export const names = {
    code: ["statuserrorcode", "signinerrorcode", "resulttype", "errorcode", "anmeldefehlercode"],
    reason: ["statusfailurereason", "failurereason", "resultdescription", "fehlerursache"],
    userPrincipalName: [
        ...["userprincipalname", "username", "accountupn", "signinidentifier", "alternatesigninname", "benutzername"],
    ],
    userName: ["userdisplayname", "accountdisplayname", "user", "identity", "benutzer"],
    application: ["appdisplayname", "applicationname", "application", "anwendung"],
    clientId: ["appid", "applicationid", "anwendungsid"],
    time: [
        ...["createddatetime", "timegenerated", "timegeneratedutc", "dateutc", "date", "timestamp", "time"],
        ...["datumutc", "datum"],
    ],
} as const satisfies Record<keyof SignInRecord, readonly string[]>;

/** Names that a record of this log has and no other list of Entra's. */
const telling = new Set<string>([...names.code, ...names.reason]);

export const plainName = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Undefined where there is no code, and no application or user beside it. */
export function signInRecord(raw: unknown): SignInRecord | undefined {
    if (!isRecord(raw)) {
        return undefined;
    }
    const values = flat(raw);
    const found = Object.fromEntries(
        Object.entries(names).flatMap(([key, candidates]) => {
            const value = candidates.map((name) => values.get(name)).find((one) => one !== undefined && one !== "");
            return value === undefined ? [] : [[key, value]];
        }),
    ) as Partial<SignInRecord>;
    const code = /^(?:AADSTS)?(\d{1,9})$/i.exec(found.code ?? "")?.[1];
    const isTold = [...values.keys()].some((name) => telling.has(name));
    const isNamed = [found.userPrincipalName, found.userName, found.application, found.clientId].some(
        (one) => one !== undefined,
    );
    return code === undefined || !isTold || !isNamed ? undefined : { ...found, code };
}

/** What only wraps the members of a record: Elastic has it in `azure.signinlogs.properties`. */
const wrappers = new Set(["properties", "azure", "signinlogs", "source"]);

/** Its members, those of `status` by `status…`, those of what wraps it and of JSON in a text as its own. */
function flat(raw: Record<string, unknown>, prefix = "", depth = 0): Map<string, string> {
    const found = new Map<string, string>();
    for (const [key, value] of Object.entries(raw)) {
        const name = `${prefix}${plainName(key)}`;
        const inner = isRecord(value) ? value : jsonIn(value);
        if (inner !== undefined && depth < 5) {
            for (const [below, one] of flat(inner, wrappers.has(plainName(key)) ? "" : name, depth + 1)) {
                found.set(below, found.get(below) ?? one);
            }
        } else if (typeof value === "string" || typeof value === "number") {
            found.set(name, String(value).trim());
        }
    }
    return found;
}

/** Log Analytics exports the column Status as a text. */
function jsonIn(value: unknown): Record<string, unknown> | undefined {
    if (typeof value !== "string" || !/^\{.*\}$/s.test(value) || value.length > 10_000) {
        return undefined;
    }
    const parsed = parsedJson(value);
    return isRecord(parsed) ? parsed : undefined;
}
