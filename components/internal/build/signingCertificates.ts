import { ServicePrincipalTokenSigningCertificate } from "@pulumi/azuread/servicePrincipalTokenSigningCertificate";
import * as pulumi from "@pulumi/pulumi";
import { certificatesLeaving } from "../../../rules/certificateLosses";
import { activateCertificateCommand, certificateEndWarning, endDateRangeProblem } from "../../../rules/entra";
import { entraTypes } from "../../../rules/resourceTypes";
import { thumbprintOf } from "../../../rules/saml";
import { quote } from "../../../rules/text";
import type { EntraSamlAppArgs, SigningCertificateEntry, SigningCertificateFacts } from "../../args/entraSamlAppArgs";
import { findCertificates } from "../adopt/entra";
import { activates, defaultCertificates } from "../check/entraSamlApp";
import type { Context } from "../context";
import { type Guard, joined } from "../guards";
import { ConnectEntraSsoError, fieldName } from "../problems";
import { outputOf, settle } from "../sdk";
import { findSignerLeaving } from "../signer/currentSigner";

type CertificateArgs = Pick<
    EntraSamlAppArgs,
    "certificates" | "signingCertificate" | "retiredCertificates" | "alsoTrustedCertificates"
> & { certificateActivation?: boolean };

interface ServicePrincipalFacts {
    id: pulumi.Input<string>;
    objectId: pulumi.Output<string>;
    environment: string;
    /** Whether it is created in this run, so that nobody can have signed in with an older certificate. */
    isNew: () => boolean;
}

/** Creates one certificate for each entry. */
export function buildSigningCertificates(
    parent: pulumi.ComponentResource,
    args: CertificateArgs,
    servicePrincipal: ServicePrincipalFacts,
    context: Context,
): {
    values: pulumi.Output<{ name?: string; value: string }[]>;
    facts: pulumi.Output<Record<string, SigningCertificateFacts>>;
} {
    const { name, guards, orphans, graph } = context;
    const certificates = args.certificates ?? defaultCertificates;
    const created = new Set<string>();
    const keyOf = (resourceName: string) => resourceName.slice(name.length + 1);
    const refuseLoss: Guard = ({ name: resourceName, oldOutputs }) => {
        if (servicePrincipal.isNew()) {
            return;
        }
        return refuseLeaving(context, keyOf(resourceName), oldOutputs ?? {}, args, created, servicePrincipal.objectId);
    };
    const hooks = joined(
        context.retryHooks,
        guards.on(
            "new certificate",
            ["beforeCreate"],
            ({ name: resourceName, newInputs = {} }) => {
                created.add(keyOf(resourceName));
                refuseEndDate(context, keyOf(resourceName), newInputs.endDate);
            },
            "always",
        ),
        guards.on("certificate", ["beforeDelete"], refuseLoss),
    );
    const made = Object.entries(certificates).map(([key, entry]) => {
        const { displayName, endDate } = entry;
        const certificateArgs = { servicePrincipalId: servicePrincipal.id, displayName, endDate };
        const wanted = {
            what: `certificate ${quote(key)}`,
            type: entraTypes.signingCertificate,
            name: `${name}-${key}`,
            parent,
            ifLeft: "Entra may sign with it, and AWS does not trust it",
        };
        const certificate = new ServicePrincipalTokenSigningCertificate(wanted.name, certificateArgs, {
            parent,
            // A changed end date or subject would replace the certificate that Entra signs with.
            ignoreChanges: ["displayName", "endDate"],
            // With two certificates the provider deletes the other one (hashicorp/terraform-provider-azuread#1690).
            retainOnDelete: true,
            hooks,
            ...orphans.adopting(wanted, certificateArgs, (it) => findCertificates(it, graph)),
        });
        warnOfEnd(parent, key, entry, certificate);
        return { key, certificate };
    });
    const others = (args.alsoTrustedCertificates ?? []).map((value) => ({ value }));
    return {
        // The provider calls the value secret; it is the public certificate.
        values: pulumi.unsecret(
            pulumi
                .all(
                    made.map(({ key, certificate }) =>
                        outputOf(certificate, certificate.value).apply((value) => ({ name: key, value })),
                    ),
                )
                .apply((own) => [...own, ...others]),
        ),
        facts: pulumi.all(
            Object.fromEntries(made.map(({ key, certificate }) => [key, factsOf(certificate, servicePrincipal)])),
        ),
    };
}

function factsOf(
    certificate: ServicePrincipalTokenSigningCertificate,
    { objectId, environment }: ServicePrincipalFacts,
): pulumi.Output<SigningCertificateFacts> {
    const { thumbprint, endDate } = certificate;
    const known = pulumi.all([outputOf(certificate, thumbprint), outputOf(certificate, endDate), objectId]);
    return known.apply(([sha1, end, servicePrincipalObjectId]) => ({
        thumbprint: sha1,
        endDate: end,
        activateCommand: activateCertificateCommand({ servicePrincipalObjectId, thumbprint: sha1, environment }),
    }));
}

/** Refuses an end date that Entra does not accept for a certificate that is about to be created. */
function refuseEndDate({ who }: Context, key: string, endDate: unknown): void {
    const message = endDate === undefined ? undefined : endDateRangeProblem(endDate, Date.now());
    if (message !== undefined) {
        throw new ConnectEntraSsoError(`${who} can't create a certificate:`, [
            { path: ["certificates", key, "endDate"], message },
        ]);
    }
}

/** Refuses that a certificate leaves the state while Entra may sign with it. A preview knows no new document yet, but this. */
async function refuseLeaving(
    { who, graph }: Context,
    key: string,
    { thumbprint, value }: Readonly<Record<string, unknown>>,
    {
        certificates = defaultCertificates,
        signingCertificate,
        certificateActivation,
        retiredCertificates,
        alsoTrustedCertificates,
    }: CertificateArgs,
    created: ReadonlySet<string>,
    servicePrincipalObjectId: pulumi.Output<string>,
): Promise<void> {
    const names = Object.keys(certificates);
    const leaving = {
        name: key,
        ...(typeof thumbprint === "string" ? { thumbprint } : {}),
        ...(typeof value === "string" ? { value } : {}),
    };
    const others = names.filter((name) => name !== key && !created.has(name)).map((name) => ({ name }));
    const change = {
        before: [leaving, ...others],
        after: [
            // One of the same name is another certificate by now.
            ...names.map((name) => (name === key ? { name, thumbprint: "" } : { name })),
            ...(alsoTrustedCertificates ?? []).map((one) => ({ thumbprint: thumbprintOf(Buffer.from(one, "base64")) })),
        ],
        retired: retiredCertificates ?? [],
        signing: signingCertificate ?? "",
        activates: activates({ signingCertificate, certificateActivation }),
        writtenIn: "arguments" as const,
    };
    const lost = certificatesLeaving(change);
    const principal = (await settle(servicePrincipalObjectId)).value;
    const problems = lost.length > 0 ? lost : await findSignerLeaving(graph, principal, change);
    if (problems.length > 0) {
        throw new ConnectEntraSsoError(`${who} would lose a signing certificate:`, problems);
    }
}

function warnOfEnd(
    parent: pulumi.ComponentResource,
    key: string,
    entry: SigningCertificateEntry,
    certificate: ServicePrincipalTokenSigningCertificate,
): void {
    pulumi.all([outputOf(certificate, certificate.endDate), entry.endDate]).apply(([notAfter, asked]) => {
        const warning =
            notAfter === undefined ? undefined : certificateEndWarning({ name: key, notAfter, nowMs: Date.now() });
        if (warning !== undefined) {
            void pulumi.log.warn(warning, parent);
        }
        if (asked !== undefined && notAfter !== undefined && Date.parse(asked) !== Date.parse(notAfter)) {
            void pulumi.log.warn(
                `${fieldName(["certificates", key, "endDate"])} is ${quote(asked)}, but the certificate ends at ${quote(notAfter)}. An existing ` +
                    "certificate can't be changed: to get another end date, add a new entry.",
                parent,
            );
        }
    });
}
