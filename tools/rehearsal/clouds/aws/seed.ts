/** What stands in the account before the first run, from `account.json`: the account's number, quotas and resources. */
import { checkProperties } from "../provider/checkInputs";
import { withDefaults } from "../provider/readInputs";
import type { Call, Failure, ResourceType, Value, Values } from "../provider/resourceType";
import { CloudError } from "../provider/resourceType";
import { isObject, plainValues } from "../provider/values";
import { defaultAccount } from "./account";
import { accountFile, readAccount } from "./accountFile";
import { identityProvider } from "./cognito/identityProvider";
import { createUserPool, userPool } from "./cognito/userPool";
import { createClient, userPoolClient } from "./cognito/userPoolClient";
import { userPoolDomain } from "./cognito/userPoolDomain";
import { hoursOfOperationPart } from "./connect/hoursOfOperation";
import { createInstance, instance } from "./connect/instance";
import { putPart } from "./connect/part";
import { addRoutingProfile, addSecurityProfile } from "./connect/profiles";
import { queuePart } from "./connect/queue";
import {
    hoursToken,
    instanceToken,
    ofInstance,
    queueToken,
    routingProfileToken,
    securityProfileToken,
    userToken,
} from "./connect/store";
import { createUser, user } from "./connect/user";
import { createRole, role } from "./iam/role";
import { rolePolicy } from "./iam/rolePolicy";
import { samlProvider } from "./iam/samlProvider";

interface Entry {
    type: string;
    id?: string;
    inputs: Values;
}

/** Fills a new store. */
export function seedAccount(call: Call): void {
    const file = accountFile();
    const account = readAccount(file);
    const { accountId = defaultAccount.accountId, partition, quotas, existing = [] } = account;
    if (typeof accountId !== "string" || !/^\d{12}$/.test(accountId)) {
        throw new CloudError(`${file}: accountId must be 12 digits in quotes, got ${JSON.stringify(accountId)}`);
    }
    if (!Array.isArray(existing)) {
        throw new CloudError(`${file}: existing must be a list`);
    }
    call.store.put("account", "this", {
        accountId,
        ...(partition === undefined ? {} : { partition }),
        quotas: { ...defaultAccount.quotas, ...(isObject(quotas) ? quotas : {}) },
    });
    for (const [index, entry] of existing.entries()) {
        try {
            seedEntry(call, entry as unknown as Entry);
        } catch (error) {
            if (!(error instanceof CloudError)) {
                throw error;
            }
            throw new CloudError(`${file}: existing[${index}]: ${error.message}`);
        }
    }
}

function seedEntry(call: Call, { type, id, inputs }: Entry): void {
    if (!isObject(inputs)) {
        throw new CloudError(`${type} needs inputs`);
    }
    const profile = () => {
        const owner = call.store.get(instanceToken, String(inputs.instanceId));
        if (!owner) {
            throw new CloudError(`instance ${inputs.instanceId} must stand before its profiles`);
        }
        return { id: String(inputs.instanceId), region: owner.region ?? "" };
    };
    const seeds: Record<string, () => unknown> = {
        [samlProvider.token]: () => samlProvider.create(call, checked(samlProvider, inputs, call)),
        [role.token]: () => createRole(call, checked(role, inputs, call), true),
        [rolePolicy.token]: () => rolePolicy.create(call, checked(rolePolicy, inputs, call)),
        [instanceToken]: () => createInstance(call, checked(instance, inputs, call), id ?? ""),
        [userToken]: () => createUser(call, checked(user, withProfileIds(call, inputs), call), id),
        [securityProfileToken]: () => addSecurityProfile(call, profile(), inputs, id),
        [routingProfileToken]: () => addRoutingProfile(call, profile(), inputs, id),
        [hoursToken]: () => putPart(call, hoursOfOperationPart, profile(), inputs, id),
        [queueToken]: () => putPart(call, queuePart, profile(), inputs, id),
        [userPool.token]: () => createUserPool(call, checked(userPool, inputs, call), id ?? ""),
        [identityProvider.token]: () => identityProvider.create(call, checked(identityProvider, inputs, call)),
        [userPoolClient.token]: () => createClient(call, checked(userPoolClient, inputs, call), id),
        [userPoolDomain.token]: () => userPoolDomain.create(call, checked(userPoolDomain, inputs, call)),
    };
    const seed = seeds[type];
    if (!seed) {
        throw new CloudError(`type ${type} is not modelled, known are ${Object.keys(seeds).join(", ")}`);
    }
    if ([instanceToken, userPool.token].includes(type) && !id) {
        throw new CloudError(`${type} needs an id, so that configuration can name it`);
    }
    seed();
}

function checked(type: ResourceType, inputs: Values, call: Call): Values {
    const failures: Failure[] = [];
    const complete = plainValues(checkProperties(type.properties, inputs, failures));
    if (failures.length === 0) {
        failures.push(...(type.check?.(complete, call.config) ?? []));
    }
    const [first] = failures;
    if (first) {
        throw new CloudError(`${type.token}: ${first.path === undefined ? "" : `${first.path}: `}${first.reason}`);
    }
    return withDefaults(type.properties, complete);
}

/** A user's profiles may be given by name: the ids of default profiles are not known beforehand. */
function withProfileIds(call: Call, { securityProfiles, routingProfile, ...inputs }: Values): Values {
    const idOf = (kind: string, key: string, name: Value): Value => {
        const found = ofInstance(call, kind, String(inputs.instanceId)).find(({ value }) => value.name === name);
        if (!found) {
            throw new CloudError(`instance ${inputs.instanceId} has no profile ${name}`);
        }
        return found.value[key] ?? "";
    };
    return {
        ...inputs,
        ...(Array.isArray(securityProfiles)
            ? {
                  securityProfileIds: securityProfiles.map((name) =>
                      idOf(securityProfileToken, "securityProfileId", name),
                  ),
              }
            : {}),
        ...(routingProfile === undefined
            ? {}
            : { routingProfileId: idOf(routingProfileToken, "routingProfileId", routingProfile) }),
    };
}
