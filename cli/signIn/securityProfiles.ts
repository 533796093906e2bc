import type { SecurityProfile } from "../../deployment/deployment";
import { quote } from "../../rules/text";
import { UsageError } from "../errors";
import { readJsonInput } from "./jsonInput";

const form = '{"<security profile id>": ["BasicAgentAccess", …]}';

/**
 * Permissions of security profiles, which a stack need not hold: by the profile's id, a list, or what
 * `aws connect list-security-profile-permissions` prints for it.
 */
export function readSecurityProfiles(path: string): SecurityProfile[] {
    const content = readJsonInput("--security-profiles", path);
    if (typeof content !== "object" || content === null || Array.isArray(content)) {
        throw new UsageError(`--security-profiles ${path}: must be a map such as ${form}, got ${quote(content)}`);
    }
    return Object.entries(content).map(([id, value]) => {
        const permissions = permissionsIn(value);
        if (permissions === undefined) {
            throw new UsageError(
                `--security-profiles ${path}, ${quote(id)}: must be a list of permissions, got ${quote(value)}`,
            );
        }
        return { securityProfileId: id, instanceId: "", name: id, permissions };
    });
}

function permissionsIn(value: unknown): string[] | undefined {
    const list = Array.isArray(value) ? value : (value as { Permissions?: unknown } | null)?.Permissions;
    return Array.isArray(list) && list.every((one) => typeof one === "string") ? list : undefined;
}
