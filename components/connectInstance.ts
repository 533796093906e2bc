import * as pulumi from "@pulumi/pulumi";
import type { ConnectInstanceArgs } from "./args/connectInstanceArgs";
import { checkArgs, notChecked } from "./internal/args";
import { buildInstance, existingInstance } from "./internal/build/connectInstance";
import { connectInstanceFields, findInstanceLockouts, findInstanceProblems } from "./internal/check/connectInstance";
import { contextOf } from "./internal/context";
import { endOutputsWhenRefused } from "./internal/endOfRun";
import { joined } from "./internal/guards";
import { lockoutGuard } from "./internal/lockoutGuard";
import { awsLocation } from "./internal/lookups";

/**
 * An Amazon Connect instance whose users sign in by SAML, created or existing.
 *
 * The identity management type of an instance is permanent, so an existing instance of another type is refused.
 */
export class ConnectInstance extends pulumi.ComponentResource {
    /** Id of the instance, a GUID. */
    readonly instanceId: pulumi.Output<string>;
    /** ARN of the instance, with its partition, Region and account. */
    readonly instanceArn: pulumi.Output<string>;
    /** Alias of the instance. */
    readonly alias: pulumi.Output<string>;
    /** Address of the instance, without a trailing slash. Instances from before 2021 may answer under `awsapps.com`. */
    readonly accessUrl: pulumi.Output<string>;
    /** Address of the Contact Control Panel, as Amazon Connect Streams takes it. */
    readonly ccpUrl: pulumi.Output<string>;
    /** What could not be checked before deployment, in words. */
    readonly notChecked: pulumi.Output<string[]>;

    /** @throws {ConnectEntraSsoError} that lists all invalid arguments */
    constructor(name: string, args: ConnectInstanceArgs, opts?: pulumi.ComponentResourceOptions) {
        const context = contextOf("ConnectInstance", name, args, opts);
        const checked = checkArgs<ConnectInstanceArgs>(args, connectInstanceFields, context.refusals);
        context.rejectInvalid([...checked.problems, ...findInstanceProblems(checked.args)]);
        const location = pulumi.output(awsLocation(context.lookups.aws, context.refusals));
        const existing = existingInstance(checked.args.existingInstanceId, location, context);
        const { inboundCallsEnabled = true, outboundCallsEnabled = true, protection = true } = checked.args;
        const { contactFlowLogsEnabled = true, contactLensEnabled = true, existingInstanceId } = checked.args;
        const { beforeCreate = [] } = context.changeHooks;
        super(
            context.type,
            name,
            {
                ...checked.args,
                existingInstanceId,
                // One that can't be used is refused before anything that depends on it.
                existingInstanceArn: existing?.apply(({ arn }) => arn),
                region: location.apply(({ region }) => region),
                inboundCallsEnabled,
                outboundCallsEnabled,
                contactFlowLogsEnabled,
                contactLensEnabled,
                protection,
            },
            { ...opts, hooks: joined(opts?.hooks, lockoutGuard(context, findInstanceLockouts), { beforeCreate }) },
        );
        const instance = buildInstance(
            this,
            checked.args,
            existing,
            location.apply(({ partition }) => partition),
            context,
        );
        this.instanceId = instance.instanceId;
        this.instanceArn = instance.instanceArn;
        this.alias = instance.alias;
        this.accessUrl = instance.accessUrl;
        this.ccpUrl = instance.ccpUrl;
        this.notChecked = notChecked(checked, this, context.refusals);
        endOutputsWhenRefused(this);
        this.registerOutputs({ ...instance, notChecked: this.notChecked });
    }
}
