/** `$filter`: comparisons of properties with values, joined by `and`, `or` and `not`. Texts are compared without case. */
import { badRequest } from "../entra/errors";
import { malformed } from "./errors";
import type { Entity, Json, Kind } from "./route";

type Test = (entity: Entity) => boolean;

const tokens =
    /\s+|(?<text>'(?:[^']|'')*')|(?<guid>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?![\w-])|(?<word>[a-z_]\w*)|(?<sign>[(),:/])/giy;

/** Those that the filter lets through. */
export function matching(filter: string, kind: Kind, entities: readonly Entity[]): Entity[] {
    const test = new FilterReader(filter, kind).read();
    return entities.filter(test);
}

class FilterReader {
    private readonly words: string[];
    private at = 0;

    constructor(
        private readonly filter: string,
        private readonly kind: Kind,
    ) {
        this.words = split(filter) ?? this.fail();
    }

    read(): Test {
        const test = this.either();
        return this.at === this.words.length ? test : this.fail();
    }

    private either(): Test {
        const tests = [this.both()];
        while (this.takes("or")) {
            tests.push(this.both());
        }
        return (entity) => tests.some((test) => test(entity));
    }

    private both(): Test {
        const tests = [this.single()];
        while (this.takes("and")) {
            tests.push(this.single());
        }
        return (entity) => tests.every((test) => test(entity));
    }

    private single(): Test {
        if (this.takes("not")) {
            const test = this.single();
            return (entity) => !test(entity);
        }
        if (this.takes("(")) {
            const test = this.either();
            this.expect(")");
            return test;
        }
        return this.takes("startswith") ? this.beginning() : this.comparison();
    }

    private beginning(): Test {
        this.expect("(");
        const name = this.property();
        this.expect(",");
        const start = String(this.value()).toLowerCase();
        this.expect(")");
        return (entity) =>
            String(entity[name] ?? "")
                .toLowerCase()
                .startsWith(start);
    }

    private comparison(): Test {
        const name = this.property();
        if (this.takes("/")) {
            return this.anyOf(name);
        }
        if (this.takes("in")) {
            const values = this.values();
            return (entity) => values.some((value) => isSame(entity[name], value));
        }
        const isEqual = this.takes("eq");
        if (!isEqual) {
            this.expect("ne");
        }
        const value = this.value();
        return (entity) => isSame(entity[name], value) === isEqual;
    }

    /** `identifierUris/any(x:x eq '…')` */
    private anyOf(name: string): Test {
        this.expect("any");
        this.expect("(");
        const variable = this.next();
        this.expect(":");
        this.expect(variable);
        this.expect("eq");
        const value = this.value();
        this.expect(")");
        return (entity) => {
            const items = entity[name];
            return Array.isArray(items) && items.some((item) => isSame(item, value));
        };
    }

    private values(): Json[] {
        this.expect("(");
        const values = [this.value()];
        while (this.takes(",")) {
            values.push(this.value());
        }
        this.expect(")");
        return values;
    }

    private property(): string {
        const name = this.next();
        if (!/^[a-z]\w*$/i.test(name)) {
            return this.fail();
        }
        if (!this.kind.filterable?.includes(name)) {
            throw badRequest(
                `Unsupported or invalid query filter clause specified for property '${name}' of resource '${this.kind.type}'.`,
                "Request_UnsupportedQuery",
            );
        }
        return name;
    }

    private value(): Json {
        const word = this.next();
        if (word.startsWith("'")) {
            return word.slice(1, -1).replaceAll("''", "'");
        }
        const constants: Record<string, Json> = { true: true, false: false, null: null };
        return Object.hasOwn(constants, word) ? (constants[word] as Json) : word.includes("-") ? word : this.fail();
    }

    private next(): string {
        const word = this.words[this.at] ?? this.fail();
        this.at += 1;
        return word;
    }

    private takes(word: string): boolean {
        const isThere = this.words[this.at]?.toLowerCase() === word;
        this.at += isThere ? 1 : 0;
        return isThere;
    }

    private expect(word: string): void {
        if (this.next().toLowerCase() !== word.toLowerCase()) {
            this.fail();
        }
    }

    private fail(): never {
        throw malformed(`Invalid filter clause: syntax error in '${this.filter}'.`);
    }
}

function split(filter: string): string[] | undefined {
    const words: string[] = [];
    let end = 0;
    for (const match of filter.matchAll(tokens)) {
        end = match.index + match[0].length;
        if (match[0].trim() !== "") {
            words.push(match[0]);
        }
    }
    return end === filter.length && words.length > 0 ? words : undefined;
}

function isSame(one: Json | undefined, other: Json): boolean {
    return typeof one === "string" && typeof other === "string"
        ? one.toLowerCase() === other.toLowerCase()
        : (one ?? null) === other;
}
