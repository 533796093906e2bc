/**
 * Which token signing certificate Entra signs with: the preferred one while it is valid, else its automatic choice.
 * https://learn.microsoft.com/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on
 */
import { createHash } from "node:crypto";
import type { ServicePrincipal } from "./objects";

/**
 * `preferred`: chosen with `preferredTokenSigningKeyThumbprint`. `only`: the only valid one. `oldest`: several are valid and
 * none was chosen; a certificate that is added later is made inactive, so the first goes on (not verified on a live tenant).
 * `unknown`: nothing that is documented decides. `none`: no certificate is valid.
 */
type ActiveCertificate =
    | { basis: "preferred" | "only" | "oldest"; thumbprint: string }
    | { basis: "unknown" | "none"; thumbprint?: undefined };

type Keys = Pick<ServicePrincipal, "keyCredentials" | "preferredTokenSigningKeyThumbprint">;

/** Thumbprints are SHA-1 in upper-case hex. The service principal may come straight out of the store. */
export function activeCertificate(servicePrincipal: Keys, nowMs: number): ActiveCertificate {
    const preferred = servicePrincipal.preferredTokenSigningKeyThumbprint?.toUpperCase();
    const all = servicePrincipal.keyCredentials
        .filter(({ usage, key }) => usage === "Verify" && key !== null)
        .map(({ key, startDateTime, endDateTime }) => ({
            thumbprint: thumbprintOf(key ?? ""),
            fromMs: Date.parse(startDateTime),
            untilMs: Date.parse(endDateTime),
        }));
    const valid = all.filter(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs);
    const [first, second] = [...valid].sort((one, other) => one.fromMs - other.fromMs);
    if (first === undefined) {
        return { basis: "none" };
    }
    if (valid.some(({ thumbprint }) => thumbprint === preferred)) {
        return { basis: "preferred", thumbprint: preferred as string };
    }
    if (second === undefined) {
        return { basis: "only", thumbprint: first.thumbprint };
    }
    // After the preferred one has ended, or where Graph was given a thumbprint of nothing, no document says which follows.
    const isClear = preferred === undefined && first.fromMs < second.fromMs;
    return isClear ? { basis: "oldest", thumbprint: first.thumbprint } : { basis: "unknown" };
}

function thumbprintOf(certificate: string): string {
    return createHash("sha1").update(Buffer.from(certificate, "base64")).digest("hex").toUpperCase();
}
