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
