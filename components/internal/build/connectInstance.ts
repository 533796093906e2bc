import * as connect from "@pulumi/aws/connect";
import * as pulumi from "@pulumi/pulumi";
import { accessUrl, ccpUrl } from "../../../rules/connect";
import type { ConnectInstanceArgs } from "../../args/connectInstanceArgs";
import type { Context } from "../context";
import { type ExistingInstance, lookUpInstance } from "../existingInstance";
import { joined } from "../guards";
import type { AwsLocation } from "../lookups";
import { problemReport } from "../problems";
import { atCallersLine, outputOf } from "../sdk";
import { optionsForTags } from "../tags";

/** What an instance results in. */
interface InstanceOutputs {
    instanceId: pulumi.Output<string>;
    instanceArn: pulumi.Output<string>;
    alias: pulumi.Output<string>;
    accessUrl: pulumi.Output<string>;
    ccpUrl: pulumi.Output<string>;
}

/**
 * The existing instance that arguments name, read and found usable; undefined when one is to be created. While the stack is
 * destroyed it may be gone, and mocks may not answer: then its ARN is of an account that can't be, so that all that depends on it would change, which hooks
 * refuse. (A component's own registration changes in a destroy, too, so it can't refuse.)
 */
export function existingInstance(
    existingInstanceId: pulumi.Input<string> | undefined,
    location: pulumi.Output<AwsLocation>,
    { who, lookups, refusals }: Context,
): pulumi.Output<ExistingInstance> | undefined {
    if (existingInstanceId === undefined) {
        return undefined;
    }
    return pulumi.all([existingInstanceId, location]).apply(async ([instanceId, { region, partition }]) => {
        const { instance, isGone, problems } = await lookUpInstance(instanceId, lookups.aws, refusals);
        await (isGone ? refusals.unlessNoneOrDestroying(problems) : refusals.unlessNone(problems));
        if (isGone) {
            const headline = `${who}: the existing instance is gone, so nobody can sign in to it:`;
            void pulumi.log.warn(problemReport(headline, problems));
        }
        const arn = `arn:${partition}:connect:${region}:000000000000:instance/${instanceId}`;
        return instance ?? { id: instanceId, arn, alias: instanceId };
    });
}

/** Creates the instance, or takes the existing one as it is. */
export const buildInstance = atCallersLine(function buildInstance(
    parent: pulumi.ComponentResource,
    args: ConnectInstanceArgs,
    existing: pulumi.Output<ExistingInstance> | undefined,
    partition: pulumi.Output<string>,
    context: Context,
): InstanceOutputs {
    const instance = existing ?? createInstance(parent, args, context);
    const address = pulumi.all([instance.alias, partition]).apply(([alias, it]) => accessUrl(alias, it));
    return {
        instanceId: pulumi.output(instance).apply(({ id }) => id),
        instanceArn: pulumi.output(instance).apply(({ arn }) => arn),
        alias: pulumi.output(instance.alias),
        accessUrl: address,
        ccpUrl: address.apply(ccpUrl),
    };
});

function createInstance(
    parent: pulumi.ComponentResource,
    args: ConnectInstanceArgs,
    { name, isProtected, changeHooks, retryHooks }: Context,
): { id: pulumi.Output<string>; arn: pulumi.Output<string>; alias: pulumi.Output<string> } {
    const instance = new connect.Instance(
        name,
        {
            identityManagementType: "SAML",
            instanceAlias: args.instanceAlias,
            inboundCallsEnabled: args.inboundCallsEnabled ?? true,
            outboundCallsEnabled: args.outboundCallsEnabled ?? true,
            contactFlowLogsEnabled: args.contactFlowLogsEnabled ?? true,
            contactLensEnabled: args.contactLensEnabled ?? true,
            tags: args.tags,
        },
        // Undefined, not false: a caller who protects the whole component keeps that.
        {
            parent,
            protect: isProtected ? true : undefined,
            hooks: joined(changeHooks, retryHooks),
            ...optionsForTags(args.tags),
        },
    );
    return {
        id: instance.id,
        arn: outputOf(instance, instance.arn),
        alias: outputOf(instance, instance.instanceAlias).apply((alias) => alias ?? ""),
    };
}
