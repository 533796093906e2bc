/** A claims mapping policy's definition, as data. Reads once what is then evaluated for each person. */
import { isRecord } from "../../../../rules/record";
import { nearest, quote } from "../../../../rules/text";
import { isAttribute, isQuotedText } from "./attributes";

/** One entry of ClaimsSchema that makes a claim of a SAML token. */
export interface ClaimRule {
    /** SamlClaimType. */
    name: string;
    /** SamlNameIdFormat, for the NameID. */
    nameIdFormat?: string;
    source: ClaimSource;
}

type ClaimSource =
    | { kind: "constant"; value: string }
    /** An attribute of the user: its ID in lower case. */
    | { kind: "user"; id: string }
    /** Values of the app roles that the person has. */
    | { kind: "assignedRoles" }
    /** Outside the model: which element. */
    | { kind: "notModelled"; element: string };

export interface ClaimsPolicy {
    rules: ClaimRule[];
    includeBasicClaimSet: boolean;
    audienceOverride?: string;
    /** Elements of the policy that change the token and are outside the model. */
    notModelled: string[];
}

/** Parts of an entry that this model knows (Microsoft, "Claims mapping policy type"). */
const entryKeys = new Set("Value Source ID SamlClaimType JwtClaimType SAMLNameForm SamlNameIdFormat".split(" "));
const entryKeysAnyCase = new Set([...entryKeys].map((key) => key.toLowerCase()));
const policyKeys = ["Version", "IncludeBasicClaimSet", "ClaimsSchema", "audienceOverride"];
/** They make claims only where an entry has them as its source, which is said of that entry. Microsoft has both spellings. */
const transformationKeys = ["ClaimsTransformation", "ClaimsTransformations"];
const nameKey = "SamlClaimType";

/** Reads a definition. Throws an Error whose message goes on from "the definition": such a policy Entra would not keep. */
export function readClaimsPolicy(definition: string): ClaimsPolicy {
    const policy = policyIn(definition);
    refuseMisspelt(policy, [...policyKeys, ...transformationKeys.filter((key) => Object.hasOwn(policy, key))]);
    const schema = policy.ClaimsSchema ?? [];
    if (!Array.isArray(schema) || !schema.every(isRecord)) {
        throw new Error("has a ClaimsSchema that is not a list of entries");
    }
    for (const entry of schema) {
        refuseMisspelt(entry, [nameKey]);
    }
    // Microsoft, "Claims mapping policy type": entries after the fiftieth are ignored.
    const rules = schema.slice(0, 50).flatMap(readEntry);
    const { audienceOverride } = policy;
    return {
        rules,
        includeBasicClaimSet: String(policy.IncludeBasicClaimSet ?? "true").toLowerCase() === "true",
        ...(typeof audienceOverride === "string" && audienceOverride !== "" ? { audienceOverride } : {}),
        notModelled: Object.entries(policy)
            .filter(([key, value]) => ![...policyKeys, ...transformationKeys].includes(key) && !isEmpty(value))
            .map(([key]) => key),
    };
}

/** A key that is missing, beside one that is nearly it: whether Entra reads that is documented nowhere. */
function refuseMisspelt(holder: Record<string, unknown>, keys: readonly string[]): void {
    const lacking = keys.filter((key) => !Object.hasOwn(holder, key));
    for (const key of Object.keys(holder)) {
        const meant = keys.includes(key) || entryKeys.has(key) ? undefined : nearest(key, lacking);
        if (meant !== undefined) {
            throw new Error(`has ${quote(key)}, which is documented as ${quote(meant)}`);
        }
    }
}

function policyIn(definition: string): Record<string, unknown> {
    let parsed: unknown;
    try {
        parsed = JSON.parse(definition);
    } catch {
        throw new Error(`is not JSON: ${quote(definition)}`);
    }
    const policy = isRecord(parsed) ? parsed.ClaimsMappingPolicy : undefined;
    if (!isRecord(policy)) {
        throw new Error("has no ClaimsMappingPolicy");
    }
    if (policy.Version !== 1) {
        throw new Error(`has the Version ${quote(policy.Version)}, not 1`);
    }
    return policy;
}

function readEntry(entry: Record<string, unknown>): ClaimRule[] {
    const name = entry[nameKey];
    if (typeof name !== "string" || name === "") {
        return [];
    }
    const format = entry.SamlNameIdFormat;
    return [{ name, source: sourceOf(entry), ...(typeof format === "string" ? { nameIdFormat: format } : {}) }];
}

function sourceOf(entry: Record<string, unknown>): ClaimSource {
    const strange = Object.keys(entry).find((key) => !entryKeysAnyCase.has(key.toLowerCase()));
    if (strange !== undefined) {
        return { kind: "notModelled", element: strange };
    }
    const { Value, Source, ID } = entry;
    if (typeof Value === "string" && Source === undefined && ID === undefined) {
        return { kind: "constant", value: Value };
    }
    if (typeof Source === "string" && typeof ID === "string" && Value === undefined) {
        if (Source.toLowerCase() !== "user") {
            return { kind: "notModelled", element: `Source ${quote(Source)}` };
        }
        const id = ID.toLowerCase();
        if (id === "assignedroles") {
            return { kind: "assignedRoles" };
        }
        return isAttribute(id) || isQuotedText(id)
            ? { kind: "user", id }
            : { kind: "notModelled", element: `the ID ${quote(ID)}` };
    }
    return { kind: "notModelled", element: `an entry with ${Object.keys(entry).join(", ")}` };
}

const isEmpty = (value: unknown) =>
    value === null || value === false || value === "false" || (Array.isArray(value) && value.length === 0);
