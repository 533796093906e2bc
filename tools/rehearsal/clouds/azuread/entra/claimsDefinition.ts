/**
 * How Graph reads the definition of a claims mapping policy: one JSON text, with keys whose case counts.
 * https://learn.microsoft.com/graph/api/resources/claimsmappingpolicy
 */
import type { Value, Values } from "../../provider/resourceType";
import { isObject } from "../../provider/values";
import {
    claimSources,
    nameIdClaim,
    nameIdSources,
    nameIdTransformations,
    restrictedSamlClaimTypes,
    samlNameForms,
} from "./claimTypes";
import type { GraphError } from "./errors";
import { badRequest } from "./errors";

const maxEntries = 50;
const transformationKeys = ["ClaimsTransformation", "ClaimsTransformations"];
const policyKeys = [
    "Version",
    "IncludeBasicClaimSet",
    "ClaimsSchema",
    "GroupFilter",
    "audienceOverride",
    "issuerWithApplicationId",
    ...transformationKeys,
];
const entryKeys = [
    "Value",
    "Source",
    "ID",
    "Id",
    "ExtensionID",
    "TransformationID",
    "TransformationId",
    "SamlClaimType",
    "JwtClaimType",
    "SAMLNameForm",
    "SamlNameIdFormat",
];

/** The refusal of a policy's definition, if it is refused. Graph says only the first sentence; the rest says why. */
export function refuseDefinition(definition: readonly string[]): GraphError | undefined {
    const why = whyInvalid(definition);
    return why === undefined ? undefined : badRequest(`Property definition has an invalid value. (rehearsal: ${why})`);
}

function whyInvalid(definition: readonly string[]): string | undefined {
    const [text] = definition;
    if (definition.length !== 1 || text === undefined) {
        return `exactly one JSON text, got ${definition.length}`;
    }
    const parsed = parseJson(text);
    if (!isObject(parsed)) {
        return "not a JSON object";
    }
    const policy = parsed.ClaimsMappingPolicy;
    if (!isObject(policy) || Object.keys(parsed).length !== 1) {
        return "the one key must be ClaimsMappingPolicy, an object";
    }
    return (
        unknownKey("ClaimsMappingPolicy", policy, policyKeys) ??
        whySettingsInvalid(policy) ??
        firstOf(
            entriesOf(policy.ClaimsSchema).map((entry, index) =>
                whyEntryInvalid(`ClaimsSchema[${index}]`, entry, policy),
            ),
        )
    );
}

function whySettingsInvalid(policy: Values): string | undefined {
    if (policy.Version !== 1) {
        return "Version must be 1";
    }
    for (const key of ["IncludeBasicClaimSet", "issuerWithApplicationId"]) {
        if (policy[key] !== undefined && !/^(true|false)$/i.test(String(policy[key]))) {
            return `${key} must be true or false`;
        }
    }
    if (policy.audienceOverride !== undefined && !isAbsoluteUri(policy.audienceOverride)) {
        return "audienceOverride must be an absolute URI";
    }
    for (const key of ["ClaimsSchema", ...transformationKeys]) {
        const entries = policy[key];
        if (entries !== undefined && !Array.isArray(entries)) {
            return `${key} must be a list`;
        }
        if (Array.isArray(entries) && entries.length > maxEntries) {
            return `${key} has ${entries.length} entries; Entra ignores all after ${maxEntries}`;
        }
    }
    return undefined;
}

function whyEntryInvalid(where: string, entry: Value, policy: Values): string | undefined {
    if (!isObject(entry)) {
        return `${where} must be an object`;
    }
    return (
        unknownKey(where, entry, entryKeys) ??
        firstOf(
            Object.entries(entry).map(([key, value]) =>
                typeof value === "string" && value !== ""
                    ? undefined
                    : `${where}.${key} must be a text that is not empty`,
            ),
        ) ??
        whySourceInvalid(where, entry, policy) ??
        whyClaimTypeInvalid(where, entry, policy)
    );
}

function whySourceInvalid(where: string, entry: Values, policy: Values): string | undefined {
    const { Value: constant, Source: source, ExtensionID: extension } = entry;
    const transformation = entry.TransformationID ?? entry.TransformationId;
    const id = entry.ID ?? entry.Id;
    if (constant !== undefined) {
        return source === undefined && id === undefined && extension === undefined
            ? undefined
            : `${where} has Value and a source; it must have one`;
    }
    if (!claimSources.includes(String(source))) {
        return `${where}.Source must be one of ${claimSources.join(", ")}; a constant is written as Value alone`;
    }
    if ((id === undefined) === (extension === undefined)) {
        return `${where} needs ID or ExtensionID beside Source`;
    }
    if (source === "transformation" && transformationOf(policy, transformation) === undefined) {
        return `${where}.TransformationID names no entry of ClaimsTransformation`;
    }
    return undefined;
}

function whyClaimTypeInvalid(where: string, entry: Values, policy: Values): string | undefined {
    const { SamlClaimType: samlClaimType, JwtClaimType: jwtClaimType, SAMLNameForm: nameForm } = entry;
    if (samlClaimType === undefined && jwtClaimType === undefined && !isTransformed(policy, entry.ID ?? entry.Id)) {
        return `${where} needs SamlClaimType or JwtClaimType`;
    }
    if (restrictedSamlClaimTypes.has(String(samlClaimType))) {
        return `${where}.SamlClaimType ${samlClaimType} is in the restricted claim set`;
    }
    if (nameForm !== undefined && !samlNameForms.includes(String(nameForm))) {
        return `${where}.SAMLNameForm must be one of ${samlNameForms.join(", ")}`;
    }
    return samlClaimType === nameIdClaim ? whyNotANameId(where, entry, policy) : undefined;
}

function whyNotANameId(where: string, entry: Values, policy: Values): string | undefined {
    if (entry.Source === "transformation") {
        const method = transformationOf(policy, entry.TransformationID ?? entry.TransformationId)?.TransformationMethod;
        return nameIdTransformations.includes(String(method))
            ? undefined
            : `${where}: NameID may only be transformed by ${nameIdTransformations.join(" or ")}`;
    }
    const allowed = entry.Source === "user" && nameIdSources.includes(String(entry.ID ?? entry.Id));
    return allowed
        ? undefined
        : `${where}: NameID must come from one of user ${nameIdSources.slice(0, 5).join(", ")}, extensionattribute1-15`;
}

function transformationsOf(policy: Values): Values[] {
    return transformationKeys.flatMap((key) => entriesOf(policy[key])).filter(isObject);
}

function transformationOf(policy: Values, id: Value | undefined): Values | undefined {
    return transformationsOf(policy).find((transformation) => id !== undefined && transformation.ID === id);
}

/** Whether a transformation takes this entry as its input: then the entry itself need not be emitted. */
function isTransformed(policy: Values, id: Value | undefined): boolean {
    return transformationsOf(policy)
        .flatMap((transformation) => entriesOf(transformation.InputClaims))
        .some((input) => isObject(input) && input.ClaimTypeReferenceId === id);
}

function entriesOf(value: Value | undefined): Value[] {
    return Array.isArray(value) ? value : [];
}

function unknownKey(where: string, object: Values, known: readonly string[]): string | undefined {
    const unknown = Object.keys(object).find((key) => !known.includes(key));
    if (unknown === undefined) {
        return undefined;
    }
    const meant = known.find((key) => key.toLowerCase() === unknown.toLowerCase());
    return `${where} has no key ${unknown}${meant === undefined ? "" : `; case counts: ${meant}`}`;
}

function isAbsoluteUri(value: Value): boolean {
    return typeof value === "string" && /^[a-z][a-z\d+.-]*:\S+$/i.test(value);
}

function parseJson(text: string): Value | undefined {
    try {
        return JSON.parse(text) as Value;
    } catch {
        return undefined;
    }
}

function firstOf(reasons: readonly (string | undefined)[]): string | undefined {
    return reasons.find((reason) => reason !== undefined);
}
