/** What the page asks of a person's security profiles. */

import { shellWord } from "../../../../rules/shell";
import { listOf, quote } from "../../../../rules/text";
import type { ConnectUser, SecurityProfile } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import type { Refusal, Trail } from "../trail";
import type { Page } from "./page";

/** "List of security profile permissions", Contact Control Panel: access. */
const ccpPermission = "BasicAgentAccess";

/** Default profiles whose permissions AWS documents to hold it. */
const profilesWithCcp = ["Admin", "Agent"];

/** One of the user's profiles, as far as it is known. */
interface Profile {
    id: string;
    name?: string;
    /** Undefined: not known. */
    permissions?: readonly string[];
}

/** Whether one of the user's security profiles opens the page. */
export function checkPermissionForPage(
    trail: Trail,
    { kind, destination }: Page,
    user: ConnectUser,
    { instanceId, profiles }: { instanceId: string; profiles: readonly SecurityProfile[] },
): void {
    const about = "pagePermission";
    if (kind !== "agent") {
        const why = { elsewhere: "the page is not Connect's own", home: "AWS documents none for the home page" };
        if (kind !== "other") {
            trail.notModelled(about, why[kind]);
        }
        return;
    }
    const ids = trail.tryRead(about, user.securityProfileIds);
    if (ids === undefined) {
        return;
    }
    const known = ids.map((id) => profileOf(id, profiles));
    const permitting = known.find(({ permissions }) => permissions?.includes(ccpPermission));
    if (permitting !== undefined) {
        trail.checked(about, `${labelOf(permitting)} has ${ccpPermission}`);
        return;
    }
    const open = known.filter(({ permissions }) => permissions === undefined);
    if (open.length === 0) {
        const seen = known.length === 0 ? "(there are none)" : listOf(known.map(labelOf));
        const refusal: Refusal = { about, seen, expected: ccpPermission };
        trail.stop("pageNotPermitted", "noPermission", refusal, { page: destination });
    }
    const names = namesOf(open, known, user);
    const byDefault = names.find((name) => profilesWithCcp.includes(name));
    if (byDefault !== undefined) {
        const why = `${byDefault} has ${ccpPermission} in every new instance, unless somebody has changed it`;
        trail.assumed(about, why, byDefault);
        return;
    }
    const id = open[0]?.id ?? "<its id>";
    const openProfile = open[0] === undefined ? id : shellWord(id);
    const which = names.length === open.length ? names : open.map(labelOf);
    trail.unknown(about, {
        what: `whether the security profile ${listOf(which)} has ${ccpPermission}`,
        why: "the stack does not hold the profile's permissions",
        supply: `give a file with --security-profiles: {${quote(id)}: [permissions]}, as \`aws connect list-security-profile-permissions --instance-id ${shellWord(instanceId)} --security-profile-id ${openProfile}\` prints them`,
    });
}

function profileOf(id: string, profiles: readonly SecurityProfile[]): Profile {
    const found = profiles.find(({ securityProfileId }) => securityProfileId === id);
    return {
        id,
        name: isUnreadable(found?.name) ? undefined : found?.name,
        permissions: isUnreadable(found?.permissions) ? undefined : found?.permissions,
    };
}

/**
 * Names of the profiles whose permissions are not known: each by its id, or those that are left of all the user's, where
 * every other profile's name is known.
 */
function namesOf(open: readonly Profile[], known: readonly Profile[], user: ConnectUser): string[] {
    const { securityProfileNames: all } = user;
    const own = (profiles: readonly Profile[]) => profiles.flatMap(({ name }) => (name === undefined ? [] : [name]));
    const others = own(known.filter((profile) => !open.includes(profile)));
    if (all === undefined || isUnreadable(all) || others.length < known.length - open.length) {
        return own(open);
    }
    const left = all.filter((name) => !others.includes(name));
    return left.length === open.length ? left : own(open);
}

const labelOf = ({ name, id }: Profile) => name ?? id;
