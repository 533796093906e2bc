/** The plugin: Pulumi starts it for a program in another language and reads its port from the first line that it prints. */
import * as pulumi from "@pulumi/pulumi";
import * as components from "../components";
import { ComponentProvider, type Schema } from "./provider";

/** Serves the components of this package as the schema describes them. */
export function serve(schema: Schema): Promise<void> {
    return pulumi.provider.main(new ComponentProvider(schema, components), process.argv.slice(2));
}
