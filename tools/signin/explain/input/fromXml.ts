/** A response or an assertion as XML, alone or among words. Never throws; time is linear. */
import { messageOf, rootName } from "./base64";
import type { RecognizedInput } from "./inputKind";

export const xmlKinds = { request: "samlRequest", metadata: "metadata" } as const;

/** Messages of which none is a sign-in to AWS, by their first element. */
const otherMessages: Readonly<Record<string, string>> = {
    LogoutResponse: "a LogoutResponse, with which a sign-out ends; give the SAMLResponse of the sign-in",
    ArtifactResponse:
        "an ArtifactResponse, which AWS does not ask for: it takes a response from a form (HTTP-POST binding)",
    RequestSecurityTokenResponse:
        "a response of WS-Federation or WS-Trust, and AWS takes SAML 2.0 only: set up the application for SAML",
};

/** `latin1`: each character was one byte. */
export function fromXml(xml: string, latin1: boolean): RecognizedInput | undefined {
    const message = messageOf(xml.slice(0, 65_536));
    if (message !== undefined && isOfSaml1(xml)) {
        return {
            kind: "otherMessage",
            what: "of SAML 1.1, and AWS takes SAML 2.0 only: set up the sender for that",
            notes: [],
        };
    }
    if (message === "response") {
        return xmlResponse(xml, latin1, []);
    }
    if (message === "assertion") {
        return { kind: "assertion", xml, notes: [] };
    }
    if (message !== undefined) {
        return { kind: xmlKinds[message], notes: [] };
    }
    const [, trust] =
        /<(?:[\w.-]{1,40}:)?(RequestSecurityTokenResponse)(?:Collection)?[\s>]/.exec(xml.slice(0, 65_536)) ?? [];
    const name = trust ?? (xml.startsWith("<") ? (rootName(xml.slice(0, 65_536)) ?? "") : "");
    const what = Object.hasOwn(otherMessages, name) ? otherMessages[name] : undefined;
    return what === undefined ? xmlAmongWords(xml, latin1) : { kind: "otherMessage", what, notes: [] };
}

function isOfSaml1(xml: string): boolean {
    const [start = ""] = /<[A-Za-z][^>]{0,4000}/.exec(xml) ?? [];
    return /"urn:oasis:names:tc:SAML:1\.0:/.test(start) && !start.includes("urn:oasis:names:tc:SAML:2.0:");
}

function xmlResponse(xml: string, latin1: boolean, notes: string[]): RecognizedInput {
    return {
        kind: "samlResponse",
        form: "xml",
        samlResponse: Buffer.from(xml, latin1 ? "latin1" : "utf8").toString("base64"),
        strictBase64: true,
        notes,
    };
}

/** What a browser extension exports has a heading or the request around the XML; a copy may begin behind its first line. */
function xmlAmongWords(text: string, latin1: boolean): RecognizedInput | undefined {
    const notes = ["the words around the XML were left out"];
    const response = elementIn(text, "Response");
    if (response?.includes("urn:oasis:names:tc:SAML:2.0:") === true) {
        return xmlResponse(response, latin1, notes);
    }
    const assertion = elementIn(text, "Assertion");
    return assertion !== undefined && /<(?:[\w.-]{1,40}:)?(?:Issuer|Subject|Conditions)[\s>]/.test(assertion)
        ? { kind: "assertion", xml: assertion, notes }
        : undefined;
}

/** From its first start tag to its last end tag. */
function elementIn(text: string, name: string): string | undefined {
    const open = new RegExp(`<([\\w.-]{1,40}:)?${name}\\s`).exec(text);
    const close = `</${open?.[1] ?? ""}${name}>`;
    const end = open === null ? -1 : text.lastIndexOf(close);
    return open === null || end < open.index ? undefined : text.slice(open.index, end + close.length);
}
