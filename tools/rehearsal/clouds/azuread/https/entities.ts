/** Objects in answers: their context, the properties that were asked for, and lists in pages. */
import { malformed } from "./errors";
import { matching } from "./filter";
import { skipTokenAfter } from "./query";
import type { Answer, Asked, Entity, Json, JsonObject, Kind } from "./route";

const defaultPage = 100;

/** One object, `all` with every property it has. */
export function entityAnswer(asked: Asked, kind: Kind, all: Entity, status = 200): Answer {
    const { root, query } = asked;
    const names = query.select;
    const context = `${root}/$metadata#${kind.set}${names === undefined ? "" : `(${names.join(",")})`}/$entity`;
    const headers: Record<string, string> = status === 201 ? { location: `${root}/${asked.path}/${all.id}` } : {};
    return { status, headers, body: { "@odata.context": context, ...selected(kind, all, names) } };
}

/** A page of a list, by id. */
export function listAnswer(asked: Asked, kind: Kind, entities: readonly Entity[]): Answer {
    const { root, query } = asked;
    const found = query.filter === undefined ? entities : matching(query.filter, kind, entities);
    const { after } = query;
    const ordered = [...found].sort((one, other) => (one.id < other.id ? -1 : 1));
    const rest = after === undefined ? ordered : ordered.filter(({ id }) => id > after);
    const page = rest.slice(0, query.top ?? defaultPage);
    const last = page.at(-1);
    const names = query.select;
    const body = {
        "@odata.context": `${root}/$metadata#${kind.set}${names === undefined ? "" : `(${names.join(",")})`}`,
        ...(query.count ? { "@odata.count": found.length } : {}),
        ...(last === undefined || page.length === rest.length ? {} : { "@odata.nextLink": nextLink(asked, last.id) }),
        value: page.map((entity) => selected(kind, entity, names)),
    };
    return { status: 200, body };
}

export const noContent: Answer = { status: 204 };

function nextLink({ root, path, query }: Asked, lastId: string): string {
    const { filter, select, top } = query;
    const options = [
        ...(filter === undefined ? [] : [["$filter", filter]]),
        ...(select === undefined ? [] : [["$select", select.join(",")]]),
        ...(top === undefined ? [] : [["$top", String(top)]]),
        ["$skiptoken", skipTokenAfter(lastId)],
    ];
    return `${root}/${path}?${options.map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`).join("&")}`;
}

function selected(kind: Kind, all: Entity, names: readonly string[] | undefined): JsonObject {
    const chosen = names ?? kind.byDefault ?? Object.keys(all);
    const pick = (name: string): [string, Json | undefined] => {
        if (!Object.hasOwn(all, name)) {
            throw malformed(
                `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type ` +
                    `'microsoft.graph.${kind.type}'. (rehearsal: there are ${Object.keys(all).join(", ")})`,
            );
        }
        return [name, all[name]];
    };
    return Object.fromEntries(chosen.map(pick));
}
