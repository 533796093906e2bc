/** `aws.cognito.UserPool` */
import { randomInt } from "node:crypto";
import type { Call, Failure, ResourceType, Value, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { equal, isObject, isUnknown } from "../../provider/values";
import { accountOf, dnsSuffixOf, now, partitionOf, regionOf } from "../account";
import { outsideModel } from "../errors";
import { allTags, plannedTags, tagProblem } from "../tags";
import { clientToken, domainToken, identityProviderToken, ofPool, refused, userPoolToken } from "./store";
import { userPoolProperties } from "./userPoolProperties";

const maxPools = 1000;
const idCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Attributes that every pool has: OpenID Connect Core 1.0, section 5.1, less `updated_at`'s form. */
export const standardAttributes = [
    ...["address", "birthdate", "email", "email_verified", "family_name", "gender", "given_name", "locale"],
    ...["middle_name", "name", "nickname", "phone_number", "phone_number_verified", "picture", "preferred_username"],
    ...["profile", "sub", "updated_at", "website", "zoneinfo"],
];

/** The attributes of a pool with what its schema says of them; own ones are called `custom:…`. */
export function attributesOf(pool: Values): Map<string, { required: boolean; mutable: boolean }> {
    const all = new Map(standardAttributes.map((name) => [name, { required: false, mutable: name !== "sub" }]));
    for (const one of schemasOf(pool)) {
        const name = standardAttributes.includes(String(one.name)) ? String(one.name) : `custom:${one.name}`;
        // The provider sends false where a program says nothing of it.
        all.set(name, { required: one.required === true, mutable: one.mutable === true });
    }
    return all;
}

const schemasOf = ({ schemas }: Values): Values[] => (Array.isArray(schemas) ? schemas.filter(isObject) : []);

function refuse(call: Call, inputs: Values, doing: string, operation: string): void {
    const tags = tagProblem(allTags(inputs, call.config), "IAM");
    if (tags !== undefined) {
        throw refused(doing, operation, `InvalidParameterException: ${outsideModel("userPoolTags", tags)}`);
    }
    for (const { name, required } of schemasOf(inputs)) {
        if (required === true && !standardAttributes.includes(String(name))) {
            const message = "Required custom attributes are not supported currently.";
            throw refused(doing, operation, `InvalidParameterException: ${message}`);
        }
    }
}

/** A pool's name is the provider's to look at: of anything up to 128 characters, or of these. */
function refuseName(inputs: Values, doing: string): void {
    if (!/^[\w\s+=,.@-]+$/.test(String(inputs.name))) {
        const constraint = "Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+";
        throw refused(doing, "CreateUserPool", `InvalidParameterException: ${outsideModel("poolName", constraint)}`);
    }
}

/** Creates a pool; a seed chooses its id. */
export function createUserPool(call: Call, inputs: Values, seedId?: string): string {
    const doing = `creating Cognito User Pool (${inputs.name})`;
    refuseName(inputs, doing);
    refuse(call, inputs, doing, "CreateUserPool");
    if (call.store.list(userPoolToken).length >= maxPools) {
        const message = `LimitExceededException: Exceeded limit: ${maxPools} user pools for account`;
        throw refused(doing, "CreateUserPool", message);
    }
    const region = regionOf(call, inputs);
    const letters = Array.from({ length: 9 }, () => idCharacters[randomInt(idCharacters.length)]).join("");
    const id = seedId ?? `${region}_${letters}`;
    const partition = partitionOf(region);
    const { tags, ...rest } = inputs;
    call.store.put(userPoolToken, id, {
        ...rest,
        ...(tags ? { tags } : {}),
        tagsAll: allTags(inputs, call.config),
        region,
        arn: `arn:${partition}:cognito-idp:${region}:${accountOf(call).accountId}:userpool/${id}`,
        creationDate: now(),
        endpoint: `cognito-idp.${region}.${dnsSuffixOf(partition)}/${id}`,
        estimatedNumberOfUsers: 0,
        lastModifiedDate: now(),
    });
    return id;
}

/** A pool as it is read, with its domains. */
export function readUserPool({ store }: Pick<Call, "store">, id: string): Values | undefined {
    const pool = store.get(userPoolToken, id);
    if (pool === undefined) {
        return undefined;
    }
    const domains = ofPool({ store }, domainToken, id).map(({ value }) => value);
    const named = (custom: boolean): Value =>
        domains.find(({ certificateArn }) => (certificateArn !== undefined) === custom)?.domain ?? "";
    return { ...pool, domain: named(false), customDomain: named(true) };
}

/** A schema's items can be added, nothing else: the provider says so itself, and only in `up`. */
function refuseSchema(id: string, before: Values, inputs: Values): void {
    const now = schemasOf(inputs);
    if (schemasOf(before).some((one) => !now.some((other) => equal(one, other)))) {
        throw new CloudError(`updating Cognito User Pool (${id}): cannot modify or remove schema items`);
    }
}

export const userPool: ResourceType = {
    token: userPoolToken,
    autoName: { property: "name", maxLength: 128 },
    properties: userPoolProperties,
    check: ({ mfaConfiguration, softwareTokenMfaConfiguration, smsConfiguration, emailMfaConfiguration }): Failure[] =>
        mfaConfiguration === "OFF" || mfaConfiguration === undefined || isUnknown(mfaConfiguration)
            ? []
            : softwareTokenMfaConfiguration || smsConfiguration || emailMfaConfiguration
              ? []
              : [{ path: "mfaConfiguration", reason: "MFA needs a factor: software tokens, SMS or e-mail" }],
    plan: (inputs, config) => ({
        ...plannedTags(inputs, config),
        region: regionOf({ config } as Call, inputs),
    }),
    create: (call, inputs) => createUserPool(call, inputs),
    read: (call, id) => readUserPool(call, id),
    update: (call, id, inputs) => {
        const doing = `updating Cognito User Pool (${id})`;
        refuse(call, inputs, doing, "UpdateUserPool");
        const kept = call.store.get(userPoolToken, id) as Values;
        refuseSchema(id, kept, inputs);
        const { arn, creationDate, endpoint, estimatedNumberOfUsers, region } = kept;
        const fixed = { arn, creationDate, endpoint, estimatedNumberOfUsers, region } as Values;
        const tagsAll = allTags(inputs, call.config);
        call.store.put(userPoolToken, id, { ...inputs, ...fixed, tagsAll, lastModifiedDate: now() });
    },
    delete: (call, id) => {
        const doing = `deleting Cognito User Pool (${id})`;
        if (call.store.get(userPoolToken, id)?.deletionProtection === "ACTIVE") {
            const message =
                "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.";
            throw refused(doing, "DeleteUserPool", `InvalidParameterException: ${message}`);
        }
        if (ofPool(call, domainToken, id).length > 0) {
            const message = "User pool cannot be deleted. It has a domain configured that should be deleted first.";
            throw refused(doing, "DeleteUserPool", `InvalidParameterException: ${message}`);
        }
        for (const kind of [identityProviderToken, clientToken]) {
            for (const owned of ofPool(call, kind, id)) {
                call.store.remove(kind, owned.id);
            }
        }
        call.store.remove(userPoolToken, id);
    },
    notFound: (id) =>
        refused(
            `updating Cognito User Pool (${id})`,
            "UpdateUserPool",
            `ResourceNotFoundException: User pool ${id} does not exist.`,
        ).message,
};
