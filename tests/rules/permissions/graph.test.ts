import { rmSync } from "node:fs";
import { expect } from "chai";
import { graphPermissionList, graphPermissions } from "../../../rules/graphPermissions";
import { isFor, type PermissionPurpose } from "../../../rules/permissions";
import { Graph } from "../../../tools/rehearsal/clouds/azuread/https/graph";
import { azureadCloud } from "../../../tools/rehearsal/clouds/azuread/index";
import {
    APPLICATION,
    AWS_IDENTIFIER,
    CERTIFICATE,
    caller,
    DEFAULT_ROLE,
    directory,
    IDENTIFIER_URI,
    POLICY,
    POLICY_ASSIGNMENT,
    ROLE_ASSIGNMENT,
    SERVICE_PRINCIPAL,
} from "../../tools/rehearsal/clouds/azuread/entra";
import type { CloudClient } from "../../tools/rehearsal/clouds/provider/client";
import { endOf, type Life, neededOf, storeAfter, type World } from "./lives";

const rehearsed = ["preview", "up", "destroy", "activate", "findErrors", "recover", "syncUsers"] as const;

const world: World = {
    cloud: azureadCloud,
    variable: "CONNECT_ENTRA_SSO_DIRECTORY",
    config: {},
    fileOf: (appRoles) =>
        appRoles === undefined
            ? directory
            : { ...directory, permissions: undefined, caller: { ...directory.caller, appRoles } },
};

const person = directory.users.find(({ id }) => id !== caller)?.id ?? "";
const definition = (claim: string) =>
    `{"ClaimsMappingPolicy":{"Version":1,"IncludeBasicClaimSet":"${claim}","ClaimsSchema":[]}}`;

async function lookUps(cloud: CloudClient): Promise<void> {
    const names = ["alice@contoso.example"];
    await cloud.invoke("azuread:index/getClientConfig:getClientConfig", {});
    await cloud.invoke("azuread:index/getUsers:getUsers", { userPrincipalNames: names, ignoreMissing: true });
    const held = cloud.invoke("azuread:index/getApplication:getApplication", { identifierUri: AWS_IDENTIFIER });
    await held.catch((error) => {
        // That nobody has it is an answer, too.
        if (!/Application not found/.test(String(error))) {
            throw error;
        }
    });
}

interface Made {
    token: string;
    id: string;
    /** What an update changes, where one can. */
    change?: object;
}

async function create(cloud: CloudClient): Promise<Made[]> {
    const made: Made[] = [];
    const make = async (token: string, inputs: object, change?: object) => {
        const { id, state } = await cloud.make(token, inputs as never, token);
        made.push({ token, id, ...(change === undefined ? {} : { change: { ...inputs, ...change } }) });
        return { id, text: (key: string) => String(state[key]) };
    };
    const named = { displayName: "Contact centre", owners: [caller] };
    const application = await make(APPLICATION, named, { displayName: "Support" });
    const enterprise = {
        clientId: application.text("clientId"),
        ...{ owners: [caller], preferredSingleSignOnMode: "saml" },
    };
    const principal = await make(SERVICE_PRINCIPAL, enterprise, { notes: "Agents" });
    await make(IDENTIFIER_URI, { applicationId: application.id, identifierUri: AWS_IDENTIFIER });
    await make(CERTIFICATE, { servicePrincipalId: principal.id });
    const policy = await make(
        POLICY,
        { displayName: "aws", definitions: [definition("true")] },
        { definitions: [definition("false")] },
    );
    await make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: policy.id, servicePrincipalId: principal.id });
    await make(ROLE_ASSIGNMENT, {
        ...{ appRoleId: DEFAULT_ROLE, principalObjectId: person, resourceObjectId: principal.text("objectId") },
    });
    return made;
}

/** What stands in the directory, in the order in which it was made. */
let deployed: Made[] = [];

async function refresh(cloud: CloudClient, made: readonly Made[]): Promise<void> {
    for (const { token, id } of made) {
        await cloud.read(token, id);
    }
}

/** Requests of the Azure CLI, in the name of the same caller. */
const azure =
    (...requests: [method: string, path: string, body?: object][]): Life =>
    async ({ folder }, directoryFile) => {
        const graph = await Graph.open({ storeFolder: folder, directoryFile });
        try {
            for (const [method, path, body] of requests) {
                const url = new URL(`https://graph.microsoft.com/v1.0/${path}`);
                const sent = body === undefined ? {} : { body: JSON.stringify(body), contentType: "application/json" };
                const answer = await graph.answer({ method, url, ...sent });
                if (answer.status >= 400) {
                    throw new Error(JSON.stringify(answer.body));
                }
            }
        } finally {
            graph.close();
        }
    };
const principalPath = () => `servicePrincipals/${deployed[1]?.id.split("/").pop()}`;

const lives: Record<PermissionPurpose, Life> = {
    preview: async (cloud, file) => {
        await lookUps(cloud);
        await refresh(cloud, deployed);
        // After an interrupted run the program itself looks for what that left.
        await lives.recover(cloud, file);
    },
    up: async (cloud) => {
        await lookUps(cloud);
        const made = await create(cloud);
        await refresh(cloud, made);
        for (const { token, id, change } of made) {
            if (change !== undefined) {
                const { state } = await cloud.read(token, id);
                await cloud.update(token, id, state, change as never);
            }
        }
        await cloud.delete(ROLE_ASSIGNMENT, made.at(-1)?.id ?? "");
    },
    destroy: async (cloud) => {
        await lookUps(cloud);
        await refresh(cloud, deployed);
        for (const { token, id } of [...deployed].reverse().filter(({ token }) => token !== CERTIFICATE)) {
            await cloud.delete(token, id, (await cloud.read(token, id)).state);
        }
    },
    activate: (cloud, file) => {
        const thumbprint = "5214D6BA9438F984A0CC2C856CCEA6A76EDCEC3A";
        return azure(["PATCH", principalPath(), { preferredTokenSigningKeyThumbprint: thumbprint }])(cloud, file);
    },
    findErrors: (cloud, file) => {
        const path = principalPath();
        return azure(["GET", path], ["GET", `${path}/claimsMappingPolicies`], ["GET", "users"])(cloud, file);
    },
    syncUsers: (cloud, file) => azure(["GET", "users"])(cloud, file),
    recover: (cloud, file) => {
        const assigned = `${principalPath()}/appRoleAssignedTo`;
        const collections = ["applications", "servicePrincipals", "policies/claimsMappingPolicies", assigned];
        return azure(...collections.map((path): ["GET", string] => ["GET", path]))(cloud, file);
    },
};

describe("The application roles of a caller", function () {
    this.timeout(120_000);
    let store = "";
    before(async () => {
        store = await storeAfter(world, async (cloud) => {
            deployed = await create(cloud);
        });
    });
    after(() => rmSync(store, { recursive: true }));
    const storeFor = (name: PermissionPurpose) => (name === "up" ? undefined : store);
    const end = (name: PermissionPurpose, roles: readonly string[]) => endOf(world, storeFor(name), roles, lives[name]);

    for (const name of rehearsed) {
        it(`are enough for ${name}`, async () => {
            expect(await end(name, graphPermissions([name]))).to.equal("accepted");
        });

        it(`are each needed for ${name}, except those of which the list says that it can't be shown`, async () => {
            const isNamed = (text: string, role: string) =>
                text.includes("Authorization_RequestDenied") && text.includes(role);
            const needed = await neededOf(world, storeFor(name), graphPermissions([name]), lives[name], isNamed);
            const shown = graphPermissionList
                .filter(isFor([name]))
                .filter(({ unproved, onlyFor }) => unproved === undefined && onlyFor === undefined);
            expect(needed).to.deep.equal(shown.map(({ appRole }) => appRole).sort());
        });
    }

    for (const { appRole, instead = [], purposes } of graphPermissionList) {
        for (const wider of instead) {
            it(`do with ${wider} instead of ${appRole}`, async () => {
                const ends = purposes.map((name) =>
                    end(
                        name,
                        graphPermissions([name]).map((role) => (role === appRole ? wider : role)),
                    ),
                );
                expect(await Promise.all(ends)).to.deep.equal(purposes.map(() => "accepted"));
            });
        }
    }

    it("need Directory.Read.All only to add an owner", async () => {
        const addOwner: Life = async (cloud) => {
            const { token, id, change } = deployed[0] as Made;
            const { state } = await cloud.read(token, id);
            await cloud.update(token, id, state, { ...change, owners: [caller, person] } as never);
        };
        const roles = graphPermissions(["up"]);
        expect(await endOf(world, store, roles, addOwner)).to.include("takes Directory.Read.All");
        expect(await endOf(world, store, [...roles, "Directory.Read.All"], addOwner)).to.equal("accepted");
    });

    it("only read for a preview, and to find the cause of an error", () => {
        expect(
            graphPermissions(["preview", "findErrors", "recover", "syncUsers"]).filter(
                (role) => !/\.Read\.All$/.test(role),
            ),
        ).to.deep.equal([]);
    });
});
