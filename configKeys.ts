/**
 * Every key of a stack file: the one source for `config.ts`, the `config:` block of Pulumi.yaml and docs/configuration.md
 * (`npm run docs` writes both). Belongs here: what a key is for. Not here: the rules that its value must fit (`rules/`).
 */

export type Kind = "text" | "number" | "flag" | "list" | "map";

/** One key of the stack file, or of an entry in one of its maps. */
export interface Key {
    kind: Kind;
    /** What a text or an item of a list or map is, where that is more than text: `GUID`. */
    of?: string;
    /** What is written when the key is left out. Without one, `otherwise` says what happens, or nothing does. */
    default?: string | number | boolean | object;
    otherwise?: string;
    required?: true;
    /** What a value may be. */
    limits?: string;
    /** What it is for, in sentences of its own. Markdown. */
    description: string;
    /** Whether the value may be a secret of the stack file; that of all others both clouds show anyway. */
    maybeSecret?: true;
}

export type Keys = Readonly<Record<string, Key>>;

/** The keys of the program's own namespace, in chapters. */
export const chapters: readonly { title: string; keys: Keys }[] = [
    {
        title: "Amazon Connect instance",
        keys: {
            instanceAlias: {
                kind: "text",
                limits: "2–45 letters, digits or hyphens, no hyphen first or last",
                description:
                    "Alias of the instance to create. It is part of every address and permanent. Set either this or `existingInstanceId`.",
            },
            existingInstanceId: {
                kind: "text",
                of: "GUID",
                description: "Id of an existing instance. Needs `existingRoleName` or `newRole`.",
            },
            inboundCallsEnabled: {
                kind: "flag",
                default: true,
                description: "Whether customers can call a created instance.",
            },
            outboundCallsEnabled: {
                kind: "flag",
                default: true,
                description: "Whether agents of a created instance can call out.",
            },
            contactFlowLogsEnabled: {
                kind: "flag",
                default: true,
                description: "Whether flows of a created instance write logs.",
            },
            contactLensEnabled: {
                kind: "flag",
                default: true,
                description: "Whether Contact Lens is on in a created instance.",
            },
        },
    },
    {
        title: "Users and groups",
        keys: {
            users: {
                kind: "map",
                default: {},
                maybeSecret: true,
                description:
                    "Users by user name, spelled exactly as in the directory. A new instance needs one with the security profile `Admin`.",
            },
            usersFile: {
                kind: "text",
                of: "path",
                limits: "a CSV file, relative to the folder of `Pulumi.yaml`",
                description: "File with more users, [one per line](#a-file-of-users).",
            },
            removedUsers: {
                kind: "list",
                of: "user names",
                default: [],
                description:
                    "Names that you removed from `users`. Their Connect users are deleted, with their history.",
            },
            groups: {
                kind: "map",
                of: "GUIDs",
                default: {},
                limits: "names of 1–64 letters, digits, spaces or `. _ -`",
                description:
                    "Object ids of groups whose direct members may use the application, each by a name of your choice.",
            },
            removedGroups: {
                kind: "list",
                of: "names",
                default: [],
                description:
                    "Names that you removed from `groups`. Required only if nobody else is assigned to the application any more.",
            },
            directoryLookup: {
                kind: "flag",
                default: true,
                description:
                    "Whether users are looked up in the directory before deployment. If `false`, set `groups`, or `objectId` for each user.",
            },
        },
    },
    {
        title: "Sign-in",
        keys: {
            landingPage: {
                kind: "text",
                default: "ccp",
                limits: "`ccp`, `agentWorkspace` or an https address",
                description:
                    "Page that people reach after sign-in. The origin of an address must be an approved origin of the instance.",
            },
            approvedOrigins: {
                kind: "list",
                of: "origins",
                default: [],
                limits: "https, host and port, at most 267 characters",
                description:
                    "Origins of pages that embed the Contact Control Panel. The output `approvedOrigins` has the commands that approve them.",
            },
            sessionDurationSeconds: {
                kind: "number",
                default: 43200,
                limits: "900–43200",
                description: "Length of the AWS session in seconds.",
            },
            roleSessionNameAttribute: {
                kind: "text",
                default: "userPrincipalName",
                limits: "`userPrincipalName`, `mail` or `employeeId`",
                description:
                    "Directory attribute whose value is the Connect user name. Before you change it, read [operating](operating.md#change-rolesessionnameattribute).",
            },
        },
    },
    {
        title: "Entra application",
        keys: {
            displayName: {
                kind: "text",
                otherwise: "`<project>-<stack>`",
                limits: "1–120 characters",
                description: "Name that people see in My Apps and in the Entra portal.",
            },
            identifier: {
                kind: "text",
                of: "URI",
                otherwise: "the URN of the AWS partition",
                limits: "at most 255 characters",
                description: "Identifier (entity ID) of the application. Must be unique in the tenant.",
            },
            owners: {
                kind: "list",
                of: "GUIDs",
                otherwise: "the identity that deploys first",
                limits: "at least one",
                description: "Object ids of the owners of the application and the service principal.",
            },
            notificationEmailAddresses: {
                kind: "list",
                of: "e-mail addresses",
                default: [],
                limits: "at most 5",
                maybeSecret: true,
                description: "Addresses that Entra notifies 60, 30 and 7 days before a certificate ends.",
            },
            tenantId: {
                kind: "text",
                of: "GUID",
                otherwise: "the tenant of the azuread provider",
                description:
                    "Tenant that you expect: the program refuses a provider of another one. Set the same value in `azuread:tenantId`.",
            },
        },
    },
    {
        title: "Signing certificates",
        keys: {
            certificates: {
                kind: "map",
                default: { initial: {} },
                limits: "at least one",
                description: "Signing certificates by name. Add one, sign with it, retire the old one. Never edit one.",
            },
            signingCertificate: {
                kind: "text",
                otherwise: "the only one",
                limits: "a name in `certificates`",
                description:
                    "Name of the certificate that Entra signs with. Each deployment makes Entra sign with it, after AWS trusts it. Required when there are two or more.",
            },
            certificateActivation: {
                kind: "flag",
                default: true,
                description:
                    "Whether deployments make Entra sign with `signingCertificate`. If `false`, that key only states which one signs, and you run the `activateCommand` in the output `certificates`.",
            },
            retiredCertificates: {
                kind: "list",
                of: "names or SHA-1 thumbprints",
                default: [],
                description:
                    "Certificates that AWS may stop trusting. A thumbprint removes one even if nobody can sign in after that. You can remove an entry after the deployment.",
            },
            alsoTrustedCertificates: {
                kind: "list",
                of: "base64 DER without PEM header",
                default: [],
                description: "Certificates that this stack does not manage and that AWS keeps trusting.",
            },
        },
    },
    {
        title: "SAML provider and role in AWS",
        keys: {
            roleName: {
                kind: "text",
                otherwise: "`<project>-<stack>`",
                limits: "1–64 of `A-Za-z0-9_+=.@-`",
                description: "Name of the role.",
            },
            samlProviderName: {
                kind: "text",
                otherwise: "`<project>-<stack>`",
                limits: "1–128 of `A-Za-z0-9._-`",
                description: "Name of the SAML provider.",
            },
            existingRoleName: {
                kind: "text",
                description:
                    "Name of the role that the users of an existing instance are bound to. The program manages it and never deletes it.",
            },
            newRole: {
                kind: "flag",
                default: false,
                description: "For an existing instance: set to `true` only if nobody has signed in yet.",
            },
            alsoTrustedSamlProviders: {
                kind: "list",
                of: "ARNs",
                default: [],
                description: "Other SAML providers that the role keeps trusting.",
            },
            retiredSamlProviders: {
                kind: "list",
                of: "ARNs",
                default: [],
                description: "SAML providers that the role may stop trusting.",
            },
        },
    },
    {
        title: "Tags and protection",
        keys: {
            tags: {
                kind: "map",
                of: "texts",
                default: {},
                limits: "at most 50",
                description: "Tags of the created instance, the SAML provider and the role.",
            },
            protection: {
                kind: "flag",
                default: true,
                description:
                    "Whether instance, application, SAML provider and role are protected from deletion, and changes that lock people out are refused.",
            },
        },
    },
];

/** Every key of the program's own namespace. */
export const configKeys: Keys = Object.assign({}, ...chapters.map(({ keys }) => keys));

/** The keys of an entry in `users`. */
export const userKeys: Keys = {
    firstName: {
        kind: "text",
        required: true,
        limits: "1–100 bytes of UTF-8 (`ä` has two)",
        description: "First name.",
    },
    lastName: { kind: "text", required: true, limits: "1–100 bytes of UTF-8 (`ä` has two)", description: "Last name." },
    securityProfiles: {
        kind: "list",
        of: "names",
        required: true,
        limits: "1–10",
        description:
            "Security profiles of the instance. A new one has `Admin`, `Agent`, `CallCenterManager` and `QualityAnalyst`.",
    },
    routingProfile: {
        kind: "text",
        default: "Basic Routing Profile",
        description: "Routing profile of the instance.",
    },
    phoneType: {
        kind: "text",
        default: "SOFT_PHONE",
        limits: "`SOFT_PHONE` or `DESK_PHONE`",
        description: "How the user takes calls. A desk phone needs `deskPhoneNumber`.",
    },
    deskPhoneNumber: {
        kind: "text",
        limits: "E.164",
        description: 'Number of the desk phone, in quotes: `"+4930123456"`.',
    },
    afterContactWorkTimeLimitSeconds: {
        kind: "number",
        otherwise: "Connect's default",
        limits: "0 (no limit) to 2000000",
        description: "Limit of after-contact work.",
    },
    autoAccept: { kind: "flag", default: false, description: "Whether calls are answered without a click." },
    secondaryEmail: {
        kind: "text",
        of: "e-mail address",
        description: "Address for notifications. Instances with SAML accept no primary address.",
    },
    tags: { kind: "map", of: "texts", limits: "at most 50", description: "Tags of the Connect user." },
    userId: {
        kind: "text",
        of: "GUID",
        description:
            "Id of an existing Connect user with this name. The program manages it and never deletes it. In an instance that this stack created, write `<instance id>:<user id>`.",
    },
    objectId: {
        kind: "text",
        of: "GUID",
        otherwise: "looked up",
        description:
            "Object id of the person in Entra. The program assigns the application to this object, and does not look the person up.",
    },
    formerUsername: {
        kind: "text",
        description:
            "User name that the same person had in this stack before. Their assignment is kept. You can remove the key after the deployment.",
    },
    signIn: {
        kind: "flag",
        default: true,
        description: "`false` removes the person's own assignment. The Connect user and the history stay.",
    },
    signInEnded: {
        kind: "text",
        of: "day",
        limits: "`YYYY-MM-DD`, in quotes",
        description:
            "Day on which [`users sync`](users-sync.md) set `signIn: false`. Without it, that command does not change `signIn: false`. No other effect.",
    },
};

/** The keys of an entry in `certificates`. */
export const certificateKeys: Keys = {
    endDate: {
        kind: "text",
        otherwise: "three years after it is created",
        limits: "exactly `YYYY-MM-DDTHH:MM:SSZ`, in quotes, at most three years ahead",
        description: "When it ends. No effect on an existing certificate.",
    },
    displayName: {
        kind: "text",
        otherwise: "Entra's default",
        limits: "`CN=…`, at most 90 characters",
        description: "Its subject. No effect on an existing certificate.",
    },
};
