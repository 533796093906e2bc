/** Connect instances, users and security profiles of a stack. */
import { configurationOf } from "./configuredUsers";
import type { ConnectInstance, ConnectUser, SecurityProfile } from "./deployment";
import { ofType, type State, type StateResource } from "./exportedState";
import { text, texts, unreadable } from "./properties";
import { awsTypes, componentTypes } from "./types";
import { isUnreadable, type Readable } from "./unreadable";

/** Security profiles of the stack; those that the caller read from Connect itself come first, and win. */
export function readSecurityProfiles(state: State, read: readonly SecurityProfile[]): SecurityProfile[] {
    const keyOf = (it: SecurityProfile) => JSON.stringify([it.instanceId, it.securityProfileId]);
    const known = new Set(read.map(keyOf));
    const inStack = ofType(state, awsTypes.securityProfile).map((profile) => ({
        securityProfileId: text(profile, "securityProfileId", { what: "the id", otherwise: idPart(profile, 1) }),
        instanceId: text(profile, "instanceId", { what: "the instance id", otherwise: idPart(profile, 0) }),
        name: text(profile, "name", { what: "the name" }),
        permissions: texts(profile, "permissions", { what: "the permissions", otherwise: [] }),
    }));
    return [...read, ...inStack.filter((it) => !known.has(keyOf(it)))];
}

/** Connect users of the stack, with what this project's configuration says of them. */
export function readConnectUsers(state: State, boundRoleArns: Readonly<Record<string, string>>): ConnectUser[] {
    const bound = new Map(Object.entries(boundRoleArns).map(([userId, arn]) => [userId.toLowerCase(), arn]));
    return ofType(state, awsTypes.user).map((user) => {
        const username = text(user, "name", { what: "the user name" });
        const userId = text(user, "userId", { what: "the user id", otherwise: idPart(user, 1) });
        const boundRoleArn = isUnreadable(userId) ? undefined : bound.get(userId.toLowerCase());
        return {
            username,
            userId,
            instanceId: text(user, "instanceId", { what: "the instance id", otherwise: idPart(user, 0) }),
            securityProfileIds: texts(user, "securityProfileIds", { what: "the security profiles" }),
            ...(isUnreadable(username) ? {} : configurationOf(user, username, state)),
            ...(boundRoleArn === undefined ? {} : { boundRoleArn }),
        };
    });
}

/**
 * Instances of the stack. One that was only looked up leaves no resource behind: it is known by the component of this
 * project that adopted it, which accepts no instance but a SAML one, or else by its users.
 */
export function readInstances(state: State): ConnectInstance[] {
    const instances = new Map<string, ConnectInstance>();
    const add = (instance: ConnectInstance) => {
        const key = isUnreadable(instance.instanceId) ? `unreadable ${instances.size}` : instance.instanceId;
        if (!instances.has(key)) {
            instances.set(key, instance);
        }
    };
    for (const instance of ofType(state, awsTypes.instance)) {
        add({
            instanceId: instance.id ?? text(instance, "id", { what: "the instance id" }),
            arn: text(instance, "arn", { what: "the ARN" }),
            alias: text(instance, "instanceAlias", { what: "the alias" }),
            identityManagementType: text(instance, "identityManagementType", { what: "the identity management type" }),
        });
    }
    for (const component of ofType(state, componentTypes.connectInstance)) {
        const instanceId = text(component, "instanceId", { what: "the instance id" });
        if (!isUnreadable(instanceId)) {
            const arn = text(component, "instanceArn", { what: "the ARN" });
            const alias = text(component, "alias", { what: "the alias" });
            add({ instanceId, arn, alias, identityManagementType: "SAML" });
        }
    }
    for (const resource of [...ofType(state, awsTypes.user), ...ofType(state, awsTypes.securityProfile)]) {
        const instanceId = text(resource, "instanceId", { what: "the instance id", otherwise: idPart(resource, 0) });
        if (!isUnreadable(instanceId)) {
            add(instanceOutside(instanceId, text(resource, "arn", { what: "the ARN" })));
        }
    }
    return [...instances.values()];
}

/** An instance of which the stack holds only users or profiles; their ARNs begin with its own. */
function instanceOutside(instanceId: string, arnWithin: Readable<string>): ConnectInstance {
    const gap = {
        why: "the stack holds what belongs to the instance, not the instance",
        supply:
            `read it into the stack with \`aws.connect.Instance.get("<a name>", "${instanceId}")\`, run \`pulumi up\`, ` +
            "then export the stack again",
    };
    const of = `of the Connect instance ${instanceId}`;
    const arn = isUnreadable(arnWithin) ? undefined : /^arn:[^/]*:instance\/[^/]+(?=\/)/.exec(arnWithin)?.[0];
    return {
        instanceId,
        arn: arn ?? unreadable(`the ARN ${of}`, gap),
        alias: unreadable(`the alias ${of}`, gap),
        identityManagementType: unreadable(`the identity management type ${of}`, gap),
    };
}

/** Part of an id such as `<instance id>:<user id>`. */
function idPart({ id }: StateResource, index: number): string | undefined {
    const parts = id?.split(":") ?? [];
    return parts.length === 2 ? parts[index] : undefined;
}
