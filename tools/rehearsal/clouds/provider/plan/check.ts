/** Everything that is wrong with a plan file, each problem with its place, the rule and the value. */
import { victims } from "../kill";
import { readsOf } from "../readsOf";
import type { Cloud, Operation, ResourceType, Value, Values } from "../resourceType";
import { isObject } from "../values";
import { faultKinds } from "./format";

type Check = (where: string, value: Value) => void;

const operations: readonly Operation[] = ["create", "read", "update", "delete", "invoke"];

/** With one cloud, types of others are its neighbour's affair; with several, there are no others. */
export function planProblems(content: Value, clouds: readonly Cloud[]): string[] {
    return new PlanCheck(clouds).problemsOf(content);
}

class PlanCheck {
    private readonly problems: string[] = [];

    constructor(private readonly clouds: readonly Cloud[]) {}

    problemsOf(content: Value): string[] {
        this.object({
            preset: this.oneOf("realistic"),
            factor: this.number("a number above 0", (value) => value > 0),
            latencyMs: this.record(this.latencyKey, this.latency),
            throttle: this.record(this.service, this.limit),
            fail: this.list(this.place({ message: this.text, after: this.flag })),
            crash: this.list(this.place({ after: this.flag, kills: this.oneOf(...victims) })),
            stale: this.list(this.place({ read: this.text, times: this.count }, this.ownRead)),
            replicationDelayReads: this.record(this.resourceType, this.count),
            once: this.flag,
            random: this.object({
                seed: this.number("a whole number", Number.isInteger),
                chance: this.number("a number from 0 to 1", (value) => value >= 0 && value <= 1),
                kinds: this.list(this.oneOf(...faultKinds)),
            }),
        })("", content);
        return this.problems;
    }

    private add(where: string, rule: string, value: Value | undefined): void {
        const got = value === undefined ? "nothing" : JSON.stringify(value);
        this.problems.push(`${where === "" ? "the file" : where}: ${rule}, got ${got}`);
    }

    private number(rule: string, fits: (value: number) => boolean): Check {
        return (where, value) => {
            if (typeof value !== "number" || !fits(value)) {
                this.add(where, rule, value);
            }
        };
    }

    private readonly count = this.number("a whole number from 1", (value) => Number.isInteger(value) && value >= 1);
    private readonly milliseconds = this.number("a number of milliseconds from 0", (value) => value >= 0);

    private readonly flag: Check = (where, value) => {
        if (typeof value !== "boolean") {
            this.add(where, "true or false", value);
        }
    };

    private readonly text: Check = (where, value) => {
        if (typeof value !== "string" || value === "") {
            this.add(where, "a text", value);
        }
    };

    private oneOf(...known: string[]): Check {
        return (where, value) => {
            if (typeof value !== "string" || !known.includes(value)) {
                this.add(where, `one of ${known.join(", ")}`, value);
            }
        };
    }

    private list(item: Check): Check {
        return (where, value) => {
            if (!Array.isArray(value)) {
                this.add(where, "a list", value);
                return;
            }
            value.forEach((one, index) => {
                item(`${where}[${index}]`, one);
            });
        };
    }

    private record(key: Check, item: Check): Check {
        return (where, value) => {
            if (!isObject(value)) {
                this.add(where, "an object", value);
                return;
            }
            for (const [name, one] of Object.entries(value)) {
                key(where, name);
                item(`${where}.${name}`, one);
            }
        };
    }

    private object(known: Record<string, Check>, required: string[] = []): Check {
        return (where, value) => {
            if (!isObject(value)) {
                this.add(where, "an object", value);
                return;
            }
            const at = (key: string) => (where === "" ? key : `${where}.${key}`);
            for (const key of Object.keys(value).filter((name) => !Object.hasOwn(known, name))) {
                this.problems.push(`${at(key)}: no such key; there are ${Object.keys(known).join(", ")}`);
            }
            for (const [key, check] of Object.entries(known)) {
                const item = value[key];
                if (item !== undefined) {
                    check(at(key), item);
                } else if (required.includes(key)) {
                    this.add(at(key), "must be given", undefined);
                }
            }
        };
    }

    private readonly limit: Check = this.object(
        {
            perSecond: this.number("a number above 0", (value) => value > 0),
            burst: this.count,
            retryAfter: this.number("a number of seconds from 0", (value) => value >= 0),
        },
        ["perSecond", "burst"],
    );

    private readonly latency: Check = (where, value) => {
        if (isObject(value)) {
            this.object(Object.fromEntries(operations.map((operation) => [operation, this.milliseconds])))(
                where,
                value,
            );
        } else {
            this.milliseconds(where, value);
        }
    };

    /** A place in a plan, with what else may stand there. */
    private place(more: Record<string, Check>, extra?: (where: string, place: Values) => void): Check {
        const keys = { type: this.anyType, operation: this.oneOf(...operations), name: this.text, call: this.count };
        const check = this.object({ ...keys, ...more }, ["type", "operation", "call"]);
        return (where, value) => {
            const before = this.problems.length;
            check(where, value);
            if (this.problems.length === before) {
                this.operationOfType(where, value as Values);
                extra?.(where, value as Values);
            }
        };
    }

    private operationOfType(where: string, { type, operation }: Values): void {
        if (this.isForeign(String(type))) {
            return;
        }
        const resource = this.typeOf(String(type));
        const possible = resource === undefined ? ["invoke"] : operationsOf(resource);
        if (!possible.includes(String(operation))) {
            this.add(`${where}.operation`, `${type} has ${possible.join(", ")}`, operation);
        }
    }

    private readonly ownRead = (where: string, { type, operation, read = "readBack" }: Values): void => {
        if (this.isForeign(String(type))) {
            return;
        }
        const resource = this.typeOf(String(type));
        const isWrite = operation === "create" || operation === "update";
        const known =
            resource && isWrite
                ? readsOf(resource, operation).map(({ name }) => name)
                : ["readBack"].slice(resource ? 0 : 1);
        if (operation === "delete" || known.length === 0) {
            this.add(`${where}.operation`, "nothing is read back there; create, update or read", operation);
        } else if (!known.includes(String(read))) {
            this.add(`${where}.read`, `a ${operation} of ${type} has ${known.join(", ")}`, read);
        }
    };

    private readonly latencyKey: Check = (where, key) => {
        if (key !== "*") {
            this.anyType(`${where}.${key}`, key);
        }
    };

    private readonly anyType: Check = (where, token) => {
        if (typeof token !== "string") {
            this.add(where, "the token of a type", token);
        } else if (!this.isForeign(token) && !this.tokens().includes(token)) {
            this.add(where, `a type or look-up that is emulated: ${this.tokens().join(", ")}`, token);
        }
    };

    private readonly resourceType: Check = (where, token) => {
        if (!this.isForeign(String(token)) && this.typeOf(String(token)) === undefined) {
            const known = this.clouds.flatMap(({ types }) => types.map((type) => type.token));
            this.add(`${where}.${token}`, `a type that is emulated: ${known.join(", ")}`, token);
        }
    };

    private readonly service: Check = (where, name) => {
        const known = this.clouds.flatMap((cloud) => servicesOf(cloud));
        if (this.clouds.length > 1 && !known.includes(String(name))) {
            this.add(`${where}.${name}`, `a service: ${[...new Set(known)].join(", ")}`, name);
        }
    };

    private typeOf(token: string): ResourceType | undefined {
        return this.clouds.flatMap(({ types }) => types).find((type) => type.token === token);
    }

    private tokens(): string[] {
        return this.clouds.flatMap(({ types, lookUps }) => [...types, ...lookUps].map(({ token }) => token));
    }

    /** Of a cloud that this process does not know. */
    private isForeign(token: string): boolean {
        return this.clouds.length === 1 && !token.startsWith(`${this.clouds[0]?.name}:`);
    }
}

const operationsOf = (type: ResourceType): string[] =>
    operations.filter((operation) => operation !== "invoke" && (operation !== "update" || type.update !== undefined));

export const serviceOf = (cloud: Cloud, token: string): string => cloud.service ?? (token.split(/[:/]/)[1] as string);

const servicesOf = (cloud: Cloud): string[] =>
    [...cloud.types, ...cloud.lookUps].map(({ token }) => serviceOf(cloud, token));
