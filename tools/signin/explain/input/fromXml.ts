/** A response or an assertion as XML, alone or among words. Never throws; time is linear. */
import { namespaces, success } from "../../saml/names";
import { messageOf, wsTrust } from "./message";
import { other, type RecognizedInput } from "./recognized";

/** `latin1`: each character was one byte. */
export function fromXml(xml: string, latin1: boolean): RecognizedInput | undefined {
    const start = xml.slice(0, 65_536);
    const isTrust = /<(?:[\w.-]{1,40}:)?RequestSecurityTokenResponse(?:Collection)?[\s>]/.test(start);
    const message = messageOf(start) ?? (isTrust ? wsTrust : undefined);
    if (message === undefined) {
        return xmlAmongWords(xml, latin1);
    }
    if (isOfSaml1(xml)) {
        return other("it is of SAML 1.1, and AWS takes SAML 2.0 only: set up the sender for that");
    }
    if (typeof message === "object") {
        return other(message.problem);
    }
    return message === "response" ? xmlResponse(xml, latin1, []) : assertionInput(xml, []);
}

function isOfSaml1(xml: string): boolean {
    const [start = ""] = /<[A-Za-z][^>]{0,4000}/.exec(xml) ?? [];
    return /"urn:oasis:names:tc:SAML:1\.0:/.test(start) && !start.includes("urn:oasis:names:tc:SAML:2.0:");
}

function xmlResponse(xml: string, latin1: boolean, notes: string[]): RecognizedInput {
    const samlResponse = Buffer.from(xml, latin1 ? "latin1" : "utf8").toString("base64");
    return { kind: "samlResponse", posted: { samlResponse }, notes };
}

/** In the smallest response. What signs the assertion does not see it: SAML's canonicalization is exclusive. */
export function assertionInput(assertion: string, notes: string[]): RecognizedInput {
    const bare = assertion.replace(/^[\ufeff\s]*<\?xml[^>]{0,200}\?>/, "");
    const around = [
        `<samlp:Response xmlns:samlp="${namespaces.protocol}" ID="_around" Version="2.0" IssueInstant="1970-01-01T00:00:00Z">`,
        `<samlp:Status><samlp:StatusCode Value="${success}"/></samlp:Status>${bare}</samlp:Response>`,
    ].join("");
    const posted = { samlResponse: Buffer.from(around, "utf8").toString("base64"), isAssertion: true };
    return { kind: "samlResponse", posted, notes: [...notes, withoutResponse] };
}

const withoutResponse =
    "it is an assertion without its response, which AWS does not take: it is explained as if it were in one";

/** What a browser extension exports has a heading or the request around the XML; a copy may begin behind its first line. */
function xmlAmongWords(text: string, latin1: boolean): RecognizedInput | undefined {
    const notes = ["the words around the XML were left out"];
    const response = elementIn(text, "Response");
    if (response?.includes("urn:oasis:names:tc:SAML:2.0:") === true) {
        return xmlResponse(response, latin1, notes);
    }
    const assertion = elementIn(text, "Assertion");
    return assertion !== undefined && /<(?:[\w.-]{1,40}:)?(?:Issuer|Subject|Conditions)[\s>]/.test(assertion)
        ? assertionInput(assertion, notes)
        : undefined;
}

/** From its first start tag to its last end tag. */
function elementIn(text: string, name: string): string | undefined {
    const open = new RegExp(`<([\\w.-]{1,40}:)?${name}\\s`).exec(text);
    const close = `</${open?.[1] ?? ""}${name}>`;
    const end = open === null ? -1 : text.lastIndexOf(close);
    return open === null || end < open.index ? undefined : text.slice(open.index, end + close.length);
}

/** The words around a message and around base64. */
export function withoutMessages(text: string): string {
    const message = elementIn(text, "Response") ?? elementIn(text, "Assertion") ?? "";
    // In pieces: for an unlimited one of some megabytes, the stack of the regular expression is too small.
    return text.replace(message, () => " ").replace(/[\w+/=%-]{60,2048}|(?<=[\w+/=%-]{60})[\w+/=%-]/g, " ");
}
