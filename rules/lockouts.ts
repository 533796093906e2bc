import type { Problem } from "./problem";
import { listOf, quote } from "./text";

// What a change of configuration must not do: end somebody's sign-in, or lose what can't be restored. Each function compares
// what stood before with what is asked for now. The cure each message names is tested on the engine.

const off = "or set protection to false to do it all the same";

/** A value that people, roles or other systems hold on to, so that it can't change while the deployment lives. */
export function changedForEver(path: string[], before: unknown, after: unknown, why: string): Problem[] {
    if (before === undefined || after === undefined || before === after) {
        return [];
    }
    return [
        {
            path,
            message: `must stay ${quote(before)}, got ${quote(after)}: ${why}; write ${quote(before)} again, make a new stack for the other, ${off}`,
        },
    ];
}

/** Users who leave the configuration: their Connect user would be deleted, and its history with it. */
export function usersLeaving(
    before: readonly string[],
    after: readonly string[],
    removed: readonly string[],
): Problem[] {
    const staying = new Set(after);
    const renamed = new Map(after.map((username) => [username.toLowerCase(), username]));
    return before
        .filter((username) => !staying.has(username) && !removed.includes(username))
        .map((username) => {
            const other = renamed.get(username.toLowerCase());
            const hint =
                other === undefined ? "" : ` (${quote(other)} is another user: a Connect user can't be renamed)`;
            return {
                path: ["users", username],
                message:
                    `must stay, got no entry${hint}: without it the Connect user would be deleted and their history lost for ever; ` +
                    `put the entry back, with signIn: false if they may no longer sign in, or list ${quote(username)} ` +
                    "under removedUsers to delete them",
            };
        });
}

/**
 * Signing certificates that leave the configuration.
 *
 * Entra signs with one certificate at a time and only an administrator switches it, so AWS must hold the old and the new one
 * until that has happened. A SHA-1 thumbprint among `retired` says that this was seen to by hand.
 */
export function certificatesLeaving(
    before: readonly string[],
    after: readonly string[],
    retired: readonly string[],
): Problem[] {
    const lost = before.filter((name) => !after.includes(name) && !retired.includes(name));
    const problems: Problem[] = lost.map((name) => ({
        path: ["certificates", name],
        message:
            "must stay, got no entry: AWS would refuse every sign-in that Entra signs with this certificate; put the entry back, " +
            `or list ${quote(name)} under retiredCertificates once another certificate signs`,
    }));
    const replaced = before.length > 0 && after.length > 0 && !after.some((name) => before.includes(name));
    if (replaced && lost.length === 0 && !retired.some(isThumbprint)) {
        problems.push({
            path: ["certificates"],
            message:
                `must keep a certificate that AWS already has, got only new ones (${listOf(after)}): Entra goes on signing with ` +
                `${listOf(before)} until someone activates another; put ${listOf(before)} back beside the new entry, run pulumi up, ` +
                "run the activation command in the output `certificates`, and only then retire the old one",
        });
    }
    return problems;
}

/** SAML providers a role trusts besides the federation's own, which would no longer be trusted. */
export function providersLeaving(
    before: readonly string[],
    after: readonly string[],
    retired: readonly string[],
    path: string[],
): Problem[] {
    return before
        .filter((arn) => !after.includes(arn) && !retired.includes(arn))
        .map((arn) => ({
            path,
            message:
                `must list ${quote(arn)}, which the role trusts today: people who sign in through that provider would be refused; ` +
                "add it, or list it under retiredSamlProviders once nobody signs in through it",
        }));
}

/** Turning the directory look-up off takes away the assignments of single users, which only the look-up can make. */
export function lookupTurnedOff(before: unknown, after: unknown, usernames: readonly string[]): Problem[] {
    if (before !== true || after !== false || usernames.length === 0) {
        return [];
    }
    return [
        {
            path: ["directoryLookup"],
            message:
                `must stay true, got false: it would remove the application from ${usernames.length} user(s), and whether a group ` +
                `gives it back to them can't be told without the look-up; leave it true, ${off}`,
        },
    ];
}

function isThumbprint(name: string): boolean {
    return /^[0-9A-Fa-f]{40}$/.test(name);
}
