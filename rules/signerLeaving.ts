/** Whether the certificate would leave that Entra signs with, by Entra's own word. */
import type { TrustedCertificate } from "./certificateLosses";
import type { KeysInEntra } from "./keysInEntra";
import type { Problem } from "./problem";
import { plainThumbprint } from "./signingCertificate";
import { quote } from "./text";

/** A change of the certificates that AWS trusts, and what Entra says. */
export interface SignerChange {
    before: readonly TrustedCertificate[];
    after: readonly TrustedCertificate[];
    /** As in `CertificateChange`: what is listed by its thumbprint may leave anyway. */
    retired: readonly string[];
    /** What Entra holds, or why that is not known. */
    entra: KeysInEntra | { failure: string };
    /** Whether deployments make Entra sign with the certificate that `signingCertificate` names. */
    activates: boolean;
}

/** The certificates that leave, and not only by their thumbprint. */
export function certificatesRetired({
    before,
    after,
    retired,
}: Pick<SignerChange, "before" | "after" | "retired">): TrustedCertificate[] {
    const forced = new Set(retired.map(plainThumbprint));
    return before.filter(
        ({ name, thumbprint }) =>
            thumbprint !== undefined &&
            !forced.has(thumbprint) &&
            !after.some((other) =>
                other.thumbprint === undefined ? other.name === name : other.thumbprint === thumbprint,
            ),
    );
}

/**
 * A certificate that Entra holds and was told to sign with must stay. Where Entra was not told, the only one that it holds signs; of
 * several, nobody knows which. Where deployments activate certificates, what is not known is refused, too: they are able to know.
 */
export function signerLeaving(change: SignerChange): Problem[] {
    const leaving = certificatesRetired(change);
    const { entra, activates } = change;
    if (leaving.length === 0) {
        return [];
    }
    if ("failure" in entra) {
        return activates ? leaving.map((one) => unknownSigner(one, entra.failure)) : [];
    }
    const isHeld = (thumbprint: unknown) => entra.held.some((key) => key.thumbprint === thumbprint);
    const signs = isHeld(entra.chosen) ? entra.chosen : entra.held.length === 1 ? entra.held[0]?.thumbprint : undefined;
    const held = leaving.filter(({ thumbprint }) => isHeld(thumbprint));
    if (signs === undefined) {
        const why = "Entra holds several certificates, and none of them was chosen to sign";
        return activates ? held.map((one) => unknownSigner(one, why)) : [];
    }
    return held.filter(({ thumbprint }) => thumbprint === signs).map((one) => stillSigns(one, change));
}

function stillSigns(one: TrustedCertificate, { before, after, activates }: SignerChange): Problem {
    const stays = before.find(
        ({ name, thumbprint }) =>
            name !== undefined &&
            thumbprint !== one.thumbprint &&
            after.some((other) => other.name === name || other.thumbprint === thumbprint),
    )?.name;
    const other = stays === undefined ? "another certificate" : quote(stays);
    const cure = activates
        ? `set signingCertificate to ${other} and run pulumi up`
        : `activate ${other} with the command in the output certificates`;
    return {
        path: pathOf(one),
        message:
            `can't be retired yet: Entra signs with this certificate now (SHA-1 ${one.thumbprint}), so AWS would refuse every sign-in. ` +
            `Put it back, ${cure}; retire it in the deployment after that`,
    };
}

function unknownSigner(one: TrustedCertificate, why: string): Problem {
    return {
        path: pathOf(one),
        message:
            `can't be retired (SHA-1 ${one.thumbprint}): which certificate Entra signs with is not known (${why}). If Entra signs with this ` +
            "one, AWS would refuse every sign-in. Put it back, and make Microsoft Graph readable for the caller; or set " +
            "certificateActivation: false, if you know that Entra signs with another one",
    };
}

function pathOf({ name }: TrustedCertificate): string[] {
    return name === undefined ? ["certificates"] : ["certificates", name];
}
