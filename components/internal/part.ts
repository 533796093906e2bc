import * as pulumi from "@pulumi/pulumi";

/**
 * A component within a `ConnectSso`: it groups resources under the type and name that the component alone would have. Who reads
 * the state finds in it what its resources alone don't show.
 */
export class Part extends pulumi.ComponentResource {
    constructor(
        className: string,
        name: string,
        inputs: pulumi.Inputs,
        parent: pulumi.Resource,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super(`connect-entra-sso:index:${className}`, name, inputs, { ...opts, parent });
    }

    /** Says that the part is whole, and what it results in. */
    finish(outputs: pulumi.Inputs = {}): void {
        this.registerOutputs(outputs);
    }
}
