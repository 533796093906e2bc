import type * as pulumi from "@pulumi/pulumi";
import { ConnectSso } from "connect-entra-sso";

const person = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
const admin = { "admin@contoso.example": person };

/** A ConnectSso with a user whom the directory does not have. */
export function refused(): ConnectSso {
    return new ConnectSso("contoso", {
        instanceAlias: "contoso-support",
        users: { ...admin, "nobody@contoso.example": person },
    });
}

/** A mistake of the importer's own, in what follows from a ConnectSso that is all right. */
export function mistaken(): pulumi.Output<string> {
    const users = { ...admin, "alice@contoso.example": person, "bob@contoso.example": person };
    const sso = new ConnectSso("contoso", { instanceAlias: "contoso-support", users });
    sso.instanceId.apply(() => {
        throw new Error("thrown by the importer");
    });
    return sso.signInUrl;
}
