/** Federations in which somebody signs in, each with one thing otherwise than in the plain one. */
import { connectRelayState, landingPages } from "../../../../../rules/relayState";
import { makeCertificate } from "../../../../helpers/certificates";
import { instanceId, metadataOf, providerArn, roleArn, type TestWorld, tenantId } from "../../../../helpers/world";
import {
    alice,
    type Break,
    ciphertext,
    claims,
    connectUserOf,
    land,
    nameBy,
    personOf,
    roleOf,
    schema,
    set,
    trust,
    usePolicy,
} from "./fault";

const roleClaim = "https://aws.amazon.com/SAML/Attributes/Role";

const pathOf = (landingPage: string) =>
    new URL(connectRelayState({ region: "eu-central-1", partition: "aws", instanceId, landingPage })).searchParams.get(
        "destination",
    );

/** A second valid certificate, known to AWS. */
async function addCertificate(world: TestWorld, notBefore: string, notAfter = "2027-12-31T23:59:59Z"): Promise<string> {
    const added = await makeCertificate({ notBefore, notAfter });
    const { value, thumbprint } = added;
    world.servicePrincipal.signingCertificates.push({ name: "2027", value, thumbprint, notBefore, notAfter });
    world.deployment.samlProviders[0] = { arn: providerArn, metadataDocument: metadataOf(world.certificate, added) };
    return thumbprint;
}

export const whole: { about: string; change: Break; user?: string; page?: string }[] = [
    { about: "somebody who is assigned directly", change: () => {} },
    { about: "a member of an assigned group", user: "bob@contoso.example", change: () => {} },
    {
        about: "anybody where no assignment is required",
        change: ({ servicePrincipal }) => {
            servicePrincipal.appRoleAssignmentRequired = false;
            servicePrincipal.appRoleAssignments = [];
        },
    },
    { about: "somebody asked for in other letters", user: "ALICE@contoso.example", change: () => {} },
    {
        about: "a guest by their mail address",
        user: "alice@fabrikam.example",
        change: (world) => {
            nameBy(world, "mail");
            set(world, alice, "mail", "alice@fabrikam.example");
            set(world, alice, "userPrincipalName", "alice_fabrikam.example#EXT#@contoso.example");
            connectUserOf(world).username = "alice@fabrikam.example";
        },
    },
    {
        about: "a person named by an employee id",
        user: "1001",
        change: (world) => {
            nameBy(world, "employeeId");
            connectUserOf(world).username = "1001";
        },
    },
    {
        about: "an identifier with a # suffix, which Entra leaves out",
        change: ({ application }) => {
            application.identifierUris = ["https://signin.aws.amazon.com/saml#2"];
        },
    },
    {
        about: "an ended certificate beside a valid one",
        change: (world) => addCertificate(world, "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z").then(() => {}),
    },
    {
        about: "a certificate that is valid from this very moment",
        change: ({ servicePrincipal }) => {
            servicePrincipal.signingCertificates = servicePrincipal.signingCertificates.map((one) => ({
                ...one,
                notBefore: "2026-11-24T08:00:00Z",
            }));
        },
    },
    {
        about: "the chosen one of two certificates",
        change: async (world) => {
            const thumbprint = await addCertificate(world, "2026-06-01T00:00:00Z");
            world.servicePrincipal.preferredTokenSigningKeyThumbprint = thumbprint.toLowerCase();
        },
    },
    {
        about: "a valid certificate where the chosen one has ended",
        change: async (world) => {
            const thumbprint = await addCertificate(world, "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
            world.servicePrincipal.preferredTokenSigningKeyThumbprint = thumbprint;
        },
    },
    {
        about: "the older of two certificates of which none was chosen",
        change: (world) => addCertificate(world, "2026-06-01T00:00:00Z").then(() => {}),
    },
    {
        about: "either of two certificates that AWS knows, equally old",
        change: (world) => addCertificate(world, "2026-01-01T00:00:00Z").then(() => {}),
    },
    {
        about: "either of two certificates that AWS knows, of which nothing says which signs",
        change: async (world) => {
            await addCertificate(world, "2026-06-01T00:00:00Z");
            world.servicePrincipal.preferredTokenSigningKeyThumbprint = ciphertext("the preferred key");
        },
    },
    {
        about: "either of two reply URLs of AWS",
        change: ({ application }) => {
            application.replyUrls = [
                "https://signin.aws.amazon.com/saml",
                "https://eu-central-1.signin.aws.amazon.com/saml",
            ];
        },
    },
    {
        about: "either of AWS's identifiers",
        change: ({ application }) => {
            application.identifierUris = ["urn:amazon:webservices", "https://signin.aws.amazon.com/saml"];
        },
    },
    {
        about: "either of two claims mapping policies that come to the same",
        change: ({ servicePrincipal }) => {
            servicePrincipal.claimsMappingPolicies.push(claims({ sessionDurationSeconds: 3600 }));
        },
    },
    {
        about: "a guest whose NameID decides nothing",
        user: "alice@fabrikam.example",
        change: (world) => {
            const guest = "alice_fabrikam.example#EXT#@contoso.example";
            nameBy(world, "mail");
            usePolicy(
                world,
                claims({ roleSessionNameAttribute: "mail" }).replace(
                    /"ID":"mail"(?=[^}]*nameidentifier)/,
                    '"ID":"userprincipalname"',
                ),
            );
            set(world, alice, "mail", "alice@fabrikam.example");
            set(world, alice, "userPrincipalName", guest);
            connectUserOf(world).username = "alice@fabrikam.example";
        },
    },
    {
        about: "a page of their own",
        change: (world) => land(world, { landingPage: "https://desk.contoso.example/" }),
        page: "https://desk.contoso.example/",
    },
    ...Object.keys(landingPages).map((landingPage) => ({
        about: `the landing page ${landingPage}`,
        change: (world: TestWorld) => land(world, { landingPage }),
        page: `https://contoso.my.connect.aws${pathOf(landingPage)}`,
    })),
    {
        about: "a destination with the console's own parameter in it",
        change: (world) => land(world, { destination: "/ccp-v2&new_domain=true" }),
        page: "https://contoso.my.connect.aws/ccp-v2",
    },
    {
        about: "the instance's own page as an address",
        change: (world) => land(world, { destination: "https://contoso.my.connect.aws/ccp-v2/chat" }),
    },
    {
        about: "one of several roles, whichever comes first",
        change: (world) =>
            usePolicy(
                world,
                schema((entries) => [
                    ...[`${roleArn}-reader,${providerArn}`, "no pair"].map((Value) => ({
                        Value,
                        SamlClaimType: roleClaim,
                    })),
                    ...entries,
                ]),
            ),
    },
    {
        about: "the global endpoint",
        change: ({ application }) => {
            application.replyUrls = ["https://signin.aws.amazon.com/saml"];
        },
    },
    {
        about: "a trust policy that names the issuer",
        change: (world) =>
            trust(world, (one) => ({
                ...one,
                Condition: { StringEquals: { "SAML:iss": `https://sts.windows.net/${tenantId}/` } },
            })),
    },
    {
        about: "a session as long as the role allows",
        change: (world) => {
            roleOf(world).maxSessionDurationSeconds = 3600;
            world.servicePrincipal.claimsMappingPolicies = [claims({ sessionDurationSeconds: 3600 })];
        },
    },
    {
        about: "somebody whose other attributes have control characters",
        change: (world) => {
            personOf(world).displayName = "Alice\u0000";
            personOf(world).givenName = "\ud800";
        },
    },
    {
        about: "the SAML provider's own sign-in URL",
        change: (world) => {
            const url = "https://eu-central-1.signin.aws.amazon.com/saml/acs/ABCD";
            world.application.replyUrls = [url];
            trust(world, (one) => ({ ...one, Condition: { StringEquals: { "SAML:aud": url } } }));
            world.deployment.samlProviders = world.deployment.samlProviders.map((one) => ({ ...one, uuid: "ABCD" }));
        },
    },
    {
        about: "a policy that may be gone, beside one that is enough",
        change: (world) => {
            const [policy] = roleOf(world).policies;
            roleOf(world).policies.push({ ...policy, name: "by hand", doubt: ciphertext("a policy") } as never);
        },
    },
    {
        about: "a user bound to this role",
        change: (world) => {
            connectUserOf(world).boundRoleArn = "arn:aws:iam::123456789012:role/connect-sso";
        },
    },
];
