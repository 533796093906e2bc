import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Announced } from "../../tools/adopt/changes";
import { samlProviderEntry } from "../../tools/adopt/rehearsalFiles";
import { connectSso } from "../../tools/cli/connectSso";
import { readYaml } from "../../tools/cli/yaml";
import { recorded } from "../helpers/command";
import { type EngineStack, makeStack, type Step } from "../helpers/engine";
import { expectSuccess } from "../helpers/federation";
import { temporaryFolder } from "../helpers/folder";
import { planOf, printedIn, type WorldName, worldFolder } from "../tools/adopt/worlds";

type Fields = Record<string, unknown>;

const temporary = temporaryFolder();

/** Runs the command on a world, and begins a stack and emulated clouds with what it wrote. */
async function adopted(world: WorldName, alsoThere: readonly object[] = []): Promise<EngineStack> {
    cpSync(worldFolder(world), temporary.path("made-by-hand"), { recursive: true });
    const run = () => connectSso(["adopt", "--stack", "prod"]);
    const { code, stderr } = await recorded(run, { INIT_CWD: temporary.path() });
    expect(code, stderr).to.equal(0);
    const read = (file: string) => JSON.parse(readFileSync(temporary.path(join("adopt-prod", file)), "utf8"));
    const { config } = readYaml(temporary.path("Pulumi.prod.yaml")) as { config: Record<string, unknown> };
    const { existing, ...account } = read("account.json");
    // What a role trusts comes before the role.
    const all = { ...account, existing: [...alsoThere, ...existing] };
    return makeStack({ name: "prod", config, account: all, directory: read("directory.json") });
}

/** Steps in a cloud, as `<op> <type> <name> <changed properties>`. */
const inWords = (steps: readonly (Announced | Step)[]) =>
    steps
        .filter(({ op, type }) => op !== "same" && /^(aws|azuread):/.test(type))
        .map((step) => {
            const changed =
                "diffReasons" in step ? step.diffReasons : "properties" in step ? step.properties : undefined;
            const names = Array.isArray(changed) ? changed : Object.keys(changed ?? {});
            return [
                step.op,
                step.type.split(":").at(-1),
                step.name,
                ...(step.op === "update" ? names.sort() : []),
            ].join(" ");
        })
        .sort();

async function verdicts(stack: EngineStack): Promise<Record<string, string>> {
    const { stdout, output } = await stack.connectSso("sign-in", "--all", "--json");
    const { signIns } = JSON.parse(stdout) as { signIns: { user: string; verdict: string }[] };
    expect(signIns.length, output).to.be.greaterThan(0);
    return Object.fromEntries(signIns.map(({ user, verdict }) => [user, verdict]));
}

describe("A sign-in that was made by hand", () => {
    it("is adopted as the procedure of 2020 leaves it: the preview shows what was announced, and everybody still signs in", async () => {
        const plan = planOf(printedIn("made2020"));
        const stack = await adopted("made2020");
        expect(inWords(await stack.steps())).to.deep.equal(inWords(plan.announced));
        expectSuccess(await stack.up());
        const able = plan.access.filter(({ second }) => second === "yes").map(({ username }) => username);
        expect(able).to.deep.equal(["ada@contoso.example", "alice@contoso.example", "bob@contoso.example"]);
        expect(await verdicts(stack)).to.deep.equal({
            ...Object.fromEntries(able.map((name) => [name, "yes"])),
            "zoe@contoso.example": "no",
            "dora@contoso.example": "no",
        });
        // The existing application's provider is trusted as before.
        const [role] = Object.values(stack.clouds().aws?.["aws:iam/role:Role"] ?? {}) as { assumeRolePolicy: string }[];
        expect(role?.assumeRolePolicy).to.contain("saml-provider/AzureAD");
        stack.remove();
    });

    it("is imported where a script made it: the preview shows what was announced, and everybody still signs in", async () => {
        const plan = planOf(printedIn("madeByScript"));
        const provider = plan.made.samlProviders.filter((one) => one === plan.provider).map(samlProviderEntry);
        const stack = await adopted("madeByScript", provider);
        putIntoEntra(stack);
        // Nobody gets a second application by forgetting the import.
        const forgotten = await stack.preview();
        expect(forgotten.code).not.to.equal(0);
        expect(forgotten.output).to.contain('already has the identifier "urn:amazon:webservices"');
        expectSuccess(await stack.importFile(temporary.path("adopt-prod/imports.json")));
        expect(inWords(await stack.steps())).to.deep.equal(inWords(plan.announced));
        expectSuccess(await stack.up());
        expectSuccess(await stack.preview("--expect-no-changes"));
        expect(await verdicts(stack)).to.deep.equal({
            "ada@contoso.example": "yes",
            "alice@contoso.example": "yes",
            "bob@contoso.example": "yes",
        });
        const applications = Object.values(stack.clouds().azuread?.["azuread:index/application:Application"] ?? {});
        expect(applications.length).to.equal(1);
        stack.remove();
    });
});

/** The application of the world, as the emulated directory keeps one. */
function putIntoEntra(stack: EngineStack): void {
    const printed = printedIn("madeByScript");
    const application = printed["application.json"]?.[0] as Fields & { web: { redirectUris: string[] } };
    const principal = printed["service-principal.json"]?.[0] as Fields & {
        claimsMappingPolicies: Fields[];
        samlSingleSignOnSettings: Fields;
    };
    const assignments = (printed["assignments.json"] as { value: Fields[] }[]).flatMap(({ value }) => value);
    const [policy = {}] = principal.claimsMappingPolicies;
    stack.addByHand("azuread", "azuread:index/application:Application", {
        [`/applications/${application.id}`]: {
            ...pick(application, [
                "id",
                "appId",
                "displayName",
                "identifierUris",
                "signInAudience",
                "tags",
                "appRoles",
            ]),
            ...{ description: null, groupMembershipClaims: [], notes: null, serviceManagementReference: null },
            ...{ publisherDomain: "contoso.example", requestedAccessTokenVersion: 2 },
            redirectUris: { Web: application.web.redirectUris, SPA: [], PublicClient: [] },
            ...{ homePageUrl: null, logoutUrl: null, marketingUrl: null, privacyStatementUrl: null },
            ...{ supportUrl: null, termsOfServiceUrl: null, enableAccessTokenIssuance: false },
            ...{ enableIdTokenIssuance: false, acceptMappedClaims: false, knownClientApplications: [], owners: [] },
        },
    });
    stack.addByHand("azuread", "azuread:index/servicePrincipal:ServicePrincipal", {
        [`/servicePrincipals/${principal.id}`]: {
            ...pick(principal, [
                "id",
                "appId",
                "accountEnabled",
                "appRoleAssignmentRequired",
                "tags",
                "keyCredentials",
            ]),
            ...pick(principal, ["preferredSingleSignOnMode", "preferredTokenSigningKeyThumbprint", "loginUrl"]),
            ...{ alternativeNames: [], description: null, notes: null, notificationEmailAddresses: [], owners: [] },
            relayState: principal.samlSingleSignOnSettings.relayState,
            claimsMappingPolicies: [policy.id],
        },
    });
    stack.addByHand("azuread", "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy", {
        [`/policies/claimsMappingPolicies/${policy.id}`]: pick(policy, ["id", "displayName", "definition"]),
    });
    stack.addByHand(
        "azuread",
        "azuread:index/appRoleAssignment:AppRoleAssignment",
        Object.fromEntries(
            assignments.map((one) => [
                one.id,
                pick(one, ["id", "appRoleId", "principalId", "principalType", "principalDisplayName", "resourceId"]),
            ]),
        ),
    );
}

function pick(object: Fields, keys: readonly string[]): Fields {
    return Object.fromEntries(keys.map((key) => [key, object[key]]));
}
