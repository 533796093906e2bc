import * as pulumi from "@pulumi/pulumi";
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

export function accepted(): ConnectSso {
    return new ConnectSso("contoso", { instanceAlias: "contoso-support", users: admin });
}

/** A mistake of the importer's own beside a ConnectSso that is all right: at once, or in what follows from it. */
export function mistaken(when: string): ConnectSso {
    const sso = accepted();
    const cause: pulumi.Output<unknown> = when === "at once" ? pulumi.output(when) : sso.relayState;
    cause.apply(() => {
        throw new Error("thrown by the importer");
    });
    return sso;
}
