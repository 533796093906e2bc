/** Identifiers and reply URLs of an application, which several kinds of resource may add to. */
import type { ApplicationResources } from "./entraPairs";
import { type EntraParts, partsOf } from "./entraParts";
import { nounOf, reference, text, texts, unreadable } from "./properties";
import { readIntoStack } from "./readIntoStack";
import type { StateResource } from "./stateResource";
import { entraTypes } from "./types";
import { exportAgain, isUnreadable, type Readable, type Unreadable } from "./unreadable";

/** Of a kind of part, an application (its object id) that the stack adds one to and does not hold; undefined: there is none. */
export type AddedElsewhere = Readonly<Record<"identifierUris" | "redirectUris", string | undefined>>;

/**
 * Every identifier. `ApplicationIdentifierUri` adds to those of the application, whose own list does not have the addition
 * before the next refresh. Where no resource of an application says any, the names of the service principal do.
 */
export function identifierUrisOf(
    { application, servicePrincipal, template }: ApplicationResources,
    objectId: string | undefined,
    parts: EntraParts,
    { supply, elsewhere }: { supply: string; elsewhere: AddedElsewhere },
): Readable<string[]> {
    const added = partsOf(parts.identifierUris, objectId).map((it) =>
        oneOf(text(it, "identifierUri", { what: "the identifier" })),
    );
    if (application?.type === entraTypes.application) {
        const own = texts(application, "identifierUris", { what: "the identifiers", otherwise: [] });
        const all = union([own, ...added]);
        return !isUnreadable(all) && all.length === 0 ? (addedSince(servicePrincipal) ?? all) : all;
    }
    if (added.length > 0 && template === undefined) {
        return union(added);
    }
    const resource = (servicePrincipal ?? application) as StateResource;
    const names = texts(resource, "servicePrincipalNames", { what: "the identifiers", supply });
    if (isUnreadable(names)) {
        return added.length > 0 ? union(added) : names;
    }
    const identifiers = names.filter((it) => it.toLowerCase() !== reference(resource, "clientId"));
    return application === undefined &&
        identifiers.length + added.length === 0 &&
        elsewhere.identifierUris !== undefined
        ? ofOther(resource, "identifiers", elsewhere.identifierUris)
        : union([identifiers, ...added]);
}

/** The service principal is read after the application, and has what was added to it in between. */
function addedSince(servicePrincipal: StateResource | undefined): Unreadable | undefined {
    const names =
        servicePrincipal && texts(servicePrincipal, "servicePrincipalNames", { what: "the names", otherwise: [] });
    const clientId = servicePrincipal && reference(servicePrincipal, "clientId");
    if (names === undefined || isUnreadable(names) || names.every((it) => it.toLowerCase() === clientId)) {
        return undefined;
    }
    return unreadable("the identifiers", {
        why: "the application's list is empty, and the service principal has some: they were added since",
        supply: `${exportAgain}; run no \`pulumi up\` before, which would take them away`,
    });
}

/** Every reply URL for the web; those of single-page and mobile applications are not for SAML. */
export function replyUrlsOf(
    { application, servicePrincipal, template }: ApplicationResources,
    objectId: string | undefined,
    parts: EntraParts,
    { supply, elsewhere }: { supply: string; elsewhere: AddedElsewhere },
): Readable<string[]> {
    const added = partsOf(parts.redirectUris, objectId)
        .filter(mayBeForWeb)
        .map((it) => texts(it, "redirectUris", { what: "the reply URLs" }));
    if (application?.type === entraTypes.application) {
        const own = texts(application, ["web", "redirectUris"], { what: "the reply URLs", otherwise: [] });
        return union([own, ...added]);
    }
    if (added.length > 0 && template === undefined) {
        return union(added);
    }
    const resource = (servicePrincipal ?? application) as StateResource;
    const urls = texts(resource, "redirectUris", { what: "the reply URLs", supply });
    if (isUnreadable(urls)) {
        return added.length > 0 ? union(added) : urls;
    }
    return application === undefined && urls.length + added.length === 0 && elsewhere.redirectUris !== undefined
        ? ofOther(resource, "reply URLs", elsewhere.redirectUris)
        : union([urls, ...added]);
}

/** Parts of applications that the stack does not hold; the service principal may be of one of these. */
export function addedElsewhere(parts: EntraParts, applicationIds: ReadonlySet<string>): AddedElsewhere {
    const ownerOf = (groups: ReadonlyMap<string, StateResource[]>) =>
        [...groups.keys()].find((id) => !applicationIds.has(id));
    const web = [...parts.redirectUris].filter(([, resources]) => resources.some(mayBeForWeb));
    return { identifierUris: ownerOf(parts.identifierUris), redirectUris: ownerOf(new Map(web)) };
}

function mayBeForWeb(resource: StateResource): boolean {
    const type = text(resource, "type", { what: "the type" });
    return type === "Web" || isUnreadable(type);
}

function ofOther(servicePrincipal: StateResource, parts: string, applicationId: string): Unreadable {
    return unreadable(`the ${parts} of ${nounOf(servicePrincipal)}`, {
        why: `the service principal has none, and the stack adds ${parts} to an application that it does not hold`,
        supply: readIntoStack("Application", `/applications/${applicationId || "<object id>"}`),
    });
}

function oneOf(value: Readable<string>): Readable<string[]> {
    return isUnreadable(value) ? value : [value];
}

/** All of them, once each; unreadable where one of the lists is. */
function union(lists: readonly Readable<string[]>[]): Readable<string[]> {
    const gap = lists.find((it): it is Unreadable => isUnreadable(it));
    return gap ?? [...new Set(lists.flatMap((it) => it as string[]))];
}
