import { createHash } from "node:crypto";
import { expect } from "chai";
import { commandForKeys } from "../../../tools/deployment/entraKeys";
import {
    application,
    certificate,
    entraType,
    onlyApplication,
    principal,
    principalId,
    readIn,
    refresh,
} from "../../helpers/entraResources";
import { ciphertext, deploymentOf, entry, urnOf } from "../../helpers/stackExport";

const guid0 = "00000000-0000-0000-0000-000000000000";
const policyId = "17ce0ed7-d55b-4267-a29f-fdf18bc63450";

describe("A service principal of a stack", () => {
    const read = (...resources: unknown[]) =>
        onlyApplication(application(), principal(), ...resources)?.servicePrincipal;

    it("has its signing certificates, under the names of this project's configuration where it made them", () => {
        const names = read(
            entry("connect-entra-sso:index:EntraSamlApp", "crm", {}),
            certificate("crm-2026", {}, { parent: urnOf("connect-entra-sso:index:EntraSamlApp", "crm") }),
            certificate("crm-2027"),
            certificate("crm-", {}, { parent: urnOf("connect-entra-sso:index:EntraSamlApp", "crm") }),
            certificate("bare", { servicePrincipalId: principalId.toUpperCase() }),
        )?.signingCertificates.map(({ name }) => name);
        expect(names).to.deep.equal(["2026", "crm-2027", "crm-", "bare"]);
    });

    it("has a thumbprint in upper case, computed where the export does not have it", () => {
        const value = Buffer.from("not really a certificate").toString("base64");
        const sha1 = createHash("sha1").update("not really a certificate").digest("hex").toUpperCase();
        const found = read(
            certificate("a"),
            certificate("b", { thumbprint: undefined, value }),
            certificate("c", { thumbprint: ciphertext, value: "not base64" }),
            certificate("d", { thumbprint: undefined, value: "" }),
        )?.signingCertificates.map(({ thumbprint }) => thumbprint);
        expect(found).to.deep.equal([
            "AB12",
            sha1,
            {
                unreadable: "the thumbprint of the signing certificate c",
                why: "the export holds it as ciphertext",
                supply: "export the stack with `pulumi stack export --show-secrets`",
            },
            {
                unreadable: "the thumbprint of the signing certificate d",
                why: "the export does not have it",
                supply: refresh,
            },
        ]);
    });

    const preferred = {
        unreadable: "the preferred token signing key of the service principal crm",
        why: "it has 2 signing certificates, and no resource of azuread says which one signs",
        supply: `add --service-principal FILE with the output of ${commandForKeys(principalId)}`,
    };

    it("needs no choice among one certificate, and can't say which of two certificates signs", () => {
        const preferredOf = (...resources: unknown[]) =>
            deploymentOf(...resources).applications[0]?.servicePrincipal?.preferredTokenSigningKeyThumbprint;
        expect(preferredOf(principal(), certificate("a"))).to.equal(null);
        expect(preferredOf(principal(), certificate("a"), certificate("b"))).to.deep.equal(preferred);
    });

    const assigns = (name: string, policy: string, to: string) =>
        entry(entraType("ServicePrincipalClaimsMappingPolicyAssignment"), name, {
            inputs: { claimsMappingPolicyId: policy, servicePrincipalId: to },
        });
    const policy = (definitions: unknown) =>
        entry(entraType("ClaimsMappingPolicy"), "claims", {
            id: `/policies/claimsMappingPolicies/${policyId}`,
            outputs: { definitions },
        });
    const definition = (gap: object) => [{ unreadable: "the definition of the claims mapping policy claims", ...gap }];
    const ofCipher = {
        why: "the export holds it as ciphertext",
        supply: "export the stack with `pulumi stack export --show-secrets`",
    };
    const policies: [what: string, resources: unknown[], answer: unknown[]][] = [
        [
            "by resource ids",
            [
                policy(["{}"]),
                assigns("a", `/policies/claimsMappingPolicies/${policyId}`, `/servicePrincipals/${principalId}`),
            ],
            ["{}"],
        ],
        [
            "by bare ids, twice",
            [policy(["{}"]), assigns("a", policyId, principalId), assigns("b", policyId, principalId)],
            ["{}"],
        ],
        ["of another service principal", [policy(["{}"]), assigns("a", policyId, "another")], []],
        [
            "outside the stack",
            [assigns("a", policyId, principalId)],
            [
                {
                    unreadable: `the claims mapping policy ${policyId} of the service principal crm`,
                    why: "the stack holds its assignment, not the policy",
                    supply: readIn("ClaimsMappingPolicy", `/policies/claimsMappingPolicies/${policyId}`),
                },
            ],
        ],
        ["that is a secret", [policy(ciphertext), assigns("a", policyId, principalId)], definition(ofCipher)],
        [
            "with a secret in its list",
            [policy([ciphertext]), assigns("a", policyId, principalId)],
            definition(ofCipher),
        ],
        [
            "without a definition",
            [policy([]), assigns("a", policyId, principalId)],
            definition({ why: "the export does not have it", supply: refresh }),
        ],
        [
            "with an odd definition",
            [policy([7]), assigns("a", policyId, principalId)],
            definition({ why: "the export holds a number there, where a JSON document belongs", supply: refresh }),
        ],
    ];
    for (const [what, resources, answer] of policies) {
        it(`has the claims mapping policy assigned ${what}`, () => {
            expect(read(...resources)?.claimsMappingPolicies).to.deep.equal(answer);
        });
    }

    const someRole = "8774f594-1d59-4279-b9d9-59ef09a23530";
    for (const { about, declares, appRoleId, isWithoutRole } of [
        { about: "no role, where none is declared", declares: [], appRoleId: guid0, isWithoutRole: undefined },
        { about: "no role, where one is declared", declares: [someRole], appRoleId: guid0, isWithoutRole: true },
        { about: "a declared role", declares: [someRole], appRoleId: someRole.toUpperCase(), isWithoutRole: undefined },
        { about: "a role in ciphertext", declares: [someRole], appRoleId: ciphertext, isWithoutRole: undefined },
    ]) {
        it(`has an assignment to ${about}`, () => {
            const found = onlyApplication(
                application({ appRoles: declares.map((id) => ({ id, value: "User" })) }),
                principal(),
                entry(entraType("AppRoleAssignment"), "alice", {
                    inputs: { resourceObjectId: principalId, principalObjectId: "1", appRoleId },
                }),
            )?.servicePrincipal?.appRoleAssignments;
            expect(found?.map((it) => it.isWithoutRole)).to.deep.equal([isWithoutRole]);
        });
    }

    it("was told which of two certificates signs where a deployment did that", () => {
        const signer = (thumbprint: string) =>
            entry("connect-entra-sso:index:EntraSigningCertificate", "crm", { inputs: { thumbprint } });
        const two = [certificate("a"), certificate("b", { thumbprint: "CD34" })];
        const preferred = (...more: unknown[]) => read(...two, ...more)?.preferredTokenSigningKeyThumbprint;
        expect([preferred(signer("CD34")), typeof preferred(signer("EF56")), typeof preferred()]).to.deep.equal([
            "CD34",
            "object",
            "object",
        ]);
    });

    it("has what a replacement left behind and nobody has deleted yet, once each", () => {
        const thumbprint = "ab".repeat(20);
        const old = { delete: true };
        const found = read(
            certificate("new", { thumbprint }),
            certificate("same", { thumbprint }, old),
            certificate("old", { thumbprint: "cd".repeat(20) }, old),
        );
        expect(found?.signingCertificates.map(({ name }) => name)).to.deep.equal(["new", "old"]);
        expect(found?.preferredTokenSigningKeyThumbprint).to.have.property("unreadable");
    });

    it("has the assignments to it, not those to others", () => {
        const assignment = (name: string, resourceObjectId: string, more = {}) =>
            entry(entraType("AppRoleAssignment"), name, {
                outputs: { principalObjectId: `${name}-id`, resourceObjectId, ...more },
            });
        expect(
            read(
                assignment("alice", principalId, { principalType: "User", principalDisplayName: "Alice Agent" }),
                assignment("graph", "00000003"),
                assignment("agents", principalId),
            )?.appRoleAssignments,
        ).to.deep.equal([
            {
                name: "alice",
                principalObjectId: "alice-id",
                principalType: "User",
                principalDisplayName: "Alice Agent",
            },
            { name: "agents", principalObjectId: "agents-id", principalType: "", principalDisplayName: "" },
        ]);
    });
});
