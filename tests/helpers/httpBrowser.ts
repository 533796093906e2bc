/** As much of a browser as a sign-in needs without one: cookies by domain, redirects, forms. `*.localhost` is asked for on loopback. */
import { type IncomingHttpHeaders, request } from "node:http";

export interface Page {
    url: string;
    status: number;
    headers: IncomingHttpHeaders;
    body: string;
    /** What stands in the page, without tags. */
    text: string;
    /** Each address that a redirect led from, in order. */
    through: string[];
}

interface Cookie {
    name: string;
    value: string;
    domain: string;
    hostOnly: boolean;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const decoded = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? "");

export class HttpBrowser {
    private cookies: Cookie[] = [];

    open = (url: string): Promise<Page> => this.go(url);

    /** Submits the page's first form, or the one whose action ends so; `fields` beside the hidden ones. */
    submit(page: Page, fields: Record<string, string> = {}, action = ""): Promise<Page> {
        const forms = [...page.body.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)];
        const [, to = "", content = ""] = forms.find(([, address]) => decoded(address ?? "").endsWith(action)) ?? [];
        const hidden = [...content.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
        const form = new URLSearchParams(hidden.map(([, name = "", value = ""]) => [decoded(name), decoded(value)]));
        for (const [name, value] of Object.entries(fields)) {
            form.set(name, value);
        }
        return this.go(new URL(decoded(to), page.url).href, form);
    }

    private async go(url: string, form?: URLSearchParams, through: string[] = []): Promise<Page> {
        const { status, headers, body } = await this.ask(url, form);
        for (const line of headers["set-cookie"] ?? []) {
            this.keep(line, new URL(url).hostname);
        }
        const { location } = headers;
        if (status === 302 && location !== undefined && through.length < 20) {
            return this.go(new URL(location, url).href, undefined, [...through, url]);
        }
        const text = decoded(body.replace(/<(script|style)[\s\S]*?<\/\1>/g, "").replace(/<[^>]*>/g, " "));
        return { url, status, headers, body, text: text.replace(/\s+/g, " ").trim(), through };
    }

    private ask(url: string, form: URLSearchParams | undefined) {
        const { hostname, host, port, pathname, search } = new URL(url);
        const sent = this.cookies.filter(({ domain, hostOnly }) =>
            hostOnly ? domain === hostname : hostname === domain || hostname.endsWith(`.${domain}`),
        );
        const headers = {
            Host: host,
            Cookie: sent.map(({ name, value }) => `${name}=${value}`).join("; "),
            ...(form === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded" }),
        };
        return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
            const message = request(
                {
                    host: "127.0.0.1",
                    port,
                    path: `${pathname}${search}`,
                    method: form === undefined ? "GET" : "POST",
                    headers,
                },
                (response) => {
                    let body = "";
                    response.setEncoding("utf8").on("data", (part) => {
                        body += part;
                    });
                    response.on("end", () =>
                        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
                    );
                },
            );
            message.on("error", reject);
            message.end(form?.toString());
        });
    }

    private keep(line: string, host: string): void {
        const [pair = "", ...attributes] = line.split(";").map((one) => one.trim());
        const [name = "", value = ""] = pair.split("=");
        const domain = attributes.find((one) => /^domain=/i.test(one))?.slice(7);
        this.cookies = this.cookies.filter((one) => one.name !== name || one.domain !== (domain ?? host));
        if (value !== "") {
            this.cookies.push({ name, value, domain: domain ?? host, hostOnly: domain === undefined });
        }
    }
}
