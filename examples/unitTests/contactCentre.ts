import * as pulumi from "@pulumi/pulumi";
import { ConnectSso } from "connect-entra-sso";

/** The federation. A function, so that each test can create its own. */
export function contactCentre(): ConnectSso {
    const config = new pulumi.Config();
    return new ConnectSso("contact-centre", {
        instanceAlias: config.require("instanceAlias"),
        users: config.requireObject("users"),
    });
}
