/** Claims that were set in the portal, as a claims mapping policy would say them. */
import { isRecord } from "../../rules/record";
import { type Fields, textIn } from "./reading";

const nameIdentifier = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";

/**
 * Graph's `customClaimsPolicy` (beta, https://learn.microsoft.com/graph/api/resources/customclaimspolicy): what the portal's page
 * Attributes & Claims writes. Undefined for anything else.
 */
export function readPortalClaims(printed: unknown): string | undefined {
    if (!isRecord(printed) || !Array.isArray(printed.claims)) {
        return undefined;
    }
    const audience = textIn(printed.audienceOverride);
    return JSON.stringify({
        ClaimsMappingPolicy: {
            Version: 1,
            IncludeBasicClaimSet: String(printed.includeBasicClaimSet !== false),
            ...(audience === undefined ? {} : { audienceOverride: audience }),
            // An issuer of its own, which AWS's side would have to expect.
            ...(printed.includeApplicationIdInIssuer === true ? { issuerWithApplicationId: true } : {}),
            ClaimsSchema: printed.claims.filter(isRecord).filter(isOfSaml).map(entryOf),
        },
    });
}

const isOfSaml = ({ tokenFormat }: Fields) =>
    !Array.isArray(tokenFormat) || tokenFormat.length === 0 || tokenFormat.includes("saml");

function entryOf(claim: Fields): Fields {
    const isNameId = String(claim["@odata.type"]).endsWith("samlNameIdClaim");
    const namespace = textIn(claim.namespace)?.replace(/\/$/, "");
    const name = namespace === undefined ? String(claim.name) : `${namespace}/${claim.name}`;
    return { ...sourceOf(claim), SamlClaimType: isNameId ? nameIdentifier : name };
}

/** A condition or a transformation is beyond what a policy's entry says: it names itself, and its claim is then unknown. */
function sourceOf({ configurations }: Fields): Fields {
    const [first, ...others] = Array.isArray(configurations) ? configurations.filter(isRecord) : [];
    const attribute = isRecord(first?.attribute) ? first.attribute : {};
    const isPlain = (value: unknown) =>
        value === null || value === undefined || (Array.isArray(value) && value.length === 0);
    if (first === undefined || others.length > 0 || !isPlain(first.condition) || !isPlain(first.transformations)) {
        return { Conditions: "set in the portal" };
    }
    if (typeof attribute.value === "string") {
        // The portal keeps the quotation marks around a constant that somebody typed.
        return { Value: attribute.value.replace(/^"(.*)"$/s, "$1") };
    }
    return { Source: String(attribute.source ?? "user"), ID: String(attribute.id ?? "").trim() };
}
