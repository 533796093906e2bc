import { guidProblem, quote } from "../../../rules/text";
import type { SecurityProfile } from "../../deployment/deployment";
import type { Unreadable } from "../../deployment/unreadable";
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
        if (guidProblem(id) !== undefined) {
            throw new UsageError(
                `--security-profiles ${path}, ${quote(id)}: must be the id of a security profile, not its name; ` +
                    "`aws connect list-security-profiles --instance-id <instance id>` prints both",
            );
        }
        const { NextToken } = (value ?? {}) as { NextToken?: unknown };
        if (typeof NextToken === "string" && NextToken !== "") {
            throw new UsageError(
                `--security-profiles ${path}, ${quote(id)}: must hold all permissions, got a first page with a NextToken; ` +
                    "leave out --max-items and --no-paginate",
            );
        }
        const permissions = permissionsIn(value);
        if (permissions === undefined) {
            throw new UsageError(
                `--security-profiles ${path}, ${quote(id)}: must be a list of permissions, got ${quote(value)}`,
            );
        }
        return { securityProfileId: id.toLowerCase(), name: nameless(id), permissions };
    });
}

function nameless(id: string): Unreadable {
    return {
        unreadable: `the name of the security profile ${id}`,
        why: "a file with permissions has ids alone",
        supply: "nothing: the id is enough",
    };
}

function permissionsIn(value: unknown): string[] | undefined {
    const list = Array.isArray(value) ? value : (value as { Permissions?: unknown } | null)?.Permissions;
    return Array.isArray(list) && list.every((one) => typeof one === "string") ? list : undefined;
}
