/** The query options of a request: https://learn.microsoft.com/graph/query-parameters. None is passed over in silence. */
import { HttpRefusal, malformed, notServed } from "./errors";
import type { Query, QueryOption } from "./route";

const maxPage = 999;
/** Options that Graph has. */
const known = [
    "$count",
    "$expand",
    "$filter",
    "$format",
    "$orderby",
    "$search",
    "$select",
    "$skip",
    "$skiptoken",
    "$top",
];

export function readQuery(parameters: URLSearchParams, options: readonly QueryOption[] = []): Query {
    const query: Query = { count: false };
    for (const name of new Set(parameters.keys())) {
        const values = parameters.getAll(name);
        const [value = ""] = values;
        if (values.length > 1) {
            throw malformed(
                `Query option '${name}' was specified more than once, but it must be specified at most once.`,
            );
        }
        const isServed =
            (options as readonly string[]).includes(name) || (name === "$skiptoken" && options.includes("$top"));
        if (!isServed) {
            throw known.includes(name)
                ? notServed(`the query option ${name} here${options.length > 0 ? `, only ${options.join(", ")}` : ""}`)
                : malformed(`The query parameter '${name}' is not supported.`);
        }
        read(query, name, value);
    }
    return query;
}

function read(query: Query, name: string, value: string): void {
    switch (name) {
        case "$filter":
            query.filter = value;
            break;
        case "$select":
            query.select = value.split(",").map((property) => property.trim());
            break;
        case "$top":
            query.top = pageSize(value);
            break;
        case "$skiptoken":
            query.after = idOf(value);
            break;
        case "$count":
            query.count = flag(value);
            break;
    }
}

function pageSize(value: string): number {
    const size = Number(value);
    if (!/^\d+$/.test(value) || size < 1 || size > maxPage) {
        throw malformed(`Invalid page size specified: '${value}'. Must be between 1 and ${maxPage} inclusive.`);
    }
    return size;
}

function flag(value: string): boolean {
    if (value !== "true" && value !== "false") {
        throw malformed(`Invalid value '${value}' for $count query option found. Valid values are 'true' and 'false'.`);
    }
    return value === "true";
}

const prefix = "RFNwdA";

/** Opaque to clients. A page begins after the last one's last object, whatever was deleted in between. */
export const skipTokenAfter = (id: string): string => prefix + Buffer.from(id).toString("base64url");

function idOf(token: string): string {
    const id = token.startsWith(prefix) ? Buffer.from(token.slice(prefix.length), "base64url").toString() : "";
    if (id === "" || skipTokenAfter(id) !== token) {
        throw new HttpRefusal(
            400,
            "Directory_ExpiredPageToken",
            "The specified page token value has expired and can no longer be included in your request.",
        );
    }
    return id;
}
