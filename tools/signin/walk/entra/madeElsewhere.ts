/** Signing certificates that another program's stack does not hold, since somebody made them in the portal or elsewhere. */

import { shellWord } from "../../../../rules/shell";
import { quote } from "../../../../rules/text";
import type { ServicePrincipal } from "../../../deployment/deployment";
import { readIntoStack } from "../../../deployment/readIntoStack";
import { isUnreadable } from "../../../deployment/unreadable";
import type { About } from "../../checks";
import type { Trail } from "../trail";
import type { DocumentCertificates } from "./documentCertificates";

interface Named {
    name: string;
    thumbprint: string;
}

const inWords = ({ name, thumbprint }: Named) => (name === thumbprint ? thumbprint : `${quote(name)} (${thumbprint})`);

/** Whether such a certificate may be the one that signs, with which people may sign in; that is noted. */
export function isMadeElsewhere(
    trail: Trail,
    about: About,
    {
        servicePrincipal: { objectId, preferredTokenSigningKeyThumbprint: preferred },
        certificates,
        valid,
        elsewhere,
        knownToAws,
    }: {
        servicePrincipal: ServicePrincipal;
        /** That the stack holds, or that was chosen. */
        certificates: readonly Named[];
        /** Those of them that are valid now. */
        valid: readonly Named[];
        /** Others that AWS knows and that are valid now. */
        elsewhere: readonly Named[];
        knownToAws: DocumentCertificates;
    },
): boolean {
    const isChosen = typeof preferred === "string";
    const isAwsUnknown = !knownToAws.isKnown || knownToAws.isPart;
    const isKnownToAws = ({ thumbprint }: Named) =>
        knownToAws.certificates.some((known) => known.thumbprint === thumbprint);
    const [first, second] = valid;
    if (first === undefined) {
        if (certificates.length > 0 && elsewhere.length === 0 && (isChosen || !isAwsUnknown)) {
            return false;
        }
    } else if (isChosen || second !== undefined || elsewhere.length === 0 || isKnownToAws(first)) {
        return false;
    }
    const held =
        certificates.length === 0
            ? "the stack holds none"
            : first === undefined
              ? "none of the stack's is valid now"
              : "AWS does not know that of the stack";
    const [other] = elsewhere;
    const document =
        other === undefined ? "" : `; the SAML provider's document holds ${inWords(other)} that is valid now`;
    const id = isUnreadable(objectId) ? "<object id>" : objectId;
    trail.unknown(about, {
        what: "which certificate Entra signs with",
        why: `${held}, and it does not show one that was created elsewhere${document}`,
        supply: isChosen
            ? readIntoStack(
                  "azuread.ServicePrincipalTokenSigningCertificate",
                  `${id}/tokenSigningCertificate/<key id>`,
                  "the certificates of the enterprise application",
              )
            : "add --signing-certificate <thumbprint>, that of the SAML certificate which the Entra portal shows as active for the " +
              `enterprise application (\`az ad sp show --id ${isUnreadable(objectId) ? id : shellWord(id)} --query preferredTokenSigningKeyThumbprint\`)`,
    });
    return true;
}
