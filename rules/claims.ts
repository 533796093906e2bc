/** The claims that AWS wants in the assertion, as Entra's claims mapping policy. */
import { isRecord } from "./record";
import { nearest, quote } from "./text";

/** The attributes of a directory user that can name them in Connect. */
export const roleSessionNameAttributes = {
    userPrincipalName: "userPrincipalName",
    mail: "mail",
    employeeId: "employeeId",
} as const;

/** One of `roleSessionNameAttributes`, in this spelling. */
export function roleSessionNameAttributeProblem(value: unknown): string | undefined {
    const names = Object.keys(roleSessionNameAttributes);
    if (typeof value === "string" && Object.hasOwn(roleSessionNameAttributes, value)) {
        return undefined;
    }
    const meant = typeof value === "string" ? nearest(value, names) : undefined;
    const cure = meant === undefined ? "" : `; write "${meant}"`;
    return `must be "userPrincipalName", "mail" or "employeeId", got ${quote(value)}${cure}`;
}

/** A role's ARN, at most 2,048 characters (STS, RoleArn), its name without a comma: the Role claim is parted by one. */
export function roleArnProblem(value: unknown): string | undefined {
    return arnProblem(value, "role", /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[!-+\--~]+\/)?[\w+=.@-]{1,64}$/);
}

/** A SAML provider's ARN (STS, PrincipalArn; the name as in IAM's API model). */
export function samlProviderArnProblem(value: unknown): string | undefined {
    return arnProblem(value, "saml-provider", /^arn:aws[a-z-]*:iam::\d{12}:saml-provider\/[\w.-]{1,128}$/);
}

function arnProblem(value: unknown, kind: string, pattern: RegExp): string | undefined {
    if (typeof value === "string" && value.length <= 2048 && pattern.test(value)) {
        return undefined;
    }
    const comma = typeof value === "string" && value.includes(",") ? "without a comma " : "";
    return `must be an ARN ${comma}such as "arn:aws:iam::123456789012:${kind}/connect-sso", got ${quote(value)}`;
}

const awsAttributes = "https://aws.amazon.com/SAML/Attributes";
const nameIdentifier = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";

/**
 * The policy's definition. Role is a constant (an entry with `Value` alone), role before provider; RoleSessionName and
 * NameID are the same attribute, which Entra allows for NameID in all three cases; ids are in lower case, as Microsoft
 * documents them. The names of AWS's attributes are case sensitive.
 */
export function awsClaimsPolicy(args: {
    roleArn: string;
    samlProviderArn: string;
    roleSessionNameAttribute: string;
    sessionDurationSeconds: number;
}): string {
    const problem = roleSessionNameAttributeProblem(args.roleSessionNameAttribute);
    if (problem !== undefined) {
        throw new RangeError(`the attribute for RoleSessionName ${problem}`);
    }
    const user = { Source: "user", ID: args.roleSessionNameAttribute.toLowerCase() };
    return JSON.stringify({
        ClaimsMappingPolicy: {
            Version: 1,
            IncludeBasicClaimSet: "true",
            ClaimsSchema: [
                { Value: `${args.roleArn},${args.samlProviderArn}`, SamlClaimType: `${awsAttributes}/Role` },
                { ...user, SamlClaimType: `${awsAttributes}/RoleSessionName` },
                { Value: String(args.sessionDurationSeconds), SamlClaimType: `${awsAttributes}/SessionDuration` },
                { ...user, SamlClaimType: nameIdentifier },
            ],
        },
    });
}

/** What a definition of a claims policy says to AWS, as far as it can be read. */
interface AwsClaims {
    /** The constant of the Role claim: role and SAML provider. */
    role?: string;
    /** The directory attribute that becomes the session name. */
    sessionNameAttribute?: string;
    /** The constant of the SessionDuration claim, as a number. */
    sessionDurationSeconds?: number;
}

/** Reads a definition of a claims policy; one that can't be read says nothing. */
export function readAwsClaims(definition: unknown): AwsClaims {
    const schema = claimsSchemaOf(definition);
    const claim = (name: string) => schema.find(({ SamlClaimType }) => SamlClaimType === `${awsAttributes}/${name}`);
    const role = claim("Role")?.Value;
    const duration = claim("SessionDuration")?.Value;
    const id = String(claim("RoleSessionName")?.ID).toLowerCase();
    const attribute = Object.values(roleSessionNameAttributes).find((it) => it.toLowerCase() === id);
    return {
        ...(typeof role === "string" ? { role } : {}),
        ...(attribute === undefined ? {} : { sessionNameAttribute: attribute }),
        ...(duration === undefined ? {} : { sessionDurationSeconds: Number(duration) }),
    };
}

function claimsSchemaOf(definition: unknown): Record<string, unknown>[] {
    try {
        const parsed = JSON.parse(String(definition)) as { ClaimsMappingPolicy?: { ClaimsSchema?: unknown } };
        const schema = parsed?.ClaimsMappingPolicy?.ClaimsSchema;
        return Array.isArray(schema) ? schema.filter(isRecord) : [];
    } catch {
        return [];
    }
}
