import { ServicePrincipalTokenSigningCertificate } from "@pulumi/azuread/servicePrincipalTokenSigningCertificate";
import * as pulumi from "@pulumi/pulumi";
import { activateCertificateCommand, certificateEndWarning } from "../../rules/entra";
import { certificatesLeaving } from "../../rules/lockouts";
import { listOf, quote } from "../../rules/text";
import { guardHooks } from "./hooks";
import { problemReport } from "./problems";

/** A signing certificate of an Entra application; the key it is listed under is its identity. */
export interface SigningCertificateEntry {
    /**
     * When it ends, exactly `YYYY-MM-DDTHH:MM:SSZ`, at most three years ahead. Has no effect on a certificate that exists.
     * @default - three years from its making
     */
    endDate?: pulumi.Input<string>;
    /** Its subject, `CN=…`. Has no effect on a certificate that exists. @default - Entra's own */
    displayName?: pulumi.Input<string>;
}

/** What is known of a signing certificate once Entra has made it. */
export interface SigningCertificateFacts {
    /** SHA-1 thumbprint in capital hex digits, as Entra's portal shows it. */
    thumbprint: string;
    /** When it ends. */
    endDate: string;
    /** The one command that makes Entra sign with it. A first certificate needs none; a second one is inactive until then. */
    activateCommand: string;
}

interface SigningCertificatesArgs {
    certificates: Readonly<Record<string, SigningCertificateEntry>>;
    retiredCertificates: readonly string[];
    servicePrincipalId: pulumi.Input<string>;
    servicePrincipalObjectId: pulumi.Output<string>;
    environment: string;
    protection: boolean;
    /** Whether the service principal is made in this very run, so that there is nothing to sign with yet. */
    servicePrincipalIsNew: () => boolean;
}

/** One certificate for each entry, as [key, certificate]. */
export function createSigningCertificates(
    parent: pulumi.ComponentResource,
    name: string,
    args: SigningCertificatesArgs,
): {
    values: pulumi.Output<{ name: string; value: string }[]>;
    facts: pulumi.Output<Record<string, SigningCertificateFacts>>;
} {
    const hooks = args.protection ? certificateGuard(name, args) : undefined;
    const made = Object.entries(args.certificates).map(([key, entry]) => {
        const certificate = new ServicePrincipalTokenSigningCertificate(
            `${name}-${key}`,
            { servicePrincipalId: args.servicePrincipalId, displayName: entry.displayName, endDate: entry.endDate },
            {
                parent,
                // A changed end date or subject would replace the certificate that Entra signs with.
                ignoreChanges: ["displayName", "endDate"],
                // The provider deletes another certificate than the one asked for when there are two
                // (hashicorp/terraform-provider-azuread#1690).
                retainOnDelete: true,
                hooks,
            },
        );
        warnOfEnd(parent, key, entry, certificate);
        return { key, certificate };
    });
    return {
        // The provider calls the value secret; it is the public certificate.
        values: pulumi.unsecret(
            pulumi.all(made.map(({ key, certificate }) => certificate.value.apply((value) => ({ name: key, value })))),
        ),
        facts: pulumi.all(
            Object.fromEntries(
                made.map(({ key, certificate }) => [
                    key,
                    pulumi
                        .all([certificate.thumbprint, certificate.endDate, args.servicePrincipalObjectId])
                        .apply(([thumbprint, endDate, servicePrincipalObjectId]) => ({
                            thumbprint,
                            endDate,
                            activateCommand: activateCertificateCommand({
                                servicePrincipalObjectId,
                                thumbprint,
                                environment: args.environment,
                            }),
                        })),
                ]),
            ),
        ),
    };
}

function certificateGuard(name: string, args: SigningCertificatesArgs): pulumi.ResourceHookBinding | undefined {
    const keys = Object.keys(args.certificates);
    const created = new Set<string>();
    return guardHooks(`${name} keeps its signing certificates`, {
        beforeCreate: (step) => {
            created.add(step.name.slice(name.length + 1));
            const onlyNew = keys.every((key) => created.has(key));
            if (onlyNew && args.retiredCertificates.length > 0 && !args.servicePrincipalIsNew()) {
                throw new Error(
                    `AWS has none of the certificates ${listOf(keys)} yet, while ${listOf(args.retiredCertificates)} ` +
                        "is retired: nobody could sign in until someone activates a new one. Put a certificate that AWS has back " +
                        "beside the new entry, run pulumi up, run the activation command in the output `certificates`, and only " +
                        "then retire the old one. If retiredCertificates only names certificates that are long gone, remove it.",
                );
            }
        },
        beforeDelete: (step) => {
            const key = step.name.slice(name.length + 1);
            if (args.retiredCertificates.includes(key)) {
                return;
            }
            throw new Error(
                keys.includes(key)
                    ? `The signing certificate ${quote(key)} would be replaced, and AWS would refuse every sign-in that Entra signs ` +
                          "with it. Add a new entry under certificates instead."
                    : problemReport("A signing certificate would be lost:", certificatesLeaving([key], keys, [])),
            );
        },
    });
}

function warnOfEnd(
    parent: pulumi.ComponentResource,
    key: string,
    entry: SigningCertificateEntry,
    certificate: ServicePrincipalTokenSigningCertificate,
): void {
    pulumi.all([certificate.endDate, entry.endDate]).apply(([notAfter, asked]) => {
        const warning = certificateEndWarning({ name: key, notAfter, nowMs: Date.now() });
        if (warning !== undefined) {
            void pulumi.log.warn(warning, parent);
        }
        if (asked !== undefined && Date.parse(asked) !== Date.parse(notAfter)) {
            void pulumi.log.warn(
                `certificates.${key}.endDate is ${quote(asked)}, but the certificate ends at ${quote(notAfter)} and stays as it is: ` +
                    "a certificate that exists can't be changed. Add a new entry for another end.",
                parent,
            );
        }
    });
}
