/** Properties of a state's resources: from the outputs, else from the inputs, typed, or said to be unreadable. */
import { quote } from "../../rules/text";
import { follow, kindOf, type Unwrapped, unwrap, unwrapAll } from "./pulumiValue";
import type { StateResource } from "./stateResource";
import { exportAgain, type Gap, isGap, isUnreadable, type Readable, type Unreadable } from "./unreadable";

/** What a property is called in a sentence, and what it is when the resource does not have it. */
interface Wanted<T> {
    /** `the metadata document`. */
    what: string;
    /** @default - unreadable */
    otherwise?: T;
    /** What supplies it where the resource does not have it. @default - a refresh */
    supply?: string;
}

type Path = string | readonly string[];

/** Types whose own words are not the words of the field. */
const words: Readonly<Record<string, string>> = {
    SamlProvider: "SAML provider",
    ApplicationRegistration: "application",
    ApplicationFromTemplate: "application from a template",
    ServicePrincipalTokenSigningCertificate: "signing certificate",
    ApplicationIdentifierUri: "application identifier URI",
    ApplicationRedirectUris: "application redirect URIs",
    EntraSamlApp: "EntraSamlApp",
    ConnectInstance: "ConnectInstance",
    Role: "IAM role",
    Instance: "Connect instance",
    User: "Connect user",
};

/** `the SAML provider sso`. */
export function nounOf({ type, name }: Pick<StateResource, "type" | "name">): string {
    const className = type.slice(type.lastIndexOf(":") + 1);
    const spelled = className.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
    return `the ${Object.hasOwn(words, className) ? words[className] : spelled} ${/^[\w.@ -]+$/.test(name) ? name : quote(name)}`;
}

export function text(resource: StateResource, path: Path, wanted: Wanted<string>): Readable<string> {
    return typed(resource, path, wanted, "a text", (value) => (typeof value === "string" ? value : undefined));
}

/** A property that is part of the resource's id too, `<instance id>:<user id>` say, which is never ciphertext. */
export function textOrIdPart(resource: StateResource, property: string, what: string, index: 0 | 1): Readable<string> {
    const value = text(resource, property, { what });
    const parts = resource.id?.split(":") ?? [];
    return isUnreadable(value) && parts.length === 2 ? (parts[index] ?? value) : value;
}

export function flag(resource: StateResource, path: Path, wanted: Wanted<boolean>): Readable<boolean> {
    return typed(resource, path, wanted, "true or false", (value) => (typeof value === "boolean" ? value : undefined));
}

export function count(resource: StateResource, path: Path, wanted: Wanted<number>): Readable<number> {
    return typed(resource, path, wanted, "a number", (value) => (typeof value === "number" ? value : undefined));
}

export function texts(resource: StateResource, path: Path, wanted: Wanted<string[]>): Readable<string[]> {
    return typed(resource, path, wanted, "a list of texts", textsIn);
}

/** A JSON document: a text, or the object that Pulumi makes one of. */
export function jsonText(resource: StateResource, path: Path, wanted: Wanted<string>): Readable<string> {
    return typed(resource, path, wanted, "a JSON document", jsonTextOf);
}

/** The elements of a list property, each to be unwrapped; a property that is no list has none. */
export function elements(resource: StateResource, path: Path, what: string): Readable<unknown[]> {
    return typed(resource, path, { what, otherwise: [] }, "a list", (value) =>
        Array.isArray(value) ? value : undefined,
    );
}

/**
 * What a resource refers to by an id or a path that ends in one, in lower case: from outputs or inputs, whichever can be
 * read, for a reference is the same in both.
 */
export function reference(resource: StateResource, property: string): string | undefined {
    for (const side of [resource.outputs, resource.inputs]) {
        const found = follow(side, [property]);
        if (!isGap(found) && typeof found.value === "string" && found.value !== "") {
            return lastSegment(found.value);
        }
    }
    return undefined;
}

/** Of an object in Entra, lower case. */
export function objectIdOf(resource: StateResource): string | undefined {
    return reference(resource, "objectId") ?? (resource.id === undefined ? undefined : lastSegment(resource.id));
}

/** `/servicePrincipals/<object id>` and the bare id are the same thing; Entra's ids have no upper case of their own. */
export function lastSegment(id: string): string {
    return id.slice(id.lastIndexOf("/") + 1).toLowerCase();
}

/** A list of texts, or a gap where one of them can't be read; undefined for anything else. */
export function textsIn(value: unknown): string[] | Gap | undefined {
    if (!Array.isArray(value)) {
        return undefined;
    }
    const found: string[] = [];
    for (const element of value) {
        const one = unwrap(element);
        if (isGap(one)) {
            return one;
        }
        if (typeof one.value !== "string") {
            return undefined;
        }
        found.push(one.value);
    }
    return found;
}

/** A text as it is, an object or list as JSON. */
export function jsonTextOf(value: unknown): string | Gap | undefined {
    if (typeof value === "string") {
        return value;
    }
    const plain = unwrapAll(value);
    if (isGap(plain) || typeof plain.value !== "object" || plain.value === null) {
        return isGap(plain) ? plain : undefined;
    }
    try {
        return JSON.stringify(plain.value);
    } catch {
        return undefined;
    }
}

/** The resource as the program wrote it, without what the cloud answered. */
export function asWritten(resource: StateResource): StateResource {
    return { ...resource, outputs: undefined };
}

/** Adds to the list that a map holds under a key. */
export function append<T>(groups: Map<string, T[]>, key: string, value: T): void {
    const group = groups.get(key);
    if (group === undefined) {
        groups.set(key, [value]);
    } else {
        group.push(value);
    }
}

/** Says of what an odd value is. `expected`: `a text`. */
export function oddValue(what: string, value: unknown, expected: string): Unreadable {
    const why = `the export holds ${kindOf(value)} there, where ${expected} belongs`;
    return { unreadable: what, why, supply: exportAgain };
}

/** Says of what a gap is. */
export function unreadable(what: string, { why, supply }: Gap): Unreadable {
    return { unreadable: what, why, supply };
}

function typed<T>(
    resource: StateResource,
    path: Path,
    { what, otherwise, supply }: Wanted<T>,
    expected: string,
    read: (value: unknown) => T | Gap | undefined,
): Readable<T> {
    const of = `${what} of ${nounOf(resource)}`;
    const found = find(resource, typeof path === "string" ? [path] : path);
    if (isGap(found)) {
        return unreadable(of, found);
    }
    if (found.value === undefined || found.value === null) {
        return otherwise ?? unreadable(of, { why: "the export does not have it", supply: supply ?? exportAgain });
    }
    const value = read(found.value);
    if (value === undefined) {
        return oddValue(of, found.value, expected);
    }
    return isGapAlone(value) ? unreadable(of, value) : value;
}

function find(resource: StateResource, path: readonly string[]): Unwrapped {
    const output = follow(resource.outputs, path);
    return isGap(output) || (output.value !== undefined && output.value !== null)
        ? output
        : follow(resource.inputs, path);
}

function isGapAlone<T>(value: T | Gap): value is Gap {
    return typeof value === "object" && value !== null && "why" in value && "supply" in value;
}
