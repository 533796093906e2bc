import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { type HarAttempt, readHar } from "../../../../../tools/signin/explain/har/har";
import { entry, formBody, har, responseXml, samlResponse } from "./harBuilder";

const access = "https://myapps.microsoft.com/signin/1?tenantId=t";
const login = "https://login.microsoftonline.com/t/saml2";
const saml = "https://us-east-1.signin.aws.amazon.com/saml";
const federate = "https://us-east-1.console.aws.amazon.com/connect/federate/i-1?destination=%2Fccp-v2";
const post = (form: Record<string, string> = { SAMLResponse: samlResponse, RelayState: federate }, more = {}) =>
    entry(saml, { form, ...more });

function only(...entries: unknown[]): HarAttempt {
    const { attempts } = readHar(har(...entries));
    expect(attempts.length).to.equal(1);
    return attempts[0] as HarAttempt;
}

describe("A recording", () => {
    it("of two sign-ins yields each in the order of time, and no secret of theirs", () => {
        const text = readFileSync(join(__dirname, "fixtures", "twoAttempts.har"), "utf8");
        const reading = readHar(JSON.parse(text));
        expect(text.split("PLANTED-").length).to.be.greaterThan(20);
        expect(JSON.stringify(reading)).to.not.match(/PLANTED|s3cr3t|UExBTlRF|eyJhbGci/);
        const [refused, admitted] = reading.attempts;
        expect([reading.attempts.length, reading.notes, reading.problem]).to.deep.equal([2, [], undefined]);
        expect([refused?.startedAt, refused?.startedAtStation]).to.deep.equal([
            "2026-09-01T08:01:00.000Z",
            "accessPage",
        ]);
        expect([refused?.codes, refused?.userHint, refused?.samlResponse]).to.deep.equal([
            ["AADSTS50105"],
            "bob@contoso.example",
            undefined,
        ]);
        expect(refused?.pages.at(-1)?.text).to.match(
            /^Trying to sign you in\nAADSTS50105: Your .* access to this application\.$/,
        );
        const { pages, samlResponse: held, relayState, ...rest } = admitted as HarAttempt;
        expect(pages.map(({ status }) => status)).to.deep.equal([302, 302, 200, 200, 302, 403]);
        expect(pages.at(-1)?.title).to.equal("Amazon Connect");
        expect(pages.at(-1)?.text).to.equal(
            "Access Denied\nYour account has been authenticated, but has not been onboarded to this application.\n" +
                "Session …(redacted, 65 characters)",
        );
        expect(Buffer.from(held ?? "", "base64").toString()).to.match(
            /^<samlp:Response ID="_5d7f".*<\/samlp:Response>$/,
        );
        expect(rest).to.deep.equal({
            startedAt: "2026-09-01T08:02:03.200Z",
            startedAtStation: "accessPage",
            postedTo: saml,
            postedAt: "2026-09-01T08:02:07.200Z",
            responseStatus: 302,
            codes: [],
            userHint: "alice@contoso.example",
            federateUrl: relayState,
            proxyHosts: [],
            notes: [],
        });
    });

    const begins: [string, unknown[], number][] = [
        ["two posts", [post(), post({ SAMLResponse: samlResponse })], 2],
        [
            "a post that is redirected and posted again",
            [
                post(undefined, { status: 307, redirectTo: "https://signin.aws.amazon.com/saml" }),
                entry("https://signin.aws.amazon.com/saml", { form: { SAMLResponse: samlResponse } }),
            ],
            1,
        ],
        ["a post and the choice of a role", [post(), post({ SAMLResponse: samlResponse, roleIndex: "x" })], 1],
        ["the access URL twice", [entry(access), entry(login), entry(access)], 2],
        [
            "the access URL, login and post",
            [
                entry(access),
                entry(login),
                entry(`${login.replace("saml2", "login")}`, { form: { login: "a" } }),
                post(),
            ],
            1,
        ],
        ["the access URL after a post", [entry(access), post(), entry(federate), entry(access)], 2],
        ["login after a refusal", [entry(login, { html: "AADSTS50105: no" }), entry(login)], 2],
        [
            "the launcher",
            [
                entry("https://launcher.myapps.microsoft.com/api/signin/1?tenantId=t"),
                entry("https://signin.aws.amazon.com/saml", { form: { SAMLResponse: samlResponse } }),
            ],
            1,
        ],
        [
            "a page of an instance after another application's sign-in",
            [
                entry("https://login.microsoftonline.com/t/oauth2/v2.0/authorize?client_id=1"),
                entry("https://other.example/"),
            ],
            0,
        ],
    ];
    for (const [name, entries, count] of begins) {
        it(`of ${name} has ${count} sign-ins`, () => {
            expect(readHar(har(...entries)).attempts.length).to.equal(count);
        });
    }

    it("is put in the order of time", () => {
        const at = (minute: number) => ({ at: `2026-09-01T08:0${minute}:00Z` });
        const { attempts } = readHar(
            har(entry(access, at(5)), post(undefined, at(6)), entry(access, at(1)), entry(login, at(2))),
        );
        expect(attempts.map(({ startedAt }) => startedAt)).to.deep.equal([
            "2026-09-01T08:01:00Z",
            "2026-09-01T08:05:00Z",
        ]);
    });

    const posts: [string, unknown][] = [
        ["text", formBody({ SAMLResponse: samlResponse, RelayState: federate })],
        [
            "base64 text",
            {
                text: Buffer.from(String(formBody({ SAMLResponse: samlResponse, RelayState: federate }).text)).toString(
                    "base64",
                ),
                encoding: "base64",
            },
        ],
        [
            "decoded parameters",
            {
                params: [
                    { name: "SAMLResponse", value: samlResponse },
                    { name: "RelayState", value: federate.replace("%2F", "/") },
                ],
            },
        ],
        [
            "encoded parameters",
            {
                mimeType: "",
                text: "",
                params: [
                    { name: "SAMLResponse", value: encodeURIComponent(samlResponse) },
                    { name: "RelayState", value: encodeURIComponent(federate) },
                ],
            },
        ],
        [
            "several parts",
            {
                mimeType: "multipart/form-data; boundary=x",
                text: `--x\r\nContent-Disposition: form-data; name="SAMLResponse"\r\n\r\n${samlResponse}\r\n--x\r\nContent-Disposition: form-data; name="RelayState"\r\n\r\n${federate}\r\n--x--`,
            },
        ],
    ];
    for (const [name, postData] of posts) {
        it(`holds a response posted as ${name}`, () => {
            const attempt = only(entry(saml, { method: "POST", postData }));
            expect([attempt.samlResponse, attempt.relayState?.replace("%2F", "/")]).to.deep.equal([
                samlResponse,
                federate.replace("%2F", "/"),
            ]);
        });
    }

    const hosts: [string, string | undefined][] = [
        ["https://signin.aws.amazon.com/saml", "awsSignIn"],
        ["https://us-gov-west-1.signin.amazonaws-us-gov.com/saml", "awsSignIn"],
        ["https://signin.amazonaws.cn/saml", "awsSignIn"],
        ["https://eu-west-2.signin.aws.amazon.com/saml/acs/SAMLSP1", "awsSignIn"],
        ["https://signin.aws.amazon.com.mcas.ms/saml", "awsSignIn"],
        ["https://signin.aws.amazon.com.us2.cas.ms/saml", "awsSignIn"],
        ["https://signin.aws.amazon.com.evil.example/saml", undefined],
        ["https://evilsignin.aws.amazon.com/saml", undefined],
    ];
    for (const [url, station] of hosts) {
        it(`has the station ${station} for a post to ${url}`, () => {
            const attempt = only(entry(url, { form: { SAMLResponse: samlResponse } }));
            expect([attempt.postedTo, attempt.startedAtStation]).to.deep.equal([url, station]);
        });
    }

    const pageWithForm = `<form action="${saml}"><input name="SAMLResponse" value="${samlResponse}"><input name="RelayState" value="${federate}"></form>`;
    const seen: [string, unknown[], Partial<HarAttempt>][] = [
        [
            "a page reloaded",
            [entry(saml, { html: "Your request did not include a SAML response. To logout, click here." })],
            { withoutSamlResponse: { url: saml, method: "GET", status: 200 } },
        ],
        [
            "a post of nothing",
            [post({ RelayState: "x" }, { status: 400 })],
            {
                withoutSamlResponse: { url: saml, method: "POST", status: 400 },
                notes: ["the post to the reply URL has no field SAMLResponse"],
            },
        ],
        [
            "an empty response",
            [post({ SAMLResponse: "" })],
            {
                samlResponse: undefined,
                notes: ["the field SAMLResponse of the post is empty: posted so, or taken out of the recording"],
            },
        ],
        [
            "a response that was taken out",
            [post({ SAMLResponse: "[SAMLResponse redacted]" })],
            {
                samlResponse: undefined,
                notes: [
                    "the field SAMLResponse of the post has 23 characters in place of a response: it was taken out",
                ],
            },
        ],
        [
            "a post without body, the response in the page before",
            [entry(login, { html: pageWithForm }), entry(saml, { method: "POST" })],
            {
                samlResponse,
                relayState: federate,
                postedTo: saml,
                notes: ["the recording has no body of the post to the reply URL"],
            },
        ],
        [
            "a response never posted",
            [entry(login, { html: pageWithForm })],
            {
                samlResponse,
                postedTo: saml,
                notes: ["Entra's page holds the SAMLResponse, and the recording has no post of it"],
            },
        ],
        [
            "pluses posted as blanks",
            [entry(saml, { method: "POST", postData: { text: `SAMLResponse=${samlResponse}` } })],
            { notes: ['the SAMLResponse contains spaces: its "+" were posted without URL-encoding'] },
        ],
        [
            "another relay state asked for",
            [post(), entry(federate.replace("i-1", "i-2"))],
            { relayState: federate, federateUrl: federate.replace("i-1", "i-2") },
        ],
        [
            "the console instead of Connect",
            [
                post(
                    { SAMLResponse: samlResponse },
                    { redirectTo: "https://us-east-1.console.aws.amazon.com/console/home?region=us-east-1" },
                ),
            ],
            {
                consoleUrl: "https://us-east-1.console.aws.amazon.com/console/home?region=us-east-1",
                federateUrl: undefined,
                relayState: undefined,
                responseStatus: 302,
            },
        ],
        [
            "the instance reached",
            [post(), entry(federate, { redirectTo: "https://contoso.my.connect.aws/ccp-v2?code=s3cr3t" })],
            {
                connectUrl: "https://contoso.my.connect.aws/ccp-v2?code=…(redacted, 6 characters)",
                federateUrl: federate,
            },
        ],
        [
            "a SAMLRequest",
            [entry(`${login}?SAMLRequest=fZ&RelayState=x`)],
            { samlRequestTo: `${login}?SAMLRequest=…(redacted, 2 characters)&RelayState=x` },
        ],
        [
            "a SAMLRequest of the access page's own",
            [entry(access), entry(`${login}?SAMLRequest=fZ`)],
            { samlRequestTo: undefined },
        ],
        [
            "Defender's proxy",
            [entry("https://signin.aws.amazon.com.mcas.ms/saml", { form: { SAMLResponse: samlResponse } })],
            { proxyHosts: ["signin.aws.amazon.com.mcas.ms"] },
        ],
        [
            "a framed login page",
            [
                entry(login, {
                    requestHeaders: { "Sec-Fetch-Dest": "iframe" },
                    responseHeaders: { "X-Frame-Options": "DENY" },
                }),
            ],
            { framed: { url: login, header: "x-frame-options", value: "DENY" } },
        ],
        [
            "a framed login page with a policy",
            [
                entry(login, {
                    requestHeaders: { "sec-fetch-dest": "iframe" },
                    responseHeaders: { "content-security-policy": "default-src 'self'; frame-ancestors 'none'; x" },
                }),
            ],
            { framed: { url: login, header: "content-security-policy", value: "frame-ancestors 'none'" } },
        ],
        [
            "a login page that Chrome kept out of a frame",
            [
                entry(access, {
                    status: 0,
                    responseHeaders: { "x-frame-options": "SAMEORIGIN" },
                    response: { _error: "net::ERR_BLOCKED_BY_RESPONSE" },
                }),
            ],
            { framed: { url: access, header: "x-frame-options", value: "SAMEORIGIN" } },
        ],
        [
            "a login page in no frame",
            [
                entry(login, {
                    requestHeaders: { "sec-fetch-dest": "document" },
                    responseHeaders: { "x-frame-options": "DENY" },
                }),
            ],
            { framed: undefined },
        ],
        [
            "a code in JSON",
            [
                entry(login),
                entry("https://login.microsoftonline.com/common/x", {
                    content: {
                        mimeType: "application/json",
                        text: '{"error":"AADSTS50034: The user account does not exist"}',
                    },
                }),
            ],
            { codes: ["AADSTS50034"] },
        ],
        [
            "a code in a redirect",
            [
                entry(login, {
                    redirectTo: "https://a.example/?error=access_denied&error_description=AADSTS700016%3A+x",
                }),
            ],
            { codes: ["AADSTS700016"] },
        ],
        [
            "a code in the script alone",
            [entry(login, { html: '<html><script>$Config={"sErrorCode":"50011"}</script></html>' })],
            { codes: ["AADSTS50011"] },
        ],
        [
            "an ordinary login page's code",
            [entry(login, { html: '<html><script>$Config={"sErrorCode":"50058"}</script></html>' })],
            { codes: [] },
        ],
        [
            "pages without content",
            [entry(login, { content: { mimeType: "text/html" } })],
            { notes: ['the recording lacks the content of some pages (1): save it "with content"'] },
        ],
        [
            "pages beside it",
            [entry(login, { content: { mimeType: "text/html", _file: "a.html" } })],
            {
                notes: [
                    'the content of some pages (1) is in files beside the recording: embed it (`content: "embed"`)',
                ],
            },
        ],
    ];
    for (const [name, entries, expected] of seen) {
        it(`shows ${name}`, () => {
            const attempt = only(...entries);
            const shown = Object.fromEntries(
                Object.keys(expected).map((key) => [key, attempt[key as keyof HarAttempt]]),
            );
            expect(shown).to.deep.equal(expected);
        });
    }

    for (const [what, pagerefs, isMixed] of [
        ["one tab", ["p1", "p1", "p2"], false],
        ["no word on tabs", [undefined, undefined, undefined], false],
        ["two tabs, one after the other", ["p1", "p1", "p2"], false],
        ["two tabs at once", ["p1", "p2", "p1"], true],
    ] as const) {
        it(`says of ${what} ${isMixed ? "that what belongs together is told by time alone" : "nothing"}`, () => {
            const entries = pagerefs.map((pageref, index) => ({
                ...entry(login, { at: `2026-09-01T08:00:0${index}.000Z` }),
                ...(pageref === undefined ? {} : { pageref }),
            }));
            const { notes } = readHar(har(...entries));
            expect(notes.some((note) => note.startsWith("pages of several tabs are mixed in it: "))).to.equal(isMixed);
        });
    }

    it("takes a silent renewal of a token for no sign-in", () => {
        const silent = entry("https://login.microsoftonline.com/t/oauth2/v2.0/authorize?prompt=none&client_id=1");
        const { attempts, notes } = readHar(har(post(), silent));
        expect([attempts.length, attempts[0]?.pages.length, notes]).to.deep.equal([1, 2, []]);
    });

    it("shows the browser's own word for a page that has no answer, and of none other", () => {
        const page = (error: string) =>
            only(entry(access, { status: 0, response: { _error: error } })).pages.map(({ status, browserError }) => [
                status,
                browserError,
            ]);
        expect(page("net::ERR_BLOCKED_BY_RESPONSE")).to.deep.equal([[undefined, "net::ERR_BLOCKED_BY_RESPONSE"]]);
        expect(page("a token s3cr3t")).to.deep.equal([[undefined, undefined]]);
    });

    it("of a thousand pages shows the first and the last thirty, and says so", () => {
        const many = Array.from({ length: 999 }, () => entry(login));
        const { pages, notes } = only(...many, entry(login, { html: "the end" }));
        expect([pages.length, pages.at(-1)?.text, notes]).to.deep.equal([
            60,
            "the end",
            ["only the first and last 30 of 1000 pages are shown"],
        ]);
    });

    it("counts the sign-ins to other applications", () => {
        const other = entry("https://login.microsoftonline.com/t/oauth2/v2.0/authorize?client_id=1");
        expect(readHar(har(post(), other)).notes).to.deep.equal(["sign-ins to other applications were left out: 1"]);
    });

    it("says nothing of the code that an ordinary login page carries", () => {
        const html =
            '<html><body>Sign in<script>$Config={"sErrorCode":"50058","strServiceExceptionMessage":"AADSTS50058: x"}</script></html>';
        expect(only(entry(login, { html })).pages[0]?.text).to.equal("Sign in");
    });

    it("leaves out malformed entries, and says so", () => {
        const { attempts, notes } = readHar(har(null, 1, { request: {} }, post(), { request: { url: "about:blank" } }));
        expect([attempts.length, notes]).to.deep.equal([
            1,
            ["entries without the URL of a request were left out, 3 of 5: number 1, 2, 3"],
        ]);
    });

    for (const [value, problem] of [
        [null, /^it is no HAR file/],
        [{ log: {} }, /^it is no HAR file/],
        [har(), /^it has no requests; open the developer tools/],
        [har(entry("https://other.example/")), /^none of its 1 requests belongs to a sign-in/],
    ] as [unknown, RegExp][]) {
        it(`without a sign-in says what it looked for: ${problem.source}`, () => {
            const read = readHar(value);
            expect(read.attempts).to.deep.equal([]);
            expect(read.problem).to.match(problem);
        });
    }

    it("ends in an answer, whatever it holds", () => {
        const urls = fc.constantFrom(
            access,
            login,
            saml,
            federate,
            "https://x.my.connect.aws/",
            "https://a.example/",
            "//",
            "",
        );
        const object = fc.record(
            {
                startedDateTime: fc.oneof(fc.jsonValue(), fc.constant("2026-09-01T08:00:00Z")),
                request: fc.oneof(
                    fc.jsonValue(),
                    fc.record(
                        {
                            method: fc.constantFrom("GET", "POST", 1),
                            url: urls,
                            headers: fc.jsonValue(),
                            postData: fc.oneof(
                                fc.jsonValue(),
                                fc.record({ text: fc.string(), params: fc.jsonValue() }),
                            ),
                        },
                        { requiredKeys: ["url"] },
                    ),
                ),
                response: fc.oneof(
                    fc.jsonValue(),
                    fc.record({
                        status: fc.jsonValue(),
                        content: fc.oneof(
                            fc.jsonValue(),
                            fc.record({ mimeType: fc.constant("text/html"), text: fc.string() }),
                        ),
                        headers: fc.jsonValue(),
                        redirectURL: fc.jsonValue(),
                    }),
                ),
            },
            { requiredKeys: [] },
        );
        const any = fc.oneof(
            fc.jsonValue(),
            fc.array(fc.oneof(object, fc.jsonValue()), { maxLength: 8 }).map((list) => har(...list)),
        );
        fc.assert(
            fc.property(any, (value) => {
                const { attempts, problem } = readHar(value);
                expect(attempts.length === 0).to.equal(problem !== undefined);
            }),
            { numRuns: 500 },
        );
    });

    it("lets no secret out that stands in a cookie, header, token, form field or query", () => {
        const secrets = fc
            .string({ unit: fc.constantFrom(..."abcdefXYZ0123456789_-"), minLength: 12, maxLength: 300 })
            .map((text) => `s3${text}`);
        const urls = fc.constantFrom(
            access,
            login,
            saml,
            federate,
            "https://contoso.my.connect.aws/ccp-v2",
            `${login.replace("saml2", "login")}`,
        );
        const where = fc.constantFrom(
            "cookie",
            "header",
            "query",
            "fragment",
            "form",
            "script",
            "redirect",
            "jwt",
            "user",
            "response",
            "cookieInText",
        );
        fc.assert(
            fc.property(fc.array(fc.tuple(urls, where), { minLength: 1, maxLength: 6 }), secrets, (places, secret) => {
                const entries = places.map(([url, place]) => planted(url, place, secret));
                const reading = readHar(har(entry(access), ...entries, post(), ...entries));
                for (const attempt of reading.attempts) {
                    delete attempt.samlResponse;
                }
                expect(JSON.stringify(reading)).to.not.include(secret);
            }),
            { numRuns: 500 },
        );
    });

    it("of 50 MB is read in time in proportion to its size", () => {
        const html = `<html>${"<p>word &amp; <b>word</b> SAMLResponse '".repeat(25_000)}</html>`;
        const many = Array.from({ length: 20_000 }, () =>
            entry(login, { html: "<p>x</p>", at: "2026-09-01T08:00:00Z" }),
        );
        // With time that grows by the square it would take longer than a test may.
        const { problem } = readHar(
            har(
                ...Array.from({ length: 40 }, () => entry(login, { html })),
                ...many,
                post({ SAMLResponse: "A".repeat(10_000_000) }),
            ),
        );
        expect(problem).to.equal(undefined);
    });
});

function planted(url: string, place: string, secret: string): unknown {
    const both = { [place === "cookie" ? "Cookie" : "Authorization"]: secret };
    switch (place) {
        case "cookie":
        case "header":
            return {
                ...entry(url, { requestHeaders: both, responseHeaders: { "Set-Cookie": secret, "X-Token": secret } }),
                cookies: [{ name: "a", value: secret }],
            };
        case "query":
            return entry(`${url}${url.includes("?") ? "&" : "?"}code=${secret}&${secret}=1`);
        case "fragment":
            return entry(`${url}#access_token=${secret}`);
        case "user":
            return entry(url.replace("//", `//a:${secret}@`));
        case "form":
            return entry(url, { form: { passwd: secret, flowToken: secret, login: secret, SAMLResponse: secret } });
        case "script":
            return entry(url, {
                html: `<html><script>$Config={"sFT":"${secret}","sErrorCode":"50105"}</script><input value="${secret}"></html>`,
            });
        case "redirect":
            return entry(url, { redirectTo: `https://a.example/x?id_token=${secret}#${secret}` });
        case "jwt":
            return entry(url, { html: `<p>eyJhbGci.${secret}.${secret}</p>` });
        case "cookieInText":
            return entry(url, {
                html: `<p>Cookie: a=${secret}</p><p>Bearer ${secret}</p><p>https://a.example/?x=${secret}</p>`,
            });
        default:
            return entry(url, { html: `<p>${responseXml.replace(/</g, "&lt;").replace("Zoë", secret)}</p>` });
    }
}
