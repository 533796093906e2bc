import { expect } from "chai";
import { ConnectSso, type ConnectSsoArgs } from "../../components/index";
import { makeCertificate, type TestCertificate } from "../helpers/certificates";
import { type Deployment, deploy, find } from "../helpers/cloud";
import { type CloudFacts, type Person, tenantId } from "../helpers/cloudAnswers";
import { expectLaterRefusal, expectRefusal, notInDirectory } from "../helpers/refusals";

const headline = 'ConnectSso "sso" can\'t be deployed:';
const instanceId = "66666666-aaaa-4444-8888-000000000006";
const existing = { id: instanceId, instanceAlias: "contoso", identityManagementType: "SAML" };
const admin = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
const agent = { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] };
const person = (userPrincipalName: string, rest: Partial<Person> = {}): Person => ({
    objectId: `id-of-${userPrincipalName}`,
    userPrincipalName,
    ...rest,
});

describe("ConnectSso, before it makes anything", () => {
    let certificate: TestCertificate;
    const deploySso = (args: object, facts: CloudFacts = {}) =>
        deploy(
            () =>
                new ConnectSso("sso", {
                    instanceAlias: "contoso",
                    users: { admin },
                    ...args,
                } as unknown as ConnectSsoArgs),
            { certificate, people: [person("admin")], ...facts },
        );
    const lookupsOf = ({ lookups }: Deployment<unknown>, name: string) =>
        lookups.filter(({ token }) => token.endsWith(`:${name}`)).map(({ inputs }) => inputs);

    before(async () => {
        certificate = await makeCertificate();
    });

    it("says who is missing, disabled, spelled otherwise and there twice, all in one error", async () => {
        const users = { admin, missing: agent, disabled: agent, cased: agent, "twice@contoso.example": agent };
        const people = [
            person("admin"),
            person("disabled", { accountEnabled: false }),
            person("Cased"),
            person("twice@contoso.example"),
            person("Twice@contoso.example"),
        ];
        expectRefusal(await deploySso({ users }, { people }), headline, [
            `users.missing ${notInDirectory("missing")}`,
            "users.disabled must have an enabled account in the directory, got a disabled one; enable it, or set signIn: false for someone who has left",
            'users.cased must be spelled as in the directory, got "cased"; write "Cased"',
            'users["twice@contoso.example"] must be the userPrincipalName of exactly one user in the directory, got 2 users; make the value unique there',
        ]);
    });

    it("points to the permission when everybody comes back disabled", async () => {
        const disabled = { accountEnabled: false };
        const facts = { people: [person("admin", disabled), person("alice", disabled)] };
        expectRefusal(await deploySso({ users: { admin, alice: agent } }, facts), headline, [
            'users must have enabled accounts, got every account reported as disabled ("admin" and "alice"): likely the caller ' +
                "has no permission to read the account state; grant it User.Read.All (User.ReadBasic.All is not enough), or set objectId for each " +
                "user (az ad user show --id NAME --query id) and directoryLookup to false",
        ]);
    });

    it("says what Graph says when it may not look anybody up", async () => {
        const failing = {
            "azuread:index/getUsers:getUsers":
                "invoking azuread:index/getUsers:getUsers: 403 Authorization_RequestDenied",
        };
        expectRefusal(await deploySso({}, { failing }), headline, [
            "users can't be looked up in the directory: 403 Authorization_RequestDenied. Grant the caller User.Read.All, or set " +
                "objectId for each user (az ad user show --id NAME --query id) and directoryLookup to false",
        ]);
    });

    it("says that the tenant is another, beside all else", async () => {
        const other = "aaaabbbb-9999-cccc-1111-dddd2222eeee";
        expectRefusal(await deploySso({ tenantId: other }, { people: [] }), headline, [
            `tenantId must be the tenant that the azuread provider is signed in to, "${tenantId}", got "${other}". Sign in to the right tenant, or leave tenantId out`,
            `users.admin ${notInDirectory("admin")}`,
        ]);
    });

    it("takes a tenant id in capitals for the same tenant", async () => {
        expect((await deploySso({ tenantId: tenantId.toUpperCase() })).failures).to.deep.equal([]);
    });

    const adopted = { instanceAlias: undefined, existingInstanceId: instanceId, existingRoleName: "people" };
    it("refuses an existing instance that is not SAML, beside all else", async () => {
        const instances = [{ ...existing, identityManagementType: "EXISTING_DIRECTORY" }];
        expectRefusal(await deploySso(adopted, { instances, people: [] }), headline, [
            `users.admin ${notInDirectory("admin")}`,
            `existingInstanceId must be an instance whose identity management type is SAML, got "${instanceId}", which has ` +
                '"EXISTING_DIRECTORY". The type of an instance is permanent: use another instance, or write instanceAlias to create one',
        ]);
    });

    it("refuses an existing instance that is not there", async () => {
        expectRefusal(await deploySso(adopted), headline, [
            `existingInstanceId must be an Amazon Connect instance in the account and Region of the aws provider, got "${instanceId}", which ` +
                "can't be read: ResourceNotFoundException: instance not found",
        ]);
    });

    it("says all profile names an existing instance lacks, each asked for once", async () => {
        const people = ["admin", "alice", "bob"].map((name) => person(name));
        const users = {
            admin,
            alice: { ...agent, securityProfiles: ["Agnet"] },
            bob: { ...agent, securityProfiles: ["Agnet", "Agent"], routingProfile: "Second line" },
        };
        const deployment = await deploySso({ ...adopted, users }, { instances: [existing], people });
        const security = (username: string) =>
            `users.${username}.securityProfiles must name a security profile of the instance "${instanceId}", got "Agnet" (finding Connect ` +
            'Security Profile Summary by name (Agnet): not found). Did you mean "Agent"?';
        expectLaterRefusal(deployment, headline, [
            security("alice"),
            security("bob"),
            `users.bob.routingProfile must name a routing profile of the instance "${instanceId}", got "Second line" (finding Connect Routing ` +
                'Profile Summary by name (Second line): not found). A new instance has "Basic Routing Profile"',
        ]);
        expect(lookupsOf(deployment, "getSecurityProfile").map(({ name }) => name)).to.deep.equal([
            "Admin",
            "Agnet",
            "Agent",
        ]);
        expect(lookupsOf(deployment, "getRoutingProfile").map(({ name }) => name)).to.deep.equal([
            "Basic Routing Profile",
            "Second line",
        ]);
    });

    it("asks for each profile name once although checks and users both need it", async () => {
        const deployment = await deploySso({ ...adopted, users: { admin } }, { instances: [existing] });
        expect(deployment.failures).to.deep.equal([]);
        expect(lookupsOf(deployment, "getSecurityProfile")).to.deep.equal([{ instanceId, name: "Admin" }]);
        expect(lookupsOf(deployment, "getRoutingProfile")).to.deep.equal([
            { instanceId, name: "Basic Routing Profile" },
        ]);
    });

    const own = { users: { admin: { ...admin, securityProfiles: ["Admin", "Night shift"] } } };
    it("refuses a profile of one's own while the instance is yet to be made", async () => {
        expectRefusal(await deploySso(own), headline, [
            'users.admin.securityProfiles must name a security profile that a new instance has ("Admin", "Agent", "CallCenterManager" and ' +
                '"QualityAnalyst"), got "Night shift". Deploy the instance first, then use a profile of your own',
        ]);
    });

    it("accepts a profile of one's own once the instance is there", async () => {
        const { failures } = await deploySso(own, {
            instances: [existing],
            securityProfiles: { Admin: "a", "Night shift": "n" },
        });
        expect(failures).to.deep.equal([]);
    });

    for (const [attribute, field] of [
        ["userPrincipalName", "userPrincipalNames"],
        ["mail", "mails"],
        ["employeeId", "employeeIds"],
    ] as const) {
        it(`finds people by ${attribute} in one look-up`, async () => {
            const people = [{ objectId: "id-of-admin", [attribute]: "admin" }];
            const deployment = await deploySso({ roleSessionNameAttribute: attribute }, { people });
            expect(lookupsOf(deployment, "getUsers")).to.deep.equal([{ [field]: ["admin"], ignoreMissing: true }]);
            const assignment = find(deployment, "azuread:index/appRoleAssignment:AppRoleAssignment", "sso-admin");
            expect(assignment.inputs.principalObjectId).to.equal("id-of-admin");
        });
    }

    it("asks the directory nothing without permission, assigns groups and says what was not checked", async () => {
        const groups = { agents: "99999999-bbbb-4444-8888-000000000001" };
        const deployment = await deploySso({ directoryLookup: false, groups }, { people: [] });
        expect(lookupsOf(deployment, "getUsers")).to.deep.equal([]);
        expect(deployment.result.notChecked).to.deep.equal([
            "Whether 1 user(s) exist in the directory, are enabled, are spelled like this and belong to a listed group (directoryLookup is false).",
        ]);
        const assignments = deployment.registrations.filter(({ type }) => type.includes("appRoleAssignment"));
        expect(assignments.map(({ inputs }) => inputs.principalObjectId)).to.deep.equal([groups.agents]);
    });

    it("looks up nobody who may not sign in", async () => {
        const deployment = await deploySso({ users: { admin, gone: { ...agent, signIn: false } } });
        expect([deployment.failures, lookupsOf(deployment, "getUsers")]).to.deep.equal([
            [],
            [{ userPrincipalNames: ["admin"], ignoreMissing: true }],
        ]);
    });
});
