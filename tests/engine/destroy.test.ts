import { expect } from "chai";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectSuccess, federation, resourcesOf } from "../helpers/federation";
import { notInDirectory } from "../helpers/refusals";

const unprotected = { ...federation, protection: false };

/** One of each way in which a resource's values reach others. */
const kinds = [
    "aws:connect/instance:Instance",
    "azuread:index/servicePrincipal:ServicePrincipal",
    "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
    "aws:iam/samlProvider:SamlProvider",
    "aws:iam/role:Role",
];

/** The longest way from a resource to what it is built on: each is still there when the next one is tried. */
const deletedInThisOrder = [
    "azuread:index/servicePrincipalClaimsMappingPolicyAssignment:ServicePrincipalClaimsMappingPolicyAssignment",
    "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy",
    "aws:iam/role:Role",
    "aws:iam/samlProvider:SamlProvider",
    "azuread:index/servicePrincipal:ServicePrincipal",
    "aws:connect/instance:Instance",
];

describe("pulumi destroy --run-program", () => {
    let stack: EngineStack;
    let empty: unknown;
    before(async () => {
        stack = await makeStack({ config: unprotected });
    });
    after(() => stack.remove());

    it("ends on a stack that was never deployed", async () => {
        expectSuccess(await stack.destroy());
        empty = madeIn(stack);
        expect(empty).to.deep.equal([]);
    });

    for (const type of kinds) {
        it(`ends on a stack that came up without its ${shortName(type)}`, async () => {
            stack.plan({ fail: [{ type, operation: "create", call: 1, message: "Planned failure" }] });
            const run = await stack.up();
            expect(run.output).to.contain("Planned failure");
            stack.plan();
            await expectDestroyed(stack);
        });
    }

    it("ends after it was interrupted at each kind of resource in turn", async () => {
        expectSuccess(await stack.up());
        for (const type of deletedInThisOrder) {
            stack.plan({ fail: [{ type, operation: "delete", call: 1, message: "Planned failure" }] });
            const run = await stack.destroy();
            expect([type, run.code === 0, run.output.includes("Planned failure")]).to.deep.equal([type, false, true]);
        }
        stack.plan();
        await expectDestroyed(stack);
    });

    it("ends after the engine was killed in the middle", async () => {
        expectSuccess(await stack.up());
        const before = madeIn(stack).length;
        stack.plan({ latencyMs: { "*": 150 } });
        await stack.killedDestroy(() => madeIn(stack).length < before - 1);
        expect(madeIn(stack).length).to.be.above(0);
        stack.plan();
        await expectDestroyed(stack);
    });
});

describe("a person who left the directory", () => {
    it("stops every change of an unprotected stack before it is made, its first deployment too, but not its destroy", async () => {
        const stack = await makeStack({ config: unprotected });
        expectSuccess(await stack.up());
        const users = { ...federation.users, "gone@contoso.example": federation.users["alice@contoso.example"] };
        const withoutThem = { ...unprotected, displayName: "Renamed", users };
        const refusal = `users["gone@contoso.example"] ${notInDirectory("gone@contoso.example")}`;
        await expectNothingChanged(stack, withoutThem, [refusal]);
        await expectDestroyed(stack);
        await expectNothingChanged(stack, withoutThem, [refusal]);
        stack.remove();
    });
});

/** The components' own registrations, which are the engine's books and nothing in a cloud, may have changed. */
async function expectNothingChanged(
    stack: EngineStack,
    config: Record<string, unknown>,
    texts: readonly string[],
): Promise<void> {
    const before = { clouds: stack.clouds(), resources: await cloudResources(stack) };
    stack.configure(config);
    for (const run of [await stack.preview(), await stack.up()]) {
        for (const text of texts) {
            expect(run.output).to.contain(text);
        }
        expect(run.code).not.to.equal(0);
    }
    expect({ clouds: stack.clouds(), resources: await cloudResources(stack) }).to.deep.equal(before);
}

async function cloudResources(stack: EngineStack): Promise<unknown[]> {
    const resources = (await resourcesOf(stack)) as { custom?: boolean }[];
    return resources.filter(({ custom }) => custom);
}

async function expectDestroyed(stack: EngineStack): Promise<void> {
    expectSuccess(await stack.destroy());
    expect({ made: madeIn(stack), state: await resourcesOf(stack) }).to.deep.equal({ made: [], state: [] });
}

/** All that stands in the clouds and that a deployment made. */
function madeIn(stack: EngineStack): string[] {
    return Object.values(stack.clouds()).flatMap((kindsOfCloud) =>
        Object.entries(kindsOfCloud).flatMap(([kind, objects]) =>
            /^(aws|azuread):/.test(kind) || kind === "signingKey"
                ? Object.keys(objects).map((id) => `${kind} ${id}`)
                : [],
        ),
    );
}

function shortName(type: string): string {
    return type.split(":").at(-1) ?? type;
}
