/**
 * The properties of azuread.Group, and the provider's rules over several of them: what its source calls CustomizeDiff.
 * https://github.com/hashicorp/terraform-provider-azuread/blob/main/internal/services/groups/group_resource.go
 */
import { itemsBetween, lengthBetween, oneOf } from "../../provider/formats";
import type { Failure, Properties, Property, Values } from "../../provider/resourceType";
import { hasUnknown, isUnknown } from "../../provider/values";
import { notEmpty, uuid } from "./formats";
import { textsOf } from "./values";

const readOnly = { kind: "string", readOnly: true } as const;

/** Of Microsoft 365 groups only: the provider refuses them elsewhere, and what they do is not modelled. */
const unifiedOnly = {
    autoSubscribeNewMembers: "auto_subscribe_new_members",
    behaviors: "behaviors",
    externalSendersAllowed: "external_senders_allowed",
    hideFromAddressLists: "hide_from_address_lists",
    hideFromOutlookClients: "hide_from_outlook_clients",
    provisioningOptions: "provisioning_options",
    theme: "theme",
} as const;

const notModelled = (name: string) => (value: unknown) =>
    value === false || value === "" || (Array.isArray(value) && value.length === 0)
        ? undefined
        : `${name} is not modelled by the emulated Entra`;

const outside = (name: string, kind: Property["kind"]): Property => ({
    kind,
    computed: true,
    format: notModelled(name),
});

/** https://learn.microsoft.com/graph/api/resources/group: mailNickname */
const mailNickname = (value: string, path: string): string | undefined =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that Graph names are ASCII 0 to 127
    value === "" || value.length > 64 || !/^[\u0000-\u007f]+$/.test(value) || /[@()\\[\]";:<>, ]/.test(value)
        ? `invalid value for ${path}: 1 to 64 ASCII characters without @()\\[]";:<>, and blanks`
        : undefined;

export const groupProperties: Properties = {
    displayName: { kind: "string", required: true, format: notEmpty },
    assignableToRole: { kind: "boolean", replace: true },
    description: { kind: "string", format: lengthBetween(0, 1024) },
    dynamicMembership: {
        kind: "object",
        conflictsWith: ["members"],
        format: () => "dynamicMembership is not modelled by the emulated Entra, which can't tell who a rule is for",
    },
    mailEnabled: { kind: "boolean" },
    mailNickname: { kind: "string", computed: true, replace: true, format: mailNickname },
    members: {
        kind: "set",
        computed: true,
        conflictsWith: ["dynamicMembership"],
        items: { kind: "string", format: uuid },
    },
    owners: { kind: "set", computed: true, items: { kind: "string", format: uuid }, format: itemsBetween(1, 100) },
    preventDuplicateNames: { kind: "boolean", writeOnly: true },
    securityEnabled: { kind: "boolean" },
    types: { kind: "set", replace: true, items: { kind: "string", format: oneOf("DynamicMembership", "Unified") } },
    visibility: { kind: "string", computed: true, format: oneOf("Hiddenmembership", "Private", "Public") },
    administrativeUnitIds: outside("administrativeUnitIds", "set"),
    onpremisesGroupType: outside("onpremisesGroupType", "string"),
    writebackEnabled: outside("writebackEnabled", "boolean"),
    autoSubscribeNewMembers: { kind: "boolean", computed: true },
    behaviors: { kind: "set", computed: true, items: { kind: "string" } },
    externalSendersAllowed: { kind: "boolean", computed: true },
    hideFromAddressLists: { kind: "boolean", computed: true },
    hideFromOutlookClients: { kind: "boolean", computed: true },
    provisioningOptions: { kind: "set", computed: true, items: { kind: "string" } },
    theme: { kind: "string", computed: true },
    mail: readOnly,
    objectId: readOnly,
    onpremisesDomainName: readOnly,
    onpremisesNetbiosName: readOnly,
    onpremisesSamAccountName: readOnly,
    onpremisesSecurityIdentifier: readOnly,
    onpremisesSyncEnabled: { kind: "boolean", readOnly: true },
    preferredLanguage: readOnly,
    proxyAddresses: { kind: "list", readOnly: true },
};

/** The first rule that is broken, as the provider stops at it. Unknown values break none. */
export function checkGroup(inputs: Values): Failure[] {
    for (const reason of problems(inputs)) {
        return [{ reason }];
    }
    return [];
}

function* problems(inputs: Values): Generator<string> {
    if (inputs.mailEnabled === undefined && inputs.securityEnabled === undefined) {
        yield 'Missing required argument. "mail_enabled": one of `mail_enabled,security_enabled` must be specified';
    }
    if (hasUnknown(inputs.types) || isUnknown(inputs.mailEnabled)) {
        return;
    }
    const types = textsOf(inputs, "types");
    const isUnified = types.includes("Unified");
    const mailEnabled = inputs.mailEnabled === true;
    if (types.includes("DynamicMembership")) {
        yield '`dynamic_membership` must be specified when `types` contains "DynamicMembership"';
    }
    if (mailEnabled && !isUnified) {
        yield '`types` must contain "Unified" for mail-enabled groups';
    }
    if (!mailEnabled && isUnified) {
        yield "`mail_enabled` must be true for unified groups";
    }
    if (mailEnabled && inputs.mailNickname === undefined) {
        yield "`mail_nickname` is required for mail-enabled groups";
    }
    if (inputs.assignableToRole === true && inputs.securityEnabled !== true && !isUnknown(inputs.securityEnabled)) {
        yield "`assignable_to_role` can only be `true` for security-enabled groups";
    }
    for (const [key, name] of Object.entries(unifiedOnly)) {
        const reason = notModelled(key)(inputs[key] ?? false);
        if (reason !== undefined) {
            yield isUnified ? reason : `\`${name}\` is only supported for unified groups`;
        }
    }
    if (!isUnified && inputs.visibility === "Hiddenmembership") {
        yield '`visibility` can only be "Hiddenmembership" for unified groups';
    }
}
