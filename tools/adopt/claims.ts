/** What a claims mapping policy says, as far as an adoption asks. */
import { isRecord } from "../../rules/record";

/** Role and provider in either order, with or without a blank after the comma. */
export function pairOf(pair: string | undefined): { roleArn: string; providerArn: string } | undefined {
    const arns = (pair ?? "").split(",").map((it) => it.trim());
    const roleArn = arns.find((it) => /:role\//.test(it));
    const providerArn = arns.find((it) => /:saml-provider\//.test(it));
    return roleArn === undefined || providerArn === undefined ? undefined : { roleArn, providerArn };
}

export function claimTypesIn(definition: string): string[] {
    try {
        const parsed = JSON.parse(definition) as { ClaimsMappingPolicy?: { ClaimsSchema?: unknown } };
        const schema = parsed.ClaimsMappingPolicy?.ClaimsSchema;
        return (Array.isArray(schema) ? schema : [])
            .filter(isRecord)
            .flatMap(({ SamlClaimType }) => (typeof SamlClaimType === "string" ? [SamlClaimType] : []));
    } catch {
        return [];
    }
}
