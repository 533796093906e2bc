import { expect } from "chai";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectEverybodySignsIn, expectSuccess, federation } from "../helpers/federation";

const entra = (name: string) => `azuread:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

/** Reads that come before the work, and all of the service principal, which a second try takes over. */
const lateReads = [
    ...["patch", "readBack", "beta", "owners"].map((read, index) => ({
        type: entra("ServicePrincipal"),
        call: index + 1,
        read,
    })),
    { type: entra("ApplicationIdentifierUri"), call: 1, read: "application" },
    { type: entra("ServicePrincipalTokenSigningCertificate"), call: 1, read: "servicePrincipal" },
    { type: entra("ServicePrincipalClaimsMappingPolicyAssignment"), call: 1, read: "reference" },
    { type: entra("AppRoleAssignment"), call: 1, read: "servicePrincipal" },
].map((stale) => ({ ...stale, operation: "create" }));

describe("a first deployment whose reads come too early", () => {
    it("tries again what can be tried again, and gets to its end in the same run", async () => {
        const stack = await makeStack({ config: federation, plan: { stale: lateReads } });
        const run = await stack.up();
        expectSuccess(run);
        expect(run.output).to.include("Try 4 of 8 to create it again");
        await expectEverybodySignsIn(stack);
        expect(numbersOf(stack)).to.deep.equal(oneOfEach);
        // The engine keeps in the state that a try left it half made, until an update clears that.
        const steps = (await stack.steps()).filter(({ op }) => op !== "same");
        expect(steps.map(({ op, type, diffReasons = [] }) => ({ op, type, diffReasons }))).to.deep.equal([
            { op: "update", type: entra("ServicePrincipal"), diffReasons: [] },
        ]);
        const before = stack.clouds();
        expectSuccess(await stack.up());
        expect(stack.clouds()).to.deep.equal(before);
        expectSuccess(await stack.preview("--expect-no-changes"));
        stack.remove();
    });
});

/** How many of each type stand in the clouds. */
function numbersOf(stack: EngineStack): Record<string, number> {
    const { aws = {}, azuread = {} } = stack.clouds();
    const count = (objects: Record<string, object>, types: readonly string[]) =>
        types.map((type) => [type.split(":").pop(), Object.keys(objects[type] ?? {}).length] as const);
    const servicePrincipals = Object.values(azuread[entra("ServicePrincipal")] ?? {}) as {
        keyCredentials: { usage: string }[];
        claimsMappingPolicies: string[];
    }[];
    const applications = Object.values(azuread[entra("Application")] ?? {}) as { identifierUris: string[] }[];
    return Object.fromEntries([
        ...count(aws as Record<string, object>, [
            "aws:connect/user:User",
            "aws:iam/role:Role",
            "aws:iam/samlProvider:SamlProvider",
        ]),
        ...count(
            azuread as Record<string, object>,
            ["Application", "ServicePrincipal", "ClaimsMappingPolicy", "AppRoleAssignment"].map(entra),
        ),
        ["identifiers", applications.flatMap(({ identifierUris }) => identifierUris).length],
        [
            "certificates",
            servicePrincipals.flatMap(({ keyCredentials }) => keyCredentials).filter(({ usage }) => usage === "Verify")
                .length,
        ],
        ["policies assigned", servicePrincipals.flatMap(({ claimsMappingPolicies }) => claimsMappingPolicies).length],
    ]);
}

const oneOfEach = {
    User: 2,
    Role: 1,
    SamlProvider: 1,
    Application: 1,
    ServicePrincipal: 1,
    ClaimsMappingPolicy: 1,
    AppRoleAssignment: 2,
    identifiers: 1,
    certificates: 1,
    "policies assigned": 1,
};

/** Creations whose answer is lost after the work, so that the state lacks what the cloud has. */
const lostAnswers = [
    ...[
        "Application",
        "ServicePrincipal",
        "ApplicationIdentifierUri",
        "ServicePrincipalTokenSigningCertificate",
        "ClaimsMappingPolicy",
        "ServicePrincipalClaimsMappingPolicyAssignment",
        "AppRoleAssignment",
    ].map((name) => ({ type: entra(name), call: 1 })),
    { type: "aws:iam/samlProvider:SamlProvider", call: 1 },
    { type: "aws:iam/role:Role", call: 1 },
    { type: "aws:connect/user:User", call: 1 },
].map((fail) => ({ ...fail, operation: "create", after: true }));

describe("a deployment whose answers get lost", () => {
    it("adopts in its next runs what stands in the clouds exactly as it would create it", async () => {
        const stack = await makeStack({ config: federation, plan: { fail: lostAnswers, once: true } });
        let run = await stack.up();
        let failed = 0;
        let output = "";
        for (; run.code !== 0 && failed < lostAnswers.length; failed += 1) {
            output += run.output;
            run = await stack.up();
        }
        output += run.output;
        expectSuccess(run);
        expect(numbersOf(stack), output).to.deep.equal(oneOfEach);
        expect(output).to.include("The cloud may have made it. Run `pulumi up` again");
        for (const what of [
            "application",
            "identifier",
            'certificate "2026"',
            "claims policy",
            "assignment of the claims policy",
            'assignment of "',
            "SAML provider",
            "role",
            'Connect user "',
        ]) {
            expect(output).to.include(`ConnectSso "sso" adopts the ${what}`);
        }
        expectSuccess(await stack.preview("--expect-no-changes"));
        await expectEverybodySignsIn(stack);

        // The same in a stack that was whole, and whose configuration did not change.
        const { resources = [] } = await stack.export();
        const assignment = resources.find(({ type }) => type === entra("AppRoleAssignment"));
        await stack.forget(assignment?.urn ?? "");
        expect((await stack.up()).code).not.to.equal(0);
        expectSuccess(await stack.up());
        expect(numbersOf(stack)).to.deep.equal(oneOfEach);
        expectSuccess(await stack.preview("--expect-no-changes"));
        stack.remove();
    });
});
