/** What the `config:` of a stack file plans. The program checks the values; here wrong ones count for nothing. */
import { isRecord } from "../../rules/record";
import type { Planned } from "./preflight";

/** `config` with its namespaces, and the users of its file, which the caller read. */
export function plannedInConfiguration(
    config: Readonly<Record<string, unknown>>,
    usersOfFile: Readonly<Record<string, unknown>>,
    fallbackName: string,
): Planned {
    const value = (key: string) => {
        const name = Object.keys(config).find(
            (it) => it === key || (it.endsWith(`:${key}`) && !/^(?:aws|azuread):/.test(it)),
        );
        return name === undefined ? undefined : config[name];
    };
    const users = { ...usersOfFile, ...(isRecord(value("users")) ? (value("users") as Record<string, unknown>) : {}) };
    const existing = text(value("existingInstanceId"));
    const alias = text(value("instanceAlias"));
    return {
        ...optional("region", text(config["aws:region"])),
        instance:
            existing === undefined ? { kind: "new", ...optional("alias", alias) } : { kind: "existing", id: existing },
        users: Object.entries(users).map(([name, entry]) => ({
            name,
            isAdopted: isRecord(entry) && typeof entry.userId === "string",
        })),
        removedUsers: texts(value("removedUsers")),
        samlProvider: text(value("samlProviderName")) ?? fallbackName,
        groups: isRecord(value("groups")) ? Object.keys(value("groups") as object) : [],
        certificates: isRecord(value("certificates")) ? Object.keys(value("certificates") as object) : ["initial"],
        // Without the activation, it only states which one an administrator has activated.
        ...(String(value("certificateActivation")) === "false"
            ? {}
            : optional("signingCertificate", text(value("signingCertificate")))),
        ...optional("landingPage", text(value("landingPage"))),
        approvedOrigins: texts(value("approvedOrigins")),
        notificationEmailAddresses: texts(value("notificationEmailAddresses")),
        ...optional("identifier", text(value("identifier"))),
        ...optional("role", text(value("existingRoleName"))),
        environment: text(config["azuread:environment"]) ?? "public",
    };
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const texts = (value: unknown) => (Array.isArray(value) ? value.filter((it) => typeof it === "string") : []);

function optional<Key extends string>(key: Key, value: string | undefined): { [key in Key]?: string } {
    return (value === undefined ? {} : { [key]: value }) as { [key in Key]?: string };
}
