/** The exported fixture, changed as somebody's broken stack would have it, and a sign-in by it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readDirectory } from "../../tools/deployment/readDirectory";
import type { SignIn } from "../../tools/signin/result";
import { prepareWalk } from "../../tools/signin/walk/walk";
import { readDeployment } from "./readDeployment";

type Values = Record<string, never>;
export interface Resource {
    type: string;
    urn: string;
    inputs: Values;
    outputs: Values;
}
export type Change = (resources: Resource[]) => Resource[];

const root = join(__dirname, "../..");
const exported = readFileSync(join(root, "tests/tools/deployment/fixtures/stackExport.json"), "utf8");
const directory = readDirectory(
    JSON.parse(readFileSync(join(root, "tools/rehearsal/directory.json"), "utf8")),
    "directory.json",
);

export interface Circumstances {
    now?: string;
    signingCertificate?: string;
    /** Operations that an update did not end, each on the resource of the whole stack whose URN ends so. */
    interrupted?: { doing: string; urn: string }[];
}

/** Signs somebody in by the export of a stack, changed as somebody's broken stack would have it. */
export function signIn(
    change: Change,
    user: string,
    { now = "2026-11-24T09:00:00Z", signingCertificate, interrupted = [] }: Circumstances = {},
): SignIn {
    const stack = JSON.parse(exported);
    const resources: Resource[] = stack.deployment.resources;
    stack.deployment.pending_operations = interrupted.map(({ doing, urn }) => ({
        resource: structuredClone(resources.find((it) => it.urn.endsWith(urn))),
        type: doing,
    }));
    stack.deployment.resources = change(resources);
    const deployment = readDeployment(stack, {
        source: "the stack dev",
    });
    const [application] = deployment.applications;
    if (application === undefined) {
        throw new Error("no application in the export");
    }
    if (signingCertificate !== undefined && application.servicePrincipal !== undefined) {
        application.servicePrincipal.preferredTokenSigningKeyThumbprint = signingCertificate;
    }
    return prepareWalk({ deployment, application, directory, nowMs: Date.parse(now) })(user);
}

/** Sets an output, and the input of the same name where there is one. */
export function set(type: string, key: string, value: (before: never) => unknown): Change {
    return (resources) => {
        const found = resources.filter((resource) => resource.type.endsWith(`:${type}`));
        expect(found, type).to.not.have.length(0);
        for (const { inputs, outputs } of found) {
            const after = value(outputs[key] as never);
            Object.assign(outputs, { [key]: after });
            Object.assign(inputs, key in inputs ? { [key]: after } : {});
        }
        return resources;
    };
}

export const replace = (from: string | RegExp, to: string) => (text: unknown) => {
    const after = JSON.parse(JSON.stringify(text).replaceAll(new RegExp(from, "g"), to));
    expect(after, String(from)).to.not.deep.equal(text);
    return after;
};
/** One change after another. */
export const all =
    (...changes: Change[]): Change =>
    (resources) =>
        changes.reduce((changed, change) => change(changed), resources);

/** The same stack as a program has it that does not use this project's components. */
export const foreign: Change = (resources) => {
    const [instanceId, securityProfileId] = [
        "f34cb4d0-7b12-4cb1-bf89-3edef7fdc738",
        resources.find(({ type }) => type === "aws:connect/user:User")?.outputs.securityProfileIds?.[0],
    ];
    const profile = {
        urn: "urn:pulumi:dev::connect-entra-sso::aws:connect/securityProfile:SecurityProfile::agent",
        type: "aws:connect/securityProfile:SecurityProfile",
        ...{ custom: true, id: `${instanceId}:${securityProfileId}`, inputs: {} },
        outputs: { instanceId, securityProfileId, name: "Agent", permissions: ["BasicAgentAccess"] },
    } as unknown as Resource;
    const own = resources.filter(({ type }) => !type.startsWith("connect-entra-sso:"));
    return [...own.map((resource) => ({ ...resource, parent: undefined })), profile];
};

/** Without the resources whose URN is so. */
export const remove =
    (urn: RegExp): Change =>
    (resources) =>
        resources.filter((resource) => !urn.test(resource.urn));

/** The fixture, as text, with another product's service principal in this single sign-on mode beside the stack's. */
export function withSecondApplication(name: string, mode: unknown): string {
    const state = JSON.parse(exported);
    const type = "azuread:index/servicePrincipal:ServicePrincipal";
    const outputs = { clientId: "11111111-6b51-46e2-b3f0-8caf8b44e4a6", preferredSingleSignOnMode: mode };
    const urn = `urn:pulumi:dev::connect-entra-sso::${type}::${name}`;
    state.deployment.resources.push({ urn, custom: true, type, id: "/servicePrincipals/other", outputs });
    return JSON.stringify(state);
}
