import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { addressesOf, approvedOriginsIn } from "../../../tools/cli/browse/federation";
import { findStreams, streamsVersion } from "../../../tools/cli/browse/streams";
import { browse } from "../../../tools/cli/commands/browse";
import { main } from "../../../tools/cli/main";
import { readDeployments } from "../../../tools/deployment/readDeployment";
import { recorded } from "../../helpers/command";
import { Emulated, tokens } from "../../helpers/emulated";
import { temporaryFolder } from "../../helpers/folder";

describe("npm start -- browse", () => {
    const temporary = temporaryFolder();
    const start = (...words: string[]) =>
        recorded(() => main(["browse", ...words], [browse]), {
            CONNECT_ENTRA_SSO_REHEARSAL_DIR: temporary.path("rehearsal"),
            INIT_CWD: temporary.path(),
        });

    for (const [words, sentence] of [
        [["--port", "x"], "option '--port <number>' argument 'x' is invalid. It must be a number from 0 to 65535."],
        [["--port", "65536"], "argument '65536' is invalid"],
        [["--page", "nowhere"], "--page nowhere: there is no index.html in "],
        [["--origin", "desk.contoso.example"], '--origin: must be an origin such as "https://desk.contoso.example"'],
    ] as const) {
        it(`refuses ${words.join(" ")} before it looks at a stack`, async () => {
            const { code, stderr } = await start(...words);
            expect([
                code,
                stderr.includes(sentence) ? sentence : stderr,
                existsSync(temporary.path("rehearsal")),
            ]).to.deep.equal([2, sentence, false]);
        });
    }

    it("takes for approved what the component has a command for", () => {
        const component = (outputs?: Record<string, unknown>) => ({
            ...{
                urn: "urn:pulumi:dev::p::connect-entra-sso:index:ConnectSso::sso",
                type: "connect-entra-sso:index:ConnectSso",
            },
            ...(outputs === undefined ? {} : { outputs }),
        });
        const approvedOrigins = {
            "https://desk.contoso.example": "aws connect …",
            "https://crm.contoso.example": "aws connect …",
        };
        expect([
            approvedOriginsIn({}),
            approvedOriginsIn({
                resources: [component(), component({ approvedOrigins: 1 }), component({ approvedOrigins })],
            }),
        ]).to.deep.equal([[], ["https://desk.contoso.example", "https://crm.contoso.example"]]);
    });

    const sourcesOf = (exported: unknown) => {
        const deployment = readDeployments([{ exported, source: "the stack" }], {});
        const [application] = deployment.applications;
        return { deployment, application: application as NonNullable<typeof application>, notes: [] };
    };

    it("has the addresses that the stack's outputs have", async () => {
        const emulated = await Emulated.make();
        const clientId = emulated.find(tokens.application).outputs.clientId;
        const instanceId = emulated.find(tokens.instance).id;
        const signInUrl = `https://myapps.microsoft.com/signin/${clientId}?tenantId=3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846`;
        const relayState = `https://eu-central-1.console.aws.amazon.com/connect/federate/${instanceId}?destination=%2Fccp-v2%2Fchat&new_domain=true`;
        expect(addressesOf(sourcesOf(emulated.exported()))).to.deep.equal({
            signInUrl,
            embeddedSignInUrl: `${signInUrl}&RelayState=${encodeURIComponent(relayState)}`,
            ccpUrl: "https://contoso.my.connect.aws/ccp-v2/",
            consoleUrl: "https://eu-central-1.console.aws.amazon.com/console/home",
        });
    });

    it("says that there is nothing to browse where the stack has no instance", async () => {
        const emulated = await Emulated.make();
        const resources = emulated.resources.filter(({ type }) => type !== tokens.instance && type !== tokens.user);
        expect(() => addressesOf(sourcesOf({ version: 3, deployment: { resources } }))).to.throw(
            "the stack holds no instance of Connect with an application in front, so that there is nothing to browse",
        );
    });

    describe("finds Amazon Connect Streams", () => {
        const file = "connect-streams-min.js";
        const said: string[] = [];
        const find = () =>
            findStreams(temporary.path("site", "page"), (line) => said.push(line), {
                XDG_CACHE_HOME: temporary.path("cache"),
            });
        const kept = join("cache", "connect-entra-sso", "streams", streamsVersion, file);

        for (const place of [
            join("site", "page", file),
            join("site", "page", "node_modules", "amazon-connect-streams", "release", file),
            join("site", "node_modules", "amazon-connect-streams", "release", file),
            kept,
        ]) {
            it(`at ${place}`, () => {
                temporary.write(place, "");
                expect([find(), said]).to.deep.equal([temporary.path(place), []]);
            });
        }
    });
});
