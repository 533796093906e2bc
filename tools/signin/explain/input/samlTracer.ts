/** A recording of the browser extension SAML-tracer, as the HAR file that it would have been. Never throws. */
import { isRecord } from "../../../../rules/record";
import { messageOf } from "./message";

/** Undefined for any other JSON. */
export function harOfSamlTracer(value: unknown): unknown {
    const requests = isRecord(value) && Array.isArray(value.requests) ? value.requests : [];
    const isTrace = requests.some(
        (one) =>
            isRecord(one) &&
            typeof one.url === "string" &&
            typeof one.method === "string" &&
            ["requestHeaders", "responseStatus", "post", "postData", "saml"].some((name) => Object.hasOwn(one, name)),
    );
    return isTrace ? { log: { entries: requests.filter(isRecord).map(entryOf) } } : undefined;
}

function entryOf(request: Record<string, unknown>): unknown {
    const { method, url, requestHeaders, responseHeaders, responseStatus } = request;
    const params = fieldsOf(request);
    return {
        request: {
            method,
            url,
            headers: headersOf(requestHeaders),
            ...(params.length === 0 ? {} : { postData: { text: bodyOf(params) } }),
        },
        response: { status: responseStatus, headers: headersOf(responseHeaders) },
    };
}

/** The values are decoded already. */
const bodyOf = (fields: { name: string; value: string }[]) =>
    fields.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");

/** Older versions write a pair for each. */
function headersOf(headers: unknown): unknown[] {
    const list = Array.isArray(headers) ? headers : [];
    return list.map((one) => (Array.isArray(one) ? { name: one[0], value: one[1] } : one));
}

/** Of `post`, else of `postData`. The message is in `saml` too, decoded, also where the values were hidden for the export. */
function fieldsOf({
    post,
    postData,
    saml,
    method,
    protocol,
}: Record<string, unknown>): { name: string; value: string }[] {
    const pairs = Array.isArray(post) ? post : isRecord(postData) ? Object.entries(postData) : [];
    const fields = pairs.flatMap((pair): { name: string; value: string }[] => {
        const [name, value] = Array.isArray(pair) ? pair : [];
        const text = Array.isArray(value) ? value[0] : value;
        return typeof name === "string" && typeof text === "string" ? [{ name, value: text }] : [];
    });
    const kind = typeof saml === "string" ? messageOf(saml) : undefined;
    if (typeof saml !== "string" || kind !== "response" || String(method).toUpperCase() !== "POST") {
        return fields;
    }
    const others = fields.filter(({ name, value }) => name !== "SAMLResponse" || value.length >= 60);
    const isThere = others.some(
        ({ name, value }) => name === "SAMLResponse" && !/^\{(?:hash|obf|overwritten)\b/.test(value),
    );
    const isSaml = protocol === undefined || protocol === null || protocol === "SAML-P";
    const message = { name: "SAMLResponse", value: Buffer.from(saml, "utf8").toString("base64") };
    return isThere || !isSaml ? others : [...others.filter(({ name }) => name !== "SAMLResponse"), message];
}
