/** What a claims mapping policy says, a line for each claim. */
import { defined, isRecord } from "../../../rules/record";
import { isUnreadable, type Readable } from "../../deployment/unreadable";
import { unknown } from "./change";

/** Of a line: the length of a session in seconds. */
export const durationClaim = /^SessionDuration = (\d+)$/;

/** `RoleSessionName = user.userprincipalname`, a line each. */
export function claimLines(policies: readonly Readable<string>[]): string[] {
    return policies.flatMap((policy) => (isUnreadable(policy) ? [unknown] : claimsIn(policy))).sort();
}

function claimsIn(definition: string): string[] {
    let parsed: unknown;
    try {
        parsed = JSON.parse(definition);
    } catch {
        return ["a definition that is not JSON"];
    }
    const policy = isRecord(parsed) && isRecord(parsed.ClaimsMappingPolicy) ? parsed.ClaimsMappingPolicy : {};
    const { ClaimsSchema: schema, IncludeBasicClaimSet: basic, AudienceOverride: audience, ...others } = policy;
    const transformed = Object.keys(others).filter((key) => key !== "Version");
    return [
        ...(Array.isArray(schema) ? schema : []).filter(isRecord).map(lineOfClaim),
        ...(String(basic) === "true" ? ["the basic claims"] : []),
        ...(audience === undefined ? [] : [`audience = ${String(audience)}`]),
        ...transformed.map((key) => `${key} = ${JSON.stringify(others[key])}`),
    ];
}

function lineOfClaim(claim: Record<string, unknown>): string {
    const {
        SamlClaimType: type,
        JwtClaimType: jwt,
        Value: value,
        Source: source,
        ID: id,
        ExtensionID: extension,
    } = claim;
    const known = defined({ type, jwt });
    const name = String(known.type ?? known.jwt ?? "a claim without a type");
    const short = name.slice(name.lastIndexOf("/") + 1);
    const from = value ?? [source, id ?? extension].filter((it) => it !== undefined).join(".");
    return `${short} = ${String(from)}`;
}
