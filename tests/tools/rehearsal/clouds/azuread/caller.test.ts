import { rmSync } from "node:fs";
import { expect } from "chai";
import { graphOperations } from "../../../../../tools/rehearsal/clouds/azuread/entra/appRoles";
import { routes } from "../../../../../tools/rehearsal/clouds/azuread/https/routes";
import { azureadCloud } from "../../../../../tools/rehearsal/clouds/azuread/index";
import { requestsOf } from "../../../../../tools/rehearsal/clouds/azuread/requests";
import type { Operation } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { CloudClient, halfMade, refusal } from "../provider/client";
import {
    APPLICATION,
    directory,
    graphError,
    type Made,
    makeApplication,
    POLICY,
    startEntra,
    writeDirectory,
} from "./entra";
import { askForToken, GraphClient } from "./https/client";

const denied = (reason: string) =>
    graphError(
        "403 Forbidden",
        "Authorization_RequestDenied",
        `Insufficient privileges to complete the operation. (rehearsal: ${reason})`,
    );
const write = "Application.ReadWrite.OwnedBy or Application.ReadWrite.All";
const definition = '{"ClaimsMappingPolicy":{"Version":1,"IncludeBasicClaimSet":"true","ClaimsSchema":[]}}';

describe("the caller of the emulated Entra", () => {
    const clouds: CloudClient[] = [];
    const servers: GraphClient[] = [];
    const start = async (appRoles?: string[], settings: object = {}) => {
        const caller = { ...directory.caller, ...(appRoles === undefined ? {} : { appRoles }) };
        const entra = await startEntra({ caller, permissions: undefined, ...settings });
        clouds.push(entra);
        return entra;
    };
    /** Another run, on the same directory, of a caller with these roles. */
    const again = async (entra: CloudClient, caller: object) => {
        const file = writeDirectory({ ...directory, caller });
        process.env.CONNECT_ENTRA_SSO_DIRECTORY = file;
        try {
            const next = await CloudClient.start(azureadCloud, {}, { storeFolder: entra.folder });
            clouds.push(next);
            return next;
        } finally {
            delete process.env.CONNECT_ENTRA_SSO_DIRECTORY;
            rmSync(file);
        }
    };
    afterEach(async () => {
        for (const server of servers.splice(0)) {
            await server.stop();
        }
        for (const cloud of clouds.splice(0)) {
            cloud.stop();
        }
    });

    it("is refused in Graph's words, with the roles that it lacks, before anything is made", async () => {
        const entra = await start(["Application.Read.All"]);
        expect(await refusal(makeApplication(entra))).to.equal(
            `Could not create application: ${denied(`POST applications takes ${write}`)}`,
        );
        const looked = entra.invoke("azuread:index/getApplication:getApplication", { displayName: "Contact centre" });
        expect(await refusal(looked)).to.include("Application not found");
    });

    it("leaves a policy half made that it may write and not read", async () => {
        const entra = await start(["Policy.ReadWrite.ApplicationConfiguration"]);
        const made = await halfMade(entra.make(POLICY, { displayName: "aws", definitions: [definition] }));
        expect(made.reasons.join()).to.include("GET policies/claimsMappingPolicies/{id} takes Policy.Read.All");
        expect(made.id).to.match(/^\/policies\/claimsMappingPolicies\//);
    });

    it("changes with OwnedBy only what it owns", async () => {
        const roles = ["Application.ReadWrite.OwnedBy", "Application.Read.All"];
        const entra = await start(roles);
        // The provider takes the caller off the owners unless it is listed.
        const own = await entra.make(APPLICATION, { displayName: "Ours", owners: [directory.caller.objectId] }, "own");
        const other = await entra.make(APPLICATION, { displayName: "Theirs", owners: [directory.users[1]?.id ?? ""] });
        const rename = ({ id, state }: Made) =>
            refusal(entra.update(APPLICATION, id, state, { displayName: "Support", owners: state.owners ?? [] }));
        expect(await rename(own)).to.equal("accepted");
        expect(await rename(other)).to.include(
            `PATCH applications/{id} takes ${write}, and the caller does not own the object`,
        );
    });

    it("sees everybody as disabled with User.ReadBasic.All, and nobody without a role for people", async () => {
        const enabled = async (roles: string[]) => {
            const entra = await start(roles);
            const { result } = await entra.invoke("azuread:index/getUsers:getUsers", { returnAll: true });
            return (result.users as { accountEnabled: boolean }[]).some(({ accountEnabled }) => accountEnabled);
        };
        expect([await enabled(["User.ReadBasic.All"]), await enabled(["User.Read.All"])]).to.deep.equal([false, true]);
        expect(await refusal(enabled([]))).to.include(
            "GET users takes User.Read.All or User.ReadBasic.All or Directory.Read.All",
        );
    });

    it("is held to the same roles over HTTPS, and its token names them", async () => {
        const roles = ["Application.Read.All"];
        const graph = await GraphClient.start(await start(roles));
        servers.push(graph);
        const { status, body } = await graph.post("v1.0/applications", { displayName: "x" });
        expect([status, body.error.code, body.error.message]).to.deep.equal([
            403,
            "Authorization_RequestDenied",
            `Insufficient privileges to complete the operation. (rehearsal: POST applications takes ${write})`,
        ]);
        expect((await graph.get("v1.0/applications")).status).to.equal(200);
        const { body: token } = await askForToken(graph.server);
        const [, claims = ""] = token.access_token.split(".");
        expect(JSON.parse(Buffer.from(claims, "base64url").toString()).roles).to.deep.equal(roles);
    });

    it("may do everything if the directory file of this run does not say otherwise", async () => {
        const entra = await start([]);
        expect(await refusal(makeApplication(entra))).to.include("Authorization_RequestDenied");
        expect(await refusal(makeApplication(await again(entra, directory.caller)))).to.equal("accepted");
    });

    for (const [what, settings, rule] of [
        ["roles that are no list", { caller: { appRoles: "User.Read.All" } }, "caller.appRoles must be a list, got "],
        [
            "a role that is no name",
            { caller: { appRoles: ["everything"] } },
            "caller.appRoles[0] must be the name of an application role, such as User.Read.All, got ",
        ],
        [
            "roles beside permissions",
            { caller: { appRoles: [] }, permissions: "none" },
            "permissions must be left out where caller.appRoles says what the caller may read, got ",
        ],
    ] as const) {
        it(`is refused if the directory file has ${what}`, async () => {
            expect(await refusal(startEntra(settings))).to.include(rule);
        });
    }

    it("needs a role for every place that is served, and for every operation but the look-up of itself", () => {
        expect(routes.map(({ method, path }) => `${method} ${path}`).filter(isUnknown)).to.deep.equal([]);
        const operations: Operation[] = ["create", "read", "update", "delete"];
        const asked = [
            ...azureadCloud.types.flatMap(({ token, update }) =>
                operations.filter((one) => one !== "update" || update).map((operation) => ({ token, operation })),
            ),
            ...azureadCloud.lookUps.map(({ token }) => ({ token, operation: "invoke" as const })),
        ].map((one) => ({ ...one, requests: requestsOf({ ...one, id: "/a/b/c/d", inputs: {}, before: {} }) }));
        expect(asked.filter(({ requests }) => requests.length === 0).map(({ token }) => token)).to.deep.equal([
            "azuread:index/getClientConfig:getClientConfig",
        ]);
        const named = asked.flatMap(({ requests }) => requests.map(({ request }) => request));
        expect(named.filter(isUnknown)).to.deep.equal([]);
    });
});

const isUnknown = (request: string): boolean => !graphOperations.includes(request);
