/** What AWS's resources leave open, each alone in its world. */
import { quote } from "../../../../../rules/text";
import { acsUrl, guid, instanceArn, instanceId, providerArn, tenantId } from "../../../../helpers/world";
import { ciphertext, connectUserOf, type Doubt, instanceOf, land, permit, roleOf, schema, trust } from "./fault";

const [passed, unknown, notReached] = ["passed", "unknown", "notReached"];
const awsThenOn = `${passed} ${unknown} ${passed}`;
const shown = {
    why: "the export holds it as ciphertext",
    supply: "export the stack with `pulumi stack export --show-secrets`",
};

const tagClaim = ([key, Value]: [string, string]) => ({
    Value,
    SamlClaimType: `https://aws.amazon.com/SAML/Attributes/PrincipalTag:${key}`,
});

export const awsDoubts: Doubt[] = [
    {
        fault: "a SAML provider's document that IAM has taken and this command can't read",
        break: ({ deployment }) => {
            deployment.samlProviders[0] = { arn: providerArn, metadataDocument: "<html/>" };
        },
        outcomes: awsThenOn,
        missing: [
            {
                hop: "aws",
                what: `the issuer and the certificates in the document of ${providerArn}`,
                why: 'this command can\'t read it: its root is "html", not EntityDescriptor of urn:oasis:names:tc:SAML:2.0:metadata',
                supply: "sign in once; or replace the document with the identity provider's own metadata, an EntityDescriptor",
            },
        ],
    },
    {
        fault: "a SAML provider's document in ciphertext",
        break: ({ deployment }) => {
            deployment.samlProviders[0] = { arn: providerArn, metadataDocument: ciphertext("the metadata document") };
        },
        outcomes: awsThenOn,
        missing: [{ hop: "aws", what: "the metadata document", ...shown }],
    },
    {
        fault: "a SAML provider whose ARN is in ciphertext beside another",
        break: ({ deployment }) => {
            const [provider] = deployment.samlProviders;
            deployment.samlProviders = [
                { ...provider, arn: ciphertext("the ARN of a SAML provider") },
                { ...provider, arn: `${providerArn}2` },
            ] as never;
        },
        outcomes: awsThenOn,
        missing: [{ hop: "aws", what: "the ARN of a SAML provider", ...shown }],
    },
    {
        fault: "a trust policy in ciphertext",
        break: (world) => {
            roleOf(world).trustPolicy = ciphertext("the trust policy");
        },
        outcomes: awsThenOn,
        missing: [{ hop: "aws", what: "the trust policy", ...shown }],
    },
    {
        fault: "a trust policy with a condition outside the model",
        break: (world) =>
            trust(world, (one) => ({ ...one, Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } })),
        outcomes: awsThenOn,
        missing: [
            {
                hop: "aws",
                what: "the answer of the trust policy to sts:AssumeRoleWithSAML",
                why: "it depends on elements outside this model: Condition IpAddress aws:SourceIp in statement 1 of the trust policy",
                supply: "compare these elements by hand; the policies that this project writes have none of them",
            },
        ],
    },
    {
        fault: "a trust policy that is not JSON",
        break: (world) => {
            roleOf(world).trustPolicy = "{";
        },
        outcomes: awsThenOn,
        missing: [
            {
                hop: "aws",
                what: "the trust policy",
                why: 'IAM would not store the trust policy: it is not JSON: "{"',
                supply: "correct the policy",
            },
        ],
    },
    {
        fault: "a managed policy whose document the stack does not hold",
        break: (world) => {
            roleOf(world).policies = [
                { name: "arn:aws:iam::aws:policy/Connect", document: ciphertext("its document") },
            ];
        },
        outcomes: awsThenOn,
        missing: [{ hop: "aws", what: "its document", ...shown }],
    },
    {
        fault: "the reply URL of Global Resiliency",
        break: ({ application }) => {
            application.replyUrls = [`https://${instanceId}.eu-central-1.sign-in.connect.aws/saml?role=r`];
        },
        outcomes: `${passed} ${unknown} ${notReached}`,
        missing: [
            {
                hop: "aws",
                what: `what AWS does with a response at https://${instanceId}.eu-central-1.sign-in.connect.aws/saml?role=r`,
                why: "it is the sign-in of Amazon Connect Global Resiliency, which is outside this model",
                supply: "sign in once; for an instance without it, set the reply URL to the sign-in endpoint of AWS",
            },
        ],
    },
    {
        fault: "the own sign-in URL of another SAML provider",
        break: (world) => {
            const url = `${acsUrl}/acs/ZZZZ`;
            world.application.replyUrls = [url];
            trust(world, (one) => ({ ...one, Condition: { StringEquals: { "SAML:aud": url } } }));
            world.deployment.samlProviders = world.deployment.samlProviders.map((one) => ({ ...one, uuid: "ABCD" }));
        },
        outcomes: awsThenOn,
        missing: [
            {
                hop: "aws",
                what: `what AWS says to a response at ${acsUrl}/acs/ZZZZ`,
                why: "the SAML provider's own id is ABCD, and AWS does not document its error for another id",
                supply: `set the reply URL to ${acsUrl}/acs/ABCD, or to the one without /acs/`,
            },
        ],
    },
    {
        fault: "a Deny that may be gone",
        break: (world) => {
            const document = JSON.stringify({
                Version: "2012-10-17",
                Statement: { Effect: "Deny", Action: "connect:*", Resource: "*" },
            });
            roleOf(world).policies.push({ name: "by hand", document, doubt: ciphertext("a policy by hand") });
        },
        outcomes: awsThenOn,
        missing: [{ hop: "aws", what: "a policy by hand", ...shown }],
    },
    {
        fault: "no permission but one that may be gone",
        break: (world) => {
            const [policy] = roleOf(world).policies;
            roleOf(world).policies = [{ ...policy, doubt: ciphertext("a policy by hand") }] as never;
        },
        outcomes: awsThenOn,
        missing: [{ hop: "aws", what: "a policy by hand", ...shown }],
    },
    {
        fault: "a role whose unique id is in ciphertext",
        break: (world) => {
            roleOf(world).uniqueId = ciphertext("the unique id");
        },
        outcomes: awsThenOn,
        missing: [{ hop: "aws", what: "the unique id", ...shown }],
    },
    {
        fault: "a permission for the instance's ARN alone",
        break: (world) => permit(world, (one) => ({ ...one, Resource: instanceArn })),
        outcomes: awsThenOn,
        missing: [
            {
                hop: "aws",
                what: "the answer of the role's policies to connect:GetFederationToken",
                why: `it depends on elements outside this model: Resource ${instanceArn} in statement 1 of policy "connect": it names the instance without a user, and AWS does not document whether that is enough; write ${instanceArn}/user/\${aws:userid}, or * with the Condition StringEquals connect:InstanceId ${instanceId}`,
                supply: "compare these elements by hand; the policies that this project writes have none of them",
            },
        ],
    },
    {
        fault: "a role made elsewhere, beside another product's",
        break: ({ deployment, application }) => {
            application.isWhole = false;
            const [role] = deployment.roles;
            deployment.roles = [
                { ...role, arn: "arn:aws:iam::123456789012:role/lambda", trustPolicy: "{}" },
                { ...role, arn: "arn:aws:iam::123456789012:role/nightly-batch", trustPolicy: ciphertext("a policy") },
            ] as never;
        },
        outcomes: awsThenOn,
        missing: [
            {
                hop: "aws",
                what: "the role arn:aws:iam::123456789012:role/connect-sso",
                why: "stack.json does not hold it",
                supply: "give the export of the stack that makes it: a second --deployment FILE",
            },
        ],
    },
    {
        fault: "a SAML provider made elsewhere, beside another product's",
        break: ({ deployment, application }) => {
            application.isWhole = false;
            const [provider] = deployment.samlProviders;
            const metadataDocument = String(provider?.metadataDocument).replaceAll(tenantId, guid(8));
            const arn = "arn:aws:iam::123456789012:saml-provider/vpn";
            deployment.samlProviders = [{ arn, metadataDocument }];
        },
        outcomes: awsThenOn,
        missing: [
            {
                hop: "aws",
                what: "the SAML provider arn:aws:iam::123456789012:saml-provider/connect-sso",
                why: "stack.json does not hold it",
                supply: "give the export of the stack that makes it: a second --deployment FILE",
            },
        ],
    },
    ...[
        { tags: { Team: "x".repeat(257) }, why: 'the value of "Team" has more than 256 characters' },
        { tags: { ["k".repeat(129)]: "a" }, why: `the key ${quote("k".repeat(129))} has 129 characters` },
        { tags: { Team: "a", team: "b" }, why: '"team" comes twice (upper and lower case are the same)' },
        {
            tags: { Team: "sales; service" },
            why: 'the key or the value of "Team" contains characters that AWS does not accept',
        },
    ].map(
        ({ tags, why }): Doubt => ({
            fault: `session tags of which ${why}`,
            break: (world) => {
                world.servicePrincipal.claimsMappingPolicies = [
                    schema((entries) => [...Object.entries(tags).map(tagClaim), ...entries]),
                ];
                trust(world, (one) => ({ ...one, Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"] }));
            },
            outcomes: awsThenOn,
            missing: [
                {
                    hop: "aws",
                    what: "whether STS takes the session tags",
                    why,
                    supply: "keep to tags with a key of 128 and one value of 256 characters at most: letters, digits, spaces and _ . : / = + - @",
                },
            ],
        }),
    ),
    {
        fault: "a Region that is none, in reply URL and trust policy alike",
        break: (world) => {
            const url = "https://eu-centrl-1.signin.aws.amazon.com/saml";
            world.application.replyUrls = [url];
            trust(world, (one) => ({ ...one, Condition: { StringEquals: { "SAML:aud": url } } }));
        },
        outcomes: awsThenOn,
        missing: [
            {
                hop: "aws",
                what: "whether AWS has a Region eu-centrl-1",
                why: "the reply URL is https://eu-centrl-1.signin.aws.amazon.com/saml, and this command does not know that Region",
                supply: "if it is a typing error, correct the reply URL (the instance is in eu-central-1); if it is a new Region, sign in once",
            },
        ],
    },
    {
        fault: "a role that may be one whose ARN is in ciphertext",
        break: ({ deployment }) => {
            const [role] = deployment.roles;
            deployment.roles = [
                { ...role, arn: ciphertext("the ARN of the role sso") },
                { ...role, arn: "arn:aws:iam::123456789012:role/connect-ssp" },
            ] as never;
        },
        outcomes: awsThenOn,
        missing: [{ hop: "aws", what: "the ARN of the role sso", ...shown }],
    },
];

const relayState = `https://eu-central-1.console.aws.amazon.com/connect/federate/${instanceId}`;

export const connectDoubts: Doubt[] = [
    ...[
        ` ${relayState}`,
        relayState.replace("https://", "https:/"),
        relayState.replaceAll("/", "\\"),
        relayState.replace("https://", "https://alice:secret@"),
        relayState.replace("/federate", "/x/../federate"),
        relayState.replace("federate/", "federate/\n"),
    ].map(
        (spelled): Doubt => ({
            fault: `the relay state ${JSON.stringify(spelled)}`,
            break: ({ servicePrincipal }) => {
                servicePrincipal.relayState = spelled;
            },
            outcomes: `${passed} ${passed} ${unknown}`,
            missing: [
                {
                    hop: "connect",
                    what: `whether AWS reads ${quote(spelled)} as the address of an instance`,
                    why: "its spelling differs, and AWS does not document which spellings it accepts",
                    supply: `write it as ${relayState}: \`pulumi up --refresh\` does`,
                },
            ],
        }),
    ),
    {
        fault: "an instance made elsewhere, beside another product's",
        break: ({ deployment }) => {
            const [instance] = deployment.instances;
            deployment.instances = [{ ...instance, instanceId: guid(9) }] as never;
            deployment.connectUsers = [];
        },
        outcomes: `${passed} ${passed} ${unknown}`,
        missing: [
            {
                hop: "connect",
                what: `the instance ${instanceId}`,
                why: "stack.json does not hold it",
                supply: "give the export of the stack that makes or adopts it: a second --deployment FILE",
            },
        ],
    },
    {
        fault: "an instance without any user in the stack",
        break: ({ deployment }) => {
            deployment.connectUsers = [];
        },
        outcomes: `${passed} ${passed} ${unknown}`,
        missing: [
            {
                hop: "connect",
                what: 'whether the instance has a user "alice@contoso.example"',
                why: "the stack creates no user in it",
                supply: `give the export of the stack that makes them: a second --deployment FILE; or see \`aws connect list-users --instance-id ${instanceId}\``,
            },
        ],
    },
    ...[
        { what: "was adopted", change: { isAdopted: true } },
        { what: "is only read", change: { isRead: true } },
        { what: "is known by its users alone", change: { alias: ciphertext("the alias") } },
    ].map(
        ({ what, change }): Doubt => ({
            fault: `the path of an old address, at an instance that ${what}`,
            break: (world) => {
                land(world, { destination: "/connect/ccp-v2" });
                Object.assign(instanceOf(world), change);
            },
            outcomes: `${passed} ${passed} ${unknown}`,
            missing: [
                {
                    hop: "connect",
                    what: 'whether the person may open the page "/connect/ccp-v2" of Connect',
                    why: "it is a page of the old addresses (awsapps.com), and the state does not say whether the instance has one",
                    supply: "set `landingPage` to `ccp` or `agentWorkspace`, whose permission is known; no option of this command adds another page",
                },
            ],
        }),
    ),
    {
        fault: "a security profile that nobody knows",
        break: (world) => {
            connectUserOf(world).securityProfileIds = [guid(299)];
            connectUserOf(world).securityProfileNames = ["Night shift"];
        },
        outcomes: `${passed} ${passed} ${unknown}`,
        missing: [
            {
                hop: "connect",
                what: 'whether the security profile "Night shift" has BasicAgentAccess',
                why: "the stack does not hold the profile's permissions",
                supply: `give a file with --security-profiles: {"${guid(299)}": [permissions]}, as \`aws connect list-security-profile-permissions --instance-id ${instanceId} --security-profile-id ${guid(299)}\` prints them`,
            },
        ],
    },
    {
        fault: "a profile Agent that was stripped, beside one that nobody knows",
        break: (world) => {
            world.deployment.securityProfiles = world.deployment.securityProfiles.map((one) => ({
                ...one,
                permissions: [],
            }));
            connectUserOf(world).securityProfileIds = [guid(200), guid(299)];
            connectUserOf(world).securityProfileNames = ["Agent", "Night shift"];
        },
        outcomes: `${passed} ${passed} ${unknown}`,
        missing: [
            {
                hop: "connect",
                what: 'whether the security profile "Night shift" has BasicAgentAccess',
                why: "the stack does not hold the profile's permissions",
                supply: `give a file with --security-profiles: {"${guid(299)}": [permissions]}, as \`aws connect list-security-profile-permissions --instance-id ${instanceId} --security-profile-id ${guid(299)}\` prints them`,
            },
        ],
    },
    {
        fault: "security profiles in ciphertext",
        break: (world) => {
            connectUserOf(world).securityProfileIds = ciphertext("the security profiles of alice");
            delete connectUserOf(world).securityProfileNames;
        },
        outcomes: `${passed} ${passed} ${unknown}`,
        missing: [{ hop: "connect", what: "the security profiles of alice", ...shown }],
    },
    {
        fault: "a Connect user whose name is in ciphertext",
        break: (world) => {
            connectUserOf(world).username = ciphertext("the name of a Connect user");
        },
        outcomes: `${passed} ${passed} ${unknown}`,
        missing: [{ hop: "connect", what: "the name of a Connect user", ...shown }],
    },
    {
        fault: "no instance in the stack",
        break: ({ deployment }) => {
            deployment.instances = [];
        },
        outcomes: `${passed} ${passed} ${unknown}`,
        missing: [
            {
                hop: "connect",
                what: "the instance f34cb4d0-7b12-4cb1-bf89-3edef7fdc738",
                why: "stack.json holds no instance",
                supply: "give the export of the stack that makes or adopts it: a second --deployment FILE",
            },
        ],
    },
    {
        fault: "an instance whose id is in ciphertext beside another",
        break: ({ deployment }) => {
            const [instance] = deployment.instances;
            deployment.instances = [
                { ...instance, instanceId: ciphertext("the instance id") },
                { ...instance, instanceId: guid(9) },
            ] as never;
        },
        outcomes: `${passed} ${passed} ${unknown}`,
        missing: [{ hop: "connect", what: "the instance id", ...shown }],
    },
];
