/**
 * For each type: by what an object of a cloud is recognised, and which properties must be the same. Values have the names of
 * the provider's properties.
 */
import { isRecord } from "../../rules/record";
import { lastSegment } from "../deployment/properties";
import { awsTypes, cognitoTypes, entraTypes } from "../deployment/types";
import { type Held, type Inputs, unknown } from "./recovery";

type Same = (wanted: unknown, held: unknown) => boolean;

interface Recoverable {
    /** What must have been listed as a whole to say that it is not there. */
    listing(inputs: Inputs): string;
    /** All must be the same: then it is the object, or takes its place. */
    identity: Readonly<Record<string, Same>>;
    /** Must be the same too, or the object is somebody else's, or an older one. Inputs that the program leaves out are not compared. */
    content: Readonly<Record<string, Same>>;
    /** A second creation writes the same thing over the first. */
    isMadeAgain?: true;
}

const sameText: Same = (wanted, held) => wanted === held;
const sameLetters: Same = (wanted, held) => String(wanted).toLowerCase() === String(held).toLowerCase();
const sameReference: Same = (wanted, held) => lastSegment(String(wanted)) === lastSegment(String(held));
const sameTime: Same = (wanted, held) => Date.parse(String(wanted)) === Date.parse(String(held));

/** JSON documents are the same whatever the order of their members and of lists of texts. */
const sameJson: Same = (wanted, held) => {
    const [one, other] = [wanted, held].map((value) => JSON.stringify(ordered(parsed(value))));
    return one === other;
};

/** What the program asks for is there; the cloud may have filled in more. */
const includes: Same = (wanted, held) => {
    if (isRecord(wanted)) {
        return Object.entries(wanted).every(
            ([key, value]) =>
                key === "__defaults" ||
                value === undefined ||
                value === null ||
                includes(value, isRecord(held) ? held[key] : undefined),
        );
    }
    return sameJson(wanted, held ?? emptyLike(wanted));
};

const emptyLike = (wanted: unknown) => (Array.isArray(wanted) ? [] : undefined);

export const recoverables: Readonly<Record<string, Recoverable>> = {
    [entraTypes.application]: {
        listing: () => "applications",
        // Two applications can have the same name: the mark in the notes says whose it is.
        identity: { displayName: sameText, notes: sameText },
        content: { web: includes },
    },
    [entraTypes.servicePrincipal]: {
        listing: () => "servicePrincipals",
        identity: { clientId: sameLetters },
        content: {},
    },
    [entraTypes.identifierUri]: {
        listing: ({ applicationId }) => `application ${lastSegment(String(applicationId))}`,
        identity: { applicationId: sameReference, identifierUri: sameText },
        content: {},
    },
    [entraTypes.signingCertificate]: {
        listing: ({ servicePrincipalId }) => `servicePrincipal ${lastSegment(String(servicePrincipalId))}`,
        identity: { servicePrincipalId: sameReference },
        content: { displayName: sameText, endDate: sameTime },
    },
    [entraTypes.claimsPolicy]: {
        listing: () => "claimsMappingPolicies",
        identity: { displayName: sameText },
        content: { definitions: sameJson },
    },
    [entraTypes.policyAssignment]: {
        listing: ({ servicePrincipalId }) => `servicePrincipal ${lastSegment(String(servicePrincipalId))}`,
        identity: { servicePrincipalId: sameReference },
        content: { claimsMappingPolicyId: sameReference },
    },
    [entraTypes.roleAssignment]: {
        listing: ({ resourceObjectId }) => `appRoleAssignedTo ${lastSegment(String(resourceObjectId))}`,
        identity: { resourceObjectId: sameLetters, principalObjectId: sameLetters, appRoleId: sameLetters },
        content: {},
    },
    [awsTypes.samlProvider]: {
        listing: () => "samlProviders",
        identity: { name: sameText },
        content: { samlMetadataDocument: sameText },
    },
    [awsTypes.role]: {
        listing: () => "roles",
        identity: { name: sameLetters },
        content: { path: sameText, assumeRolePolicy: sameJson },
    },
    [awsTypes.rolePolicy]: { listing: () => "", identity: {}, content: {}, isMadeAgain: true },
    [awsTypes.instance]: {
        listing: () => "instances",
        identity: { instanceAlias: sameLetters },
        content: { identityManagementType: sameText },
    },
    [awsTypes.user]: {
        listing: ({ instanceId }) => `users ${lastSegment(String(instanceId))}`,
        identity: { instanceId: sameLetters, name: sameLetters },
        content: {
            identityInfo: includes,
            phoneConfig: includes,
            routingProfileId: sameText,
            securityProfileIds: sameJson,
        },
    },
    [cognitoTypes.userPool]: {
        listing: () => "userPools",
        // Two user pools can have the same name, and a list shows nothing else of them.
        identity: { name: sameText },
        content: { deletionProtection: sameText },
    },
    [cognitoTypes.identityProvider]: {
        listing: ({ userPoolId }) => `identityProviders ${userPoolId}`,
        identity: { userPoolId: sameText, providerName: sameText },
        content: { providerType: sameText },
    },
    [cognitoTypes.appClient]: {
        listing: ({ userPoolId }) => `appClients ${userPoolId}`,
        identity: { userPoolId: sameText, name: sameText },
        content: {},
    },
    [cognitoTypes.domain]: {
        listing: ({ domain }) => `userPoolDomain ${domain}`,
        identity: { domain: sameText },
        content: { userPoolId: sameText },
    },
};

export type Comparison =
    /** Another object. */
    | { is: "other" }
    | { is: "same" }
    /** The object, or what takes its place, with another content. */
    | { is: "different"; properties: string[] }
    /** The preview does not know the content yet. */
    | { is: "later" }
    /** Only the object's name was listed. */
    | { is: "notLooked" };

/** Whether all that could be such a resource was listed. */
export function isListed(type: string, inputs: Inputs, listings: Held["listings"]): boolean {
    return listings.has(recoverables[type]?.listing(inputs).toLowerCase() ?? "");
}

export function hasKnownIdentity({ identity }: Recoverable, inputs: Inputs): boolean {
    return Object.keys(identity).every((key) => inputs[key] !== unknown);
}

export function compare({ identity, content }: Recoverable, inputs: Inputs, values: Inputs): Comparison {
    if (!wanted(identity, inputs).every(([key, same]) => same(inputs[key], values[key]))) {
        return { is: "other" };
    }
    const compared = wanted(content, inputs);
    if (compared.some(([key]) => values[key] === unknown)) {
        return { is: "notLooked" };
    }
    const properties = compared
        .filter(([key, same]) => inputs[key] !== unknown && !same(inputs[key], values[key]))
        .map(([key]) => key);
    if (properties.length > 0) {
        return { is: "different", properties };
    }
    return { is: compared.some(([key]) => inputs[key] === unknown) ? "later" : "same" };
}

function wanted(properties: Readonly<Record<string, Same>>, inputs: Inputs): [string, Same][] {
    return Object.entries(properties).filter(([key]) => inputs[key] !== undefined && inputs[key] !== null);
}

function parsed(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(parsed);
    }
    if (typeof value !== "string" || !/^\s*[[{]/.test(value)) {
        return value;
    }
    try {
        return JSON.parse(value);
    } catch {
        return value;
    }
}

function ordered(value: unknown): unknown {
    if (Array.isArray(value)) {
        const items = value.map(ordered);
        return items.every((item) => typeof item === "string") ? [...items].sort() : items;
    }
    if (!isRecord(value)) {
        return value;
    }
    return Object.fromEntries(
        Object.keys(value)
            .sort()
            .map((key) => [key, ordered(value[key])]),
    );
}
