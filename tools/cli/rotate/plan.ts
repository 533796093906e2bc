/** Which phase of a rotation is next, and what the configuration must say for it. Never two phases at once. */
import { listOf, quote } from "../../../rules/text";
import { UsageError } from "../errors";
import type { Deployed } from "./deployed";

/** What a configuration says of certificates. */
export interface Configured {
    certificates: readonly string[];
    signing?: string;
    /** Names and thumbprints. */
    retired: readonly string[];
}

export type Phase = "trust" | "sign" | "retire" | "wait" | "done";

export interface Plan {
    phase: Phase;
    /** What the last deployment left, as a sentence. */
    why: string;
    /** What the configuration must say. */
    wanted: Configured;
    /** Names of the certificates that this phase retires. */
    leaving: readonly string[];
    /** What signs until this phase is deployed. */
    signer: string;
    service: Deployed["service"];
    /** The command that an administrator runs before the deployment, where deployments don't switch. */
    command?: string;
    /** When the old one may be retired; RFC 3339. */
    until?: string;
}

interface Situation {
    to: string;
    /** Names of certificates to retire, where there are several. */
    retire: readonly string[];
    deployed: Deployed;
    configured: Configured;
    nowMs: number;
}

/** A response lasts an hour, and who is on their way with one that the old certificate signed must still be admitted. */
const longestResponseMs = 60 * 60 * 1_000;

export function planRotation(situation: Situation): Plan {
    const { to, deployed, configured, nowMs } = situation;
    const signer = signerOf(deployed);
    const { service } = deployed;
    if (!deployed.trusted.includes(to)) {
        if (configured.retired.includes(to) && !deployed.certificates.includes(to)) {
            throw new UsageError(
                `--to ${to}: that certificate is retired (retiredCertificates). Give a new one another name, such as the year in which it begins`,
            );
        }
        const why = `${service} does not trust ${quote(to)} yet. Entra signs with ${quote(signer)}.`;
        return { phase: "trust", why, wanted: withBoth(configured, signer, to, signer), leaving: [], signer, service };
    }
    if (signer !== to || !isDeployed(deployed)) {
        const command = deployed.activates ? undefined : deployed.activateCommands[to];
        const wanted = withBoth(configured, signer, to, to);
        const why =
            signer === to
                ? `${service} trusts ${quote(to)}. That Entra signs with it was only stated up to now.`
                : `${service} trusts ${quote(to)}. Entra still signs with ${quote(signer)}.`;
        return {
            phase: "sign",
            why,
            wanted,
            leaving: [],
            signer,
            service,
            ...(command === undefined ? {} : { command }),
        };
    }
    const leaving = leavingOf(situation);
    if (leaving.length === 0) {
        const why = `Entra signs with ${quote(to)}, and ${service} trusts no other certificate of this stack.`;
        return { phase: "done", why, wanted: configured, leaving, signer, service };
    }
    const olds = listOf(leaving);
    const wanted = {
        ...configured,
        certificates: configured.certificates.filter((name) => !leaving.includes(name)),
        signing: to,
        retired: [...new Set([...configured.retired, ...leaving])],
    };
    const untilMs = Date.parse(deployed.activatedAt ?? "") + longestResponseMs;
    if (untilMs > nowMs) {
        const until = new Date(untilMs).toISOString().replace(/\.\d+Z$/, "Z");
        const why = `Entra signs with ${quote(to)} since ${deployed.activatedAt}. A response that ${olds} signed before that lasts up to an hour.`;
        return { phase: "wait", why, wanted: configured, leaving, signer, service, until };
    }
    return {
        phase: "retire",
        why: `Entra signs with ${quote(to)}. ${service} still trusts ${olds}, too.`,
        wanted,
        leaving,
        signer,
        service,
    };
}

/** Entra signs with the only certificate of an application without being told. */
function signerOf({ signs, activates, stated, trusted, certificates }: Deployed): string {
    const only = trusted.length === 1 ? trusted[0] : undefined;
    const signer = (activates ? signs : undefined) ?? stated ?? only ?? certificates[0];
    if (signer === undefined) {
        throw new UsageError("the export has no certificate; run `pulumi up` to its end first");
    }
    return signer;
}

/** A deployment made Entra sign; or nobody needs to, or an administrator does. */
function isDeployed({ activates, signs, trusted }: Deployed): boolean {
    return !activates || signs !== undefined || trusted.length === 1;
}

function withBoth({ certificates, retired }: Configured, signer: string, to: string, signing: string): Configured {
    return {
        certificates: [...new Set([...certificates, signer, to])],
        signing,
        retired: retired.filter((name) => name !== signer && name !== to),
    };
}

function leavingOf({ to, retire, deployed }: Situation): string[] {
    const others = deployed.trusted.filter((name) => name !== to);
    const wrong = retire.filter((name) => !others.includes(name));
    if (wrong.length > 0) {
        throw new UsageError(
            `--retire ${wrong[0]}: ${deployed.service} trusts ${listOf([to, ...others])} of this stack`,
        );
    }
    if (others.length > 1 && retire.length === 0) {
        throw new UsageError(
            `${deployed.service} trusts several others beside ${quote(to)}: ${listOf(others)}; add --retire NAME for each that is to go`,
        );
    }
    return others.filter((name) => retire.length === 0 || retire.includes(name));
}
