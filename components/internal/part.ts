import * as pulumi from "@pulumi/pulumi";

/** A component within a `ConnectSso`: it groups resources under the type and name that the component alone would have. */
export class Part extends pulumi.ComponentResource {
    constructor(className: string, name: string, parent: pulumi.Resource) {
        super(`connect-entra-sso:index:${className}`, name, {}, { parent });
        this.registerOutputs({});
    }
}
