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
    const fields = fieldsOf(request);
    return {
        request: {
            method,
            url,
            headers: headersOf(requestHeaders),
            ...(fields.length === 0 ? {} : { postData: { text: new URLSearchParams(fields).toString() } }),
        },
        response: { status: responseStatus, headers: headersOf(responseHeaders) },
    };
}

/** Older versions write a pair for each. */
function headersOf(headers: unknown): unknown[] {
    const list = Array.isArray(headers) ? headers : [];
    return list.map((one) => (Array.isArray(one) ? { name: one[0], value: one[1] } : one));
}

/** Of `post`, else of `postData`. The message is in `saml` too, decoded, also where the values were hidden for the export. */
function fieldsOf({ post, postData, saml, method, protocol }: Record<string, unknown>): [string, string][] {
    const pairs = Array.isArray(post) ? post : isRecord(postData) ? Object.entries(postData) : [];
    const fields = pairs.flatMap((pair): [string, string][] => {
        const [name, value] = Array.isArray(pair) ? pair : [];
        const text = Array.isArray(value) ? value[0] : value;
        return typeof name === "string" && typeof text === "string" ? [[name, text]] : [];
    });
    const isPost = String(method).toUpperCase() === "POST" && (protocol ?? "SAML-P") === "SAML-P";
    if (typeof saml !== "string" || messageOf(saml) !== "response" || !isPost) {
        return fields;
    }
    const isHidden = (value: string) => value.length < 60 || /^\{(?:hash|obf|overwritten)\b/.test(value);
    return fields.some(([name, value]) => name === "SAMLResponse" && !isHidden(value))
        ? fields
        : [
              ...fields.filter(([name]) => name !== "SAMLResponse"),
              ["SAMLResponse", Buffer.from(saml, "utf8").toString("base64")],
          ];
}
