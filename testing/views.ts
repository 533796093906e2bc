/** What a record says about people. */
import { awsTypes, entraTypes } from "../rules/resourceTypes";
import type { Clouds } from "./clouds";
import { profileId } from "./ids";
import type { ConnectUserRecord, ResourceRecord } from "./record";

/** Names of all who are assigned to an application, sorted. */
export function assignedTo(registered: readonly ResourceRecord[], { principals }: Clouds): string[] {
    return ofType(registered, entraTypes.roleAssignment)
        .map(({ inputs }) => String(inputs.principalObjectId))
        .map((objectId) => principals.get(objectId) ?? objectId)
        .sort();
}

/** All Connect users by name. */
export function connectUsersOf(
    registered: readonly ResourceRecord[],
    clouds: Clouds,
): Record<string, ConnectUserRecord> {
    const named = (kind: "security" | "routing") =>
        new Map([...clouds.profiles[kind]].map((name) => [profileId(kind, name), name]));
    const [security, routing] = [named("security"), named("routing")];
    const nameIn = (names: ReadonlyMap<string, string>, id: unknown) => names.get(String(id)) ?? String(id);
    return Object.fromEntries(
        ofType(registered, awsTypes.user).map(({ inputs }) => {
            const { firstName, lastName } = inputs.identityInfo as Record<"firstName" | "lastName", string | undefined>;
            const securityProfiles = (inputs.securityProfileIds as unknown[]).map((id) => nameIn(security, id)).sort();
            const user = {
                firstName,
                lastName,
                securityProfiles,
                routingProfile: nameIn(routing, inputs.routingProfileId),
            };
            return [String(inputs.name), user];
        }),
    );
}

function ofType(registered: readonly ResourceRecord[], type: string): ResourceRecord[] {
    return registered.filter((it) => it.type === type);
}
