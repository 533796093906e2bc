import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { getPartition } from "@pulumi/aws/getPartition";
import { getRegion } from "@pulumi/aws/getRegion";
import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { getClientConfig } from "@pulumi/azuread/getClientConfig";
import { Provider as AzureadProvider } from "@pulumi/azuread/provider";
import type * as pulumi from "@pulumi/pulumi";
import { listOf, quote } from "../../rules/text";
import { beforeEnd } from "./endOfRun";
import type { Refusals } from "./problems";
import { isMocked } from "./sdk";

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

/**
 * What a look-up came to. `unanswered`: a unit test whose mocks do not answer it, as those of Pulumi's documentation. The component
 * goes on with something that stands in for the answer, and its `notChecked` says so.
 */
export type Answer<T> = { answer: T } | { failure: string; unanswered?: true };

/**
 * Asks a provider. Rejects only when the engine has ended the run, so that nobody takes that for the cloud's answer.
 * @param needed what an answer must have
 */
export async function ask<T>(lookUp: () => Promise<T>, needed: readonly (keyof T & string)[] = []): Promise<Answer<T>> {
    try {
        const answer = await beforeEnd(lookUp());
        const missing = needed.filter((name) => answer?.[name] === undefined);
        if (missing.length === 0) {
            return { answer };
        }
        // So the engine answers for a provider with settings that a preview does not know.
        const failure = `the provider answered without ${listOf(missing)}: its settings may be known only during pulumi up`;
        return isMocked() ? { failure, unanswered: true } : { failure };
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
        ask(() => getRegion({}, options), ["region"]),
        ask(() => getPartition({}, options), ["partition"]),
    ]);
    const failed = [region, partition].flatMap((it) => ("failure" in it ? [it] : []));
    const failure = failed.find(({ unanswered }) => !unanswered)?.failure;
    if (failure !== undefined) {
        await refusals.unlessNone([
            {
                path: [],
                message:
                    `Can't determine the AWS Region: ${failure}. Check the credentials of the aws provider, and that the configuration key ` +
                    "aws:region (or AWS_REGION) is set.",
            },
        ]);
    }
    const standIn = (what: string, lookUp: string, value: string): string => {
        refusals.noteUnanswered(
            `The AWS ${what}: the mocks do not answer ${lookUp}. ${quote(value)} stands in for it.`,
        );
        return value;
    };
    return {
        region: "answer" in region ? region.answer.region : standIn("Region", "getRegion", "us-east-1"),
        partition: "answer" in partition ? partition.answer.partition : standIn("partition", "getPartition", "aws"),
    };
}

/** Tenant and object id of the caller of the azuread provider in use. */
export interface AzureadCaller {
    tenantId: string;
    objectId: string;
}

/** The tenant and the caller of the azuread provider in use; fails the program when they can't be determined. */
export async function azureadCaller(options: pulumi.InvokeOptions, refusals: Refusals): Promise<AzureadCaller> {
    const client = await ask(() => getClientConfig(options), ["tenantId"]);
    if ("failure" in client && client.unanswered) {
        refusals.noteUnanswered(
            `The Entra tenant: the mocks do not answer getClientConfig. "${standInTenantId}" stands in for it.`,
        );
    } else if ("failure" in client) {
        await refusals.unlessNone([
            {
                path: [],
                message:
                    `Can't determine the Entra tenant: ${client.failure}. Check the credentials of the azuread provider (az login, or the ` +
                    "ARM_… variables) and the configuration key azuread:tenantId.",
            },
        ]);
    }
    return "answer" in client ? client.answer : { tenantId: standInTenantId, objectId: standInTenantId };
}

/** No tenant has it. */
export const standInTenantId = "00000000-0000-0000-0000-000000000000";

/** The AWS account of the aws provider in use. */
export async function awsAccount(options: pulumi.InvokeOptions): Promise<Answer<string>> {
    const found = await ask(() => getCallerIdentity({}, options), ["accountId"]);
    return "answer" in found ? { answer: found.answer.accountId } : found;
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
