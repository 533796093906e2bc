/** Small exports of stacks, written by hand, as `pulumi stack export` prints them. */
import { readDeployment } from "./readDeployment";

/** An entry of a state's resources; type, name and urn are filled in from `of`. */
export type StateEntry = Record<string, unknown>;

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** A value that Pulumi keeps secret, as a plain export holds it. */
export const ciphertext = { [signatureKey]: secretSignature, ciphertext: "v1:invented" };

/** A value that Pulumi keeps secret, as `--show-secrets` shows it. */
export function shown(value: unknown): object {
    return { [signatureKey]: secretSignature, plaintext: JSON.stringify(value) };
}

/** Another of Pulumi's special values. */
export function signed(signature: string, more: object = {}): object {
    return { [signatureKey]: signature, ...more };
}

/** `entry("aws:iam/role:Role", "sso", { id: "sso", outputs: { arn: "…" } })`. */
export function entry(type: string, name: string, more: StateEntry = {}): StateEntry {
    return { urn: urnOf(type, name), custom: true, type, ...more };
}

export function urnOf(type: string, name: string): string {
    return `urn:pulumi:dev::shop::${type}::${name}`;
}

export function stackOf(...resources: unknown[]) {
    return { version: 3, deployment: { manifest: {}, resources } };
}

/** Reads an export of these resources. */
export function deploymentOf(...resources: unknown[]) {
    return readDeployment(stackOf(...resources), { source: "the stack dev" });
}
