/** `addTokenSigningCertificate`: https://learn.microsoft.com/graph/api/serviceprincipal-addtokensigningcertificate */
import { createHash } from "node:crypto";
import { getServicePrincipal } from "../entra/servicePrincipals";
import { addTokenSigningCertificate } from "../entra/signingCertificates";
import { changeFrom, type Readings, text } from "./properties";
import type { Route } from "./route";

const readings: Readings<{ displayName?: string | null; endDateTime?: string | null }> = {
    displayName: (value) => (value === null || /^CN=./.test(String(value)) ? text("displayName")(value) : undefined),
    endDateTime: (value) =>
        value === null || !Number.isNaN(Date.parse(String(value))) ? text("endDateTime")(value) : undefined,
};

export const signingCertificateRoutes: readonly Route[] = [
    {
        method: "POST",
        path: "servicePrincipals/{id}/addTokenSigningCertificate",
        plan: {
            token: "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
            operation: "create",
        },
        async answer({ directory, root, body }, [id = ""]) {
            const { displayName = null, endDateTime = null } = changeFrom("SelfSignedCertificate", readings, body);
            const made = await addTokenSigningCertificate(directory, id, displayName, endDateTime);
            const certificate = Buffer.from(made.key ?? "", "base64");
            const { keyCredentials } = getServicePrincipal(directory, id);
            const sign = keyCredentials.find(
                ({ usage, customKeyIdentifier }) =>
                    usage === "Sign" && customKeyIdentifier === made.customKeyIdentifier,
            );
            return {
                status: 200,
                body: {
                    "@odata.context": `${root}/$metadata#microsoft.graph.selfSignedCertificate`,
                    customKeyIdentifier: made.customKeyIdentifier,
                    displayName: made.displayName,
                    endDateTime: made.endDateTime,
                    key: made.key,
                    // The provider knows this id for that of the key that signs: it looks the other one up.
                    keyId: sign?.keyId ?? made.keyId,
                    startDateTime: made.startDateTime,
                    thumbprint: createHash("sha1").update(certificate).digest("hex").toUpperCase(),
                    type: "AsymmetricX509Cert",
                    usage: "Verify",
                },
            };
        },
    },
];
