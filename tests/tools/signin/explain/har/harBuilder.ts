/** Builds HAR files for tests: only what a reader of sign-ins looks at. */

export interface EntryOptions {
    method?: string;
    at?: string;
    requestHeaders?: Record<string, string>;
    responseHeaders?: Record<string, string>;
    status?: number;
    /** Sent as `application/x-www-form-urlencoded`. */
    form?: Record<string, string>;
    /** Instead of `form`. */
    postData?: unknown;
    html?: string;
    /** Instead of `html`. */
    content?: unknown;
    redirectTo?: string;
    response?: Record<string, unknown>;
}

export function entry(url: string, options: EntryOptions = {}): Record<string, unknown> {
    const { form, html, redirectTo } = options;
    const postData = options.postData ?? (form === undefined ? undefined : formBody(form));
    const responseHeaders = {
        ...options.responseHeaders,
        ...(redirectTo === undefined ? {} : { Location: redirectTo }),
    };
    return {
        startedDateTime: options.at ?? "2026-09-01T08:00:00.000Z",
        request: {
            method: options.method ?? (postData === undefined ? "GET" : "POST"),
            url,
            headers: headers(options.requestHeaders ?? {}),
            cookies: [],
            ...(postData === undefined ? {} : { postData }),
        },
        response: {
            status: options.status ?? (redirectTo === undefined ? 200 : 302),
            headers: headers(responseHeaders),
            cookies: [],
            redirectURL: redirectTo ?? "",
            content: options.content ?? { mimeType: "text/html; charset=utf-8", text: html ?? "" },
            ...options.response,
        },
    };
}

export function har(...entries: unknown[]): { log: { version: string; entries: unknown[] } } {
    return { log: { version: "1.2", entries } };
}

export function formBody(form: Record<string, string>): Record<string, unknown> {
    const text = Object.entries(form)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join("&");
    return { mimeType: "application/x-www-form-urlencoded", text };
}

function headers(values: Record<string, string>): { name: string; value: string }[] {
    return Object.entries(values).map(([name, value]) => ({ name, value }));
}

export const responseXml =
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0">' +
    '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_2">Zoë ??? ~~~ &gt;..</saml:Assertion></samlp:Response>';
export const samlResponse = Buffer.from(responseXml, "utf8").toString("base64");
