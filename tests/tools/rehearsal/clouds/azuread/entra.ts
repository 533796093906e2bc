// An emulated Entra for one test: its directory, and the objects that most tests need first.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { azureadCloud } from "../../../../../tools/rehearsal/clouds/azuread/index";
import type { Value, Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { isObject } from "../../../../../tools/rehearsal/clouds/provider/values";
import { CloudClient } from "../provider/client";

export const APPLICATION = "azuread:index/application:Application";
export const IDENTIFIER_URI = "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri";
export const SERVICE_PRINCIPAL = "azuread:index/servicePrincipal:ServicePrincipal";
export const CERTIFICATE =
    "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate";
export const POLICY = "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy";
export const POLICY_ASSIGNMENT =
    "azuread:index/servicePrincipalClaimsMappingPolicyAssignment:ServicePrincipalClaimsMappingPolicyAssignment";
export const ROLE_ASSIGNMENT = "azuread:index/appRoleAssignment:AppRoleAssignment";
export const GROUP = "azuread:index/group:Group";
export const GROUP_MEMBER = "azuread:index/groupMember:GroupMember";

export const NOBODY = "00000000-0000-4000-8000-000000000000";
export const DEFAULT_ROLE = "00000000-0000-0000-0000-000000000000";
export const AWS_IDENTIFIER = "urn:amazon:webservices";

const directoryPath = join(__dirname, "..", "..", "..", "..", "..", "tools", "rehearsal", "directory.json");
/** The directory that comes with the rehearsal. */
export const directory = JSON.parse(readFileSync(directoryPath, "utf8")) as {
    tenantId: string;
    caller: { objectId: string };
    users: { id: string; userPrincipalName: string; mail: string | null; displayName: string }[];
    groups: { id: string; displayName: string }[];
};
export const caller = directory.caller.objectId;

export function userId(name: string): string {
    const user = directory.users.find(({ userPrincipalName }) => userPrincipalName.startsWith(name));
    if (user === undefined) {
        throw new Error(`no ${name} in directory.json`);
    }
    return user.id;
}

/** An empty directory with the people of directory.json, with other settings where a test wants them. */
export async function startEntra(settings: object = {}, config: Values = {}): Promise<CloudClient> {
    return startEntraWith({ ...directory, ...settings }, config);
}

let files = 0;

/** A directory file with this content, for the caller to remove. */
export function writeDirectory(content: unknown): string {
    files += 1;
    const file = join(tmpdir(), `directory-${process.pid}-${files}.json`);
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
}

/** A directory from any content of the file that is not refused. */
export async function startEntraWith(content: unknown, config: Values = {}): Promise<CloudClient> {
    const file = writeDirectory(content);
    process.env.CONNECT_ENTRA_SSO_DIRECTORY = file;
    try {
        return await CloudClient.start(azureadCloud, config);
    } finally {
        delete process.env.CONNECT_ENTRA_SSO_DIRECTORY;
        rmSync(file);
    }
}

export interface Made {
    id: string;
    state: Values;
}

export async function makeApplication(entra: CloudClient, inputs: Values = {}): Promise<Made> {
    return entra.make(APPLICATION, { displayName: "Contact centre", ...inputs });
}

/** An application and its service principal in SAML mode. */
export async function makeSamlApplication(entra: CloudClient): Promise<{ application: Made; servicePrincipal: Made }> {
    const application = await makeApplication(entra);
    const servicePrincipal = await entra.make(SERVICE_PRINCIPAL, {
        clientId: text(application, "clientId"),
        preferredSingleSignOnMode: "saml",
    });
    return { application, servicePrincipal };
}

export function text({ state }: Made, key: string): string {
    return String(state[key]);
}

/** The Graph error that a refusal ends in. */
export function graphError(status: string, code: string, message: string): string {
    return `unexpected status ${status.slice(0, 3)} (${status}) with error: ${code}: ${message}`;
}

export function resourceNotFound(id: string): string {
    return graphError(
        "404 Not Found",
        "Request_ResourceNotFound",
        `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    );
}

/** What Check says against inputs, without the engine's hint where to look. */
export async function failuresOf(entra: CloudClient, token: string, inputs: Values): Promise<string[]> {
    const { failures } = await entra.check(token, inputs);
    return failures.map((failure) => failure.replace(/\. Examine values at '[^']*'\.$/, ""));
}

/** What of `answer` the inputs speak of. */
export function likeInputs(inputs: Value, answer: Value | undefined): Value {
    if (Array.isArray(inputs) && Array.isArray(answer)) {
        return answer.map((item, index) => likeInputs(inputs[index] ?? null, item));
    }
    return isObject(inputs) && isObject(answer)
        ? Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, likeInputs(value, answer[key])]))
        : (answer ?? null);
}
