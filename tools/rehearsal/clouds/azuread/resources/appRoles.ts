/** The `appRoles` of azuread.Application. */
import { itemsBetween, oneOf } from "../../provider/formats";
import type { Property, Value, Values } from "../../provider/resourceType";
import { isObject } from "../../provider/values";
import type { AppRole } from "../entra/objects";
import { notEmpty, uuid } from "./formats";
import { requiredText, textOf, textsOf } from "./values";

export const appRolesProperty: Property = {
    kind: "set",
    ownName: "app_role",
    items: {
        kind: "object",
        properties: {
            id: { kind: "string", required: true, format: uuid },
            allowedMemberTypes: {
                kind: "set",
                required: true,
                format: itemsBetween(1, 2),
                items: { kind: "string", format: oneOf("Application", "User") },
            },
            description: { kind: "string", required: true, format: notEmpty },
            displayName: { kind: "string", required: true, format: notEmpty },
            enabled: { kind: "boolean", default: true },
            value: { kind: "string" },
        },
    },
};

export function appRolesFrom(blocks: Value | undefined): AppRole[] {
    return (Array.isArray(blocks) ? blocks : []).filter(isObject).map((block) => ({
        id: requiredText(block, "id").toLowerCase(),
        allowedMemberTypes: textsOf(block, "allowedMemberTypes"),
        description: requiredText(block, "description"),
        displayName: requiredText(block, "displayName"),
        isEnabled: block.enabled !== false,
        value: textOf(block, "value"),
    }));
}

/** `appRoles`, and `appRoleIds` for those that have a value. */
export function appRolesState(appRoles: readonly AppRole[]): Values {
    const valued = appRoles.flatMap(({ id, value }) => (value === null ? [] : [[value, id] as const]));
    return {
        appRoleIds: Object.fromEntries(valued),
        appRoles: appRoles.map(({ id, allowedMemberTypes, description, displayName, isEnabled, value }) => ({
            id,
            allowedMemberTypes,
            description,
            displayName,
            enabled: isEnabled,
            value: value ?? "",
        })),
    };
}
