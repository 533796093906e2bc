/** All resources of a stack, and which belong together. */
import { outputOf, propertyOf, type Resource } from "./resource";

export class Stack {
    private readonly byUrn: ReadonlyMap<string, Resource>;

    constructor(readonly resources: readonly Resource[]) {
        this.byUrn = new Map(resources.map((one) => [one.urn, one]));
    }

    ofType(...types: string[]): Resource[] {
        return this.resources.filter(({ type }) => types.includes(type));
    }

    /** Those that the program registers, not only reads (`Instance.get`). */
    registered(...types: string[]): Resource[] {
        return this.ofType(...types).filter(({ inputs }) => inputs !== undefined);
    }

    /**
     * Resources of a type that a property names: by one of their values where it is known (`role: "sso"`, an ARN), else by what the
     * property is made from, which a preview knows, too.
     */
    named(from: Resource, property: string, type: string, keys: readonly string[]): Resource[] {
        const value = propertyOf(from, property);
        const values = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
        const same = this.ofType(type).filter((one) =>
            keys.some((key) => values.includes(outputOf(one, key) as string)),
        );
        const made = this.madeFrom(from, property, type);
        // Two accounts may have a role of one name.
        const both = same.filter((one) => made.includes(one));
        return both.length > 0 ? both : same.length > 0 ? same : made;
    }

    /** Resources of a type that a property is made from. */
    madeFrom(from: Resource, property: string, type: string): Resource[] {
        return this.urns(from.links[property], type);
    }

    /** Resources of a type that are there before this one. */
    before(from: Resource, type: string): Resource[] {
        return this.urns(from.dependencies, type);
    }

    private urns(urns: readonly string[] = [], type: string): Resource[] {
        const found = urns.map((urn) => this.byUrn.get(urn));
        return found.filter((one) => one !== undefined).filter((one) => one.type === type);
    }
}
