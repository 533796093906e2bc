import * as pulumi from "@pulumi/pulumi";
import { ConnectSso, EntraAppAssignments } from "connect-entra-sso";

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

/** Components that look-ups refuse, and one that is refused at once. */
export function severalRefused(): ConnectSso {
    refused();
    new EntraAppAssignments("wiki", {
        servicePrincipalObjectId: "4d9a6f30-71b8-4c2e-a5d3-0f8c2b9e6714",
        users: ["nobody@contoso.example"],
    });
    return new ConnectSso("bad", { instanceAlias: "-", users: admin });
}
