/** The stack file, with a comment at each value that says where it is from. */
import { defaultNames } from "../../../rules/names";
import { landingPages } from "../../../rules/relayState";
import { visibleLine } from "../../../rules/text";
import type { TakenUser } from "../../adopt/people";
import type { Planned } from "../../adopt/planned";
import { toYaml } from "../yaml";

interface Line {
    key: string;
    value: unknown;
    /** Where it is from. */
    from: string;
}

/** `usersFile`: the file that has the users that this one does not have. */
export function stackFileText(planned: Planned, users: readonly TakenUser[], usersFile?: string): string {
    const { made, project } = planned;
    return [
        `# The sign-in that was made by hand to the instance ${comment(made.instance.alias || made.instance.id)}, as \`connect-sso adopt\` read it.`,
        "config:",
        ...linesOf(planned).flatMap(({ key, value, from }) => [
            `    # ${comment(from)}`,
            ...indented(toYaml({ [key]: value }), 4),
        ]),
        `    # users.json, with names of profiles from security-profiles.json and routing-profiles.json`,
        ...(usersFile === undefined ? [] : indented(toYaml({ [`${project}:usersFile`]: usersFile }), 4)),
        ...(usersFile !== undefined && users.length === 0 ? [] : usersLines(planned, users)),
        "",
    ].join("\n");
}

function usersLines({ project }: Planned, users: readonly TakenUser[]): string[] {
    return [
        ...indented(`${toYaml({ [`${project}:users`]: null }).replace(/: null\n$/, ":")}`, 4),
        ...users.flatMap((one) => [
            `        # ${comment(accessOf(one))}`,
            ...indented(toYaml({ [one.user.username]: one.entry }), 8),
        ]),
    ];
}

function linesOf(planned: Planned): Line[] {
    const { made, people, project, how, certificates } = planned;
    const { instance, servicePrincipal, role, application } = made;
    const own = (key: string, value: unknown, from: string): Line => ({ key: `${project}:${key}`, value, from });
    const isImport = how === "import";
    const names = Object.keys(certificates.valid);
    return [
        { key: "aws:region", value: instance.region, from: "instance.json: in the ARN of the instance" },
        {
            key: "azuread:tenantId",
            value: servicePrincipal.tenantId,
            from: "service-principal.json: appOwnerOrganizationId",
        },
        ...(made.environment === "global"
            ? []
            : [
                  {
                      key: "azuread:environment",
                      value: made.environment,
                      from: "the address of Graph in what az printed",
                  },
              ]),
        own("tenantId", servicePrincipal.tenantId, "the same: another tenant is refused"),
        own(
            "existingInstanceId",
            instance.id,
            instance.alias === "" ? "instance.json" : `instance.json: ${instance.alias}`,
        ),
        own("existingRoleName", role.name, "role.json: Connect has bound the users to this role"),
        ...(isImport
            ? [
                  own("displayName", planned.displayName, "application.json"),
                  own("identifier", planned.identifier, "application.json: identifierUris"),
                  own("samlProviderName", planned.samlProviderName, "saml-providers.json: the one in the claim Role"),
                  own(
                      "certificates",
                      Object.fromEntries(names.map((name) => [name, {}])),
                      `service-principal.json: the valid ones; initial is ${certificates.valid.initial?.thumbprint ?? ""}`,
                  ),
                  ...(names.length > 1
                      ? [own("signingCertificate", certificates.signing, "service-principal.json: the preferred one")]
                      : []),
                  ...list(
                      own,
                      "alsoTrustedCertificates",
                      certificates.alsoTrusted,
                      "saml-providers.json: not in Entra, and AWS trusts it",
                  ),
              ]
            : secondApplication(planned, own)),
        ...list(
            own,
            "notificationEmailAddresses",
            servicePrincipal.notificationEmailAddresses,
            "service-principal.json: Entra notifies them before a certificate ends",
        ),
        own("landingPage", planned.landingPage, landingPageSource(planned)),
        own(
            "sessionDurationSeconds",
            planned.sessionDurationSeconds,
            "the claim SessionDuration, or the longest session",
        ),
        ...(people.attribute === "userPrincipalName" && !people.isAttributeInferred
            ? []
            : [
                  own(
                      "roleSessionNameAttribute",
                      people.attribute,
                      people.isAttributeInferred
                          ? "what most user names are in people.json"
                          : "the claim RoleSessionName",
                  ),
              ]),
        ...list(own, "alsoTrustedSamlProviders", planned.alsoTrusted, "role.json: the trust policy names them"),
        ...list(
            own,
            "retiredSamlProviders",
            planned.retired,
            "role.json names them, and the account does not have them",
        ),
        ...(people.directoryLookup
            ? []
            : [own("directoryLookup", false, "assignments.json: somebody is assigned by a group alone")]),
        ...(Object.keys(people.groups).length === 0
            ? []
            : [own("groups", people.groups, `assignments.json: groups of ${application.displayName}`)]),
    ];
}

function secondApplication({ identifier, samlProviderName, project, stack }: Planned, own: Own): Line[] {
    return [
        own("identifier", identifier, "the existing application has the other one that AWS accepts"),
        ...(samlProviderName === defaultNames(project, stack).samlProviderName
            ? []
            : [own("samlProviderName", samlProviderName, "the default name is that of an existing SAML provider")]),
    ];
}

type Own = (key: string, value: unknown, from: string) => Line;

function list(own: Own, key: string, values: readonly string[], from: string): Line[] {
    return values.length === 0 ? [] : [own(key, values, from)];
}

function landingPageSource({ made, landingPage }: Planned): string {
    const { relayState } = made.servicePrincipal;
    const page = landingPage === landingPages.ccp ? "the page of" : "";
    return relayState === ""
        ? "the default: there is no relay state"
        : `service-principal.json: ${page} ${relayState}`.replace("  ", " ");
}

const accesses = {
    everybody: "everybody may use the application",
    direct: "assigned by themselves",
    group: "assigned by a group",
    notAssigned: "not assigned: no sign-in today",
    disabled: "the account is disabled: no sign-in today",
} as const;

const accessOf = ({ access, group }: TakenUser) =>
    group === undefined ? accesses[access] : `${accesses[access]}: ${group}`;

/** One line, whatever a name holds. */
const comment = (text: string) => visibleLine(text).replace(/\s+/g, " ").trim();

const indented = (text: string, blanks: number) =>
    text
        .trimEnd()
        .split("\n")
        .map((line) => `${" ".repeat(blanks)}${line}`);
