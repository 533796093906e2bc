import type * as pulumi from "@pulumi/pulumi";
import { federatedPrincipals } from "../../rules/iam";
import { providersLeaving } from "../../rules/lockouts";
import { certificateLosses } from "../../rules/saml";
import { listOf, quote } from "../../rules/text";
import type { AwsSamlFederationArgs } from "../awsSamlFederation";
import { guardHooks } from "./hooks";
import { problemReport } from "./problems";

/** Refuses a metadata document that would make AWS refuse responses the identity provider signs today. */
export function metadataGuard(component: string, retired: readonly string[]): pulumi.ResourceHookBinding | undefined {
    return guardHooks(`${component} keeps signing certificates`, {
        beforeUpdate: ({ oldInputs, newInputs }) => {
            const [oldDocument, newDocument] = [oldInputs.samlMetadataDocument, newInputs.samlMetadataDocument];
            if (typeof oldDocument !== "string" || typeof newDocument !== "string") {
                return;
            }
            const losses = certificateLosses({ oldDocument, newDocument, retired, nowMs: Date.now() });
            const messages: string[] = losses.lost.map(
                ({ keyName, thumbprint, notAfter }) =>
                    `The certificate ${quote(keyName ?? thumbprint)} (SHA-1 ${thumbprint}, valid until ${notAfter}) would leave: AWS would ` +
                    "refuse every sign-in signed with it. Put it back; once another certificate signs, list " +
                    `${quote(keyName ?? thumbprint)} under retiredCertificates. If the identity provider no longer has it, list its ` +
                    `thumbprint ${quote(thumbprint)} there.`,
            );
            if (losses.noOverlap && losses.lost.length === 0) {
                messages.push(
                    "No certificate that AWS has would stay, and the identity provider signs with one of those until someone activates a " +
                        "new one. Keep an old certificate beside the new ones, run pulumi up, activate a new one, and only then retire the old.",
                );
            }
            if (losses.issuerChanged !== undefined) {
                const { from, to } = losses.issuerChanged;
                messages.push(
                    `The issuer would change from ${quote(from)} to ${quote(to)}: AWS would refuse every sign-in of the first. Make a new ` +
                        "AwsSamlFederation for the second beside this one.",
                );
            }
            refuse("This metadata document would lock people out.", messages);
        },
    });
}

/** Refuses a trust policy that drops a SAML provider people may sign in through. */
export function trustGuard(component: string, args: AwsSamlFederationArgs): pulumi.ResourceHookBinding | undefined {
    const trusted = args.alsoTrustedSamlProviders ?? [];
    return guardHooks(`${component} keeps trusting identity providers`, {
        beforeUpdate: ({ oldInputs, newInputs }) => {
            if (typeof oldInputs.assumeRolePolicy !== "string") {
                return;
            }
            // The federation's own provider may be about to be made, its ARN not known yet.
            const own = `:saml-provider/${String(args.samlProviderName)}`;
            const before = federatedPrincipals(oldInputs.assumeRolePolicy).filter((arn) => !arn.endsWith(own));
            const after =
                typeof newInputs.assumeRolePolicy === "string"
                    ? federatedPrincipals(newInputs.assumeRolePolicy)
                    : trusted;
            const problems = providersLeaving(before, after, args.retiredSamlProviders ?? [], [
                "alsoTrustedSamlProviders",
            ]);
            if (problems.length > 0) {
                throw new Error(
                    problemReport(
                        `The role ${listOf([String(oldInputs.name)])} would stop trusting people's provider.`,
                        problems,
                    ),
                );
            }
        },
    });
}

function refuse(headline: string, messages: readonly string[]): void {
    if (messages.length > 0) {
        throw new Error(
            problemReport(
                headline,
                messages.map((message) => ({ path: [], message })),
            ),
        );
    }
}
