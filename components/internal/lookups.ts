import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { getPartition } from "@pulumi/aws/getPartition";
import { getRegion } from "@pulumi/aws/getRegion";
import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { getClientConfig } from "@pulumi/azuread/getClientConfig";
import { Provider as AzureadProvider } from "@pulumi/azuread/provider";
import type * as pulumi from "@pulumi/pulumi";
import { beforeEnd } from "./endOfRun";
import type { Refusals } from "./problems";

/** Options for look-ups with the providers that the caller of a component chose. */
export interface LookupOptions {
    aws: pulumi.InvokeOptions;
    azuread: pulumi.InvokeOptions;
}

/** The look-up options that follow from a component's own options: its providers, else its parent's. */
export function lookupOptions(opts: pulumi.ComponentResourceOptions | undefined): LookupOptions {
    const listed = opts?.providers === undefined ? [] : Object.values(opts.providers);
    const providers = opts?.provider === undefined ? listed : [opts.provider, ...listed];
    const forPackage = (isInstance: (value: unknown) => boolean): pulumi.InvokeOptions => {
        const provider = providers.find(isInstance);
        return provider === undefined ? { parent: opts?.parent } : { provider };
    };
    return { aws: forPackage(AwsProvider.isInstance), azuread: forPackage(AzureadProvider.isInstance) };
}

/** What a look-up came to. */
export type Answer<T> = { answer: T } | { failure: string };

/** Asks a provider. Rejects only when the engine has ended the run, so that nobody takes that for the cloud's answer. */
export async function ask<T>(lookUp: () => Promise<T>): Promise<Answer<T>> {
    try {
        return { answer: await beforeEnd(lookUp()) };
    } catch (error) {
        if (isEndOfRun(error)) {
            throw error;
        }
        return { failure: failureText(error) };
    }
}

/** Whether a failed look-up says no more than that there is no such thing. */
export function isNotFound(failure: string): boolean {
    return /not found|couldn't find resource|empty result|NoSuchEntity|ResourceNotFound/i.test(failure);
}

/** Region and partition of the aws provider in use. */
export interface AwsLocation {
    region: string;
    partition: string;
}

/** The Region and partition of the aws provider in use; fails the program when they can't be determined. */
export async function awsLocation(options: pulumi.InvokeOptions, refusals: Refusals): Promise<AwsLocation> {
    const [region, partition] = await Promise.all([
        ask(() => getRegion({}, options)),
        ask(() => getPartition({}, options)),
    ]);
    if ("failure" in region || "failure" in partition) {
        const failure = "failure" in region ? region.failure : "failure" in partition ? partition.failure : "";
        await refusals.unlessNone([
            {
                path: [],
                message:
                    `Can't determine the AWS Region: ${failure}. Check the credentials of the aws provider, and that the configuration key ` +
                    "aws:region (or AWS_REGION) is set.",
            },
        ]);
    }
    return {
        region: "answer" in region ? region.answer.region : "",
        partition: "answer" in partition ? partition.answer.partition : "",
    };
}

/** Tenant and object id of the caller of the azuread provider in use. */
export interface AzureadCaller {
    tenantId: string;
    objectId: string;
}

/** The tenant and the caller of the azuread provider in use; fails the program when they can't be determined. */
export async function azureadCaller(options: pulumi.InvokeOptions, refusals: Refusals): Promise<AzureadCaller> {
    const client = await ask(() => getClientConfig(options));
    if ("failure" in client) {
        await refusals.unlessNone([
            {
                path: [],
                message:
                    `Can't determine the Entra tenant: ${client.failure}. Check the credentials of the azuread provider (az login, or the ` +
                    "ARM_… variables) and the configuration key azuread:tenantId.",
            },
        ]);
    }
    return "answer" in client ? client.answer : { tenantId: "", objectId: "" };
}

/** The AWS account of the aws provider in use, if it can be determined. */
export async function awsAccount(options: pulumi.InvokeOptions): Promise<string | undefined> {
    const found = await ask(() => getCallerIdentity({}, options));
    return "answer" in found ? found.answer.accountId : undefined;
}

/** gRPC's CANCELLED and UNAVAILABLE: the engine ends the run, because something else failed. */
function isEndOfRun(error: unknown): boolean {
    const { code, details } = (error ?? {}) as { code?: unknown; details?: unknown };
    const text = `${String(details ?? "")} ${error instanceof Error ? error.message : String(error)}`;
    return (code === 1 || code === 14) && /clos|cancel|connection|shut/i.test(text)
        ? true
        : /client connection is closing|context canceled/i.test(text);
}

/** The text of whatever a look-up failed with, in one line and without the wrapping that SDK and bridge put around it. */
function failureText(error: unknown): string {
    const text = error instanceof Error ? error.message : String(error);
    return text
        .replace(/^.*?returned an error: /s, "")
        .split("\n")
        .map((line) =>
            line
                .trim()
                .replace(/^\* /, "")
                .replace(/^invoking \S+: /, ""),
        )
        .filter((line) => line !== "" && !/^\d+ errors? occurred:$/.test(line))
        .join("; ");
}
