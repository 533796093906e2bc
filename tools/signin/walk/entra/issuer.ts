/** The tenant, as Entra signs it for an issuer. */

import { entraEntityId } from "../../../../rules/entraClouds";
import { quote } from "../../../../rules/text";
import type { EntraApplication } from "../../../deployment/deployment";
import { upThenExport } from "../../../deployment/unreadable";
import type { Trail } from "../trail";
import type { DocumentCertificates } from "./documentCertificates";

/** What Entra signs as Issuer; undefined, with a note, where it is not known. */
export function issuerOf(
    trail: Trail,
    application: EntraApplication,
    knownToAws: (issuer: string) => DocumentCertificates,
): string | undefined {
    const about = "tenant";
    const tenantId = trail.tryRead(about, application.tenantId);
    const environment = trail.tryRead("microsoftCloud", application.environment);
    trail.know({ tenant: tenantId });
    if (tenantId === undefined || environment === undefined) {
        return undefined;
    }
    let issuer: string;
    try {
        issuer = entraEntityId(tenantId, environment);
    } catch {
        return trail.unknown("microsoftCloud", {
            what: "the issuer of the tenant",
            why: `azuread's environment ${quote(environment)} or the tenant id ${quote(tenantId)} is not known`,
            supply: "correct the export's azuread provider",
        });
    }
    const { isKnown, issuers } = knownToAws(issuer);
    if (application.tenantMayBeVendors === true && issuers.length > 0 && !isKnown) {
        return trail.unknown(about, {
            what: "the tenant in which people sign in",
            why: `the application's own tenant, ${tenantId}, may be its vendor's, and no SAML provider has a document of that tenant`,
            supply: `set \`azuread:tenantId\` in the stack's configuration to the tenant's id, ${upThenExport}`,
        });
    }
    return issuer;
}
