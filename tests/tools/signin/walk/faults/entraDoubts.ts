/** What application and directory leave open, each alone in its world. */

import { commandForKeys } from "../../../../../tools/deployment/entraKeys";
import type { Missing } from "../../../../../tools/signin/result";
import { nameIdentifierClaim } from "../../../../../tools/signin/saml/names";
import { makeCertificate } from "../../../../helpers/certificates";
import { acsUrl, guid, metadataOf, providerArn, type TestWorld } from "../../../../helpers/world";
import {
    alice,
    ciphertext,
    claims,
    type Doubt,
    nameBy,
    personOf,
    schema,
    set,
    usePolicy,
    withClaim,
    without,
} from "./fault";

const teamTag = "https://aws.amazon.com/SAML/Attributes/PrincipalTag:Team";
const [passed, unknown, notReached] = ["passed", "unknown", "notReached"];
const atEntra = `${unknown} ${notReached} ${notReached}`;
const entraThenOn = `${unknown} ${passed} ${passed}`;
const upToTheUser = `${unknown} ${passed} ${unknown}`;
const shown = {
    why: "the export holds it as ciphertext",
    supply: "export the stack with `pulumi stack export --show-secrets`",
};

const signatureInvalid =
    "Response signature invalid (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)";
const differ = `with "2026" they can sign in; with "2027" they are stopped (${signatureInvalid})`;

/** A second valid certificate, in AWS's document, too. */
async function addCertificate(world: TestWorld, notBefore: string): Promise<void> {
    const added = await makeCertificate({ notBefore });
    const { value, thumbprint } = added;
    const notAfter = "2027-12-31T23:59:59Z";
    world.servicePrincipal.signingCertificates.push({ name: "2027", value, thumbprint, notBefore, notAfter });
    world.deployment.samlProviders[0] = { arn: providerArn, metadataDocument: metadataOf(world.certificate, added) };
}

export const applicationDoubts: Doubt[] = [
    {
        fault: "several reply URLs, of which one is not AWS's",
        break: ({ application }) => {
            application.replyUrls = [acsUrl, "https://portal.contoso.example/saml"];
        },
        outcomes: atEntra,
        missing: [
            {
                hop: "entra",
                what: "which of the application's reply URLs is the default",
                why:
                    `it has 2, and azuread keeps them without an order; with "${acsUrl}" they can sign in; ` +
                    'with "https://portal.contoso.example/saml" they are stopped (The recipient is https://portal.contoso.example/saml; expected is https://eu-central-1.signin.aws.amazon.com/saml.)',
                supply: "leave the AWS sign-in endpoint as its only reply URL",
            },
        ],
    },
    {
        fault: "several identifiers",
        break: ({ application }) => {
            application.identifierUris = ["urn:amazon:webservices", "api://sso"];
        },
        outcomes: atEntra,
        missing: [
            {
                hop: "entra",
                what: "which of the application's identifiers Entra issues as the audience",
                why: 'it has 2; with "api://sso" they are stopped (Response does not contain the required audience.); with "urn:amazon:webservices" they can sign in',
                supply: "run `pulumi refresh`, then export the stack again: a former one may still be listed; if all are the application's, leave it one",
            },
        ],
    },
    {
        fault: "two valid certificates of which AWS knows one, without a word on which is active",
        break: async (world) => {
            await addCertificate(world, "2026-06-01T00:00:00Z");
            world.deployment.samlProviders[0] = { arn: providerArn, metadataDocument: metadataOf(world.certificate) };
            world.servicePrincipal.preferredTokenSigningKeyThumbprint = {
                ...{ unreadable: "the active certificate", why: "no resource says it", supply: "say it" },
            };
        },
        outcomes: atEntra,
        missing: [
            {
                hop: "entra",
                what: 'which of "2026" and "2027" Entra signs with',
                why: `no resource says it; ${differ}`,
                supply: "say it",
            },
        ],
    },
    {
        fault: "two valid certificates, where the chosen one has ended and AWS knows one of the two",
        break: async (world) => {
            await addCertificate(world, "2026-06-01T00:00:00Z");
            const times = { notBefore: "2025-01-01T00:00:00Z", notAfter: "2026-01-01T00:00:00Z" };
            const { value, thumbprint } = await makeCertificate(times);
            world.servicePrincipal.signingCertificates.push({ name: "2025", value, thumbprint, ...times });
            world.servicePrincipal.preferredTokenSigningKeyThumbprint = thumbprint;
            world.deployment.samlProviders[0] = { arn: providerArn, metadataDocument: metadataOf(world.certificate) };
        },
        outcomes: atEntra,
        missing: [
            {
                hop: "entra",
                what: 'which of "2026" and "2027" Entra signs with',
                why: `the chosen one is not valid now, and no document says which one follows; ${differ}`,
                supply: "run the activateCommand of one that AWS trusts (`pulumi stack output certificates`), then ask again",
            },
        ],
    },
    {
        fault: "a retired certificate that may still be in Entra",
        break: (world) => {
            world.servicePrincipal.retiredCertificates = ["2025"];
            world.servicePrincipal.signingCertificate = "2026";
            world.servicePrincipal.preferredTokenSigningKeyThumbprint = {
                ...{ unreadable: "the active certificate", why: "no resource says it", supply: "say it" },
            };
        },
        outcomes: atEntra,
        missing: [
            {
                hop: "entra",
                what: 'which of "2026" and "2025" Entra signs with',
                why: `a retired certificate stays in Entra until somebody deletes it there, and the stack does not show which one signs; with "2026" they can sign in; with "2025" (retired) they are stopped (${signatureInvalid})`,
                supply: `add --service-principal FILE with the output of ${commandForKeys(guid(501))}`,
            },
        ],
    },
    {
        fault: "a certificate whose times can't be read",
        break: ({ servicePrincipal }) => {
            servicePrincipal.signingCertificates = servicePrincipal.signingCertificates.map((one) => ({
                ...one,
                notAfter: "next year",
            }));
        },
        outcomes: entraThenOn,
        missing: [
            {
                hop: "entra",
                what: 'when the certificate "2026" is valid',
                why: 'its times are "2026-01-01T00:00:00Z" and "next year"',
                supply: "run `pulumi refresh`, then export the stack again",
            },
        ],
    },
    {
        fault: "a claims mapping policy in ciphertext",
        break: ({ servicePrincipal }) => {
            servicePrincipal.claimsMappingPolicies = [ciphertext("the definition of the claims mapping policy sso")];
        },
        outcomes: atEntra,
        missing: [{ hop: "entra", what: "the definition of the claims mapping policy sso", ...shown }],
    },
    {
        fault: "two claims mapping policies of which one has no RoleSessionName",
        break: ({ servicePrincipal }) => {
            servicePrincipal.claimsMappingPolicies.push(without("RoleSessionName"));
        },
        outcomes: atEntra,
        missing: [
            {
                hop: "entra",
                what: "which claims mapping policy is in force",
                why: "2 are assigned, and Entra uses one; with the policy number 1 they can sign in; with the policy number 2 they are stopped (RoleSessionName is required in AuthnResponse (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken))",
                supply: "assign one policy to the service principal",
            },
        ],
    },
    {
        fault: "a policy with issuerWithApplicationId",
        break: (world) =>
            usePolicy(world, claims().replace('"Version":1', '"Version":1,"issuerWithApplicationId":true')),
        outcomes: entraThenOn,
        missing: [
            {
                hop: "entra",
                what: 'what "issuerWithApplicationId" of the claims mapping policy does to the token',
                why: "it is outside this model",
                supply: "if it is not needed, remove it from the policy's definition",
            },
        ],
    },
];

export const personDoubts: Doubt[] = [
    {
        fault: "a name with a control character",
        break: (world) => {
            nameBy(world, "mail");
            set(world, alice, "mail", "alice\u0007@contoso.example");
        },
        outcomes: upToTheUser,
        missing: ["https://aws.amazon.com/SAML/Attributes/RoleSessionName", nameIdentifierClaim].map((claim) => ({
            hop: "entra",
            what: `the claim ${claim}`,
            why: 'its value has a control character or half a surrogate pair, "alice\\u0007@contoso.example"',
            supply: "correct the attribute in the directory, or the constant in the claims mapping policy",
        })),
    },
    {
        fault: "a directory file without the account state",
        break: (world) => {
            delete personOf(world).accountEnabled;
        },
        outcomes: entraThenOn,
        missing: [
            {
                hop: "entra",
                what: 'whether the account of "alice@contoso.example" is enabled',
                why: "directory.json does not say (exports leave accountEnabled out unless asked for it)",
                supply: "export people with it: `az rest --url 'https://graph.microsoft.com/v1.0/users?$select=id,userPrincipalName,mail,accountEnabled,userType&$top=999'`, all pages",
            },
        ],
    },
    ...[
        { user: "1001", attribute: "employeeid" },
        { user: "alice", attribute: "displayname" },
    ].map(
        ({ user, attribute }): Doubt => ({
            fault: `a question about somebody's ${attribute}`,
            break: () => {},
            user,
            outcomes: upToTheUser,
            missing: [
                {
                    hop: "entra",
                    what: `who "${user}" is`,
                    why: `it is the ${attribute} of "alice@contoso.example", and nobody signs in with it`,
                    supply: "ask by user principal name: --user alice@contoso.example",
                },
            ],
        }),
    ),
    {
        fault: "a directory file without object ids",
        break: (world) => {
            delete personOf(world).id;
        },
        outcomes: entraThenOn,
        missing: [
            {
                hop: "entra",
                what: 'the object id of "alice@contoso.example"',
                why: "the directory file has none, and assignments name people by it",
                supply: "export people with their `id`",
            },
        ],
    },
    {
        fault: "an assigned group that the directory file does not hold",
        user: "carol@contoso.example",
        break: ({ directory, deployment }) => {
            directory.groups = [];
            deployment.connectUsers = deployment.connectUsers.map((user) => ({
                ...user,
                username: "carol@contoso.example",
            }));
        },
        outcomes: entraThenOn,
        missing: [
            {
                hop: "entra",
                what: 'whether "carol@contoso.example" is a member of the group "agents"',
                why: `the directory file does not hold the group ${guid(100)}`,
                supply: `add it to the directory file under "groups", with its members: \`az ad group member list --group ${guid(100)}\``,
            },
        ],
    },
    ...[shown, { why: "the export does not have it", supply: "run `pulumi refresh`, then export the stack again" }].map(
        (gap) => ({
            fault: `an assignment of whom ${gap.why}`,
            break: (world: TestWorld) => {
                world.servicePrincipal.appRoleAssignments = world.servicePrincipal.appRoleAssignments.map((one) => ({
                    ...one,
                    principalObjectId: { unreadable: "the principal's object id", ...gap },
                }));
            },
            outcomes: entraThenOn,
            missing: [
                { hop: "entra" as const, what: "the principals of some of the application's assignments", ...gap },
            ],
        }),
    ),
    {
        fault: "an attribute for RoleSessionName that was not exported, asked for by user principal name",
        break: (world) => {
            nameBy(world, "employeeId");
            set(world, alice, "employeeId", undefined);
        },
        outcomes: upToTheUser,
        missing: [
            {
                hop: "entra",
                what: 'the attribute employeeid of "alice@contoso.example"',
                why: "directory.json does not hold it",
                supply: "export people with employeeid: add it to `$select`",
            },
        ],
    },
    {
        fault: "an attribute for RoleSessionName that was not exported, asked for by it",
        user: "1001",
        break: (world) => {
            nameBy(world, "employeeId");
            for (const { userPrincipalName } of world.directory.people) {
                set(world, userPrincipalName, "employeeId", undefined);
            }
        },
        outcomes: upToTheUser,
        missing: [
            {
                hop: "entra",
                what: 'who "1001" is',
                why: "the session name is the employeeid, which directory.json lacks for 3 people",
                supply: "export people with employeeid: add it to `$select`",
            },
        ],
    },
    {
        fault: "a claims mapping policy in ciphertext, asked for by another name than the directory's",
        user: "1001",
        break: ({ servicePrincipal }) => {
            servicePrincipal.claimsMappingPolicies = [ciphertext("the definition")];
        },
        outcomes: atEntra,
        missing: [
            {
                hop: "entra",
                what: 'who "1001" is',
                why: "nobody in directory.json has this user principal name or mail, and which attribute becomes the session name is unknown",
                supply: "ask by user principal name, or export the stack with `pulumi stack export --show-secrets`",
            },
            { hop: "entra", what: "the definition", ...shown },
        ],
    },
    {
        fault: "a session name that two people have",
        user: "shared@contoso.example",
        break: (world) => {
            nameBy(world, "mail");
            set(world, alice, "mail", "shared@contoso.example");
            set(world, "bob@contoso.example", "mail", "shared@contoso.example");
        },
        outcomes: upToTheUser,
        missing: [
            {
                hop: "entra",
                what: 'who "shared@contoso.example" is',
                why: 'it is the name of "alice@contoso.example" and "bob@contoso.example"',
                supply: "ask by user principal name, and give each of them a different name",
            },
        ],
    },
    {
        fault: "a guest who comes under the user principal name",
        user: "alice_fabrikam.example#EXT#@contoso.example",
        break: (world) => set(world, alice, "userPrincipalName", "alice_fabrikam.example#EXT#@contoso.example"),
        outcomes: upToTheUser,
        missing: [
            {
                hop: "entra",
                what: 'which name Entra issues for the guest "alice_fabrikam.example#EXT#@contoso.example"',
                why: "for a guest from another Entra tenant it is the user principal name there, for any other the one here, and a directory does not say which kind a guest is",
                supply: "give the person a member's account in this directory; or, where everybody has a mail, set roleSessionNameAttribute to mail, which is the same for every kind of guest: it renames everybody's session, so that every Connect user must be named by their mail, too",
            },
        ],
    },
    ...["displayname", "objectid", "department"].map((id) => ({
        fault: `a NameID from ${id}, which Entra does not document for it`,
        break: (world: TestWorld) => nameIdFrom(world, { Source: "user", ID: id }),
        outcomes: entraThenOn,
        missing: [noNameId(`it from ${id}`)],
    })),
    {
        fault: "a NameID that is a constant",
        break: (world) => nameIdFrom(world, { Value: "x" }),
        outcomes: entraThenOn,
        missing: [noNameId("it a constant")],
    },
    {
        fault: "a NameID from a text in quotes",
        break: (world) => nameIdFrom(world, { Source: "user", ID: '"x"' }),
        outcomes: entraThenOn,
        missing: [noNameId('it from "x"')],
    },
    ...[
        ["extensionattribute1", "onPremisesExtensionAttributes"],
        ["telephonenumber", "businessPhones"],
        ["objectid", "id"],
        ["department", "department"],
        ["dnsdomainname", "onPremisesDomainName"],
        ["onpremisesecurityidentifier", "onPremisesSecurityIdentifier"],
        ["prefferedlanguage", "preferredLanguage"],
    ].map(([id, property]) => ({
        fault: `a claim from ${id}, which the directory file does not hold`,
        break: (world: TestWorld) => {
            usePolicy(world, withClaim({ Source: "user", ID: id, SamlClaimType: teamTag }));
            set(world, alice, "id", undefined);
        },
        outcomes: entraThenOn,
        missing: [
            {
                hop: "entra" as const,
                what: `the attribute ${id} of "alice@contoso.example"`,
                why: "directory.json does not hold it",
                supply: `export people with ${property}: add it to \`$select\``,
            },
        ],
    })),
    ...["accountEnabled", "othermail", "proxyaddresses", "netbiosname", "createddatetime", "email"].map((id) => ({
        fault: `a claim from ${id}, which is no text that Graph tells of a person`,
        break: (world: TestWorld) => {
            usePolicy(world, withClaim({ Source: "user", ID: id, SamlClaimType: teamTag }));
            set(world, alice, id, "value");
        },
        outcomes: entraThenOn,
        missing: [
            {
                hop: "entra" as const,
                what: `the value of the claim ${teamTag}`,
                why: `the claims mapping policy makes it from the ID "${id}", which is outside this model`,
                supply: 'write the claim as a constant ("Value") or from an attribute of the user ("Source": "user", "ID")',
            },
        ],
    })),
];

/** Gives the NameID another source. */
function nameIdFrom(world: TestWorld, source: object): void {
    usePolicy(
        world,
        schema((entries) =>
            entries.map((entry) =>
                String(entry.SamlClaimType).endsWith("nameidentifier")
                    ? { ...source, SamlClaimType: entry.SamlClaimType }
                    : entry,
            ),
        ),
    );
}

function noNameId(made: string): Missing {
    return {
        hop: "entra",
        what: "the NameID that Entra issues",
        why: `the claims mapping policy makes ${made}, and Entra documents other sources for it`,
        supply: 'write one of mail, userprincipalname, onpremisessamaccountname, employeeid, telephonenumber and extensionattribute1 to extensionattribute15 as the "ID" of the claim http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier, with "Source": "user"',
    };
}
