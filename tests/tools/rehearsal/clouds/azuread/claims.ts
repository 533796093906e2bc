// Definitions of claims mapping policies, for the tests that need some.

import { graphError } from "./entra";

export const NAME_ID = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
export const roleClaim = {
    Value: "arn:aws:iam::123456789012:role/r,arn:aws:iam::123456789012:saml-provider/p",
    SamlClaimType: "https://aws.amazon.com/SAML/Attributes/Role",
};
export const nameId = { Source: "user", ID: "userprincipalname", SamlClaimType: NAME_ID };
export const policyWith = (...entries: unknown[]) => ({
    ClaimsMappingPolicy: { Version: 1, IncludeBasicClaimSet: "true", ClaimsSchema: entries },
});
export const definitionOf = (...entries: unknown[]) => JSON.stringify(policyWith(...entries));
export const invalidDefinition = (why: string) =>
    graphError(
        "400 Bad Request",
        "Request_BadRequest",
        `Property definition has an invalid value. (rehearsal: ${why})`,
    );
