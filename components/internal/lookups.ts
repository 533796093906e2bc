import { getPartition } from "@pulumi/aws/getPartition";
import { getRegion } from "@pulumi/aws/getRegion";
import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { Provider as AzureadProvider } from "@pulumi/azuread/provider";
import type * as pulumi from "@pulumi/pulumi";

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

/** The Region and partition of the AWS provider in use. */
export async function awsLocation(options: pulumi.InvokeOptions): Promise<{ region: string; partition: string }> {
    const [region, partition] = await Promise.all([getRegion({}, options), getPartition({}, options)]);
    return { region: region.region, partition: partition.partition };
}

/** The text of whatever a look-up failed with, without the wrapping the SDK puts around it. */
export function lookupFailure(error: unknown): string {
    const text = error instanceof Error ? error.message : String(error);
    const own = text.replace(/^.*?returned an error: /s, "").replace(/^invoking \S+: /, "");
    return own.replace(/\n.*/s, "").trim();
}
