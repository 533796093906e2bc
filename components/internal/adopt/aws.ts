/** What AWS has where this run would create something: users by name, the role, the SAML provider. */
import { type GetUserResult, getUser } from "@pulumi/aws/connect";
import { type GetRoleResult, getRole } from "@pulumi/aws/iam/getRole";
import { getSamlProvider } from "@pulumi/aws/iam/getSamlProvider";
import type * as pulumi from "@pulumi/pulumi";
import { type Answer, ask, awsAccount } from "../lookups";
import { differencesBetween, parsed, tagsMissing } from "./compare";
import type { Found } from "./orphans";

type Tags = Readonly<Record<string, string>>;

/** A role as it would be created. */
export interface WantedRole {
    name: string;
    description: string;
    maxSessionDuration: number;
    assumeRolePolicy: string;
    tags?: Tags | undefined;
}

export async function findRole(wanted: WantedRole, lookup: pulumi.InvokeOptions): Promise<Answer<Found[]>> {
    const found = await ask(() => getRole({ name: wanted.name }, lookup));
    return foundAs(found, (role) => ({ id: wanted.name, differences: differencesOfRole(wanted, role) }));
}

export function differencesOfRole(
    { tags, assumeRolePolicy, ...others }: WantedRole,
    role: Partial<GetRoleResult>,
): string[] {
    return [
        ...differencesBetween(
            { assumeRolePolicy: parsed(assumeRolePolicy), path: "/", permissionsBoundary: "", ...others },
            { ...role, assumeRolePolicy: parsed(role.assumeRolePolicy) },
        ),
        ...tagsMissing(tags, role.tags),
    ];
}

/** A SAML provider as it would be created. */
export interface WantedSamlProvider {
    name: string;
    samlMetadataDocument: string;
    partition: string;
    tags?: Tags | undefined;
}

export async function findSamlProvider(
    { name, samlMetadataDocument, partition, tags }: WantedSamlProvider,
    lookup: pulumi.InvokeOptions,
): Promise<Answer<Found[]>> {
    const account = await awsAccount(lookup);
    if ("failure" in account) {
        return { failure: `The AWS account can't be determined: ${account.failure}` };
    }
    const arn = `arn:${partition}:iam::${account.answer}:saml-provider/${name}`;
    const found = await ask(() => getSamlProvider({ arn }, lookup));
    return foundAs(found, (provider) => ({
        id: arn,
        differences: [
            ...(provider.samlMetadataDocument === samlMetadataDocument ? [] : ["samlMetadataDocument"]),
            ...tagsMissing(tags, provider.tags),
        ],
    }));
}

/** A Connect user as it would be created. */
export interface WantedUser {
    instanceId: string;
    name: string;
    identityInfo: Readonly<Record<string, unknown>>;
    phoneConfig: Readonly<Record<string, unknown>>;
    securityProfileIds: readonly string[];
    routingProfileId: string;
    tags?: Tags | undefined;
}

export async function findUser(wanted: WantedUser, lookup: pulumi.InvokeOptions): Promise<Answer<Found[]>> {
    const { instanceId, name } = wanted;
    const found = await ask(() => getUser({ instanceId, name }, lookup));
    return foundAs(found, (user) => ({
        id: `${instanceId}:${user.userId}`,
        differences: differencesOfUser(wanted, user),
    }));
}

export function differencesOfUser(
    { identityInfo, phoneConfig, securityProfileIds, routingProfileId, tags }: WantedUser,
    user: Partial<GetUserResult>,
): string[] {
    const identity: Readonly<Record<string, unknown>> = { ...user.identityInfos?.[0] };
    const phone: Readonly<Record<string, unknown>> = { ...user.phoneConfigs?.[0] };
    const unset = { email: "", firstName: "", lastName: "", secondaryEmail: "" };
    const off = { deskPhoneNumber: "", afterContactWorkTimeLimit: 0, autoAccept: false };
    return [
        ...differencesBetween({ ...unset, ...identityInfo }, identity),
        ...differencesBetween({ ...off, ...phoneConfig }, phone),
        ...differencesBetween({ securityProfileIds, routingProfileId, hierarchyGroupId: "" }, { ...user }),
        ...tagsMissing(tags, user.tags),
    ];
}

function foundAs<T>(found: Answer<T>, look: (it: T) => Found): Answer<Found[]> {
    return "answer" in found ? { answer: [look(found.answer)] } : found;
}
