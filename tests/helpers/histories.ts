/** Arbitrary histories of a stack in the emulated clouds: what deployments do to it, and what people change by hand. */
import * as fc from "fast-check";
import { type ClaimSource, certificateNames, type Emulated, guest, now, tokens } from "./emulated";
import { guid } from "./world";

/** What happens, in words. */
export type Step = readonly [words: string, take: (it: Emulated) => void | Promise<void>];

const certificate = fc.constantFrom(...certificateNames);
const somebody = fc.constantFrom(0, 1, 2);

const added = certificate.map((name): Step => [`add ${name}`, (it) => it.addCertificate(name)]);
const retired = certificate.map((name): Step => [`retire ${name}`, (it) => it.retire(name)]);
const assigned = fc
    .oneof(somebody, fc.constant("group" as const), fc.constant("guest" as const))
    .map((who): Step => [`assign ${who}`, (it) => it.assign(who)]);
const chosen = (thumbprint: (it: Emulated) => string | null, words: string): Step => [
    words,
    (it) => it.changePrincipal({ preferredTokenSigningKeyThumbprint: thumbprint(it) }),
];

/** What a deployment does, or the activation of a certificate that the guide asks for. */
const byTheGuide = fc.oneof(
    ...[added, retired, assigned],
    certificate.map((name) => chosen((it) => it.thumbprintOf(name), `activate ${name}`)),
);
/** What a deployment does that activates certificates itself. */
const activating = fc.oneof(
    ...[added, retired, assigned],
    certificate.map((name): Step => [`deploy with ${name} as the signing one`, (it) => it.activate(name)]),
);
const claims = fc.constantFrom<ClaimSource>("mail", "employeeId").map((source): Step => {
    return [`make the session's name of ${source}`, (it) => it.claim({ roleSessionName: source }, true)];
});
export const history = fc.oneof(
    fc.array(byTheGuide, { maxLength: 6 }),
    fc.array(activating, { maxLength: 6 }),
    fc.tuple(claims, fc.array(byTheGuide, { maxLength: 3 })).map(([first, more]) => [first, ...more]),
);

export const ofCertificates: fc.Arbitrary<Step> = fc.oneof(
    certificate.map((name): Step => [`delete ${name} in the portal`, (it) => it.deleteKey(name)]),
    fc.constantFrom("A".repeat(40), null).map((thumbprint) => chosen(() => thumbprint, `prefer ${thumbprint}`)),
    fc.constant<Step>([
        "take retired certificates out of the configuration",
        (it) => {
            for (const { inputs } of it.resources) {
                delete inputs.retiredCertificates;
            }
        },
    ]),
);

const change = (words: string, kind: string, of: (it: Emulated) => object): Step => [
    words,
    (it) => {
        const found = it.resources.find(({ type }) => type === kind);
        if (found !== undefined) {
            it.change(it.aws, kind, String(found.id), of(it) as never);
        }
    },
];
const aws = (kind: string, values: object) => change(`change ${kind} to ${JSON.stringify(values)}`, kind, () => values);
const document = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const trusting = (words: string, ...statements: ((provider: string) => object)[]) =>
    change(words, tokens.role, (it) => {
        const provider = String(it.find(tokens.samlProvider).id);
        return { assumeRolePolicy: document(...statements.map((one) => one(provider))) };
    });
const trust = (more: object = {}) => {
    return (Federated: string) => ({
        ...{ Effect: "Allow", Principal: { Federated }, Action: "sts:AssumeRoleWithSAML" },
        ...more,
    });
};
const permitting = (words: string, ...statements: ((instance: string) => object)[]) =>
    change(words, tokens.rolePolicy, (it) => {
        const instance = String(it.find(tokens.instance).outputs.arn);
        return { policy: document(...statements.map((one) => one(instance))) };
    });
const statement = (Effect: "Allow" | "Deny", Action: string, resource: (instance: string) => string, more = {}) => {
    return (instance: string) => ({ Effect, Action, Resource: resource(instance), ...more });
};
const users = `/user/\${aws:userid}`;

const ofAws = fc.constantFrom<Step>(
    ["delete the SAML provider", (it) => void it.aws.objects.delete(tokens.samlProvider)],
    ["delete the role", (it) => void it.aws.objects.delete(tokens.role)],
    ["delete the role's policy", (it) => void it.aws.objects.delete(tokens.rolePolicy)],
    ["delete the instance", (it) => void it.aws.objects.delete(tokens.instance)],
    ["delete the users", (it) => void it.aws.objects.delete(tokens.user)],
    aws(tokens.role, { maxSessionDuration: 3600 }),
    aws(tokens.role, { uniqueId: "AROAOTHEROTHEROTHER00" }),
    aws(tokens.instance, { identityManagementType: "CONNECT_MANAGED" }),
    aws(tokens.instance, { status: "CREATION_FAILED" }),
    aws(tokens.user, { name: "Ada@contoso.example" }),
    aws(tokens.user, { securityProfileIds: [] }),
    trusting("trust nobody in the role"),
    trusting("trust the provider without a condition", trust()),
    trusting("trust any endpoint", trust({ Condition: { StringLike: { "SAML:aud": "https://*/saml" } } })),
    trusting(
        "trust the global endpoint alone",
        trust({
            Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
        }),
    ),
    trusting("trust another issuer", trust({ Condition: { StringEquals: { "saml:iss": "https://other.example/" } } })),
    trusting("trust another provider", (provider) => trust()(`${provider}-other`)),
    trusting("let the role be assumed for tags alone", trust({ Action: "sts:TagSession" })),
    trusting("deny what is trusted", trust(), trust({ Effect: "Deny" })),
    trusting("deny another action", trust(), trust({ Effect: "Deny", Action: "sts:TagSession" })),
    permitting(
        "allow everything",
        statement("Allow", "*", () => "*"),
    ),
    permitting(
        "allow all of Connect",
        statement("Allow", "connect:*", () => "*"),
    ),
    permitting(
        "allow federation to the users",
        statement("Allow", "connect:Get*", (instance) => `${instance}${users}`),
    ),
    permitting(
        "allow the instance alone",
        statement("Allow", "connect:GetFederationToken", (instance) => instance),
    ),
    permitting(
        "allow another instance",
        statement("Allow", "connect:*", (it) => `${it.slice(0, -4)}0000${users}`),
    ),
    permitting(
        "allow another action",
        statement("Allow", "connect:ListUsers", () => "*"),
    ),
    permitting(
        "allow by the condition",
        statement("Allow", "connect:*", () => "*", { Condition: { StringEquals: { "connect:InstanceId": guid(5) } } }),
    ),
    permitting(
        "deny federation",
        statement("Allow", "*", () => "*"),
        statement("Deny", "connect:*", () => "*"),
    ),
    permitting(
        "deny listing",
        statement("Allow", "*", () => "*"),
        statement("Deny", "connect:List*", () => "*"),
    ),
);

const eachApplication = (change: (it: object) => object) => (it: Emulated) => {
    for (const application of it.directory.applications.list()) {
        it.directory.applications.put({ ...application, ...change(application) });
    }
};
const identified = [["api://sso"], [], ["https://signin.aws.amazon.com/saml"], ["urn:amazon:webservices#two"]];
const replying = [
    ...[["https://portal.contoso.example/"], [], ["https://signin.aws.amazon.com/saml"]],
    ["https://signin.aws.amazon.com/saml", "https://us-east-1.signin.aws.amazon.com/saml"],
    ["https://us-gov-west-1.signin.amazonaws-us-gov.com/saml"],
];
const landing = [
    ...["", "https://console.aws.amazon.com/", "https://us-east-1.console.aws.amazon.com/connect/federate/INSTANCE"],
    ...["https://eu-central-1.console.aws.amazon.com/connect/federate/INSTANCE", "urn:INSTANCE"],
    "https://eu-central-1.console.aws.amazon.com/connect/federate/INSTANCE?destination=%2Fagent-app-v2",
    `https://eu-central-1.console.aws.amazon.com/connect/federate/${guid(77)}?destination=%2Fccp-v2`,
];

const ofEntra = fc.oneof(
    fc.constantFrom<Step>(
        ["disable the application", (it) => it.changePrincipal({ accountEnabled: false })],
        ["let everybody use it", (it) => it.changePrincipal({ appRoleAssignmentRequired: false })],
        ["leave SAML", (it) => it.changePrincipal({ preferredSingleSignOnMode: "password" })],
        ["set a login URL", (it) => it.changePrincipal({ loginUrl: "https://contoso.example/" })],
        ["take the policy away", (it) => it.changePrincipal({ claimsMappingPolicies: [] })],
        ["delete the application", (it) => void it.azuread.objects.delete(tokens.application)],
        ["delete the service principal", (it) => void it.azuread.objects.delete(tokens.servicePrincipal)],
        ["take all assignments away", (it) => void it.azuread.objects.delete(tokens.assignment)],
    ),
    fc.constantFrom<Step>(
        ["claim no session name", (it) => it.claim({ roleSessionName: "none" })],
        ["claim a fixed session name", (it) => it.claim({ roleSessionName: { constant: "ada@contoso.example" } })],
        ["claim a session name with a blank", (it) => it.claim({ roleSessionName: { constant: "ada bell" } })],
        ["claim a long session", (it) => it.claim({ sessionDuration: "86400" })],
        ["claim a short session", (it) => it.claim({ sessionDuration: "900" })],
        ["claim another role", (it) => it.claim({ role: (one) => one.replace(":role/sso", ":role/other") })],
        ["claim another provider", (it) => it.claim({ role: (one) => `${one}-other` })],
        ["claim the role in the other order", (it) => it.claim({ role: (one) => one.split(",").reverse().join(",") })],
        ["claim a role that is none", (it) => it.claim({ role: () => "sso" })],
    ),
    fc.constantFrom(...landing).map(
        (written): Step => [
            `lead to ${written}`,
            (it) =>
                it.changePrincipal({
                    relayState: written.replace("INSTANCE", String(it.find(tokens.instance).id)),
                }),
        ],
    ),
    fc
        .constantFrom(...identified)
        .map((identifierUris): Step => [`identify by ${identifierUris}`, eachApplication(() => ({ identifierUris }))]),
    fc
        .constantFrom(...replying)
        .map(
            (Web): Step => [
                `reply to ${Web}`,
                eachApplication(() => ({ redirectUris: { Web, Spa: [], InstalledClient: [] } })),
            ],
        ),
    fc.constantFrom(guid(1), guid(2), guid(3), guest.id).map(
        (id): Step => [
            `disable ${id}`,
            ({ directory }) => {
                const user = directory.users.get(id);
                if (user !== undefined) {
                    directory.users.put({ ...user, accountEnabled: false });
                }
            },
        ],
    ),
    fc.constantFrom([], [guid(1)], [guid(2), guid(3), guest.id]).map(
        (members: readonly string[]): Step => [
            `put ${members} into the group`,
            ({ directory }) => {
                for (const group of directory.groups.list()) {
                    directory.groups.put({ ...group, members: [...members] });
                }
            },
        ],
    ),
);

const ofUserPool = fc.constantFrom<Step>(
    ["delete the domain", (it) => void it.aws.objects.delete(tokens.domain)],
    ["delete the identity provider", (it) => void it.aws.objects.delete(tokens.identityProvider)],
    ["delete the app client", (it) => void it.aws.objects.delete(tokens.appClient)],
    [
        "delete the user pool, with all that is in it",
        (it) => {
            for (const kind of [tokens.userPool, tokens.identityProvider, tokens.appClient, tokens.domain]) {
                it.aws.objects.delete(kind);
            }
        },
    ],
    aws(tokens.appClient, { supportedIdentityProviders: ["COGNITO"] }),
    aws(tokens.appClient, { allowedOauthFlows: ["implicit"] }),
    aws(tokens.appClient, { callbackUrls: [] }),
    aws(tokens.identityProvider, { attributeMapping: {} }),
    aws(tokens.identityProvider, { providerName: "Other" }),
    change("trust another certificate in the user pool", tokens.identityProvider, (it) => ({
        providerDetails: { MetadataFile: it.documentOf(["2026"]) },
    })),
    aws(tokens.userPool, { schemas: [{ name: "email", required: true }] }),
    aws(tokens.userPool, { schemas: [{ name: "phone_number", required: true }] }),
);

/** What somebody does by hand, without a refresh afterwards. */
export const drift = fc.oneof(ofCertificates, ofAws, ofEntra, ofUserPool);

/** Most histories have drift of one or two kinds, so that people can still sign in after some. */
export const byHand = (steps: fc.Arbitrary<Step>) => fc.array(steps, { maxLength: 2 });

/** Of the certificates one is not valid yet, or all are not any more. */
export const moment = fc.oneof(
    { weight: 6, arbitrary: fc.constant(now) },
    { weight: 1, arbitrary: fc.constantFrom(Date.parse("2026-03-01T08:00:00Z"), Date.parse("2029-06-01T08:00:00Z")) },
);
