/** A response as base64 or as the field of a form, in any of its wrappings. Never throws; time is linear. */
import { defined } from "../../../../rules/record";
import { inflated } from "../../saml/inflated";
import { redactUrl } from "../redact";
import { isAnyBase64, isBase64, withoutBlanks } from "./alphabet";
import { base64Message, type FoundBase64 } from "./base64";
import { textOf } from "./bytes";
import {
    commandUrl,
    fieldOf,
    hasRelayState,
    messageField,
    relayStateOf,
    urlDecoded,
    withoutCarets,
    withoutQuotes,
} from "./fields";
import { xmlKinds } from "./fromXml";
import { formWith } from "./html";
import type { RecognizedInput, SamlResponseInput } from "./inputKind";
import { rolesOfPage } from "./rolePage";
import { base64Blocks } from "./unwrap";

export function fromBase64(text: string): RecognizedInput | undefined {
    const bare = withoutQuotes(text);
    const notes = bare === text ? [] : ["the quotation marks around it were left out"];
    const { value, times } = /^[A-Za-z0-9+/=_%\s-]{60}/.test(bare) ? urlDecoded(bare) : { value: bare, times: 0 };
    const message = base64Message(value);
    if (message === undefined) {
        return fromBase64Again(value);
    }
    if (message.message === "assertion") {
        return { kind: "assertion", xml: Buffer.from(value, "base64").toString("utf8"), notes };
    }
    if (message.message === "request" || message.message === "metadata") {
        return { kind: xmlKinds[message.message], notes };
    }
    const more = times > 1 ? [encodedTimes(times)] : [];
    return response(times > 0 ? "urlEncoded" : "base64", { value, message, notes: [...notes, ...more] }, {});
}

const encodedTimes = (times: number) => `it was URL-encoded ${times === 2 ? "twice" : `${times} times`}`;

/** By a tool that encoded what was encoded already; gateways encode the whole body of a post, and Windows writes UTF-16. */
function fromBase64Again(value: string, times = 2): RecognizedInput | undefined {
    const plain = withoutBlanks(value);
    if (plain.length < 80 || !isAnyBase64(plain)) {
        return undefined;
    }
    const bytes = Buffer.from(plain, "base64");
    const inner = bytes.toString("latin1");
    if (/^[\w.-]{1,40}=/.test(inner) && inner.includes("SAMLResponse=")) {
        return fromFields(inner);
    }
    const { text = "", note } = textOf(bytes) ?? {};
    if (note !== undefined && base64Message(Buffer.from(text, "utf8").toString("base64"))?.message === "response") {
        const notes = [
            `${note.replace("the input", "what its base64 holds")} and was read as such; AWS takes UTF-8 only`,
        ];
        const utf8 = Buffer.from(text, "utf8").toString("base64");
        return response("base64", { value: utf8, message: base64Message(utf8), notes }, {});
    }
    const message = base64Message(inner);
    if (message?.message === "response") {
        const notes = [`it was encoded in base64 ${times === 2 ? "twice" : `${times} times`}: AWS undoes it once`];
        return response("base64", { value: inner, message, notes }, {});
    }
    return times < 4 ? fromBase64Again(inner, times + 1) : undefined;
}

/** In prose, in a data: URL, between the lines of a PEM file. */
export function base64AmongWords(text: string): RecognizedInput | undefined {
    for (const block of base64Blocks(text)) {
        const found = fromBase64(block);
        if (found?.kind === "samlResponse" || found?.kind === "assertion") {
            return { ...found, notes: ["the words around the base64 were left out", ...found.notes] };
        }
    }
    return undefined;
}

export function fromFields(text: string): RecognizedInput | undefined {
    const page = text.includes("<") ? formWith(text, ["SAMLResponse", "SAMLRequest"]) : undefined;
    const posted = messageField(page?.fields.get("SAMLResponse") ?? "", false);
    if (posted !== undefined) {
        const roles = rolesOfPage(text);
        const beside = { relayState: page?.fields.get("RelayState"), action: page?.action, isWhole: true };
        return { ...response("form", posted, beside), ...defined({ roles }) };
    }
    const plain = withoutCarets(text);
    const field = fieldOf(plain, "SAMLResponse");
    if (field !== undefined) {
        const [relayState, action] = [relayStateOf(plain), commandUrl(plain)];
        const isWhole = hasRelayState(plain) || action !== undefined;
        return response("form", field, { relayState, action, isWhole });
    }
    const request = messageField(page?.fields.get("SAMLRequest") ?? "", false) ?? fieldOf(plain, "SAMLRequest");
    return request === undefined ? undefined : { kind: "samlRequest", notes: [] };
}

/** `beside`: the other fields of the form. */
export function response(
    form: SamlResponseInput["form"],
    { value, message, notes }: { value: string; message: FoundBase64 | undefined; notes: string[] },
    { relayState, action, isWhole }: { relayState?: string; action?: string; isWhole?: boolean },
): RecognizedInput {
    const xml = message?.deflated === true ? inflated(Buffer.from(value, "base64")) : undefined;
    const repaired = xml === undefined ? message?.repaired : Buffer.from(xml, "utf8").toString("base64");
    return defined({
        kind: "samlResponse" as const,
        form: message?.deflated === true ? "deflated" : form,
        samlResponse: value,
        strictBase64: message?.strict ?? isBase64(value),
        repaired,
        relayState: relayState ? redactUrl(relayState) : undefined,
        // A relative one says nothing of where the page was.
        action: action !== undefined && /^https?:/i.test(action) ? redactUrl(action) : undefined,
        isWhole: isWhole || undefined,
        notes: [
            ...notes,
            ...(message?.notes ?? []),
            ...(message === undefined ? ["what it decodes to does not begin as a SAML message"] : []),
            ...(message?.deflated === true
                ? ["it is deflated, as the redirect binding does: AWS takes only a POST"]
                : []),
        ],
    });
}
