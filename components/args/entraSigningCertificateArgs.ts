import type * as pulumi from "@pulumi/pulumi";
import type { SigningCertificateFacts } from "./entraSamlAppArgs";

/** Arguments of `EntraSigningCertificate`. */
export interface EntraSigningCertificateArgs {
    /** Name of the certificate that Entra is to sign with. State the same one in `signingCertificate` of the `EntraSamlApp`. */
    signingCertificate: string;
    /** The output `certificates` of the `EntraSamlApp`. */
    certificates: pulumi.Input<Record<string, SigningCertificateFacts>>;
    /** The output `servicePrincipalObjectId` of the `EntraSamlApp`. */
    servicePrincipalObjectId: pulumi.Input<string>;
}
