/** What a request to Microsoft Graph and its answer are here, and how a place in Graph is declared. */
import type { Operation } from "../../provider/resourceType";
import type { Directory } from "../entra/directory";

export const versions = ["v1.0", "beta"] as const;
export type Version = (typeof versions)[number];

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
export type JsonObject = { readonly [key: string]: Json | undefined };

/** A request, however it came: over HTTPS, or from the Azure CLI's `rest` command. */
export interface GraphRequest {
    method: string;
    /** Absolute, with the version first in its path. */
    url: URL;
    contentType?: string;
    body?: string;
}

export interface Answer {
    status: number;
    headers?: Record<string, string>;
    /** Left out where Graph answers without content. */
    body?: JsonObject;
}

/** The query options that a place serves; all others are refused. */
export type QueryOption = "$filter" | "$select" | "$top" | "$count";

/** One request, read. */
export interface Asked {
    /** Writes go to the directory itself; a read sees what has reached the replica that it asks. */
    directory: Directory;
    version: Version;
    /** Address of the service up to the version: what `@odata.context` and `@odata.nextLink` begin with. */
    root: string;
    /** The path after the version. */
    path: string;
    query: Query;
    body: JsonObject;
}

export interface Query {
    filter?: string;
    select?: readonly string[];
    top?: number;
    /** Where the page begins: after this id. */
    after?: string;
    count: boolean;
}

/** The ids of a request, in the order of its path. */
export type Ids = readonly string[];

export interface Route {
    method: "GET" | "POST" | "PATCH" | "DELETE";
    /** After the version; `{…}` is an id. */
    path: string;
    /** What a plan of faults calls it. */
    plan: { token: string; operation: Operation };
    /** Only there; in both versions unless it says so. */
    version?: Version;
    options?: readonly QueryOption[];
    answer(asked: Asked, ids: Ids): Answer | Promise<Answer>;
}

/** A kind of object: where its metadata are, and the properties that a filter may name. */
export interface Kind {
    /** `servicePrincipals` in `$metadata#servicePrincipals/$entity`. */
    set: string;
    /** `servicePrincipal` in `microsoft.graph.servicePrincipal`. */
    type: string;
    filterable?: readonly string[];
    /** Where Graph gives fewer properties than it has, unless `$select` names them. */
    byDefault?: readonly string[];
}

export type Entity = JsonObject & { readonly id: string };
