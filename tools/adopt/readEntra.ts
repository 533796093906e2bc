/** What `az` printed of the application and its people. */
import { isRecord } from "../../rules/record";
import { thumbprintOf } from "../../rules/saml";
import { listOf, quote } from "../../rules/text";
import type { Directory } from "../deployment/directory";
import { DirectoryUnreadable, readDirectory } from "../deployment/readDirectory";
import { environmentOf, graphHostsIn } from "./environment";
import type {
    MadeApplication,
    MadeAssignment,
    MadeCertificate,
    MadeClaims,
    MadeInEntra,
    MadeServicePrincipal,
} from "./made";
import { readPortalClaims } from "./readClaims";
import { type Fields, type FileProblem, type Printed, Reading, textIn, textsIn, valueAt } from "./reading";

const noPeople: Directory = { source: "people.json", people: [], groups: [] };

export function readEntra(printed: Printed, problems: FileProblem[]): MadeInEntra {
    const of = (file: keyof Printed) => new Reading(file, problems);
    const application = readApplication(printed["application.json"]?.[0], of("application.json"));
    const reading = of("service-principal.json");
    const principal = reading.record(printed["service-principal.json"]?.[0]);
    const servicePrincipal = readPrincipal(principal, reading);
    if (application.clientId !== "" && String(principal.appId).toLowerCase() !== application.clientId.toLowerCase()) {
        reading.problem(`is of the application ${principal.appId}, and application.json is ${application.clientId}`);
    }
    const assignments = readAssignments(printed["assignments.json"]?.[0], servicePrincipal, of("assignments.json"));
    const directory = readPeople(printed, of("people.json"), of("groups.json"));
    for (const { principalType, principalId, principalDisplayName } of assignments) {
        if (principalType === "Group" && !directory.groups.some(({ id }) => id.toLowerCase() === principalId)) {
            of("groups.json").problem(
                `lacks the group ${quote(principalDisplayName)} (${principalId}), which assignments.json has: print it again`,
            );
        }
    }
    const environment = environmentOf(printed) ?? "global";
    const clouds = graphHostsIn(printed);
    if (clouds.length > 1) {
        reading.problem(
            `and the other files are of several clouds (${listOf(clouds)}): print all of them with one \`az cloud\``,
        );
    }
    return {
        environment,
        application,
        servicePrincipal,
        claims: readClaims(principal, printed),
        assignments,
        directory,
    };
}

function readApplication(printed: unknown, reading: Reading): MadeApplication {
    const application = reading.record(printed);
    const { web, api, appRoles } = application;
    const roles = (Array.isArray(appRoles) ? appRoles.filter(isRecord) : []).filter((it) => it.isEnabled !== false);
    return {
        objectId: reading.text(application, "id"),
        clientId: reading.text(application, "appId"),
        displayName: reading.text(application, "displayName"),
        identifierUris: textsIn(application.identifierUris),
        replyUrls: textsIn(valueAt(web, ["redirectUris"])),
        acceptMappedClaims: valueAt(api, ["acceptMappedClaims"]) === true,
        tokenVersion: Number(valueAt(api, ["requestedAccessTokenVersion"]) ?? 0) || null,
        tags: textsIn(application.tags),
        appRoles: Object.fromEntries(roles.map(({ id, value }) => [String(id).toLowerCase(), textIn(value) ?? ""])),
        more: morePropertiesOf(application),
    };
}

/** What azuread's Application would remove, since this program does not write it. */
function morePropertiesOf(application: Fields): string[] {
    const lists: [string, unknown][] = [
        [
            "optionalClaims",
            ["saml2Token", "idToken", "accessToken"].flatMap((it) => listAt(application, "optionalClaims", it)),
        ],
        ["requiredResourceAccess", listAt(application, "requiredResourceAccess")],
        ["oauth2PermissionScopes", listAt(application, "api", "oauth2PermissionScopes")],
        ["publicClient.redirectUris", listAt(application, "publicClient", "redirectUris")],
        ["spa.redirectUris", listAt(application, "spa", "redirectUris")],
    ];
    const texts: [string, unknown][] = [
        ["groupMembershipClaims", application.groupMembershipClaims],
        ["web.homePageUrl", valueAt(application, ["web", "homePageUrl"])],
        ["web.logoutUrl", valueAt(application, ["web", "logoutUrl"])],
        ["description", application.description],
        ["serviceManagementReference", application.serviceManagementReference],
    ];
    return [
        ...lists.filter(([, list]) => Array.isArray(list) && list.length > 0).map(([name]) => name),
        ...texts.filter(([, text]) => textIn(text) !== undefined).map(([name]) => name),
        // People of other tenants would be refused.
        ...(application.signInAudience === "AzureADMyOrg" ? [] : ["signInAudience"]),
    ];
}

const listAt = (holder: unknown, ...keys: string[]): unknown[] => {
    const found = valueAt(holder, keys);
    return Array.isArray(found) ? found : [];
};

function readPrincipal(principal: Fields, reading: Reading): MadeServicePrincipal {
    const preferred = textIn(principal.preferredTokenSigningKeyThumbprint);
    return {
        objectId: reading.text(principal, "id"),
        tenantId: reading.text(principal, "appOwnerOrganizationId"),
        accountEnabled: principal.accountEnabled !== false,
        appRoleAssignmentRequired: principal.appRoleAssignmentRequired === true,
        preferredSingleSignOnMode: textIn(principal.preferredSingleSignOnMode) ?? "",
        relayState: textIn(valueAt(principal, ["samlSingleSignOnSettings", "relayState"])) ?? "",
        loginUrl: textIn(principal.loginUrl) ?? "",
        notificationEmailAddresses: textsIn(principal.notificationEmailAddresses),
        tags: textsIn(principal.tags),
        more: [
            ...(textsIn(principal.alternativeNames).length > 0 ? ["alternativeNames"] : []),
            ...(textIn(principal.description) === undefined ? [] : ["description"]),
        ],
        certificates: reading.records(principal, "keyCredentials").filter(isCertificate).map(readCertificate),
        preferredThumbprint: preferred?.toUpperCase() ?? null,
    };
}

/** The public half; its twin with the private key has the same times. */
const isCertificate = ({ usage }: Fields) => usage === "Verify";

function readCertificate({ keyId, key, customKeyIdentifier, startDateTime, endDateTime }: Fields): MadeCertificate {
    const value = textIn(key);
    const bytes = Buffer.from(String(customKeyIdentifier ?? ""), "base64");
    const byIdentifier = bytes.length === 20 ? bytes.toString("hex") : String(customKeyIdentifier ?? "");
    return {
        keyId: String(keyId),
        thumbprint: value === undefined ? byIdentifier.toUpperCase() : thumbprintOf(Buffer.from(value, "base64")),
        ...(value === undefined ? {} : { value }),
        notBefore: String(startDateTime),
        notAfter: String(endDateTime),
    };
}

function readClaims(principal: Fields, printed: Printed): MadeClaims {
    const [policy] = listAt(principal, "claimsMappingPolicies").filter(isRecord);
    if (policy !== undefined) {
        const uses = (printed["policy-uses.json"] ?? [])
            .filter(isRecord)
            .find(({ policyId }) => policyId === policy.id);
        const others = listAt(uses, "appliesTo")
            .filter(isRecord)
            .filter(({ id }) => id !== principal.id);
        return {
            kind: "policy",
            policyId: String(policy.id),
            displayName: textIn(policy.displayName) ?? "",
            definition: textsIn(policy.definition)[0] ?? "",
            // Nobody looked who else has it: then it is left alone.
            isShared: uses === undefined || others.length > 0,
            others: others.length,
        };
    }
    const definition = readPortalClaims(printed["claims.json"]?.[0]);
    return definition === undefined ? { kind: "unknown" } : { kind: "portal", definition };
}

function readAssignments(printed: unknown, { objectId }: MadeServicePrincipal, reading: Reading): MadeAssignment[] {
    return reading.records(printed, "value").map((one) => {
        if (objectId !== "" && String(one.resourceId).toLowerCase() !== objectId.toLowerCase()) {
            reading.problem(
                `has an assignment of the application ${one.resourceId}, and service-principal.json is ${objectId}`,
            );
        }
        return {
            id: reading.text(one, "id"),
            appRoleId: reading.text(one, "appRoleId").toLowerCase(),
            principalId: reading.text(one, "principalId").toLowerCase(),
            principalType: reading.text(one, "principalType"),
            principalDisplayName: textIn(one.principalDisplayName) ?? "",
        };
    });
}

/** Pages one after the other, and the members of the groups that are assigned. */
function readPeople(printed: Printed, reading: Reading, ofGroups: Reading): Directory {
    const pages = printed["people.json"] ?? [];
    const users = pages.flatMap((page) => (Array.isArray(page) ? page : reading.records(withoutLink(page), "value")));
    const last = pages.at(-1);
    if (isRecord(last) && last["@odata.nextLink"] !== undefined) {
        reading.problem("ends before the last page; print it again");
    }
    const groups = (printed["groups.json"] ?? []).map((one) => ({
        id: ofGroups.text(one, "id"),
        // A list that is not all objects is not taken for a page that Graph cut.
        members: ofGroups
            .records(one, "members")
            .map((it) => (String(it["@odata.type"]).endsWith(".group") ? it : it.id)),
    }));
    try {
        return readDirectory({ users, groups }, "people.json");
    } catch (error) {
        if (!(error instanceof DirectoryUnreadable)) {
            throw error;
        }
        reading.problem(error.message.replace(/^people\.json /, ""));
        return noPeople;
    }
}

function withoutLink(page: unknown): unknown {
    return isRecord(page) ? { value: page.value } : page;
}
