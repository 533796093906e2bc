/** Identifiers and reply URLs of an application, which several kinds of resource may add to. */
import type { ApplicationResources } from "./entraPairs";
import { type EntraParts, partsOf } from "./entraParts";
import type { StateResource } from "./exportedState";
import { reference, text, texts } from "./properties";
import { entraTypes } from "./types";
import { isUnreadable, type Readable, type Unreadable } from "./unreadable";

/**
 * Every identifier. `ApplicationIdentifierUri` adds to those of the application, whose own list does not have the addition
 * before the next refresh. Where no resource of an application says any, the names of the service principal do.
 */
export function identifierUrisOf(
    { application, servicePrincipal }: ApplicationResources,
    objectId: string | undefined,
    parts: EntraParts,
    supply: string,
): Readable<string[]> {
    const added = partsOf(parts.identifierUris, objectId).map((it) =>
        oneOf(text(it, "identifierUri", { what: "the identifier" })),
    );
    if (application?.type === entraTypes.application) {
        const own = texts(application, "identifierUris", { what: "the identifiers", otherwise: [] });
        return union([own, ...added]);
    }
    if (added.length > 0) {
        return union(added);
    }
    const resource = (servicePrincipal ?? application) as StateResource;
    const names = texts(resource, "servicePrincipalNames", { what: "the identifiers", supply });
    return isUnreadable(names) ? names : names.filter((it) => it.toLowerCase() !== reference(resource, "clientId"));
}

/** Every reply URL for the web; those of single-page and mobile applications are not for SAML. */
export function replyUrlsOf(
    { application, servicePrincipal }: ApplicationResources,
    objectId: string | undefined,
    parts: EntraParts,
    supply: string,
): Readable<string[]> {
    const added = partsOf(parts.redirectUris, objectId).flatMap((it) => {
        const type = text(it, "type", { what: "the type" });
        return type === "Web" || isUnreadable(type) ? [texts(it, "redirectUris", { what: "the reply URLs" })] : [];
    });
    if (application?.type === entraTypes.application) {
        const own = texts(application, ["web", "redirectUris"], { what: "the reply URLs", otherwise: [] });
        return union([own, ...added]);
    }
    if (added.length > 0) {
        return union(added);
    }
    const resource = (servicePrincipal ?? application) as StateResource;
    return texts(resource, "redirectUris", { what: "the reply URLs", supply });
}

function oneOf(value: Readable<string>): Readable<string[]> {
    return isUnreadable(value) ? value : [value];
}

/** All of them, once each; unreadable where one of the lists is. */
function union(lists: readonly Readable<string[]>[]): Readable<string[]> {
    const gap = lists.find((it): it is Unreadable => isUnreadable(it));
    return gap ?? [...new Set(lists.flatMap((it) => it as string[]))];
}
