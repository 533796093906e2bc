import { ConnectSso } from "connect-entra-sso";

const person = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };

/** A ConnectSso with a user whom the directory does not have. */
export function refused(): ConnectSso {
    return new ConnectSso("contoso", {
        instanceAlias: "contoso-support",
        users: { "admin@contoso.example": person, "nobody@contoso.example": person },
    });
}
