import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { TokenSigner } from "../../../../../../tools/rehearsal/clouds/azuread/https/tokens";
import type { CloudClient } from "../../provider/client";
import { directory, NOBODY, startEntra } from "../entra";
import { askForToken, GraphClient, send } from "./client";

const clientId = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

describe("the emulated Entra over HTTPS", () => {
    let entra: CloudClient;
    let graph: GraphClient;
    let url: string;
    before(async () => {
        entra = await startEntra();
        graph = await GraphClient.start(entra);
        ({ url } = graph.server);
    });
    after(async () => {
        await graph.stop();
        entra.stop();
    });

    it("leads a client by its environment: where it is, whom to be, what to trust", () => {
        const { environment, host, certificateFile } = graph.server;
        const { ARM_CLIENT_SECRET: secret, ...others } = environment;
        expect(url).to.match(/^https:\/\/127\.0\.0\.1:\d+$/);
        expect(secret).to.match(/^[\w-]{32}$/);
        expect(others).to.deep.equal({
            ARM_METADATA_HOSTNAME: host,
            ARM_TENANT_ID: directory.tenantId,
            ARM_CLIENT_ID: clientId,
            SSL_CERT_FILE: certificateFile,
            NODE_EXTRA_CA_CERTS: certificateFile,
            NO_PROXY: "127.0.0.1",
            no_proxy: "127.0.0.1",
        });
        expect((statSync(dirname(certificateFile)).mode & 0o777).toString(8)).to.equal("700");
        expect(readFileSync(certificateFile, "utf8")).to.not.contain("PRIVATE");
    });

    it("names itself as the cloud's login endpoint and Graph", async () => {
        const { status, body } = await send(graph.server, "GET", `${url}/metadata/endpoints?api-version=2022-09-01`);
        expect([status, body.name, body.authentication.loginEndpoint, body.microsoftGraphResourceId]).to.deep.equal([
            200,
            "Rehearsal",
            url,
            `${url}/`,
        ]);
        const other = await send(graph.server, "GET", `${url}/metadata/endpoints?api-version=2015-01-01`);
        expect([other.status, other.body.error.code]).to.deep.equal([400, "BadRequest"]);
    });

    it("gives who has the secret a token with the claims that the provider reads", async () => {
        const { status, body } = await askForToken(graph.server);
        const { access_token: token, ...others } = body;
        expect([status, others]).to.deep.equal([200, { token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599 }]);
        const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
        const { iat, nbf, exp, uti: _, roles, ...fixed } = claims;
        expect([nbf - iat, exp - iat]).to.deep.equal([0, 3599]);
        expect(roles).to.include("AppRoleAssignment.ReadWrite.All");
        expect(fixed).to.deep.equal({
            aud: url,
            iss: `${url}/${directory.tenantId}/`,
            appid: clientId,
            appidacr: "1",
            idp: `${url}/${directory.tenantId}/`,
            idtyp: "app",
            oid: directory.caller.objectId,
            sub: directory.caller.objectId,
            tenant_region_scope: "EU",
            tid: directory.tenantId,
            ver: "1.0",
        });
    });

    it("takes an assertion that its own key has signed, for this tenant and in time", async () => {
        const signer = new TokenSigner(readFileSync(`${dirname(graph.server.certificateFile)}/key.pem`, "utf8"));
        const claims = {
            aud: `${url}/${directory.tenantId}/oauth2/v2.0/token`,
            iss: clientId,
            sub: clientId,
            exp: Math.floor(Date.now() / 1000) + 60,
        };
        const ask = (assertion: string) =>
            askForToken(graph.server, {
                client_secret: undefined,
                client_assertion: assertion,
                client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            });
        const errorOf = async (assertion: string) => (await ask(assertion)).body.error_codes;
        expect((await ask(signer.sign(claims))).status).to.equal(200);
        expect([
            await errorOf(signer.sign({ ...claims, exp: 1 })),
            await errorOf(signer.sign({ ...claims, aud: "https://login.contoso.example/" })),
            await errorOf(signer.sign({ ...claims, sub: NOBODY })),
            await errorOf(`${signer.sign(claims)}A`),
            await errorOf("a.b.c"),
        ]).to.deep.equal([[700024], [700023], [700023], [700027], [700027]]);
    });

    const refused: [string, Record<string, string | undefined>, [number, string, number]][] = [
        ["a wrong secret", { client_secret: "x" }, [401, "invalid_client", 7000215]],
        ["no secret", { client_secret: undefined }, [400, "invalid_request", 900144]],
        ["another application", { client_id: NOBODY }, [400, "unauthorized_client", 700016]],
        ["another grant", { grant_type: "password" }, [400, "unsupported_grant_type", 70003]],
        ["no grant", { grant_type: undefined }, [400, "invalid_request", 900144]],
        ["a delegated scope", { scope: "User.Read" }, [400, "invalid_scope", 1002012]],
        ["another resource", { scope: "https://vault.azure.net/.default" }, [400, "invalid_resource", 500011]],
        ["an assertion of an unknown kind", { client_assertion: "x" }, [400, "invalid_request", 900144]],
    ];
    for (const [what, change, [status, error, number]] of refused) {
        it(`refuses ${what}`, async () => {
            const reply = await askForToken(graph.server, change);
            expect([reply.status, reply.body.error, reply.body.error_codes]).to.deep.equal([status, error, [number]]);
            expect(reply.body.error_description).to.match(new RegExp(`^AADSTS${number}: .+ Trace ID: .+ Timestamp: `));
            expect(JSON.stringify(reply.body)).to.not.contain(graph.server.environment.ARM_CLIENT_SECRET);
        });
    }

    it("refuses another tenant", async () => {
        const { body } = await askForToken(graph.server, {}, NOBODY);
        expect([body.error, body.error_codes]).to.deep.equal(["invalid_request", [90002]]);
    });

    it("answers Graph's requests only with a token of its own", async () => {
        const ask = async (authorization: string) =>
            (await graph.ask("GET", "v1.0/users", undefined, { authorization })).body.error;
        const messages = [await ask(""), await ask("Bearer a.b.c"), await ask("Basic eA==")].map(
            ({ code, message }) => `${code}: ${message}`,
        );
        expect(messages).to.deep.equal([
            "InvalidAuthenticationToken: Access token is empty.",
            "InvalidAuthenticationToken: Access token validation failure. Invalid signature.",
            "InvalidAuthenticationToken: Access token is empty.",
        ]);
    });

    it("says what it does not serve, to the client and in its log, and the log has no values", async () => {
        const reply = await graph.get("v1.0/me?$select=id");
        const { code, message, innerError } = reply.body.error;
        expect([reply.status, code, message]).to.deep.equal([
            501,
            "NotImplemented",
            "The emulated Entra does not serve GET /v1.0/me.",
        ]);
        expect(Object.keys(innerError)).to.deep.equal(["date", "request-id", "client-request-id"]);
        expect((await send(graph.server, "GET", `${url}/subscriptions`)).status).to.equal(501);
        expect(graph.lines).to.deep.equal([
            "The emulated Entra does not serve GET /v1.0/me.",
            "The emulated Entra does not serve GET /subscriptions.",
        ]);
    });

    it("keeps its certificate and its port from one start to the next, so tokens stay good", async () => {
        const other = await startEntra();
        const first = await GraphClient.start(other);
        await first.stop();
        const second = await GraphClient.start(other);
        expect(second.server.host).to.equal(first.server.host);
        expect((await first.get("v1.0/users?$top=1")).status).to.equal(200);
        const third = await GraphClient.start(other);
        expect(third.server.host).to.not.equal(second.server.host);
        await third.stop();
        await second.stop();
        other.stop();
    });

    it("has the tenant id of the configuration, where there is one", async () => {
        const tenantId = "9d1c2b3a-0f4e-4d5c-8b6a-7f8e9d0c1b2a";
        const configured = await GraphClient.start(entra, { tenantId });
        expect(configured.server.environment.ARM_TENANT_ID).to.equal(tenantId);
        await configured.stop();
    });
});
