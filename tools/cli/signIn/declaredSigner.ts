/** Whether the emulated Entra signs with the certificate that the stack says it signs with. A real stack can only say it. */

import { rehearsalCommand } from "../../../rules/commandLine";
import { quote } from "../../../rules/text";
import { entraTypes } from "../../deployment/types";
import { activeCertificate } from "../../rehearsal/clouds/azuread/entra/activeCertificate";
import type { ServicePrincipal } from "../../rehearsal/clouds/azuread/entra/objects";
import type { CloudObjects } from "../cloudStores";
import type { Checkpoint } from "../stateFile";

interface CertificateOutput {
    thumbprint: string;
    activateCommand: string;
}

/** A sentence for each application whose stack names another certificate than the one that signs. */
export function wrongSigners({ resources = [] }: Checkpoint, azuread: CloudObjects, nowMs: number): string[] {
    const servicePrincipals = azuread[entraTypes.servicePrincipal] ?? {};
    return resources
        .filter(({ type }) => /^connect-entra-sso:index:(ConnectSso|EntraSamlApp)$/.test(type))
        .flatMap(({ inputs = {}, outputs = {} }) => {
            const certificates = (outputs.certificates ?? {}) as Record<string, CertificateOutput>;
            const names = Object.keys(certificates);
            const declared = typeof inputs.signingCertificate === "string" ? inputs.signingCertificate : names[0];
            const known = servicePrincipals[String(outputs.servicePrincipalObjectId)] as ServicePrincipal | undefined;
            if (declared === undefined || known === undefined) {
                return [];
            }
            const { thumbprint } = activeCertificate(known, nowMs);
            const expected = certificates[declared];
            if (thumbprint === undefined || expected === undefined || thumbprint === expected.thumbprint) {
                return [];
            }
            const actual = names.find((name) => certificates[name]?.thumbprint === thumbprint);
            const other =
                actual === undefined
                    ? `a certificate that the stack does not have any more (SHA-1 ${thumbprint})`
                    : quote(actual);
            return [
                `The stack says that Entra signs with ${quote(declared)}, but the emulated Entra signs with ${other}. Run the activation ` +
                    `command of ${quote(declared)} (${rehearsalCommand(expected.activateCommand)})${
                        actual === undefined ? "" : `, or write signingCertificate: ${quote(actual)}`
                    }.`,
            ];
        });
}
