/** One request and its answer out of a HAR file, as browsers and Playwright write them. Never throws. */

import { defined, isRecord } from "../../../../rules/record";
import { formDecoded } from "../../decoded";
import { type Place, placeOf } from "./hosts";

/** Nothing in it is redacted. */
export interface HarEntry {
    url: string;
    place: Place;
    method: string;
    /** The page of the browser that asked, one for each navigation of a tab. */
    pageref?: string;
    /** As written, and in milliseconds; undefined where it is no time. */
    startedAt?: string;
    startedMs?: number;
    status?: number;
    requestHeaders: Map<string, string>;
    responseHeaders: Map<string, string>;
    /** Absolute address of the Location header, or what the browser recorded for it. */
    redirectedTo?: string;
    /** Undefined: the recording has no body for this request. */
    posted?: Map<string, string>;
    mimeType: string;
    /** Undefined: the recording has no body for this answer. */
    body?: string;
    /** A body is in a file beside the recording, as Playwright attaches it. */
    bodyBeside: boolean;
    /** `net::ERR_BLOCKED_BY_RESPONSE`: the browser's own word on a request that has no answer. */
    browserError?: string;
}

/** Bodies are looked into this far, in characters. */
const longestBody = 4_000_000;

/** Undefined where there is no request with an address. */
export function readEntry(entry: unknown): HarEntry | undefined {
    const request = isRecord(entry) && isRecord(entry.request) ? entry.request : undefined;
    const place = typeof request?.url === "string" ? placeOf(request.url) : undefined;
    if (!isRecord(entry) || request === undefined || typeof request.url !== "string" || place === undefined) {
        return undefined;
    }
    const response = isRecord(entry.response) ? entry.response : {};
    const content = isRecord(response.content) ? response.content : {};
    const responseHeaders = headersOf(response.headers);
    const location = textIn(responseHeaders.get("location")) ?? textIn(response.redirectURL);
    return defined({
        url: request.url,
        place,
        method: typeof request.method === "string" ? request.method.toUpperCase() : "GET",
        ...timeOf(entry.startedDateTime),
        pageref: textIn(entry.pageref),
        status: typeof response.status === "number" && response.status > 0 ? response.status : undefined,
        requestHeaders: headersOf(request.headers),
        responseHeaders,
        redirectedTo: location && absolute(location, request.url),
        posted: postedFields(request.postData),
        mimeType: (textIn(content.mimeType) ?? responseHeaders.get("content-type") ?? "").toLowerCase(),
        body: decodedText(content.text, content.encoding)?.slice(0, longestBody),
        bodyBeside: textIn(content._file) !== undefined,
        browserError: (textIn(response._error) ?? textIn(response._errorMessage))?.slice(0, 100),
    });
}

function timeOf(value: unknown): Pick<HarEntry, "startedAt" | "startedMs"> {
    if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT[\d:.]{5,20}(?:Z|[+-]\d\d:?\d\d)?$/.test(value)) {
        return {};
    }
    const startedMs = Date.parse(value);
    return Number.isNaN(startedMs) ? {} : { startedAt: value, startedMs };
}

/** By their names in lower case; several of one name are joined. */
function headersOf(headers: unknown): Map<string, string> {
    const found = new Map<string, string>();
    for (const header of Array.isArray(headers) ? headers : []) {
        if (isRecord(header) && typeof header.name === "string" && typeof header.value === "string") {
            const name = header.name.toLowerCase();
            const before = found.get(name);
            found.set(name, before === undefined ? header.value : `${before}, ${header.value}`);
        }
    }
    return found;
}

/** From the body's text where there is one: Chrome leaves the values of `params` URL-encoded, Firefox decodes them. */
function postedFields(postData: unknown): Map<string, string> | undefined {
    if (!isRecord(postData)) {
        return undefined;
    }
    const text = decodedText(postData.text, postData.encoding ?? postData._encoding);
    if (text !== undefined && text !== "") {
        return /multipart\/form-data/i.test(String(textIn(postData.mimeType))) ? multipart(text) : urlEncoded(text);
    }
    const params = Array.isArray(postData.params) ? postData.params : [];
    const fields = params.flatMap((param): [string, string][] =>
        isRecord(param) && typeof param.name === "string" && typeof param.value === "string"
            ? [[param.name, /%[0-9a-f]{2}/i.test(param.value) ? formDecoded(param.value) : param.value]]
            : [],
    );
    return fields.length === 0 ? undefined : new Map(fields);
}

/** Of several fields of one name the first counts. */
const urlEncoded = (text: string) =>
    new Map([...new URLSearchParams(text)].map(([name, value]) => [name.trim(), value] as const).reverse());

function multipart(text: string): Map<string, string> {
    const parts = text.matchAll(
        /\bname="([^"\r\n]{1,200})"[^\r\n]{0,500}\r?\n(?:[^\r\n]{1,500}\r?\n)?\r?\n([^\r\n]*)/g,
    );
    return new Map([...parts].map(([, name = "", value = ""]) => [name, value]));
}

function decodedText(text: unknown, encoding: unknown): string | undefined {
    if (typeof text !== "string") {
        return undefined;
    }
    const base64 = typeof encoding === "string" && encoding.toLowerCase() === "base64";
    return base64 ? Buffer.from(text, "base64").toString("utf8") : text;
}

function absolute(location: string, base: string): string {
    return URL.canParse(location, base) ? new URL(location, base).href : location;
}

function textIn(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}
