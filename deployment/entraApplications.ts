/** Applications of a stack, each joined with its service principal. */
import type { EntraApplication } from "./deployment";
import { collectEntraParts, type EntraParts, partsOfOthers } from "./entraParts";
import { readIntoStack, readServicePrincipal, servicePrincipalObjectId } from "./entraServicePrincipal";
import { environmentOf, tenantOf } from "./entraTenant";
import { identifierUrisOf, replyUrlsOf } from "./entraUris";
import { ofType, type State, type StateResource } from "./exportedState";
import { flag, lastSegment, reference, text } from "./properties";
import { entraTypes } from "./types";

/** What of an application the stack holds; at least one of the two. */
export interface ApplicationResources {
    application?: StateResource;
    servicePrincipal?: StateResource;
}

/**
 * Reads every application of the stack. A service principal whose application is not in the stack (a gallery application,
 * `useExisting`, one that was read) is an application too; so is what an `ApplicationFromTemplate` made.
 */
export function readApplications(
    state: State,
    preferredThumbprints: Readonly<Record<string, string | null>>,
): { applications: EntraApplication[]; partsOfOthers: string[] } {
    const parts = collectEntraParts(state);
    const pairs = pairUp(state);
    return {
        applications: pairs.map((pair) => readApplication(pair, state, parts, preferredThumbprints)),
        partsOfOthers: partsOfOthers(
            parts,
            new Set(pairs.map(({ application }) => application && applicationObjectId(application)).filter(isText)),
            new Set(
                pairs.map((it) => it.servicePrincipal && servicePrincipalObjectId(it.servicePrincipal)).filter(isText),
            ),
        ),
    };
}

/** The object id of an application, or of the one that an `ApplicationFromTemplate` made; lower case. */
export function applicationObjectId(resource: StateResource): string | undefined {
    return resource.type === entraTypes.template
        ? (reference(resource, "applicationObjectId") ?? reference(resource, "applicationId"))
        : (reference(resource, "objectId") ?? (resource.id === undefined ? undefined : lastSegment(resource.id)));
}

function pairUp(state: State): ApplicationResources[] {
    const applications = oncePerObject(
        ofType(state, entraTypes.application, entraTypes.registration),
        applicationObjectId,
    );
    const principals = new Set(oncePerObject(ofType(state, entraTypes.servicePrincipal), servicePrincipalObjectId));
    const pairs: ApplicationResources[] = applications.map((application) => {
        const clientId = reference(application, "clientId");
        const matching = [...principals].filter(
            (it) => clientId !== undefined && reference(it, "clientId") === clientId,
        );
        // One application may have a service principal in each of several tenants, each with a provider of its own.
        const servicePrincipal = matching.find(({ provider }) => provider === application.provider) ?? matching[0];
        if (servicePrincipal !== undefined) {
            principals.delete(servicePrincipal);
        }
        return { application, servicePrincipal };
    });
    for (const servicePrincipal of principals) {
        pairs.push({ servicePrincipal });
    }
    for (const template of ofType(state, entraTypes.template)) {
        const objectId = servicePrincipalObjectId(template);
        const inStack = pairs.some(
            (it) => it.servicePrincipal !== undefined && servicePrincipalObjectId(it.servicePrincipal) === objectId,
        );
        const application = pairs.find(
            (it) =>
                it.application !== undefined && applicationObjectId(it.application) === applicationObjectId(template),
        );
        if (application !== undefined) {
            application.servicePrincipal ??= template;
        } else if (!inStack) {
            pairs.push({ application: template, servicePrincipal: template });
        }
    }
    return pairs;
}

/** The owned one where a stack both owns and reads the same thing. */
function oncePerObject(
    resources: StateResource[],
    objectIdOf: (resource: StateResource) => string | undefined,
): StateResource[] {
    const known = new Set<string>();
    return [...resources.filter((it) => !it.external), ...resources.filter((it) => it.external)].filter((resource) => {
        const objectId = objectIdOf(resource);
        const again = objectId !== undefined && known.has(objectId);
        known.add(objectId ?? "");
        return !again;
    });
}

function readApplication(
    pair: ApplicationResources,
    state: State,
    parts: EntraParts,
    preferredThumbprints: Readonly<Record<string, string | null>>,
): EntraApplication {
    const { application, servicePrincipal } = pair;
    const resource = (application ?? servicePrincipal) as StateResource;
    const environment = environmentOf(pair, state);
    const objectId = application && applicationObjectId(application);
    const supply = readIntoStack("Application", `/applications/${objectId ?? "<object id>"}`);
    return {
        name: resource.name,
        clientId: text(resource, "clientId", { what: "the client id", supply }),
        displayName: text(resource, "displayName", { what: "the display name" }),
        tenantId: tenantOf(pair, state),
        environment,
        identifierUris: identifierUrisOf(pair, objectId, parts, supply),
        replyUrls: replyUrlsOf(pair, objectId, parts, supply),
        acceptMappedClaims: flag(resource, ["api", "mappedClaimsEnabled"], {
            what: "whether it accepts mapped claims",
            supply,
            ...(resource.type === entraTypes.application ? { otherwise: false } : {}),
        }),
        ...(servicePrincipal === undefined
            ? {}
            : {
                  servicePrincipal: readServicePrincipal(
                      servicePrincipal,
                      state,
                      parts,
                      environment,
                      preferredThumbprints,
                  ),
              }),
    };
}

function isText(value: string | undefined): value is string {
    return value !== undefined;
}
