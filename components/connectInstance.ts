import * as connect from "@pulumi/aws/connect";
import * as pulumi from "@pulumi/pulumi";
import { accessUrl, ccpUrl, connectTagsProblem, instanceAliasProblem, instanceIdProblem } from "../rules/connect";
import { changedForEver } from "../rules/lockouts";
import type { Problem } from "../rules/problem";
import { type ExistingInstance, lookUpInstance } from "./internal/existingInstance";
import { withLockoutGuard } from "./internal/hooks";
import { awsLocation, lookupOptions } from "./internal/lookups";
import { check, holdUnless, rejectProblems, whenKnown } from "./internal/problems";

/** Arguments of {@link ConnectInstance}. */
export interface ConnectInstanceArgs {
    /**
     * Alias of the instance to create, 2 to 45 letters, digits or hyphens; it becomes the address
     * `https://<alias>.my.connect.aws` and can never be changed. Either this or `existingInstanceId`.
     */
    instanceAlias?: pulumi.Input<string>;
    /** Id of an instance that exists already. It is read, never changed or deleted. */
    existingInstanceId?: pulumi.Input<string>;
    /** Whether customers can call the contact centre. @default true */
    inboundCallsEnabled?: pulumi.Input<boolean>;
    /** Whether agents can call out. @default true */
    outboundCallsEnabled?: pulumi.Input<boolean>;
    /** Whether contact flows write to CloudWatch Logs. @default true */
    contactFlowLogsEnabled?: pulumi.Input<boolean>;
    /** Whether Contact Lens is on. @default true */
    contactLensEnabled?: pulumi.Input<boolean>;
    /** Tags of a created instance, 1 to 50. @default - none */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** Whether a created instance is protected from replacement and deletion, and a change of instance refused. @default true */
    protection?: boolean;
    /** @internal What must hold before anything is looked up. */
    ready?: pulumi.Input<unknown>;
}

/**
 * An Amazon Connect instance whose users sign in by SAML, created or adopted.
 *
 * The identity management type of an instance is set when it is made and can never be changed, so an existing instance of
 * another type is refused.
 */
export class ConnectInstance extends pulumi.ComponentResource {
    /** Id of the instance, a GUID. */
    readonly instanceId: pulumi.Output<string>;
    /** ARN of the instance; partition, Region and account are read from it. */
    readonly instanceArn: pulumi.Output<string>;
    /** Alias of the instance. */
    readonly alias: pulumi.Output<string>;
    /** Address of the instance, without a trailing slash. Instances from before 2021 may still answer under `awsapps.com`. */
    readonly accessUrl: pulumi.Output<string>;
    /** Address of the Contact Control Panel, as Amazon Connect Streams takes it. */
    readonly ccpUrl: pulumi.Output<string>;

    constructor(name: string, args: ConnectInstanceArgs, opts?: pulumi.ComponentResourceOptions) {
        const who = `ConnectInstance "${name}"`;
        const headline = `${who} has invalid args:`;
        rejectProblems(headline, findConnectInstanceProblems(args));
        const { ready, ...inputs } = args;
        const lookups = lookupOptions(opts);
        const checks = whenKnown(headline, inputs, findConnectInstanceProblems);
        const existing =
            args.existingInstanceId === undefined
                ? undefined
                : pulumi.all([args.existingInstanceId, checks, ready]).apply(async ([instanceId]) => {
                      const { instance, problems } = await lookUpInstance(instanceId, lookups.aws);
                      await holdUnless(headline, problems);
                      return instance as ExistingInstance;
                  });
        super(
            "connect-entra-sso:index:ConnectInstance",
            name,
            { ...inputs, checks: existing === undefined ? checks : pulumi.all([checks, existing]).apply(([it]) => it) },
            withLockoutGuard(who, args.protection, findConnectInstanceLockouts, opts),
        );

        const instance = existing ?? this.createInstance(name, args);
        this.instanceId = instance.apply((it) => it.id);
        this.instanceArn = instance.apply((it) => it.arn);
        this.alias = pulumi.output(args.instanceAlias ?? instance.apply((it) => it.alias));
        const partition = pulumi.output(awsLocation({ parent: this })).apply((it) => it.partition);
        this.accessUrl = pulumi.all([this.alias, partition]).apply(([alias, it]) => accessUrl(alias, it));
        this.ccpUrl = this.accessUrl.apply(ccpUrl);
        this.registerOutputs({
            instanceId: this.instanceId,
            instanceArn: this.instanceArn,
            alias: this.alias,
            accessUrl: this.accessUrl,
            ccpUrl: this.ccpUrl,
        });
    }

    private createInstance(name: string, args: ConnectInstanceArgs) {
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
            { parent: this, protect: args.protection === false ? undefined : true },
        );
        return pulumi
            .all([instance.id, instance.arn, instance.instanceAlias])
            .apply(([id, arn, alias]) => ({ id, arn, alias: alias ?? "" }));
    }
}

/** Every problem with the plain values among the arguments of a {@link ConnectInstance}. */
export function findConnectInstanceProblems(args: ConnectInstanceArgs): Problem[] {
    const problems: Problem[] = [];
    if (args.instanceAlias === undefined && args.existingInstanceId === undefined) {
        problems.push({
            path: ["instanceAlias"],
            message:
                "or existingInstanceId must be given, got neither; write the alias of an instance to create, " +
                "or the id of an instance that exists",
        });
    }
    if (args.instanceAlias !== undefined && args.existingInstanceId !== undefined) {
        problems.push({
            path: ["instanceAlias"],
            message:
                "and existingInstanceId exclude each other, got both; keep instanceAlias to create an instance, " +
                "existingInstanceId to use one that exists",
        });
    }
    return [
        ...problems,
        ...check(["instanceAlias"], args.instanceAlias, instanceAliasProblem),
        ...check(["existingInstanceId"], args.existingInstanceId, instanceIdProblem),
        ...check(["tags"], args.tags, connectTagsProblem),
    ];
}

/** What a change of the arguments would take from people for ever. */
export function findConnectInstanceLockouts(
    before: Partial<ConnectInstanceArgs>,
    after: Partial<ConnectInstanceArgs>,
): Problem[] {
    const users = "the users and all history are in that instance";
    const adopted = before.instanceAlias !== undefined && after.existingInstanceId !== undefined;
    const created = before.existingInstanceId !== undefined && after.instanceAlias !== undefined;
    return [
        ...changedForEver(["instanceAlias"], before.instanceAlias, after.instanceAlias, users),
        ...changedForEver(["existingInstanceId"], before.existingInstanceId, after.existingInstanceId, users),
        ...(adopted
            ? changedForEver(
                  ["instanceAlias"],
                  before.instanceAlias,
                  null,
                  "this deployment created the instance and would delete it",
              )
            : []),
        ...(created ? changedForEver(["existingInstanceId"], before.existingInstanceId, null, users) : []),
    ];
}
