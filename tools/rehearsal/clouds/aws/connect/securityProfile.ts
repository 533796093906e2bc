/** `aws.connect.SecurityProfile`. That a profile in use can't be deleted is the API's documented error, not tried. */
import { itemsBetween, lengthBetween } from "../../provider/formats";
import { because, outsideModel } from "../errors";
import { connectPart, invalid, type Part } from "./part";
import { ofInstance, securityProfileToken, userToken } from "./store";

/** https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateSecurityProfile.html */
const nameFormat = /^[ a-zA-Z0-9_@-]+$/;

export const securityProfilePart: Part = {
    token: securityProfileToken,
    label: "Security Profile",
    api: "SecurityProfile",
    idKey: "securityProfileId",
    segment: "security-profile",
    properties: {
        name: { kind: "string", replace: true, format: lengthBetween(1, 127) },
        permissions: {
            kind: "set",
            items: { kind: "string", format: lengthBetween(1, 128) },
            format: itemsBetween(0, 500),
        },
        organizationResourceId: { kind: "string", readOnly: true },
    },
    updates: [
        {
            keys: ["description", "permissions"],
            operation: "UpdateSecurityProfile",
            doing: "updating Connect Security Profile ({id})",
        },
    ],
    *problems(_call, { name, permissions }) {
        if (!nameFormat.test(String(name))) {
            const constraint = `Member must satisfy regular expression pattern: ${nameFormat.source}`;
            yield invalid(outsideModel("securityProfileName", constraint));
        }
        const odd = ((permissions ?? []) as string[]).find((one) => !/^[\w.]+$/.test(one));
        if (odd !== undefined) {
            yield invalid(because("Invalid permission.", `${odd} is not a permission's name`));
        }
    },
    kept: ({ permissions }) => ({ permissions: permissions ?? [], organizationResourceId: "" }),
    user: (call, instanceId, ownId) => {
        const holder = ofInstance(call, userToken, instanceId).find(({ value }) =>
            (value.securityProfileIds as string[]).includes(ownId),
        );
        return holder && `user ${holder.value.name} has it`;
    },
};

export const securityProfile = connectPart(securityProfilePart);
