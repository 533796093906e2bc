/** Identifiers and reply URLs of an application, which several kinds of resource may add to. */
import type { ApplicationResources } from "./entraPairs";
import { type EntraParts, partsOf } from "./entraParts";
import { nounOf, reference, text, texts, unreadable } from "./properties";
import { readIntoStack } from "./readIntoStack";
import type { StateResource } from "./stateResource";
import { entraTypes } from "./types";
import { exportAgain, isUnreadable, type Readable, type Unreadable } from "./unreadable";

/** What an application may get from several resources. */
const kinds = {
    identifierUris: {
        noun: "identifiers",
        ofApplication: ["identifierUris"],
        ofServicePrincipal: "servicePrincipalNames",
        isPart: () => true,
        added: (part: StateResource) => oneOf(text(part, "identifierUri", { what: "the identifier" })),
    },
    /** Those for the web; those of single-page and mobile applications are not for SAML. */
    redirectUris: {
        noun: "reply URLs",
        ofApplication: ["web", "redirectUris"],
        ofServicePrincipal: "redirectUris",
        isPart: mayBeForWeb,
        added: (part: StateResource) => texts(part, "redirectUris", { what: "the reply URLs" }),
    },
} as const;

/** Of a kind of part, an application (its object id) that the stack adds one to and does not hold; undefined: there is none. */
export type AddedElsewhere = Readonly<Record<keyof typeof kinds, string | undefined>>;

/**
 * All of a kind. `ApplicationIdentifierUri` and `ApplicationRedirectUris` add to those of the application, whose own list does
 * not have the addition before the next refresh. Where no resource of an application says any, the service principal does.
 */
export function urisOf(
    kind: keyof typeof kinds,
    { application, servicePrincipal, template }: ApplicationResources,
    objectId: string | undefined,
    parts: EntraParts,
    { supply, elsewhere }: { supply: string; elsewhere: AddedElsewhere },
): Readable<string[]> {
    const { noun, ofApplication, ofServicePrincipal, isPart, added: addedBy } = kinds[kind];
    const what = `the ${noun}`;
    const added = partsOf(parts[kind], objectId).filter(isPart).map(addedBy);
    if (application?.type === entraTypes.application) {
        const all = union([texts(application, ofApplication, { what, otherwise: [] }), ...added]);
        const isEmpty = !isUnreadable(all) && all.length === 0;
        return isEmpty && kind === "identifierUris" ? (addedSince(servicePrincipal) ?? all) : all;
    }
    if (added.length > 0 && template === undefined) {
        return union(added);
    }
    const resource = (servicePrincipal ?? application) as StateResource;
    const listed = texts(resource, ofServicePrincipal, { what, supply });
    if (isUnreadable(listed)) {
        return added.length > 0 ? union(added) : listed;
    }
    // The client id is one of a service principal's names.
    const own = listed.filter((it) => it.toLowerCase() !== reference(resource, "clientId"));
    const other = application === undefined && own.length + added.length === 0 ? elsewhere[kind] : undefined;
    return other === undefined ? union([own, ...added]) : ofOther(resource, noun, other);
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
        supply: readIntoStack("azuread.Application", `/applications/${applicationId || "<object id>"}`),
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
