/** Before AWS looks at what a response says: whether it is one, and can be read in one way only. */
import { decodeResponse, longestResponse } from "../../saml/decodeResponse";
import { success } from "../../saml/names";
import { readResponse } from "../../saml/readResponse";
import type { ReadResponse, SamlAssertion } from "../../saml/response";
import { ResponseRefused } from "../../saml/responseRefused";
import type { Refusal, Trail } from "../trail";

/** Decodes and reads the form field; stops where AWS would take it for no response, or nobody should take it for one. */
export function openEnvelope(trail: Trail, samlResponse: string): ReadResponse {
    const about = "base64OfXml";
    const decoded = decodeResponse(samlResponse);
    if (!("refused" in decoded)) {
        trail.checked(about, `${samlResponse.length} characters`, `at most ${longestResponse}`);
        return readEnvelope(trail, decoded.xml);
    }
    switch (decoded.refused) {
        case "tooLarge":
            return trail.stop("responseTooLarge", "claims", {
                about,
                seen: `${samlResponse.length}`,
                expected: `at most ${longestResponse} characters`,
            });
        case "base64":
            return trail.stop("invalidBase64", "damaged", { about, seen: firstWrong(samlResponse) });
        case "deflated":
            return trail.stop("hostileResponse", "encoding", {
                about,
                seen: "deflated, as for the redirect binding",
                expected: "base64 of XML",
            });
        default:
            return trail.stop("invalidSamlResponse", "notXml", {
                about,
                seen: "it decodes to something else than XML",
            });
    }
}

function firstWrong(text: string): string {
    const index = text.search(/[^A-Za-z0-9+/=\s]/);
    if (index < 0) {
        return "its length or padding is not base64's";
    }
    const code = text.codePointAt(index) ?? 0;
    return `character ${index + 1} is U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function readEnvelope(trail: Trail, xml: string): ReadResponse {
    const about = "unambiguous";
    try {
        const read = readResponse(xml);
        trail.checked(about);
        return read;
    } catch (error) {
        if (!(error instanceof ResponseRefused)) {
            throw error;
        }
        const refusal: Refusal = { about, seen: error.message };
        switch (error.because) {
            case "notResponse":
                return trail.stop("invalidSamlResponse", "notXml", refusal);
            case "cutOff":
                return trail.stop("invalidSamlResponse", "cutOff", refusal);
            case "encrypted":
                return trail.stop("invalidSamlResponse", "noAssertion", refusal);
            default:
                return trail.stop("hostileResponse", error.because, refusal);
        }
    }
}

/** The assertion of a response that reports success. */
export function assertionOf(trail: Trail, { response }: ReadResponse): SamlAssertion {
    const about = "success";
    const { statusCode, statusMessage, assertion } = response;
    if (statusCode !== success) {
        const seen = statusMessage === undefined ? statusCode || "no status" : `${statusCode}: ${statusMessage}`;
        return trail.stop("statusNotSuccess", "failed", { about, seen, expected: success });
    }
    if (assertion === undefined) {
        return trail.stop("invalidSamlResponse", "noAssertion", { about, seen: "no assertion" });
    }
    trail.checked(about);
    return assertion;
}
