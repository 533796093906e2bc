/** A JSON file that people write, read value by value. */
import { readFileSync } from "node:fs";
import type { Value, Values } from "../provider/resourceType";
import { CloudError } from "../provider/resourceType";
import { isObject } from "../provider/values";

const guidPattern = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Reads values, and refuses them with the file, the place, the rule and the value. */
export class JsonFile {
    private readonly path: string;

    constructor(path: string) {
        this.path = path;
    }

    parse(): Value {
        let text: string;
        try {
            text = readFileSync(this.path, "utf8").replace(/^\uFEFF/, "");
        } catch (error) {
            throw new CloudError(`${this.path}: can't be read: ${(error as Error).message}`);
        }
        try {
            return JSON.parse(text) as Value;
        } catch (error) {
            throw new CloudError(`${this.path}: not valid JSON: ${(error as Error).message}`);
        }
    }

    refuse(where: string, value: Value | undefined, rule: string): never {
        const got = value === undefined ? "nothing" : JSON.stringify(value);
        throw new CloudError(`${this.path}: ${where} ${rule}, got ${got}`);
    }

    object(where: string, value: Value | undefined): Values {
        return isObject(value) ? value : this.refuse(where, value, "must be an object");
    }

    known(values: Values, keys: readonly string[], path = ""): Values {
        const unknown = Object.keys(values).find((key) => !keys.includes(key));
        return unknown === undefined
            ? values
            : this.refuse(
                  `${path}${unknown}`,
                  values[unknown],
                  `is not a key of this file (there are ${keys.join(", ")})`,
              );
    }

    list(where: string, value: Value | undefined): Value[] {
        return Array.isArray(value) ? value : this.refuse(where, value, "must be a list");
    }

    text(where: string, value: Value | undefined): string {
        return typeof value === "string" && value !== "" ? value : this.refuse(where, value, "must be a text");
    }

    optionalText(where: string, value: Value | undefined): string | null {
        return value === undefined || value === null || value === "" ? null : this.text(where, value);
    }

    boolean(where: string, value: Value | undefined): boolean {
        return typeof value === "boolean" ? value : this.refuse(where, value, "must be true or false");
    }

    guid(where: string, value: Value | undefined): string {
        const isGuid = typeof value === "string" && guidPattern.test(value);
        return isGuid ? value.toLowerCase() : this.refuse(where, value, "must be a GUID");
    }

    refuseTwice<K extends string>(where: string, key: K, objects: readonly { [key in K]: string }[]): void {
        const seen = new Set<string>();
        for (const object of objects) {
            const value = object[key].toLowerCase();
            if (seen.has(value)) {
                this.refuse(where, object[key], `must not have the same ${key} twice`);
            }
            seen.add(value);
        }
    }
}
