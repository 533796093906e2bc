import { expect } from "chai";
import {
    differencesOfApplication,
    differencesOfCertificate,
    findApplications,
    findAssignments,
    findCertificates,
    findPolicies,
    findPolicyAssignments,
} from "../../components/internal/adopt/entra";
import type { Entity, GraphClient } from "../../components/internal/graph/client";

/** A Graph that answers each question with these. */
function graphWith(entities: readonly Entity[], asked: string[] = []): GraphClient {
    const answer = async (path: string) => {
        asked.push(path);
        return { answer: [...entities] };
    };
    return { list: answer, one: answer } as unknown as GraphClient;
}

const servicePrincipal = "22222222-aaaa-4444-8888-000000000002";
const servicePrincipalId = `/servicePrincipals/${servicePrincipal}`;

describe("An application that an interrupted run left", () => {
    const mark = "Managed by the Pulumi stack p/dev as ConnectSso::sso.";
    const wanted = {
        displayName: "p-dev",
        replyUrl: "https://eu-central-1.signin.aws.amazon.com/saml",
        mark,
        identifier: "urn:amazon:webservices",
    };
    const same = {
        id: "a",
        displayName: "p-dev",
        notes: mark,
        signInAudience: "AzureADMyOrg",
        identifierUris: [],
        web: { redirectUris: [wanted.replyUrl] },
        keyCredentials: [],
        passwordCredentials: [],
    };

    it("is the same with and without its identifier", () => {
        const withIdentifier = { ...same, identifierUris: [wanted.identifier] };
        expect([same, withIdentifier].map((it) => differencesOfApplication(wanted, it))).to.deep.equal([[], []]);
    });

    for (const [change, differences] of [
        [{ displayName: "P-Dev" }, ["displayName"]],
        [{ signInAudience: "AzureADMultipleOrgs" }, ["signInAudience"]],
        [{ web: { redirectUris: ["https://other.example"] } }, ["redirectUris"]],
        [{ web: { redirectUris: [wanted.replyUrl, "https://other.example"] } }, ["redirectUris"]],
        [{ web: null }, ["redirectUris"]],
        [{ identifierUris: ["urn:other"] }, ["identifierUris"]],
        [{ identifierUris: [wanted.identifier, "urn:other"] }, ["identifierUris"]],
        [{ passwordCredentials: [{ keyId: "k" }] }, ["passwordCredentials"]],
        [{ keyCredentials: [{ keyId: "k" }] }, ["keyCredentials"]],
    ] as const) {
        it(`is a stranger's with ${JSON.stringify(change)}`, () => {
            expect(differencesOfApplication(wanted, { ...same, ...change })).to.deep.equal(differences);
        });
    }

    it("is found by the mark of this component, whatever else has its name", async () => {
        const others = [
            { ...same, id: "b", notes: mark.replace("dev", "prod") },
            { ...same, id: "c", notes: null },
        ];
        expect(await findApplications(wanted, graphWith([...others, same]))).to.deep.equal({
            answer: [{ id: "/applications/a", differences: [] }],
        });
    });
});

describe("A certificate that an interrupted run left", () => {
    const wanted = { servicePrincipalId, displayName: undefined, endDate: undefined };
    const key = {
        keyId: "k-1",
        usage: "Verify",
        type: "AsymmetricX509Cert",
        displayName: "CN=Microsoft Azure Federated SSO Certificate",
        startDateTime: "2026-11-29T13:00:00Z",
        endDateTime: "2029-11-29T13:00:00Z",
        customKeyIdentifier: "AAAA",
    };
    for (const [what, asked, found, differences] of [
        ["Entra's defaults", {}, {}, []],
        ["another subject", {}, { displayName: "CN=other" }, ["displayName"]],
        ["another time", {}, { endDateTime: "2027-11-29T13:00:00Z" }, ["endDate"]],
        ["the subject that is configured", { displayName: "CN=ours" }, { displayName: "CN=ours" }, []],
        ["a subject that is not configured", { displayName: "CN=ours" }, {}, ["displayName"]],
        ["the end that is configured", { endDate: "2029-11-29T14:00:00+01:00" }, {}, []],
        ["an end that is not configured", { endDate: "2028-11-29T13:00:00Z" }, {}, ["endDate"]],
    ] as const) {
        it(`is ${differences.length === 0 ? "the same" : "a stranger's"} with ${what}`, () => {
            expect(differencesOfCertificate({ ...wanted, ...asked }, { ...key, ...found })).to.deep.equal(differences);
        });
    }

    it("is, of several, the one that Entra signs with: the preferred one, else the first", async () => {
        const preferred = Buffer.alloc(20, 7);
        const keys = [
            { ...key, keyId: "late", startDateTime: "2026-11-29T13:00:09Z" },
            { ...key, keyId: "first" },
            { ...key, keyId: "signs", usage: "Sign", type: "X509CertAndPassword" },
            {
                ...key,
                keyId: "chosen",
                startDateTime: "2026-11-29T14:00:00Z",
                customKeyIdentifier: preferred.toString("base64"),
            },
        ];
        const ids = async (thumbprint: string | null) => {
            const graph = graphWith([{ keyCredentials: keys, preferredTokenSigningKeyThumbprint: thumbprint }]);
            const found = await findCertificates(wanted, graph);
            return "answer" in found ? found.answer.map(({ id }) => id.split("/").pop()) : [];
        };
        expect([await ids(null), await ids(preferred.toString("hex").toUpperCase())]).to.deep.equal([
            ["first", "late", "chosen"],
            ["chosen", "first", "late"],
        ]);
    });

    it("has the id that the provider imports", async () => {
        expect(await findCertificates(wanted, graphWith([{ keyCredentials: [key] }]))).to.deep.equal({
            answer: [{ id: `${servicePrincipal}/tokenSigningCertificate/k-1`, differences: [] }],
        });
    });
});

describe("What else an interrupted run left in Entra", () => {
    const policyId = "55555555-aaaa-4444-8888-000000000005";

    it("is a claims policy of the same name and definition", async () => {
        const wanted = { displayName: "p-dev", definitions: ['{"a":1,"b":2}'] };
        const policies = [
            { id: "1", displayName: "p-dev", definition: ['{ "b": 2, "a": 1 }'] },
            { id: "2", displayName: "p-dev", definition: ['{"a":1,"b":3}'] },
            { id: "3", displayName: "other", definition: wanted.definitions },
        ];
        expect(await findPolicies(wanted, graphWith(policies))).to.deep.equal({
            answer: [
                { id: "/policies/claimsMappingPolicies/1", differences: [] },
                { id: "/policies/claimsMappingPolicies/2", differences: ["definition"] },
            ],
        });
    });

    it("is the assignment of this policy to this service principal", async () => {
        const wanted = { servicePrincipalId, claimsMappingPolicyId: `/policies/claimsMappingPolicies/${policyId}` };
        const found = (id: string) => findPolicyAssignments(wanted, graphWith([{ id }]));
        expect([await found(policyId.toUpperCase()), await found("other")]).to.deep.equal([
            { answer: [{ id: `${servicePrincipalId}/claimsMappingPolicies/${policyId}`, differences: [] }] },
            { answer: [] },
        ]);
    });

    it("is the assignment of this person with this role, found in one list for everybody", async () => {
        const role = "00000000-0000-0000-0000-000000000000";
        const alice = "aaaaaaaa-0000-4000-8000-000000000001";
        const asked: string[] = [];
        const graph = graphWith(
            [
                { id: "x", principalId: alice.toUpperCase(), appRoleId: role },
                { id: "y", principalId: alice, appRoleId: "11111111-0000-0000-0000-000000000000" },
                { id: "z", principalId: "bob", appRoleId: role },
            ],
            asked,
        );
        const wanted = { appRoleId: role, principalObjectId: alice, resourceObjectId: servicePrincipal };
        expect([await findAssignments(wanted, graph), asked]).to.deep.equal([
            { answer: [{ id: `${servicePrincipalId}/appRoleAssignedTo/x`, differences: [] }] },
            [`servicePrincipals/${servicePrincipal}/appRoleAssignedTo`],
        ]);
    });
});
