/** What a cloud models, as a Pulumi schema: the language host of YAML asks for it before it runs a program. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Cloud, LookUp, Properties, Property, ResourceType } from "./resourceType";

type Type = { $ref: string } | { type: string; items?: Type; additionalProperties?: Type };
type Types = Record<string, Type>;

const anything = { $ref: "pulumi.json#/Any" };
const map = { type: "object", additionalProperties: anything };

export function schemaOf({ name, version, types, lookUps }: Cloud): object {
    const objects: Record<string, object> = {};
    const settings = declared(name, "provider", "ProviderArgs", () => anything);
    return {
        name,
        version,
        provider: { inputProperties: settings },
        resources: Object.fromEntries(types.map((type) => [type.token, resourceOf(type, objects)])),
        functions: Object.fromEntries(lookUps.map((lookUp) => [lookUp.token, functionOf(name, lookUp, objects)])),
        types: objects,
    };
}

/** Objects within others are types of their own, which `objects` collects. */
function typeOf(token: string, { kind, items, properties }: Property, objects: Record<string, object>): Type {
    switch (kind) {
        case "object":
            objects[token] = { type: "object", properties: typesOf(token, properties ?? {}, objects) };
            return { $ref: `#/types/${token}` };
        case "list":
        case "set":
            return { type: "array", items: items ? typeOf(token, items, objects) : anything };
        case "map":
            return { type: "object", additionalProperties: items ? typeOf(token, items, objects) : anything };
        default:
            return { type: kind === "json" ? "string" : kind };
    }
}

function typesOf(token: string, properties: Properties, objects: Record<string, object>): Types {
    const entries = Object.entries(properties);
    return Object.fromEntries(entries.map(([name, property]) => [name, typeOf(`${token}-${name}`, property, objects)]));
}

function inputsOf(token: string, properties: Properties, objects: Record<string, object>) {
    const inputs = Object.entries(properties).filter(([, { readOnly }]) => !readOnly);
    return {
        types: typesOf(token, Object.fromEntries(inputs), objects),
        required: inputs.filter(([, { required }]) => required).map(([name]) => name),
    };
}

function resourceOf({ token, properties }: ResourceType, objects: Record<string, object>) {
    const { types, required } = inputsOf(token, properties, objects);
    return { inputProperties: types, requiredInputs: required, properties: typesOf(token, properties, objects) };
}

function functionOf(cloud: string, { token, arguments: properties }: LookUp, objects: Record<string, object>) {
    const { types, required } = inputsOf(token, properties, objects);
    const [, path = "", name = ""] = token.split(":");
    const result = `G${name.slice(1)}Result`;
    const results = declared(cloud, path.replace("index/", ""), result, (type) => {
        const [, kind, isList] = /^(string|boolean|number)?.*?(\[\])?$/.exec(type) ?? [];
        const one = kind === undefined ? map : { type: kind };
        return isList ? { type: "array", items: one } : one;
    });
    return { inputs: { properties: types, required }, outputs: { properties: results } };
}

/** The properties of an interface of the npm SDK. */
function declared(cloud: string, file: string, name: string, toType: (type: string) => Type): Types {
    const text = readFileSync(createRequire(__filename).resolve(`@pulumi/${cloud}/${file}.d.ts`), "utf8");
    const [, after = ""] = text.split(`interface ${name} {`);
    const lines = after.split("\n}")[0]?.matchAll(/^ {4}(?:readonly )?(\w+)\??: (.*?);?\r?$/gm) ?? [];
    return Object.fromEntries([...lines].map(([, property = "", type = ""]) => [property, toType(type)]));
}
