/** Security profiles: those that the stack makes, those that were read elsewhere, and those of which only a name is known. */
import type { SecurityProfile } from "./deployment";
import { ofType, type State } from "./exportedState";
import { text, textOrIdPart, texts, unreadable } from "./properties";
import { withoutReadCopies } from "./readCopies";
import { awsTypes } from "./types";
import { isUnreadable } from "./unreadable";

/**
 * Profiles that the caller read from Connect itself come first, and win. Where those have no name, the configuration's is
 * theirs; a name alone, without permissions, is worth an entry too.
 */
export function readSecurityProfiles(
    state: State,
    read: readonly SecurityProfile[],
    nameById: ReadonlyMap<string, string>,
): SecurityProfile[] {
    const inStack = withoutReadCopies(ofType(state, awsTypes.securityProfile)).map((profile) => ({
        securityProfileId: textOrIdPart(profile, "securityProfileId", "the id", 1),
        name: text(profile, "name", { what: "the name" }),
        permissions: texts(profile, "permissions", { what: "the permissions", otherwise: [] }),
    }));
    const profiles: SecurityProfile[] = [];
    const add = (profile: SecurityProfile) => {
        const { securityProfileId: id } = profile;
        if (isUnreadable(id) || !profiles.some(({ securityProfileId }) => securityProfileId === id)) {
            const name = isUnreadable(profile.name) && !isUnreadable(id) ? nameById.get(id) : undefined;
            profiles.push(name === undefined ? profile : { ...profile, name });
        }
    };
    for (const profile of [...read, ...inStack]) {
        add(profile);
    }
    for (const [securityProfileId, name] of nameById) {
        add({ securityProfileId, name, permissions: permissionsOutside(name) });
    }
    return profiles;
}

function permissionsOutside(name: string) {
    return unreadable(`the permissions of the security profile ${name}`, {
        why: "the stack does not hold the profile's permissions",
        supply: "give a file with --security-profiles",
    });
}
