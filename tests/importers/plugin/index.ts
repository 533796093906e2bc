import { Provider } from "@pulumi/aws";
import { Provider as EntraProvider, Group } from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";

/** A component of the plugin's, as the SDKs of all languages register it. */
class Remote extends pulumi.ComponentResource {
    declare readonly signInUrl: pulumi.Output<string>;
    declare readonly samlMetadataDocument: pulumi.Output<string>;
    declare readonly notChecked: pulumi.Output<string[]>;

    constructor(type: string, name: string, args: pulumi.Inputs, opts: pulumi.ComponentResourceOptions) {
        const outputs = { signInUrl: undefined, samlMetadataDocument: undefined, notChecked: undefined };
        super(`connect-entra-sso:index:${type}`, name, { ...args, ...outputs }, opts, true);
    }
}

class Site extends pulumi.ComponentResource {
    constructor(name: string, opts: pulumi.ComponentResourceOptions) {
        super("importer:index:Site", name, {}, opts);
        this.registerOutputs();
    }
}

const config = new pulumi.Config();
const site = new Site("berlin", {
    providers: [new Provider("frankfurt", { region: "eu-central-1" }), new EntraProvider("contoso")],
});
const group = new Group("agents", { displayName: "Agents", securityEnabled: true });
const { users, ...args } = config.requireObject<{ users: Record<string, Record<string, unknown>> }>("args");
const [first, ...others] = Object.entries(users);
const secret = { lastName: pulumi.secret(config.require("lastName")) };
const sso = new Remote(
    config.get("type") ?? "ConnectSso",
    "contoso",
    {
        ...args,
        users: Object.fromEntries([
            ...(first === undefined ? [] : [[first[0], { ...first[1], ...secret }]]),
            ...others,
        ]),
        groups: { agents: group.objectId },
    },
    { parent: site },
);
export const { signInUrl, notChecked } = sso;
