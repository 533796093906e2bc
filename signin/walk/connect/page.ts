/** The page people land on, and what it asks of their security profiles. */
import type { ConnectInstance, ConnectUser, SecurityProfile } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { listOf, quote, tryUrl } from "../../../rules/text";
import type { Trail } from "../trail";
import type { FederateUrl } from "./federateUrl";

/** "List of security profile permissions", Contact Control Panel: access. */
const ccpPermission = "BasicAgentAccess";

/** Default profiles whose permissions AWS documents to hold it. */
const profilesWithCcp = ["Admin", "Agent"];

/** The address: the destination on the instance's own host, or elsewhere. */
export function pageOf(trail: Trail, target: FederateUrl, instance: Pick<ConnectInstance, "alias">): string {
    const { destination = "/", partition } = target;
    const about = "the page exists";
    if (isElsewhere(destination)) {
        const url = tryUrl(destination);
        if (url === undefined) {
            const values = { seen: `with the destination ${quote(destination)}` };
            trail.stop("instanceNotFound", "relayState", { about, seen: destination }, values);
        }
        trail.assumed(
            about,
            "whether its origin is approved in the instance, no resource of the aws provider says",
            url?.origin,
        );
        return destination.replace(/^http:/i, "https:");
    }
    if (/^\/?connect\//.test(destination)) {
        const expected = destination.replace(/^\/?connect/, "");
        trail.stop("oldRelayState", "oldPath", { about, seen: destination, expected });
    }
    const alias = instance.alias;
    const domain = partition === "aws-us-gov" ? "govcloud.connect.aws" : "my.connect.aws";
    const path = destination.startsWith("/") ? destination : `/${destination}`;
    trail.checked(about, path);
    return isUnreadable(alias) || alias === "" ? path : `https://${alias}.${domain}${path}`;
}

/** Whether one of the user's security profiles opens the page. */
export function checkPermissionForPage(
    trail: Trail,
    target: FederateUrl,
    user: ConnectUser,
    profiles: readonly SecurityProfile[],
): void {
    const { destination = "/" } = target;
    const about = "a security profile of the user opens the page";
    if (isElsewhere(destination)) {
        trail.notModelled(about, "the page is not Connect's own");
        return;
    }
    const path = destination.replace(/^\/?/, "/");
    if (!/^\/(?:ccp-v2|agent-app-v2)(?:[/?#]|$)/.test(path)) {
        trail.notModelled(about, `which permission ${path} needs is not part of this model`);
        return;
    }
    const ids = trail.tryRead(about, user.securityProfileIds);
    if (ids === undefined) {
        return;
    }
    const names = isUnreadable(user.securityProfileNames) ? undefined : user.securityProfileNames;
    const known = ids.map((id) => profiles.find(({ securityProfileId }) => securityProfileId === id));
    const permitting = known.find((profile) => hasPermission(profile));
    if (permitting !== undefined) {
        trail.checked(about, `${nameOf(permitting)} has ${ccpPermission}`);
        return;
    }
    const lacking = known.filter(isRead).map(nameOf);
    const byDefault = (names ?? known.map(nameOf)).find(
        (name) => name !== undefined && profilesWithCcp.includes(name) && !lacking.includes(name),
    );
    if (known.every(isRead) && ids.length > 0) {
        const seen = listOf(known.map((profile) => nameOf(profile) ?? "?"));
        trail.stop("pageNotPermitted", "noPermission", { about, seen, expected: ccpPermission }, { page: path });
    }
    if (byDefault !== undefined) {
        trail.assumed(
            about,
            `${byDefault} has ${ccpPermission} in every new instance, unless somebody has changed it`,
            byDefault,
        );
        return;
    }
    const unknownId = ids.find((_, index) => !isRead(known[index])) ?? "<its id>";
    const which = (names ?? ids).filter((one) => !lacking.includes(one));
    trail.unknown(about, {
        what: `whether the security profile ${listOf(which)} has ${ccpPermission}`,
        why: "the stack does not hold the profile's permissions",
        supply: `give a file with --security-profiles: {${quote(unknownId)}: [permissions]}, as \`aws connect list-security-profile-permissions --instance-id ${target.instanceId} --security-profile-id ${unknownId}\` prints them`,
    });
}

const isElsewhere = (destination: string) => /^https?:/i.test(destination);

function isRead(profile: SecurityProfile | undefined): boolean {
    return profile !== undefined && !isUnreadable(profile.permissions);
}

function hasPermission(profile: SecurityProfile | undefined): boolean {
    return profile !== undefined && !isUnreadable(profile.permissions) && profile.permissions.includes(ccpPermission);
}

function nameOf(profile: SecurityProfile | undefined): string | undefined {
    return profile === undefined || isUnreadable(profile.name) ? undefined : profile.name;
}
