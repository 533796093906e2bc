/** Which application and which certificate are meant, where a stack leaves a choice. */
import type { Deployment, EntraApplication } from "../../deployment/deployment";
import { isUnreadable } from "../../deployment/unreadable";
import { listOf, nearest, quote } from "../../rules/text";
import { UsageError } from "../errors";

/** By name or client id; without either the only one, or the only one that signs people in by SAML. */
export function chooseApplication({ applications, source }: Deployment, wanted: string | undefined): EntraApplication {
    const names = applications.map(({ name }) => name);
    if (wanted !== undefined) {
        const found = applications.find(({ name, clientId }) => name === wanted || clientId === wanted);
        if (found === undefined) {
            const near = nearest(wanted, names);
            const cure = near === undefined ? `write one of ${listOf(names)}` : `write ${quote(near)}`;
            throw new UsageError(`--application ${quote(wanted)}: ${source} holds no such application; ${cure}`);
        }
        return found;
    }
    const [first, second] = applications;
    if (first === undefined) {
        throw new UsageError(
            `${source} holds no Entra application, at which people would sign in; give the export of the stack that makes it`,
        );
    }
    if (second === undefined) {
        return first;
    }
    const saml = applications.filter(({ servicePrincipal }) => servicePrincipal?.preferredSingleSignOnMode === "saml");
    const [only, another] = saml;
    if (only !== undefined && another === undefined) {
        return only;
    }
    throw new UsageError(`${source} holds several applications; say which with --application: ${listOf(names)}`);
}

/** The application with a word on which certificate signs: a name, or a SHA-1 thumbprint. */
export function chooseSigningCertificate(application: EntraApplication, wanted: string | undefined): EntraApplication {
    const { servicePrincipal } = application;
    if (wanted === undefined || servicePrincipal === undefined) {
        return application;
    }
    const thumbprint = wanted.replace(/[:\s]/g, "").toUpperCase();
    const certificates = servicePrincipal.signingCertificates;
    const found = certificates.find((one) => one.name === wanted || one.thumbprint === thumbprint);
    const isThumbprint = /^[0-9A-F]{40}$/.test(thumbprint);
    if (found === undefined && !isThumbprint) {
        const names = certificates.map(({ name }) => name);
        throw new UsageError(
            `--signing-certificate ${quote(wanted)}: must be a certificate of the stack (${listOf(names)}) or a SHA-1 thumbprint of 40 digits`,
        );
    }
    const chosen = found === undefined || isUnreadable(found.thumbprint) ? thumbprint : found.thumbprint;
    return { ...application, servicePrincipal: { ...servicePrincipal, preferredTokenSigningKeyThumbprint: chosen } };
}
