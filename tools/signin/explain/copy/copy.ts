/**
 * A response that somebody copied: laid out by an editor, redacted by hand, cut out of a page. It is read as far as it goes. Only
 * explanations read so: a walk, and a response as a browser posted it, are read by `readResponse` alone.
 */
import { decodeResponse } from "../../saml/decodeResponse";
import { readResponse } from "../../saml/readResponse";
import type { ReadResponse, SamlAssertion } from "../../saml/response";
import { type RefusedBecause, ResponseRefused } from "../../saml/responseRefused";
import { isLaidOut } from "./layout";
import { namesTakenOut } from "./redacted";
import { repair } from "./repair";
import type { RepairId } from "./repairs";

export interface Copy {
    read: ReadResponse;
    /** What `read` was read from. */
    xml: string;
    /** Why the copy as it stands is not read; undefined where it is. */
    refused?: ResponseRefused;
    /** What was done to read it. */
    repairs: RepairId[];
    isLaidOut: boolean;
    /** It is an assertion: the response around it may be what is signed. */
    isFragment: boolean;
    /** Names of elements and attributes whose values somebody took out. */
    takenOut: string[];
    /** A signature fits, so that its assertion is as it was sent. */
    isSigned?: true;
}

/** What a copy has and the original had not, as far as anybody can tell: it is no finding. */
const ofTheCopy: readonly RefusedBecause[] = ["comment", "encoding", "malformed", "cutOff", "doctype"];

/** Undefined for what can't be read as a copy either; its refusal is that of the response. */
export function openCopy(samlResponse: string, isFragment: boolean): Copy | undefined {
    const decoded = decodeResponse(samlResponse);
    const xml = "xml" in decoded ? decoded.xml.replace(/^\ufeff/, "") : undefined;
    if (xml === undefined) {
        return undefined;
    }
    const read = tryRead(xml);
    if (!(read instanceof ResponseRefused)) {
        return { ...copyOf(read, xml, []), isFragment };
    }
    if (!ofTheCopy.includes(read.because) || splitsAValue(xml)) {
        return undefined;
    }
    const repaired = repair(xml);
    const again = tryRead(repaired.xml);
    return again instanceof ResponseRefused
        ? undefined
        : { ...copyOf(again, repaired.xml, repaired.repairs), isFragment, refused: read };
}

function tryRead(xml: string): ReadResponse | ResponseRefused {
    try {
        return readResponse(xml);
    } catch (error) {
        if (error instanceof ResponseRefused) {
            return error;
        }
        throw error;
    }
}

function copyOf(read: ReadResponse, xml: string, repairs: RepairId[]): Omit<Copy, "isFragment"> {
    const isOut = isLaidOut(read.root);
    return {
        read: isOut ? withTrimmedValues(read) : read,
        xml,
        repairs,
        isLaidOut: isOut,
        takenOut: namesTakenOut(read.root),
    };
}

/** A comment in the middle of a value makes readers disagree about it: no redaction looks so. */
const splitsAValue = (xml: string) => /[^\s<>][ \t]{0,9}<!--(?:[^-]|-(?!->)){0,2000}-->[ \t]{0,9}[^\s<>]/.test(xml);

/** An editor that lays elements out puts white space around values, too. */
function withTrimmedValues(read: ReadResponse): ReadResponse {
    const { assertion } = read.response;
    return assertion === undefined ? read : { ...read, response: { ...read.response, assertion: trimmed(assertion) } };
}

function trimmed(assertion: SamlAssertion): SamlAssertion {
    const { nameId, attributes } = assertion;
    return {
        ...assertion,
        ...(nameId === undefined ? {} : { nameId: { ...nameId, value: nameId.value.trim() } }),
        attributes: attributes.map(({ name, values }) => ({ name, values: values.map((value) => value.trim()) })),
    };
}
