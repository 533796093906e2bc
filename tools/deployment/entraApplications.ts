/** Applications of a stack, each joined with its service principal. */
import type { EntraApplication } from "./deployment";
import { managementOf, samlAppOf } from "./entraManaged";
import { type ApplicationResources, applicationObjectId, pairUp } from "./entraPairs";
import { collectEntraParts, type EntraParts, partsOfOthers } from "./entraParts";
import { readServicePrincipal, servicePrincipalObjectId } from "./entraServicePrincipal";
import { environmentOf, tenantOf } from "./entraTenant";
import { type AddedElsewhere, addedElsewhere, urisOf } from "./entraUris";
import type { State } from "./exportedState";
import { elements, flag, text } from "./properties";
import { valueAt } from "./pulumiValue";
import { readIntoStack } from "./readIntoStack";
import type { StateResource } from "./stateResource";
import { entraTypes } from "./types";
import { isUnreadable, type Readable } from "./unreadable";

/**
 * Reads every application of the stack. A service principal whose application is not in the stack (a gallery application,
 * `useExisting`, one that was read) is an application too; so is what an `ApplicationFromTemplate` made.
 */
export function readApplications(state: State): { applications: EntraApplication[]; partsOfOthers: string[] } {
    const parts = collectEntraParts(state);
    const pairs = pairUp(state);
    const applicationIds = new Set(pairs.map(objectIdOf).filter(isText));
    const elsewhere = addedElsewhere(parts, applicationIds);
    return {
        applications: pairs.filter(isWorthAnEntry).map((pair) => readApplication(pair, state, parts, elsewhere)),
        partsOfOthers: partsOfOthers(
            parts,
            applicationIds,
            new Set(
                pairs.map((it) => it.servicePrincipal && servicePrincipalObjectId(it.servicePrincipal)).filter(isText),
            ),
        ),
    };
}

/** Of the roles that either of the two lists. */
function appRolesOf(pair: readonly (StateResource | undefined)[]): {
    ids: Set<string>;
    values: Record<string, string>;
} {
    const lists = pair.flatMap((it) => (it === undefined ? [] : elements(it, "appRoles", "the roles")));
    const ids = new Set<string>();
    const values: Record<string, string> = {};
    for (const role of lists.flatMap((list) => (isUnreadable(list) ? [] : list))) {
        const [id, value, enabled] = ["id", "value", "enabled"].map((key) => valueAt([role], key));
        if (typeof id === "string") {
            ids.add(id.toLowerCase());
            if (enabled !== false) {
                values[id.toLowerCase()] = typeof value === "string" ? value : "";
            }
        }
    }
    return { ids, values };
}

/** From whichever of the two has it. */
function clientIdOf(pair: readonly (StateResource | undefined)[], supply: string): Readable<string> {
    const found = pair.flatMap((it) =>
        it === undefined ? [] : text(it, "clientId", { what: "the client id", supply }),
    );
    return found.find((it) => !isUnreadable(it)) ?? (found[0] as Readable<string>);
}

/** The application's, which the resource that made it from a template knows, too. */
function objectIdOf({ application, template }: ApplicationResources): string | undefined {
    const resource = application ?? template;
    return resource && applicationObjectId(resource);
}

/** What may be the application of a service principal further on has its entry there. */
function isWorthAnEntry({ servicePrincipal, unclear }: ApplicationResources): boolean {
    return unclear === undefined || servicePrincipal !== undefined;
}

function readApplication(
    pair: ApplicationResources,
    state: State,
    parts: EntraParts,
    elsewhere: AddedElsewhere,
): EntraApplication {
    const { application, servicePrincipal } = pair;
    const resource = (application ?? servicePrincipal) as StateResource;
    const environment = environmentOf(pair, state);
    const objectId = objectIdOf(pair);
    const appRoles = appRolesOf([application, servicePrincipal]);
    const supply = readIntoStack("azuread.Application", `/applications/${objectId ?? "<object id>"}`);
    return {
        name: resource.name,
        clientId: clientIdOf([application, servicePrincipal], supply),
        displayName: text(resource, "displayName", { what: "the display name" }),
        ...tenantOf(pair, state),
        environment,
        identifierUris: pair.unclear ?? urisOf("identifierUris", pair, objectId, parts, { supply, elsewhere }),
        replyUrls: pair.unclear ?? urisOf("redirectUris", pair, objectId, parts, { supply, elsewhere }),
        acceptMappedClaims:
            pair.unclear ??
            flag(resource, ["api", "mappedClaimsEnabled"], {
                what: "whether it accepts mapped claims",
                supply,
                ...(resource.type === entraTypes.application ? { otherwise: false } : {}),
            }),
        ...(appRoles.ids.size === 0 ? {} : { appRoles: appRoles.values }),
        ...disabledByMicrosoftOf(application),
        ...managementOf(pair, state),
        ...(servicePrincipal === undefined
            ? {}
            : {
                  servicePrincipal: readServicePrincipal(servicePrincipal, state, parts, {
                      roles: appRoles.ids,
                      configured: samlAppOf(servicePrincipal, state),
                  }),
              }),
    };
}

/** `<nil>` is what azuread 2 writes where Graph says nothing. */
const notDisabled: readonly unknown[] = ["", "<nil>", "NotDisabled"];

function disabledByMicrosoftOf(application: StateResource | undefined): Pick<EntraApplication, "disabledByMicrosoft"> {
    const property = "disabledByMicrosoft";
    const status = application && text(application, property, { what: property, otherwise: "" });
    return status === undefined || notDisabled.includes(status) ? {} : { disabledByMicrosoft: status };
}

function isText(value: string | undefined): value is string {
    return value !== undefined;
}
