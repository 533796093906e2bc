import type * as pulumi from "@pulumi/pulumi";
import { makeRemote } from "../components/internal/remote";

/** What of the schema is needed to construct components. */
export interface Schema {
    name: string;
    version: string;
    resources: Record<string, { properties: Record<string, unknown> }>;
}

type ComponentClass = new (
    name: string,
    args: pulumi.Inputs,
    opts: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/** Serves the components that a schema describes to programs in all languages. */
export class ComponentProvider implements pulumi.provider.Provider {
    readonly version: string;
    readonly schema: string;

    /** @param classes the public surface of the package, which has a class for each component */
    constructor(
        private readonly described: Schema,
        private readonly classes: object,
    ) {
        this.version = described.version;
        this.schema = JSON.stringify(described);
    }

    construct(
        name: string,
        type: string,
        inputs: pulumi.Inputs,
        options: pulumi.ComponentResourceOptions,
    ): Promise<pulumi.provider.ConstructResult> {
        const { resources } = this.described;
        const className = type.slice(type.lastIndexOf(":") + 1);
        const description = resources[type];
        if (description === undefined) {
            const known = Object.keys(resources).join(", ");
            throw new Error(`${this.described.name} has no component ${JSON.stringify(type)}. It has ${known}.`);
        }
        const Component = (this.classes as Record<string, ComponentClass>)[className] as ComponentClass;
        return makeRemote(
            () => new Component(name, inputs, options),
            options.parent,
            (component) => {
                const outputs = component as unknown as pulumi.Inputs;
                return Object.fromEntries(Object.keys(description.properties).map((key) => [key, outputs[key]]));
            },
        );
    }
}
