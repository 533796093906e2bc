import { expect } from "chai";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectRefusal, expectSuccess, federation } from "../helpers/federation";
import { notInDirectory } from "../helpers/refusals";

const { "alice@contoso.example": alice, ...withoutAlice } = federation.users;
const { instanceAlias: _, ...withoutInstance } = federation;

/** Each changes something harmless, too, which must not have happened either. */
const refused: { title: string; config: Record<string, unknown>; texts: string[] }[] = [
    {
        title: "another alias, identifier, role, provider and tenant cloud at once",
        config: {
            ...federation,
            displayName: "Renamed",
            instanceAlias: "contoso-other",
            identifier: "https://signin.aws.amazon.com/saml",
            roleName: "other-role",
            samlProviderName: "other-provider",
        },
        texts: [
            'instanceAlias can\'t change from "contoso-test" to "contoso-other"',
            'identifier can\'t change from "urn:amazon:webservices"',
            'roleName can\'t change from "connect-entra-sso-test" to "other-role"',
            'samlProviderName can\'t change from "connect-entra-sso-test" to "other-provider"',
        ],
    },
    {
        title: "a user who leaves, and groups instead of the look-up",
        config: {
            ...federation,
            displayName: "Renamed",
            users: withoutAlice,
            directoryLookup: false,
            groups: { agents: "11111111-2222-4333-8444-555555555555" },
        },
        texts: ['users["alice@contoso.example"] is missing', "directoryLookup can't change from true to false"],
    },
    {
        title: "a certificate that leaves",
        config: { ...federation, displayName: "Renamed", certificates: { "2027": {} } },
        texts: ['certificates["2026"] is missing'],
    },
    {
        title: "a certificate that is replaced in one go",
        config: { ...federation, displayName: "Renamed", certificates: { "2027": {} }, retiredCertificates: ["2026"] },
        texts: ["certificates must keep a certificate that AWS already trusts"],
    },
    {
        title: "a new certificate that would live too long",
        config: {
            ...federation,
            certificates: { "2026": {}, late: { endDate: "2099-01-01T00:00:00Z" } },
            signingCertificate: "2026",
        },
        texts: ["certificates.late.endDate must"],
    },
    {
        title: "an instance that is not there",
        config: {
            ...withoutInstance,
            existingInstanceId: "11111111-2222-4333-8444-555555555555",
            newRole: true,
            displayName: "Renamed",
        },
        texts: ["existingInstanceId must be an Amazon Connect instance in the account"],
    },
    {
        title: "a person whom the directory does not have",
        config: {
            ...federation,
            displayName: "Renamed",
            users: { ...federation.users, "nobody@contoso.example": alice },
        },
        texts: [`users["nobody@contoso.example"] ${notInDirectory("nobody@contoso.example")}`],
    },
];

describe("a deployed federation", () => {
    let stack: EngineStack;
    before(async () => {
        stack = await makeStack({ config: federation });
        expectSuccess(await stack.up());
    });
    after(() => stack.remove());

    for (const { title, config, texts } of refused) {
        it(`refuses ${title}, in preview and update, and changes nothing`, async () => {
            await expectRefusal(stack, config, texts);
        });
    }

    it("ends a user's sign-in with signIn: false and keeps their Connect user, then deletes them when removedUsers says so", async () => {
        const aliceStays = { ...federation.users, "alice@contoso.example": { ...alice, signIn: false } };
        stack.configure({ ...federation, users: aliceStays });
        expectSuccess(await stack.up());
        expect(namesOf(stack, "User")).to.deep.equal(["admin@contoso.example", "alice@contoso.example"]);
        stack.configure({ ...federation, users: withoutAlice, removedUsers: ["alice@contoso.example"] });
        expectSuccess(await stack.up());
        expect(namesOf(stack, "User")).to.deep.equal(["admin@contoso.example"]);
        stack.configure(federation);
        expectSuccess(await stack.up());
        expect(namesOf(stack, "User")).to.deep.equal(["admin@contoso.example", "alice@contoso.example"]);
    });

    it("leaves a certificate as it is when its end date is edited, and says so", async () => {
        const before = stack.clouds();
        stack.configure({ ...federation, certificates: { "2026": { endDate: "2028-01-01T00:00:00Z" } } });
        const run = await stack.up();
        expectSuccess(run);
        expect(run.output).to.contain(
            'certificates["2026"].endDate is "2028-01-01T00:00:00Z", but the certificate ends at',
        );
        expect(stack.clouds()).to.deep.equal(before);
    });

    it("refuses destruction while protected, and leaves empty clouds after the two steps", async () => {
        const before = stack.clouds();
        expect((await stack.destroy()).code).not.to.equal(0);
        expect(stack.clouds()).to.deep.equal(before);
        stack.configure({ ...federation, protection: false });
        expectSuccess(await stack.up());
        expectSuccess(await stack.destroy());
        expect({ entra: made(stack, "azuread"), aws: made(stack, "aws") }).to.deep.equal({ entra: [], aws: [] });
    });
});

/** Names of all objects of a kind in the emulated AWS. */
function namesOf(stack: EngineStack, kind: string): string[] {
    const found = Object.entries(stack.clouds().aws ?? {}).filter(([key]) =>
        key.toLowerCase().endsWith(kind.toLowerCase()),
    );
    return found
        .flatMap(([, objects]) => Object.values(objects))
        .map((object) => String(find(object, "name") ?? find(object, "username")))
        .sort();
}

function find(object: unknown, key: string): unknown {
    if (typeof object !== "object" || object === null) {
        return undefined;
    }
    const own = (object as Record<string, unknown>)[key];
    return (
        own ??
        Object.values(object)
            .map((value) => find(value, key))
            .find((value) => value !== undefined)
    );
}

/** Kinds of objects that a deployment makes and that are still there; the clouds keep their own books beside them. */
function made(stack: EngineStack, cloud: string): string[] {
    const kept = cloud === "aws" ? /account|quota|profile|change/i : /user|group|tenant|director|domain|caller/i;
    return Object.keys(stack.clouds()[cloud] ?? {}).filter((kind) => !kept.test(kind));
}
