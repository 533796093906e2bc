/** Faults at which AWS refuses the response as such, each alone in its world. */
import { makeCertificate } from "../../../../helpers/certificates";
import { acsUrl, guid, metadataOf, providerArn, roleArn, tenantId } from "../../../../helpers/world";
import { claims, type Fault, usePolicy, withClaim } from "./fault";

const badRequest = "(service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)";
const invalidResponse = "Your request included an invalid SAML response. To logout, click here.";
const issuerAbsent =
    "Failed to assume role: Issuer not present in specified provider (service: AWSOpenIdDiscoveryService; status code: 400; error code: AuthSamlInvalidSamlResponseException)";
const signatureInvalid = `Response signature invalid ${badRequest}`;
const tooLong =
    "1 validation error detected: Value at 'sAMLAssertion' failed to satisfy constraint: Member must have length less than or equal to 100000";
const audience = "Response does not contain the required audience.";

/** What the sign-in itself refuses, before it looks at the role. */
export const responseFaults: Fault[] = [
    {
        fault: "a reply URL that is not AWS's",
        break: ({ application }) => {
            application.replyUrls = ["https://portal.contoso.example/saml"];
        },
        ...{ hop: "aws", error: "recipientWrong", cause: "replyUrl", message: null },
        names: ["https://portal.contoso.example/saml", acsUrl],
    },
    {
        fault: "a reply URL through a proxy of Defender",
        break: ({ application }) => {
            application.replyUrls = ["https://eu-central-1.signin.aws.amazon.com.mcas.ms/saml"];
        },
        ...{ hop: "aws", error: "recipientWrong", cause: "proxy", message: null },
    },
    {
        fault: "a reply URL of another partition than the role's",
        break: ({ application }) => {
            application.replyUrls = ["https://us-gov-west-1.signin.amazonaws-us-gov.com/saml"];
        },
        ...{ hop: "aws", error: "recipientWrong", cause: "replyUrl", message: null },
        names: ["https://us-gov-west-1.signin.amazonaws-us-gov.com/saml"],
    },
    {
        fault: "no claims mapping policy",
        break: ({ servicePrincipal }) => {
            servicePrincipal.claimsMappingPolicies = [];
        },
        ...{ hop: "aws", error: "invalidSamlResponse", cause: "roleMissing", message: invalidResponse },
        names: [guid(500)],
    },
    {
        fault: "a claims mapping policy that lies unassigned in the stack",
        break: ({ servicePrincipal }) => {
            servicePrincipal.claimsMappingPolicies = [];
            servicePrincipal.unassignedPolicies = ["sso-claims"];
        },
        ...{ hop: "aws", error: "invalidSamlResponse", cause: "policyUnassigned", message: invalidResponse },
        names: ["sso-claims", guid(500)],
    },
    {
        fault: "a Role claim that is half a pair",
        break: (world) => usePolicy(world, claims().replace(`${roleArn},${providerArn}`, roleArn)),
        ...{ hop: "aws", error: "invalidSamlResponse", cause: "roleMalformed", message: invalidResponse },
        names: [roleArn],
    },
    {
        fault: "a SAML provider that is not there",
        break: (world) => usePolicy(world, claims({ samlProviderArn: `${providerArn}2` })),
        ...{ hop: "aws", error: "providerNotFound", cause: "absent", names: [`${providerArn}2`] },
        message:
            "Specified provider doesn't exist (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlManifestNotFoundException)",
    },
    {
        fault: "role and SAML provider of two accounts",
        break: (world) =>
            usePolicy(world, claims({ samlProviderArn: providerArn.replace("123456789012", "999999999999") })),
        ...{ hop: "aws", error: "roleInOtherAccount", cause: "mixed" },
        message: "Principal exists outside the account of the Role being assumed",
        names: [roleArn, providerArn.replace("123456789012", "999999999999")],
    },
    {
        fault: "the document of another tenant",
        break: ({ application }) => {
            application.tenantId = guid(77);
        },
        ...{ hop: "aws", error: "issuerNotInProvider", cause: "otherTenant", message: issuerAbsent },
        names: [`https://sts.windows.net/${guid(77)}/`, providerArn],
    },
    {
        fault: "the document of another identity provider",
        break: ({ deployment, certificate }) => {
            deployment.samlProviders[0] = {
                arn: providerArn,
                metadataDocument: metadataOf(certificate).replace(
                    /entityID="[^"]*"/,
                    'entityID="https://okta.example/"',
                ),
            };
        },
        ...{ hop: "aws", error: "issuerNotInProvider", cause: "otherProvider", message: issuerAbsent },
        names: [providerArn],
    },
    {
        fault: "the tenant's own document, spelt otherwise",
        break: ({ deployment, certificate }) => {
            deployment.samlProviders[0] = {
                arn: providerArn,
                metadataDocument: metadataOf(certificate).replace(/(entityID="[^"]*)\/"/, '$1"'),
            };
        },
        ...{ hop: "aws", error: "issuerNotInProvider", cause: "otherSpelling", message: issuerAbsent },
        names: [`https://sts.windows.net/${tenantId}/`, `https://sts.windows.net/${tenantId}.`, providerArn],
    },
    {
        fault: "a document without the certificate in use",
        break: async ({ deployment }) => {
            const other = await makeCertificate({ key: "RSA 1024" });
            deployment.samlProviders[0] = { arn: providerArn, metadataDocument: metadataOf(other) };
        },
        ...{ hop: "aws", error: "signatureInvalid", cause: "certificateNotInProvider", message: signatureInvalid },
        names: [providerArn],
    },
    {
        fault: "a certificate chosen to sign that the stack does not know",
        break: (world) => {
            world.servicePrincipal.preferredTokenSigningKeyThumbprint = "A".repeat(40);
        },
        ...{ hop: "aws", error: "signatureInvalid", cause: "certificateNotInProvider", message: signatureInvalid },
        names: ["A".repeat(40), providerArn],
    },
    {
        fault: "another identifier",
        break: ({ application }) => {
            application.identifierUris = ["https://contoso.example/connect"];
        },
        ...{ hop: "aws", error: "audienceWrong", cause: "identifier", message: audience },
        names: ["https://contoso.example/connect", "urn:amazon:webservices or https://signin.aws.amazon.com/saml"],
    },
    {
        fault: "the identifier of another partition",
        break: ({ application }) => {
            application.identifierUris = ["urn:amazon:webservices:govcloud"];
        },
        ...{ hop: "aws", error: "audienceWrong", cause: "partition", message: audience },
    },
    {
        fault: "an audience with a # suffix that nobody cuts off",
        break: (world) =>
            usePolicy(
                world,
                claims().replace('"Version":1', '"Version":1,"audienceOverride":"urn:amazon:webservices#2"'),
            ),
        ...{ hop: "aws", error: "audienceWrong", cause: "suffix", message: audience },
        names: ["urn:amazon:webservices#2"],
    },
    {
        fault: "a claim of 80,000 characters",
        break: (world) =>
            usePolicy(world, withClaim({ Value: "x".repeat(80_000), SamlClaimType: "https://contoso.example/long" })),
        ...{ hop: "aws", error: "responseTooLarge", cause: "claims", message: tooLong },
    },
];
