/** A response as base64 or as the field of a form, in any of its wrappings. Never throws; time is linear. */
import { defined } from "../../../../rules/record";
import { inflated } from "../../saml/inflated";
import { redactUrl } from "../redact";
import { isAnyBase64, withoutBlanks } from "./alphabet";
import { base64Message } from "./base64";
import { textOf } from "./bytes";
import {
    commandUrl,
    type FoundField,
    fieldOf,
    hasRelayState,
    messageField,
    relayStateOf,
    urlDecoded,
    withoutCarets,
    withoutQuotes,
} from "./fields";
import { assertionInput } from "./fromXml";
import { formWith } from "./html";
import { request } from "./message";
import { other, type RecognizedInput } from "./recognized";
import { rolesOfPage } from "./rolePage";
import { base64Blocks } from "./unwrap";

export function fromBase64(text: string): RecognizedInput | undefined {
    const bare = withoutQuotes(text);
    const unquoted = bare === text ? [] : ["the quotation marks around it were left out"];
    const { value, notes } = /^[A-Za-z0-9+/=_%\s-]{60}/.test(bare) ? urlDecoded(bare) : { value: bare, notes: [] };
    const message = base64Message(value);
    if (message === undefined) {
        return fromBase64Again(value);
    }
    if (message.message === "assertion") {
        return assertionInput(Buffer.from(value, "base64").toString("utf8"), unquoted);
    }
    if (typeof message.message === "object") {
        return other(message.message.problem);
    }
    return response({ value, message, notes: [...unquoted, ...notes] });
}

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
    const utf8 = note === undefined ? "" : Buffer.from(text, "utf8").toString("base64");
    const reencoded = base64Message(utf8);
    if (reencoded?.message === "response") {
        const what = note?.replace("the input", "what its base64 holds");
        return response({
            value: utf8,
            message: reencoded,
            notes: [`${what} and was read as such; AWS takes UTF-8 only`],
        });
    }
    const message = base64Message(inner);
    if (message?.message === "response") {
        const notes = [`it was encoded in base64 ${times === 2 ? "twice" : `${times} times`}: AWS undoes it once`];
        return response({ value: inner, message, notes });
    }
    return times < 4 ? fromBase64Again(inner, times + 1) : undefined;
}

/** In prose, in a data: URL, between the lines of a PEM file. */
export function base64AmongWords(text: string): RecognizedInput | undefined {
    for (const block of base64Blocks(text)) {
        const found = fromBase64(block);
        if (found?.kind === "samlResponse") {
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
        return { ...response(posted, beside), ...defined({ roles }) };
    }
    const plain = withoutCarets(text);
    const field = fieldOf(plain, "SAMLResponse");
    if (field !== undefined) {
        const [relayState, action] = [relayStateOf(plain), commandUrl(plain)];
        const isWhole = hasRelayState(plain) || action !== undefined;
        return response(field, { relayState, action, isWhole });
    }
    const asked = messageField(page?.fields.get("SAMLRequest") ?? "", false) ?? fieldOf(plain, "SAMLRequest");
    return asked === undefined ? undefined : other(request.problem);
}

/** `beside`: the other fields of the form. */
export function response(
    { value, message, notes }: FoundField,
    { relayState, action, isWhole }: { relayState?: string; action?: string; isWhole?: boolean } = {},
): RecognizedInput {
    const isDeflated = message?.deflated === true;
    const xml = isDeflated ? inflated(Buffer.from(value, "base64")) : undefined;
    const posted = defined({
        samlResponse: value,
        repaired: xml === undefined ? message?.repaired : Buffer.from(xml, "utf8").toString("base64"),
        relayState: relayState ? redactUrl(relayState) : undefined,
        // A relative one says nothing of where the page was.
        postedTo: action !== undefined && /^https?:/i.test(action) ? redactUrl(action) : undefined,
        isWhole: isWhole || undefined,
    });
    const more = [
        ...(message?.notes ?? ["what it decodes to does not begin as a SAML message"]),
        ...(isDeflated ? ["it is deflated, as the redirect binding does: AWS takes only a POST"] : []),
    ];
    return { kind: "samlResponse", posted, notes: [...notes, ...more] };
}
