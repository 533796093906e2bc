/** Which service principal of a stack belongs to which application. */
import { servicePrincipalObjectId } from "./entraServicePrincipal";
import { ofType, type State } from "./exportedState";
import { objectIdOf, reference, text } from "./properties";
import type { StateResource } from "./stateResource";
import { entraTypes } from "./types";
import { isUnreadable, type Unreadable } from "./unreadable";

/** What of an application the stack holds; at least one of the two. */
export interface ApplicationResources {
    application?: StateResource;
    servicePrincipal?: StateResource;
    /** What made both, where the stack holds it and the service principal by itself. */
    template?: StateResource;
    /** Set where a service principal may be of an application whose client id can't be read, or the other way round. */
    unclear?: Unreadable;
}

/** The object id of an application, or of the one that an `ApplicationFromTemplate` made; lower case. */
export function applicationObjectId(resource: StateResource): string | undefined {
    return resource.type === entraTypes.template
        ? (reference(resource, "applicationObjectId") ?? reference(resource, "applicationId"))
        : objectIdOf(resource);
}

/**
 * By client id; where that can't be read, by the application that the service principal's own was made of. Either may stand
 * alone: a service principal whose application is not in the stack is an application too.
 */
export function pairUp(state: State): ApplicationResources[] {
    const applications = oncePerObject(
        ofType(state, entraTypes.application, entraTypes.registration),
        applicationObjectId,
    );
    const principals = new Set(oncePerObject(ofType(state, entraTypes.servicePrincipal), servicePrincipalObjectId));
    const pairs: ApplicationResources[] = applications.map((application) => {
        const matching = [...principals].filter((it) => belongTogether(application, it));
        // One application may have a service principal in each of several tenants, each with a provider of its own.
        const servicePrincipal = matching.find(({ provider }) => provider === application.provider) ?? matching[0];
        if (servicePrincipal !== undefined) {
            principals.delete(servicePrincipal);
        }
        return { application, servicePrincipal };
    });
    const alone = pairs.filter(({ servicePrincipal }) => servicePrincipal === undefined);
    for (const servicePrincipal of principals) {
        const unclear = unclearIdOf(servicePrincipal, alone);
        for (const pair of unclear === undefined ? [] : alone) {
            pair.unclear = unclear;
        }
        pairs.push({ servicePrincipal, ...(unclear === undefined ? {} : { unclear }) });
    }
    addTemplates(pairs, state);
    return pairs;
}

function belongTogether(application: StateResource, servicePrincipal: StateResource): boolean {
    const [clientId, own] = [application, servicePrincipal].map((it) => reference(it, "clientId"));
    return clientId === undefined || own === undefined
        ? servicePrincipal.madeOf("clientId").includes(application.urn)
        : clientId === own;
}

/** The client id that would tell whether one of these applications is the service principal's. */
function unclearIdOf(servicePrincipal: StateResource, alone: readonly ApplicationResources[]): Unreadable | undefined {
    const applications = alone.flatMap(({ application }) => application ?? []);
    const isReadable = (it: StateResource) => reference(it, "clientId") !== undefined;
    const unread =
        applications.length > 0 && !isReadable(servicePrincipal)
            ? servicePrincipal
            : applications.find((it) => !isReadable(it));
    const clientId = unread === undefined ? undefined : text(unread, "clientId", { what: "the client id" });
    return isUnreadable(clientId) ? clientId : undefined;
}

function addTemplates(pairs: ApplicationResources[], state: State): void {
    for (const template of ofType(state, entraTypes.template)) {
        const objectId = servicePrincipalObjectId(template);
        const inStack = pairs.find(
            (it) => it.servicePrincipal !== undefined && servicePrincipalObjectId(it.servicePrincipal) === objectId,
        );
        const application = pairs.find(
            (it) =>
                it.application !== undefined && applicationObjectId(it.application) === applicationObjectId(template),
        );
        if (application !== undefined) {
            application.servicePrincipal ??= template;
        } else if (inStack !== undefined) {
            inStack.template ??= template;
        } else {
            pairs.push({ application: template, servicePrincipal: template });
        }
    }
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
