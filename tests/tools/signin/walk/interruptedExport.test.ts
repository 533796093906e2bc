import { expect } from "chai";
import { connectSsoCommand } from "../../../../rules/commandLine";
import { type Change, remove, replace, set, signIn } from "../../../helpers/brokenExport";

const alice = "alice@contoso.example";
const supply = `run \`${connectSsoCommand("recover")}\`, which finds out what has become of it, then export the stack again`;
const same: Change = (resources) => resources;

/** Everything of the stack that Alice's sign-in meets. */
const hers = [
    "Application::sso",
    "ServicePrincipal::sso",
    "ApplicationIdentifierUri::sso",
    "ServicePrincipalTokenSigningCertificate::sso-2026",
    "ClaimsMappingPolicy::sso",
    "ServicePrincipalClaimsMappingPolicyAssignment::sso",
    `AppRoleAssignment::sso-${alice}`,
    "SamlProvider::sso",
    "Role::sso",
    "RolePolicy::sso",
    "Instance::sso",
    `User::sso-${alice}`,
].map((name) => `:${name}`);
const urnOf = (urn: string) => new RegExp(`${urn.replaceAll(".", "\\.")}$`);

describe("A sign-in by the export of a stack whose update was interrupted", () => {
    for (const urn of hers) {
        const cases: [doing: string, change: Change][] = [
            ["updating", same],
            ["deleting", same],
            ["creating", remove(urnOf(urn))],
        ];
        for (const [doing, change] of cases) {
            it(`is unknown where it was ${doing} ${urn.slice(1)}`, async () => {
                const { verdict, missing } = await signIn(change, alice, { interrupted: [{ doing, urn }] });
                const why = new RegExp(
                    `^an update was interrupted while it was ${doing} the [\\w -]+ sso[\\w@.-]*$`,
                    "i",
                );
                expect([verdict, missing.find((it) => why.test(it.why))?.supply]).to.deep.equal(["unknown", supply]);
            });
        }
    }

    for (const urn of [":User::sso-bob@contoso.example", ":AppRoleAssignment::sso-bob@contoso.example"]) {
        for (const doing of ["updating", "deleting"]) {
            it(`comes through where it was ${doing} ${urn.slice(1)}, somebody else's`, async () => {
                const { verdict, stop, missing } = await signIn(same, alice, { interrupted: [{ doing, urn }] });
                expect({ verdict, stop, missing }).to.deep.equal({ verdict: "yes", stop: undefined, missing: [] });
            });
        }
    }

    it("is unknown of a user whatever the page", async () => {
        const home = set("ServicePrincipal", "samlSingleSignOn", replace("destination=[^&]*", "destination=%2Fhome"));
        const { missing } = await signIn(home, alice, {
            interrupted: [{ doing: "deleting", urn: `:User::sso-${alice}` }],
        });
        expect(missing).to.deep.equal([
            {
                hop: "connect",
                what: `the instance id of the Connect user sso-${alice}`,
                why: `an update was interrupted while it was deleting the Connect user sso-${alice}`,
                supply,
            },
        ]);
    });

    it("stops where another hop refuses, whatever has become of the resource", async () => {
        const change = set("ServicePrincipal", "accountEnabled", () => false);
        const { verdict, stop } = await signIn(change, alice, {
            interrupted: [{ doing: "deleting", urn: ":Role::sso" }],
        });
        expect([verdict, stop?.causeId]).to.deep.equal(["no", "disabled"]);
    });
});
