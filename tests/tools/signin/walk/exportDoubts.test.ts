import { expect } from "chai";
import { type Change, type Resource, remove, replace, set, signIn } from "../../../helpers/brokenExport";
import { ciphertext } from "../../../helpers/stackExport";

const alice = "alice@contoso.example";
const bob = "bob@contoso.example";
const unknownProfile = "00000000-0000-4000-8000-000000000299";
const showSecrets = "export the stack with `pulumi stack export --show-secrets`";
const byFile =
    /^give a file with --security-profiles: \{"00000000-0000-4000-8000-000000000299": \[permissions\]\}, as `aws connect list-security-profile-permissions /;

/** Leaves the inputs as they are: what somebody changed in Connect, and a refresh has seen. */
const drift =
    (type: string, key: string, value: unknown): Change =>
    (resources) => {
        for (const resource of resources.filter((it) => it.type.endsWith(`:${type}`))) {
            Object.assign(resource.outputs, { [key]: value });
        }
        return resources;
    };

const hide =
    (type: string, ...keys: string[]): Change =>
    (resources) =>
        keys.reduce((changed, key) => set(type, key, () => ciphertext)(changed), resources);

/** What a refresh writes into the role: its policies, as they are then. */
const refreshed: Change = (resources) => {
    const policies = resources.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    const inlinePolicies = policies.map(({ outputs: { name, policy } }) => ({ name, policy }));
    return drift("Role", "inlinePolicies", inlinePolicies)(resources);
};

const cases: { doubt: string; change: Change; user?: string; what: string; supply: string | RegExp }[] = [
    {
        doubt: "somebody has given the Connect users a profile in Connect that nothing knows",
        change: drift("User", "securityProfileIds", [unknownProfile]),
        what: `whether the security profile "${unknownProfile}" has BasicAgentAccess`,
        supply: byFile,
    },
    {
        doubt: "a Connect user's profile contradicts that of another with the same one",
        change: (resources) => {
            const own = resources.filter(({ urn }) => urn.includes(`User::sso-${alice}`));
            for (const { inputs, outputs } of own) {
                Object.assign(inputs, { securityProfileIds: [unknownProfile] });
                Object.assign(outputs, { securityProfileIds: [unknownProfile] });
            }
            return resources;
        },
        what: `whether the security profile "${unknownProfile}" has BasicAgentAccess`,
        supply: byFile,
    },
    {
        doubt: "the page is one of the administrators'",
        change: set("ServicePrincipal", "samlSingleSignOn", replace("destination=[^&]*", "destination=%2Fusers")),
        what: 'whether the person may open the page "/users" of Connect',
        supply: /^set `landingPage` to `ccp` or `agentWorkspace`/,
    },
    {
        doubt: "the page is another than it seems",
        change: set("ServicePrincipal", "samlSingleSignOn", replace("ccp-v2", "ccp-v22")),
        what: 'whether the person may open the page "/ccp-v22/chat" of Connect',
        supply: /^set `landingPage` to/,
    },
    {
        doubt: "the instance was being made",
        change: set("Instance", "status", () => "CREATION_IN_PROGRESS"),
        what: "whether the instance is active by now",
        supply: "run `pulumi refresh`, then export the stack again",
    },
    ...[{ pendingReplacement: true }, { delete: true }].map((state) => ({
        doubt: `the instance that the component makes is not there: ${JSON.stringify(state)}`,
        change: (resources: Resource[]) => {
            const instance = resources.find(({ type }) => type === "aws:connect/instance:Instance");
            Object.assign(instance as object, state);
            return resources;
        },
        what: "the ARN of the instance that the ConnectInstance sso makes",
        supply: "run `pulumi up` to the end, then export the stack again",
    })),
    {
        doubt: "the role's policy is gone, and the role lists it still",
        change: (resources) => remove(/RolePolicy::sso$/)(refreshed(resources)),
        what: 'the inline policy "amazon-connect-federation" of the IAM role sso',
        supply: /^run `pulumi refresh`, .* `aws\.iam\.RolePolicy\.get\("<a name>", "connect-entra-sso-dev:amazon-connect-federation"\)`/,
    },
    {
        doubt: "the application's client id is ciphertext, and nothing else joins it with its service principal",
        change: (resources) => {
            for (const resource of resources) {
                Object.assign(resource, { propertyDependencies: {} });
            }
            return hide("Application", "clientId")(resources);
        },
        what: "the client id of the application sso",
        supply: showSecrets,
    },
    {
        doubt: "the claims mapping policy has a key in other letters",
        change: set("ClaimsMappingPolicy", "definitions", replace("ClaimsSchema", "claimsSchema")),
        what: "the claims mapping policy",
        supply: "correct the definition",
    },
    {
        doubt: "an entry of the claims mapping policy has a key in other letters",
        change: set("ClaimsMappingPolicy", "definitions", replace("SamlClaimType", "samlClaimType")),
        what: "the claims mapping policy",
        supply: "correct the definition",
    },
];

describe("A sign-in by a stack's export whose answer is unknown", () => {
    for (const { doubt, change, user = alice, what, supply } of cases) {
        it(`says what it lacks, once, and what supplies it, where ${doubt}`, async () => {
            const { verdict, stop, missing } = await signIn(change, user);
            expect({ verdict, stop, missing: missing.map((it) => it.what) }).to.deep.equal({
                ...{ verdict: "unknown", stop: undefined, missing: [what] },
            });
            expect(missing[0]?.supply).to.match(typeof supply === "string" ? new RegExp(`^${supply}$`) : supply);
        });
    }
});

const stillYes: { about: string; change: Change; user?: string }[] = [
    { about: "the instance id of the Connect users is ciphertext", change: hide("User", "instanceId", "userId") },
    { about: "a refresh has written the role's policy into the role, too", change: refreshed },
    { about: "the client id of the application is ciphertext", change: hide("Application", "clientId") },
    { about: "the client id of the service principal is ciphertext", change: hide("ServicePrincipal", "clientId") },
    {
        about: "a Connect user has several profiles, none of them alone",
        user: bob,
        change: remove(/User::sso-(alice|admin)/),
    },
];

describe("A sign-in by a stack's export that lacks what is said elsewhere, too,", () => {
    for (const { about, change, user = alice } of stillYes) {
        it(`comes through where ${about}`, async () => {
            const { verdict, stop, missing } = await signIn(change, user);
            expect({ verdict, stop, missing }).to.deep.equal({ verdict: "yes", stop: undefined, missing: [] });
        });
    }

    it("names the client id in its advice from the service principal, where the application has it as ciphertext", async () => {
        const { stop } = await signIn(
            (resources) =>
                set(
                    "ServicePrincipal",
                    "preferredSingleSignOnMode",
                    () => "password",
                )(hide("Application", "clientId")(resources)),
            alice,
        );
        expect(stop?.confirm).to.include("5ad8a355-6b51-46e2-b3f0-8caf8b44e4a6");
    });
});
