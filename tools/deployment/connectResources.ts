/** Connect instances and users of a stack. */
import type { ConfiguredProfiles } from "./configuredProfiles";
import { configurationOf } from "./configuredSignIn";
import type { ConnectInstance, ConnectUser } from "./deployment";
import { ofType, type State } from "./exportedState";
import { nounOf, text, textOrIdPart, texts, unreadable } from "./properties";
import { follow } from "./pulumiValue";
import { withoutReadCopies } from "./readCopies";
import { readIntoStack } from "./readIntoStack";
import type { StateResource } from "./stateResource";
import { awsTypes, componentTypes } from "./types";
import { finishUpdate, isGap, isUnreadable, type Readable } from "./unreadable";

/** Connect users of the stack, with what this project's configuration says of them. */
export function readConnectUsers(
    state: State,
    boundRoleArns: Readonly<Record<string, string>>,
    { namesOf }: ConfiguredProfiles,
): ConnectUser[] {
    const bound = new Map(Object.entries(boundRoleArns).map(([userId, arn]) => [userId.toLowerCase(), arn]));
    return withoutReadCopies(ofType(state, awsTypes.user)).map((user) => {
        const username = text(user, "name", { what: "the user name" });
        const userId = textOrIdPart(user, "userId", "the user id", 1);
        const securityProfileNames = namesOf.get(user.urn);
        const boundRoleArn = isUnreadable(userId) ? undefined : bound.get(userId.toLowerCase());
        return {
            username,
            userId,
            instanceId: textOrIdPart(user, "instanceId", "the instance id", 0),
            securityProfileIds: texts(user, "securityProfileIds", { what: "the security profiles" }),
            ...(user.external ? { isRead: true } : {}),
            ...(securityProfileNames === undefined ? {} : { securityProfileNames }),
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
    const own = withoutReadCopies(ofType(state, awsTypes.instance));
    for (const instance of own) {
        const status = text(instance, "status", { what: "the status", otherwise: "" });
        add({
            instanceId: instance.id ?? text(instance, "id", { what: "the instance id" }),
            arn: text(instance, "arn", { what: "the ARN" }),
            alias: text(instance, "instanceAlias", { what: "the alias" }),
            identityManagementType: text(instance, "identityManagementType", { what: "the identity management type" }),
            ...(status === "" ? {} : { status }),
            ...(instance.external ? { isRead: true } : {}),
        });
    }
    for (const component of ofType(state, componentTypes.connectInstance)) {
        if (!own.some(({ parent }) => parent === component.urn)) {
            add(makesInstance(component) ? missingInstance(component) : adoptedInstance(component));
        }
    }
    for (const resource of [...ofType(state, awsTypes.user), ...ofType(state, awsTypes.securityProfile)]) {
        const instanceId = textOrIdPart(resource, "instanceId", "the instance id", 0);
        if (!isUnreadable(instanceId)) {
            add(instanceOutside(instanceId, text(resource, "arn", { what: "the ARN" })));
        }
    }
    return [...instances.values()];
}

/** Whether a component was asked for an instance of its own: by an alias, and not by the id of one that exists. */
function makesInstance({ inputs }: StateResource): boolean {
    const isGiven = (property: string) => {
        const found = follow(inputs, [property]);
        return isGap(found) || (found.value !== undefined && found.value !== null);
    };
    return isGiven("instanceAlias") && !isGiven("existingInstanceId");
}

function adoptedInstance(component: StateResource): ConnectInstance {
    return {
        instanceId: text(component, "instanceId", { what: "the instance id" }),
        arn: text(component, "instanceArn", { what: "the ARN" }),
        alias: text(component, "alias", { what: "the alias" }),
        identityManagementType: "SAML",
        isAdopted: true,
    };
}

/** The component's outputs are older than what has become of the instance. */
function missingInstance(component: StateResource): ConnectInstance {
    const of = `of the instance that ${nounOf(component)} makes`;
    const gap = {
        why: "the stack does not hold it: it was deleted, or is to be made again",
        supply: finishUpdate,
    };
    return {
        instanceId: text(component, "instanceId", { what: "the instance id" }),
        arn: unreadable(`the ARN ${of}`, gap),
        alias: unreadable(`the alias ${of}`, gap),
        identityManagementType: unreadable(`the identity management type ${of}`, gap),
    };
}

/** An instance of which the stack holds only users or profiles; their ARNs begin with its own. */
function instanceOutside(instanceId: string, arnWithin: Readable<string>): ConnectInstance {
    const gap = {
        why: "the stack holds what belongs to the instance, not the instance",
        supply: readIntoStack("aws.connect.Instance", instanceId),
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
