/** A cloud small enough to see the framework through: shelves, and books that stand on them. */
import { randomUUID } from "node:crypto";
import type { Cloud, ResourceType, Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { CloudError } from "../../../../../tools/rehearsal/clouds/provider/resourceType";

const shelf: ResourceType = {
    token: "toy:index/shelf:Shelf",
    autoName: { property: "name", prefixProperty: "namePrefix", maxLength: 20 },
    properties: {
        name: { kind: "string", computed: true, replace: true, conflictsWith: ["namePrefix"] },
        namePrefix: { kind: "string", computed: true, replace: true },
        room: { kind: "string", required: true, format: (room: string) => (room ? undefined : "room is empty") },
        boards: { kind: "integer", default: 4 },
        size: {
            kind: "object",
            properties: {
                width: { kind: "number", required: true },
                material: { kind: "string", replace: true },
                painted: { kind: "boolean", default: false },
                depth: { kind: "integer", default: 1 },
            },
        },
        subjects: { kind: "set", items: { kind: "string" } },
        rows: { kind: "list", items: { kind: "string" } },
        labels: { kind: "map", items: { kind: "string" } },
        key: { kind: "string", secret: true, writeOnly: true },
        code: { kind: "string", readOnly: true, secret: true },
        floor: { kind: "string", computed: true },
    },
    check: ({ room, rows }) =>
        room === "cellar" && rows !== undefined ? [{ path: "rows", reason: "a cellar has no rows" }] : [],
    create: ({ store }, inputs) => {
        const name = String(inputs.name ?? `${inputs.namePrefix}1`);
        if (store.get("shelf", name)) {
            throw new CloudError(`Shelf ${name} already exists`);
        }
        const { key: _, ...kept } = inputs;
        store.put("shelf", name, { ...kept, name, code: randomUUID(), floor: inputs.floor ?? "ground" });
        return name;
    },
    read: ({ store }, id) => store.get("shelf", id),
    update: ({ store }, id, { key: _, ...inputs }) => {
        const { code, floor, name } = store.get("shelf", id) as Values;
        store.put("shelf", id, { ...inputs, name: name as string, code: code as string, floor: floor as string });
    },
    delete: ({ store }, id) => {
        if (!store.get("shelf", id)) {
            throw new CloudError(`no shelf ${id}`);
        }
        if (store.list("book").some(({ value }) => value.shelf === id)) {
            throw new CloudError(`Shelf ${id} has books`);
        }
        store.remove("shelf", id);
    },
    retries: /no shelf/,
};

const book: ResourceType = {
    token: "toy:index/book:Book",
    properties: { shelf: { kind: "string", required: true, replace: true }, title: { kind: "string", required: true } },
    create: ({ store, find }, inputs) => {
        if (!find("shelf", String(inputs.shelf))) {
            throw new CloudError(`no shelf ${inputs.shelf}`);
        }
        const id = randomUUID();
        store.put("book", id, inputs);
        return id;
    },
    read: ({ store }, id) => store.get("book", id),
    update: ({ store }, id, inputs) => store.put("book", id, inputs),
    delete: ({ store }, id) => store.remove("book", id),
    retries: /no shelf/,
    notFound: (id) => `no book ${id}`,
};

export const toyCloud: Cloud = {
    name: "toy",
    version: "1.2.3",
    types: [shelf, book],
    configReplaces: ["town"],
    checkConfig: ({ town }) => (town === "nowhere" ? [{ path: "town", reason: "no such town" }] : []),
    lookUps: [
        {
            token: "toy:index/getShelf:getShelf",
            arguments: { name: { kind: "string", required: true } },
            result: ({ find }, { name }) => {
                const found = find("shelf", String(name));
                if (!found) {
                    throw new CloudError(`no shelf ${name}`);
                }
                return { room: found.room ?? "", floor: found.floor ?? "" };
            },
        },
    ],
    seed: ({ store }) => store.put("shelf", "first", { name: "first", room: "hall", code: "1", floor: "ground" }),
    throttled: (token, operation, attempts) => `${token} ${operation}: too many requests after ${attempts} attempts`,
};
