/** Faults at which Entra refuses, each alone in its world. */
import { makeCertificate } from "../../../../helpers/certificates";
import { connectUser, guid, type TestWorld } from "../../../../helpers/world";
import { alice, connectUserOf, type Fault, personOf, schema, usePolicy } from "./fault";

const clientId = guid(500);
const signingKey =
    "AADSTS50146: This application is required to be configured with an application-specific signing key. It is either not configured with one, or the key has expired or is not yet valid. Please contact the application's administrator.";
const blocked = (upn: string) =>
    `AADSTS50105: Your administrator has configured the application Contoso contact centre ('${clientId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '${upn}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.`;

/** The one certificate with other times. */
async function valid({ servicePrincipal }: TestWorld, notBefore: string, notAfter: string): Promise<void> {
    const { value, thumbprint } = await makeCertificate({ notBefore, notAfter });
    servicePrincipal.signingCertificates = [{ name: "2025", value, thumbprint, notBefore, notAfter }];
}

export const entraFaults: Fault[] = [
    {
        fault: "an application without a service principal",
        break: ({ application }) => {
            delete application.servicePrincipal;
        },
        ...{ hop: "entra", error: "noServicePrincipal", cause: "missing", message: null, names: [clientId] },
    },
    {
        fault: "a service principal that is switched off",
        break: ({ servicePrincipal }) => {
            servicePrincipal.accountEnabled = false;
        },
        ...{ hop: "entra", error: "applicationDisabled", cause: "disabled", names: [clientId] },
        message: `AADSTS7000112: Application '${clientId}'(Contoso contact centre) is disabled.`,
    },
    {
        fault: "an application that Microsoft has disabled",
        break: ({ application }) => {
            application.disabledByMicrosoft = "DisabledDueToViolationOfServicesAgreement";
        },
        ...{ hop: "entra", error: "disabledByMicrosoft", cause: "disabled", message: null },
        names: [clientId, "DisabledDueToViolationOfServicesAgreement"],
    },
    {
        fault: "a service principal without a single sign-on mode",
        break: ({ servicePrincipal }) => {
            servicePrincipal.preferredSingleSignOnMode = "";
        },
        ...{ hop: "entra", error: "notSamlMode", cause: "otherMode", message: null },
        names: [clientId, "is not set."],
    },
    {
        fault: "a service principal in another single sign-on mode",
        break: ({ servicePrincipal }) => {
            servicePrincipal.preferredSingleSignOnMode = "oidc";
        },
        ...{ hop: "entra", error: "notSamlMode", cause: "otherMode", message: null },
        names: [clientId, 'is "oidc".'],
    },
    {
        fault: "a login URL, so that people start at AWS",
        break: ({ servicePrincipal }) => {
            servicePrincipal.loginUrl = "https://contoso.awsapps.com/connect";
        },
        ...{ hop: "aws", error: "noSamlResponse", cause: "startedAtAws" },
        message: "Your request did not include a SAML response. To logout, click here.",
        names: [clientId, "https://contoso.awsapps.com/connect"],
    },
    {
        fault: "no reply URL",
        break: ({ application }) => {
            application.replyUrls = [];
        },
        ...{ hop: "entra", error: "noReplyUrl", cause: "none", names: [clientId] },
        message: "AADSTS500113: No reply address is registered for the application.",
    },
    {
        fault: "no identifier",
        break: ({ application }) => {
            application.identifierUris = [];
        },
        ...{ hop: "entra", error: "noIdentifier", cause: "none", message: null },
        names: [clientId, "urn:amazon:webservices"],
    },
    {
        fault: "a Connect user by whose name nobody comes, although it is somebody's number",
        user: "1001",
        break: ({ deployment }) => {
            deployment.connectUsers.push(connectUser("1001", 9));
        },
        ...{ hop: "entra", error: "userNotInDirectory", cause: "absent", names: ["1001"] },
        message:
            "AADSTS50034: The user account 1001 does not exist in the 3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846 directory. To sign into this application, the account must be added to the directory.",
    },
    {
        fault: "a person who is not in the directory",
        user: "nobody@contoso.example",
        break: () => {},
        ...{ hop: "entra", error: "userNotInDirectory", cause: "absent", names: ["nobody@contoso.example"] },
        message:
            "AADSTS50034: The user account nobody@contoso.example does not exist in the 3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846 directory. To sign into this application, the account must be added to the directory.",
    },
    {
        fault: "a person whose account is disabled",
        break: (world) => {
            personOf(world).accountEnabled = false;
        },
        ...{ hop: "entra", error: "userDisabled", cause: "disabled", names: [alice] },
        message: "AADSTS50057: The user account is disabled.",
    },
    {
        fault: "a person who is not assigned",
        user: "carol@contoso.example",
        break: () => {},
        ...{ hop: "entra", error: "notAssigned", cause: "notAssigned", names: ["carol@contoso.example", clientId] },
        message: blocked("carol@contoso.example"),
    },
    {
        fault: "a person whose groups are known, none of them assigned",
        user: "carol@contoso.example",
        break: ({ directory }) => {
            directory.groups = [];
            directory.membershipsAreKnown = true;
        },
        ...{ hop: "entra", error: "notAssigned", cause: "notAssigned", names: ["carol@contoso.example", clientId] },
        message: blocked("carol@contoso.example"),
    },
    {
        fault: "a person whose entry says signIn: false",
        break: (world) => {
            world.servicePrincipal.appRoleAssignments = [];
            connectUserOf(world).signIn = false;
        },
        ...{ hop: "entra", error: "notAssigned", cause: "signInFalse", names: [alice], message: blocked(alice) },
    },
    {
        fault: "a person in a group within a group of the assigned one",
        user: "carol@contoso.example",
        break: ({ directory }) => {
            directory.groups.push({ id: guid(101), displayName: "team", members: [guid(3)] });
            directory.groups.push({ id: guid(102), displayName: "shift", members: [], nestedGroups: [guid(101)] });
            directory.groups[0] = { ...directory.groups[0], nestedGroups: [guid(102)] } as never;
        },
        ...{ hop: "entra", error: "notAssigned", cause: "nestedGroup", names: ["carol@contoso.example", "agents"] },
        message: blocked("carol@contoso.example"),
    },
    {
        fault: "claims and no certificate",
        break: ({ servicePrincipal }) => {
            servicePrincipal.signingCertificates = [];
        },
        ...{ hop: "entra", error: "noUsableSigningKey", cause: "noCertificate", names: [clientId] },
        message: signingKey,
    },
    {
        fault: "claims, acceptMappedClaims and no certificate",
        break: ({ servicePrincipal, application }) => {
            servicePrincipal.signingCertificates = [];
            application.acceptMappedClaims = true;
        },
        ...{ hop: "entra", error: "mappedClaimsAudience", cause: "acceptMappedClaims", names: [clientId] },
        message:
            "AADSTS501461: AcceptMappedClaims is only supported for a token audience matching the application GUID or an audience within the tenant's verified domains. Either change the resource identifier, or use an application-specific signing key.",
    },
    {
        fault: "neither claims nor a certificate",
        break: ({ servicePrincipal }) => {
            servicePrincipal.signingCertificates = [];
            servicePrincipal.claimsMappingPolicies = [];
        },
        ...{ hop: "entra", error: "noSigningKey", cause: "noCertificate", names: [clientId] },
        message: "AADSTS50003: No signing key configured.",
    },
    {
        fault: "a RoleSessionName from a text in quotes, of which Entra issues nothing",
        break: (world) =>
            usePolicy(
                world,
                schema((entries) =>
                    entries.map((entry) =>
                        String(entry.SamlClaimType).endsWith("RoleSessionName") ? { ...entry, ID: '"Agent"' } : entry,
                    ),
                ),
            ),
        ...{ hop: "aws", error: "roleSessionNameRequired", cause: "attributeEmpty", names: [alice, '"agent"'] },
        message:
            "RoleSessionName is required in AuthnResponse (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)",
    },
    {
        fault: "a Role from a text in quotes, of which Entra issues nothing",
        break: (world) =>
            usePolicy(
                world,
                schema((entries) =>
                    entries.map((entry) =>
                        String(entry.SamlClaimType).endsWith("/Role")
                            ? { Source: "user", ID: `"${entry.Value}"`, SamlClaimType: entry.SamlClaimType }
                            : entry,
                    ),
                ),
            ),
        ...{ hop: "aws", error: "invalidSamlResponse", cause: "roleMissing" },
        message: "Your request included an invalid SAML response. To logout, click here.",
    },
    {
        fault: "a certificate that has ended",
        break: (world) => valid(world, "2025-01-01T00:00:00Z", "2026-11-24T08:00:00Z"),
        ...{ hop: "entra", error: "noUsableSigningKey", cause: "certificateExpired", message: signingKey },
        names: ['"2025"', "2026-11-24T08:00:00Z"],
    },
    {
        fault: "a certificate that is not valid yet",
        break: (world) => valid(world, "2026-11-24T08:00:01Z", "2027-01-01T00:00:00Z"),
        ...{ hop: "entra", error: "noUsableSigningKey", cause: "certificateNotYetValid", message: signingKey },
        names: ['"2025"', "2026-11-24T08:00:01Z", "2026-11-24T08:00:00.000Z", clientId],
    },
];
