import { getPartition } from "@pulumi/aws/getPartition";
import { getRegion } from "@pulumi/aws/getRegion";
import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { getClientConfig } from "@pulumi/azuread/getClientConfig";
import { Provider as AzureadProvider } from "@pulumi/azuread/provider";
import type * as pulumi from "@pulumi/pulumi";
import { stopWith } from "./problems";

/** Options for look-ups that run before a component is registered, with the providers its caller chose. */
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

/**
 * Asks a provider; never rejects. The answer comes through a promise of its own: V8 looks, at every rejection, for whoever will
 * catch it, along all promises that hang on the rejected one, and here that would be the Outputs of a whole federation.
 */
export function ask<T>(lookUp: () => Promise<T>): Promise<Answer<T>> {
    return new Promise((resolve) => {
        lookUp().then(
            (answer) => resolve({ answer }),
            (error: unknown) => resolve({ failure: failureText(error) }),
        );
    });
}

/** The Region and partition of the aws provider in use. Fails the program when it can't say. */
export async function awsLocation(options: pulumi.InvokeOptions): Promise<{ region: string; partition: string }> {
    const [region, partition] = await Promise.all([
        ask(() => getRegion({}, options)),
        ask(() => getPartition({}, options)),
    ]);
    if ("answer" in region && "answer" in partition) {
        return { region: region.answer.region, partition: partition.answer.partition };
    }
    const failure = "failure" in region ? region.failure : "failure" in partition ? partition.failure : "";
    return stopWith(
        `The aws provider can't say which Region it works in: ${failure}. ` +
            "Check its credentials, and that the configuration key aws:region (or AWS_REGION) is set.",
    );
}

/** The tenant and the caller of the azuread provider in use. Fails the program when it can't say. */
export async function azureadCaller(options: pulumi.InvokeOptions): Promise<{ tenantId: string; objectId: string }> {
    const client = await ask(() => getClientConfig(options));
    return "answer" in client
        ? client.answer
        : stopWith(
              `The azuread provider can't say which tenant it is signed in to: ${client.failure}. ` +
                  "Check its credentials (az login, or the ARM_… variables) and the configuration key azuread:tenantId.",
          );
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
