/** What the first `pulumi up` does, resource by resource: the steps that its preview shows. */
import { awsClaimsPolicy } from "../../rules/claims";
import { portalTags } from "../../rules/entra";
import { connectFederationPolicy, federationArns, longestSessionSeconds, samlTrustPolicy } from "../../rules/iam";
import { defaultNames } from "../../rules/names";
import { awsTypes, entraTypes } from "../deployment/types";
import { hasAssignment } from "./people";
import type { Planned } from "./planned";

export interface Announced {
    op: "create" | "import" | "update";
    type: string;
    /** Name of the resource in the stack. */
    name: string;
    /** Of an update: properties of the provider, with what they are today and what they become, in words. */
    properties?: Record<string, { from: string; to: string }>;
}

/** Components and outputs are not among them: nothing in a cloud is one. */
export function announce(planned: Planned): Announced[] {
    const { people, how, component } = planned;
    return [
        ...people.taken.flatMap((one) => [
            { op: "import", type: awsTypes.user, name: `${component}-${one.user.username}` } as const,
            ...updateOf(awsTypes.user, `${component}-${one.user.username}`, userChanges(one.user)),
        ]),
        { op: "import", type: awsTypes.role, name: component },
        ...updateOf(awsTypes.role, component, roleChanges(planned)),
        { op: "create", type: awsTypes.rolePolicy, name: component },
        ...(how === "import" ? importedApplication(planned) : secondApplication(component)),
        ...assignmentsToCreate(planned).map(
            (name) => ({ op: "create", type: entraTypes.roleAssignment, name }) as const,
        ),
    ];
}

function secondApplication(component: string): Announced[] {
    const { application, servicePrincipal, identifierUri, claimsPolicy, policyAssignment } = entraTypes;
    const types = [application, servicePrincipal, identifierUri, claimsPolicy, policyAssignment, awsTypes.samlProvider];
    return [
        ...types.map((type) => ({ op: "create", type, name: component }) as const),
        { op: "create", type: entraTypes.signingCertificate, name: `${component}-initial` },
    ];
}

function importedApplication(planned: Planned): Announced[] {
    const { component } = planned;
    return [
        ...updateOf(entraTypes.application, component, applicationChanges(planned)),
        ...updateOf(entraTypes.servicePrincipal, component, principalChanges(planned)),
        ...updateOf(entraTypes.claimsPolicy, component, claimsChanges(planned)),
        ...updateOf(awsTypes.samlProvider, component, providerChanges(planned)),
    ];
}

/** Names of the assignments that the stack makes; on import those that exist are imported. */
function assignmentsToCreate({ how, people, made, component }: Planned): string[] {
    const assigned = new Set(how === "import" ? made.assignments.map(({ principalId }) => principalId) : []);
    const users = people.taken.filter(({ entry }) => hasAssignment(entry, people.directoryLookup));
    return [
        ...users.map(({ user, person }) => ({ name: user.username, id: person.id?.toLowerCase() ?? "" })),
        ...Object.entries(people.groups).map(([name, id]) => ({ name, id })),
    ]
        .filter(({ id }) => !assigned.has(id))
        .map(({ name }) => `${component}-${name}`);
}

type Changes = NonNullable<Announced["properties"]>;

function updateOf(type: string, name: string, properties: Changes): Announced[] {
    return Object.keys(properties).length === 0 ? [] : [{ op: "update", type, name, properties }];
}

/** What a user has that an entry can't say. */
function userChanges({ email, mobile }: Planned["made"]["users"][number]): Changes {
    const gone = [
        ...(email === undefined ? [] : ["e-mail address"]),
        ...(mobile === undefined ? [] : ["mobile number"]),
    ];
    return gone.length === 0 ? {} : { identityInfo: { from: `with ${gone.join(" and ")}`, to: "without" } };
}

/** The trust policy that the program writes. */
export function trustPolicyOf(planned: Planned): string {
    const { endpoints, alsoTrusted } = planned;
    return samlTrustPolicy({
        samlProviderArns: [ownProviderArn(planned), ...alsoTrusted],
        audiences: [endpoints.global, endpoints.regional],
    });
}

export function ownProviderArn({ made, samlProviderName }: Planned): string {
    const { accountId, partition } = made.instance;
    return federationArns({ accountId, partition, roleName: made.role.name, samlProviderName }).samlProviderArn;
}

/** The policy that the program adds to the role. */
export function addedPolicyOf({ made, project, stack }: Planned): { name: string; document: string } {
    return {
        name: `amazon-connect-federation-${defaultNames(project, stack).roleName}`,
        document: connectFederationPolicy(made.instance.arn),
    };
}

function roleChanges(planned: Planned): Changes {
    const { role } = planned.made;
    const next = trustPolicyOf(planned);
    return {
        ...(sameJson(role.trustPolicy, next)
            ? {}
            : { assumeRolePolicy: { from: compact(role.trustPolicy), to: next } }),
        ...changed("maxSessionDuration", `${role.maxSessionDurationSeconds} s`, `${longestSessionSeconds} s`),
    };
}

const wantedTags = [portalTags.customSingleSignOn, portalTags.enterprise];

function tagChanges(property: "tags" | "featureTags", tags: readonly string[]): Changes {
    const sorted = [...tags].sort().join(", ");
    return changed(property, sorted || "none", wantedTags.join(", "));
}

function applicationChanges({ made, endpoints }: Planned): Changes {
    const { replyUrls, tokenVersion, tags, acceptMappedClaims } = made.application;
    const mapped = acceptMappedClaims ? ", and mapped claims" : "";
    return {
        ...changed("web", replyUrls.join(", "), endpoints.regional),
        ...changed("api", `access tokens of version ${tokenVersion ?? 1}${mapped}`, "access tokens of version 2"),
        ...tagChanges("tags", tags),
    };
}

function principalChanges({ made, relayState }: Planned): Changes {
    const { servicePrincipal } = made;
    return {
        ...changed("samlSingleSignOn", servicePrincipal.relayState || "no relay state", relayState),
        ...changed("loginUrl", servicePrincipal.loginUrl || "none", "none"),
        ...tagChanges("featureTags", servicePrincipal.tags),
    };
}

/** The definition that the program writes. */
export function definitionOf(planned: Planned): string {
    const { made, people, sessionDurationSeconds } = planned;
    return awsClaimsPolicy({
        roleArn: made.role.arn,
        samlProviderArn: ownProviderArn(planned),
        roleSessionNameAttribute: people.attribute,
        sessionDurationSeconds,
    });
}

function claimsChanges(planned: Planned): Changes {
    const { claims } = planned.made;
    if (claims.kind !== "policy") {
        return {};
    }
    return {
        ...changed("displayName", claims.displayName, defaultNames(planned.project, planned.stack).displayName),
        ...changed("definitions", claims.definition, definitionOf(planned)),
    };
}

/** The document as the program derives it says the same without Entra's signature. */
function providerChanges({ provider }: Planned): Changes {
    return {
        samlMetadataDocument: { from: "as it was downloaded", to: "derived from the same certificates" },
        ...(provider?.hasTags ? { tags: { from: "with tags", to: "without" } } : {}),
    };
}

function changed(property: string, from: string, to: string): Changes {
    return from === to ? {} : { [property]: { from, to } };
}

function sameJson(one: string, other: string): boolean {
    return compact(one) === compact(other);
}

function compact(text: string): string {
    try {
        return JSON.stringify(JSON.parse(text));
    } catch {
        return text;
    }
}
