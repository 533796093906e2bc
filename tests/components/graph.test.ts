import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { GraphClient, quoted } from "../../components/internal/graph/client";
import { findCloud } from "../../components/internal/graph/cloud";
import { findCredential } from "../../components/internal/graph/credential";
import { azureadSettings, type Setting } from "../../components/internal/graph/settings";

const settingsOf =
    (values: Record<string, string>): Setting =>
    (name) =>
        values[name];
const secret = { tenantId: "t", clientId: "c", clientSecret: "s" };

describe("A question to Microsoft Graph", () => {
    const { fetch: realFetch } = globalThis;
    let asked: string[];
    const answers = (all: Record<string, [status: number, body: unknown]>) => {
        asked = [];
        globalThis.fetch = (async (url: URL | string, init?: RequestInit) => {
            const { authorization = "no token" } = (init?.headers ?? {}) as Record<string, string>;
            asked.push(`${authorization} ${url}`);
            const [status, body] = all[String(url)] ?? [404, { error: { code: "NotHere", message: String(url) } }];
            return new Response(JSON.stringify(body), { status });
        }) as typeof fetch;
    };
    afterEach(() => {
        globalThis.fetch = realFetch;
    });
    const scopes: string[] = [];
    const reader = (settings: Record<string, string> = secret, hasOwnProvider = false) =>
        new GraphClient(
            hasOwnProvider,
            () => settingsOf(settings),
            () => ({
                getToken: async (scope) => {
                    scopes.push(scope);
                    return { token: "it" };
                },
            }),
        );
    const base = "https://graph.microsoft.com/v1.0";

    it("gets all pages of a list, with the caller's token, and is asked once", async () => {
        answers({
            [`${base}/things`]: [200, { value: [{ id: 1 }], "@odata.nextLink": `${base}/things?page=2` }],
            [`${base}/things?page=2`]: [200, { value: [{ id: 2 }] }],
        });
        const graph = reader();
        const lists = await Promise.all([graph.list("things"), graph.list("things")]);
        expect([lists[0], asked, scopes.at(-1)]).to.deep.equal([
            { answer: [{ id: 1 }, { id: 2 }] },
            [`Bearer it ${base}/things`, `Bearer it ${base}/things?page=2`],
            "https://graph.microsoft.com/.default",
        ]);
    });

    it("shows one object as it is now, and changes it", async () => {
        const sent: [method: unknown, body: unknown, type: unknown][] = [];
        let thing = { id: 1, colour: "red" };
        globalThis.fetch = (async (_url: URL | string, { method, body, headers }: RequestInit = {}) => {
            sent.push([method, body, (headers as Record<string, string>)["content-type"]]);
            if (method === "PATCH") {
                thing = { ...thing, ...JSON.parse(String(body)) };
                return new Response(null, { status: 204 });
            }
            return new Response(JSON.stringify(thing));
        }) as typeof fetch;
        const graph = reader();
        const before = await graph.fresh("things/1");
        await graph.change("things/1", { colour: "blue" });
        expect([before, await graph.fresh("things/1"), sent]).to.deep.equal([
            { id: 1, colour: "red" },
            { id: 1, colour: "blue" },
            [
                ["GET", undefined, undefined],
                ["PATCH", '{"colour":"blue"}', "application/json"],
                ["GET", undefined, undefined],
            ],
        ]);
    });

    it("says what came in place of an answer", async () => {
        globalThis.fetch = (async () => new Response("<html>Bad gateway</html>", { status: 502 })) as typeof fetch;
        const proxy = await reader().one("things/1");
        globalThis.fetch = (async () => {
            throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED 127.0.0.1:1") });
        }) as typeof fetch;
        expect([proxy, await reader().one("things/1")]).to.deep.equal([
            { failure: "Microsoft Graph answered 502 : " },
            { failure: "Microsoft Graph did not answer: connect ECONNREFUSED 127.0.0.1:1" },
        ]);
    });

    it("takes the token nowhere else", async () => {
        const next = "https://elsewhere.example/v1.0/things";
        answers({ [`${base}/things`]: [200, { value: [], "@odata.nextLink": next }], [next]: [200, { value: [] }] });
        expect([await reader().list("things"), asked]).to.deep.equal([
            { failure: "Microsoft Graph named a page elsewhere: https://elsewhere.example" },
            [`Bearer it ${base}/things`],
        ]);
    });

    it("comes to a failure where the caller may not read", async () => {
        answers({ [`${base}/things`]: [403, { error: { code: "Authorization_RequestDenied", message: "No." } }] });
        expect(await reader().list("things")).to.deep.equal({
            failure: "Microsoft Graph answered 403 Authorization_RequestDenied: No.",
        });
    });

    it("comes to a failure without a request where the component has a provider of its own", async () => {
        answers({});
        expect([await reader(secret, true).one("things/1"), asked]).to.deep.equal([
            {
                failure:
                    "The component has an azuread provider of its own, whose credentials only that provider knows.",
            },
            [],
        ]);
    });

    it("comes to a failure where nothing can sign in", async () => {
        answers({});
        const graph = new GraphClient(
            false,
            () => settingsOf({}),
            () => {
                throw new Error("The package @azure/identity is not installed: npm install @azure/identity");
            },
        );
        expect(await graph.one("things/1")).to.deep.equal({
            failure: "The package @azure/identity is not installed: npm install @azure/identity",
        });
    });

    for (const [settings, cloud] of [
        [{}, ["https://login.microsoftonline.com", "https://graph.microsoft.com", false]],
        [{ environment: "public" }, ["https://login.microsoftonline.com", "https://graph.microsoft.com", false]],
        [{ environment: "usgovernment" }, ["https://login.microsoftonline.us", "https://graph.microsoft.us", false]],
        [{ metadataHost: "127.0.0.1:1" }, ["https://login.example", "https://graph.example", true]],
    ] as const) {
        it(`goes to the cloud of ${JSON.stringify(settings)}`, async () => {
            const metadata = {
                authentication: { loginEndpoint: "https://login.example" },
                microsoftGraphResourceId: "https://graph.example/",
            };
            answers({ "https://127.0.0.1:1/metadata/endpoints?api-version=2022-09-01": [200, metadata] });
            const { loginUrl, graphUrl, isPrivate } = await findCloud(settingsOf(settings));
            expect([loginUrl, graphUrl, isPrivate]).to.deep.equal(cloud);
        });
    }

    it("has texts in filters that can't end them", () => {
        expect(decodeURIComponent(quoted("O'Hara & Sons"))).to.equal("'O''Hara & Sons'");
    });
});

describe("The credentials for Microsoft Graph", () => {
    const cloud = { loginUrl: "https://login.microsoftonline.com", graphUrl: "", isPrivate: false };
    const ids = { tenantId: "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846", clientId: "1e218544-2d75-4a07-969a-7e10ac441fa5" };
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "credentials-"));
        writeFileSync(join(folder, "secret"), "s\n");
        writeFileSync(join(folder, "client"), `${ids.clientId}\n`);
        writeFileSync(join(folder, "pfx"), "\u0030\u0082");
        writeFileSync(join(folder, "pem"), "-----BEGIN CERTIFICATE-----");
    });
    after(() => rmSync(folder, { recursive: true }));
    const file = (name: string) => join(folder, name);
    const cases: [what: string, settings: () => Record<string, string>, credential: string][] = [
        ["a secret", () => ({ ...ids, clientSecret: "s" }), "ClientSecretCredential"],
        [
            "files with client id and secret",
            () => ({ tenantId: ids.tenantId, clientIdFilePath: file("client"), clientSecretFilePath: file("secret") }),
            "ClientSecretCredential",
        ],
        [
            "a certificate, and a secret beside it",
            () => ({ ...ids, clientCertificatePath: file("pem"), clientSecret: "s" }),
            "ClientCertificateCredential",
        ],
        ["a workload's token", () => ({ ...ids, useOidc: "true", oidcToken: "x" }), "ClientAssertionCredential"],
        ["a workload of AKS", () => ({ ...ids, useAksWorkloadIdentity: "1" }), "ClientAssertionCredential"],
        ["a managed identity", () => ({ useMsi: "true" }), "ManagedIdentityCredential"],
        ["a managed identity with a client id", () => ({ ...ids, useMsi: "true" }), "ManagedIdentityCredential"],
        ["a client id alone", () => ids, "AzureCliCredential"],
        ["nothing", () => ({}), "AzureCliCredential"],
    ];
    for (const [what, settings, credential] of cases) {
        it(`are, with ${what}, a ${credential}`, () => {
            expect(findCredential(settingsOf(settings()), cloud).constructor.name).to.equal(credential);
        });
    }

    it("are none with a certificate that is no PEM file", () => {
        const settings = settingsOf({ ...ids, clientCertificatePath: file("pfx") });
        expect(() => findCredential(settings, cloud)).to.throw("The client certificate must be a PEM file");
    });

    it("come from the variables of the azuread provider", () => {
        const env = {
            ARM_CLIENT_ID: "arm",
            AZURE_CLIENT_ID: "azure",
            AZURE_TENANT_ID: "tenant",
            ARM_CLIENT_SECRET: "",
        };
        const setting = azureadSettings(env);
        expect(["clientId", "tenantId", "clientSecret", "unknown"].map(setting)).to.deep.equal([
            "arm",
            "tenant",
            undefined,
            undefined,
        ]);
    });
});
