import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import { readConfiguration } from "../../../config";
import { commandFor, fileNames, isSingle } from "../../../tools/adopt/files";
import { readJsonStream } from "../../../tools/adopt/jsonStream";
import { connectSso } from "../../../tools/cli/connectSso";
import { readYaml } from "../../../tools/cli/yaml";
import { usersInText } from "../../../usersFile";
import { deploy } from "../../helpers/cloud";
import { recorded } from "../../helpers/command";
import { type FakeTools, fakeTools } from "../../helpers/fakeTools";
import { temporaryFolder, writeCommand } from "../../helpers/folder";
import { type WorldName, worldFolder } from "../adopt/worlds";

const root = join(__dirname, "..", "..", "..");
const temporary = temporaryFolder();

async function adopt(...options: string[]): Promise<{ code: number; said: string }> {
    const run = () => connectSso(["adopt", "--stack", "prod", ...options]);
    const { code, stdout, stderr } = await recorded(run, { INIT_CWD: temporary.path() });
    return { code, said: `${stdout}${stderr}`.replaceAll(temporary.path(), "FOLDER") };
}

function put(world: WorldName): void {
    cpSync(worldFolder(world), temporary.path("made-by-hand"), { recursive: true });
}

const read = (path: string) => readFileSync(temporary.path(path), "utf8");

/** Moves the cursor, and turns the reading direction. */
const invisible = ["\u001b", "\u202e"];

/** Changes one file of the world, whose documents stand one after the other. */
function edit(file: string, from: string, to: string): void {
    const text = read(join("made-by-hand", file));
    expect(text).to.contain(from);
    writeFileSync(temporary.path(join("made-by-hand", file)), text.replaceAll(from, to));
}

async function configuration(): Promise<{ failures: string[]; config: Record<string, unknown> }> {
    const { config } = readYaml(temporary.path("Pulumi.prod.yaml")) as { config: Record<string, unknown> };
    const { failures } = await deploy(() => ({ read: readConfiguration() }), { config });
    return { failures, config };
}

const idOf = (number: number) => `${String(number).padStart(8, "0")}-aaaa-4333-8444-555555555555`;

/** Adds users as Ada is, and their people, who are not assigned. */
function manyUsers(count: number, profileOf: (index: number) => string | undefined = () => undefined): void {
    const names = Array.from({ length: count }, (_, number) => `u${number}@contoso.example`);
    const [ada] = readJsonStream(read("made-by-hand/users.json")) as { User: Record<string, unknown> }[];
    const described = names.map((Username, at) => {
        const profile = profileOf(at);
        const profiles = profile === undefined ? {} : { SecurityProfileIds: [profile] };
        return JSON.stringify({ User: { ...ada?.User, Username, Id: idOf(at), ...profiles } });
    });
    temporary.write("made-by-hand/users.json", `${read("made-by-hand/users.json")}${described.join("\n")}`);
    const people = names.map((userPrincipalName, at) => JSON.stringify({ id: idOf(at), userPrincipalName }));
    edit("people.json", '"value": [', `"value": [${people.join(",")},`);
}

describe("connect-sso adopt", () => {
    it("writes a stack file that the program accepts, and what a rehearsal begins with, for a second application", async () => {
        put("made2020");
        // Somebody of the directory who has nothing to do with it.
        edit("people.json", '"value": [', '"value": [{ "id": "x", "userPrincipalName": "stranger@contoso.example" },');
        const { code, said } = await adopt();
        expect(code).to.equal(0);
        expect(said).to.contain("can sign in");
        const files = [
            "Pulumi.prod.yaml",
            ...["report.txt", "account.json", "directory.json"].map((it) => `adopt-prod/${it}`),
        ];
        expect(said).to.contain(files.map((file) => `wrote ${file}`).join("\n"));
        expect(readdirSync(temporary.path("adopt-prod")).sort()).to.deep.equal([
            ...["account.json", "directory.json", "report.txt"],
        ]);
        const { failures, config } = await configuration();
        expect(failures).to.deep.equal([]);
        const { "connect-entra-sso:users": users, ...others } = config;
        expect(others).to.deep.equal({
            "aws:region": "eu-central-1",
            "azuread:tenantId": "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846",
            "connect-entra-sso:tenantId": "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846",
            "connect-entra-sso:existingInstanceId": "11111111-2222-4333-8444-555555555555",
            "connect-entra-sso:existingRoleName": "AmazonConnectSSO",
            "connect-entra-sso:identifier": "https://signin.aws.amazon.com/saml",
            "connect-entra-sso:notificationEmailAddresses": ["it@contoso.example"],
            "connect-entra-sso:landingPage": "ccp",
            "connect-entra-sso:sessionDurationSeconds": 43200,
            "connect-entra-sso:alsoTrustedSamlProviders": ["arn:aws:iam::123456789012:saml-provider/AzureAD"],
        });
        expect((users as Record<string, unknown>)["bob@contoso.example"]).to.deep.equal({
            firstName: 'Bob: "the" #1',
            lastName: "O'Neil",
            securityProfiles: ["Supervisor"],
            routingProfile: "Basic Routing Profile",
            phoneType: "DESK_PHONE",
            deskPhoneNumber: "+4930123456",
            afterContactWorkTimeLimitSeconds: 60,
            secondaryEmail: "bob.private@contoso.example",
            userId: "00000303-2222-4333-8444-555555555555",
        });
        const people = JSON.parse(read("adopt-prod/directory.json")).users as { userPrincipalName: string }[];
        expect(people.map(({ userPrincipalName }) => userPrincipalName.split("@")[0])).to.deep.equal([
            ...["ada", "alice", "bob", "carol", "zoe", "dora"],
        ]);
    });

    it("leaves it to people to decide where the role trusts a SAML provider that the files do not have", async () => {
        put("made2020");
        writeFileSync(temporary.path("made-by-hand", "saml-provider-list.json"), '{ "SAMLProviderList": [] }');
        writeFileSync(temporary.path("made-by-hand", "saml-providers.json"), "");
        const { code, said } = await adopt("--report-only");
        expect(code).to.equal(3);
        expect(said.replace(/\s+/g, " ")).to.contain(
            'The role no longer trusts "AzureAD": saml-provider-list.json does not have it. If the account has, print that file again, with a login to this account: else people lose their sign-in.',
        );
    });

    it("writes a file of users where they are too many for a configuration", async () => {
        put("made2020");
        manyUsers(500);
        const { said } = await adopt();
        const files = [
            "Pulumi.prod.yaml",
            "users-prod.csv",
            ...["report.txt", "account.json"].map((it) => `adopt-prod/${it}`),
        ];
        expect(said).to.contain(files.map((path) => `wrote ${path}`).join("\n"));
        const { config } = readYaml(temporary.path("Pulumi.prod.yaml")) as { config: Record<string, unknown> };
        expect(config["connect-entra-sso:usersFile"]).to.equal("users-prod.csv");
        // More than the usual quota, so that the rehearsal can begin.
        expect(JSON.parse(read("adopt-prod/account.json")).quotas).to.deep.equal({ usersPerInstance: 507 });
        expect(config).not.to.have.property("connect-entra-sso:users");
        const written = usersInText(read("users-prod.csv"), "users-prod.csv");
        expect([written.problems, Object.keys(written.users).length]).to.deep.equal([[], 505]);
        expect(written.users["u7@contoso.example"]).to.deep.equal({
            firstName: "Ada",
            lastName: "Admin",
            securityProfiles: ["Admin"],
            routingProfile: "Basic Routing Profile",
            phoneType: "SOFT_PHONE",
            afterContactWorkTimeLimitSeconds: 0,
            userId: idOf(7),
            signIn: false,
        });
    });

    it("keeps users in the stack file whose profile a file of users can't name, and shortens the report", async () => {
        put("made2020");
        edit("security-profiles.json", '"QualityAnalyst"', '"Quality; night"');
        manyUsers(500, (index) => (index === 7 ? "00000104-2222-4333-8444-555555555555" : undefined));
        const { code, said } = await adopt();
        expect(code, said).to.equal(0);
        const { config } = readYaml(temporary.path("Pulumi.prod.yaml")) as { config: Record<string, object> };
        const own = Object.keys(config["connect-entra-sso:users"] ?? {});
        const written = usersInText(read("users-prod.csv"), "users-prod.csv");
        expect([own, written.problems, Object.keys(written.users).length]).to.deep.equal([
            ["u7@contoso.example"],
            [],
            504,
        ]);
        const report = read("adopt-prod/report.txt");
        expect(said.split("\n").length).to.be.lessThan(120);
        expect(report.split("\n").length).to.be.greaterThan(300);
        expect(said).to.contain("  Each of them: adopt-prod/report.txt has all\n");
        expect(report).to.contain("\n  u499@contoso.example ");
        expect(said).to.match(/ and 497 more have signIn: false, since/);
    });

    it("is refused where too many users have such a profile, with the command that leads out", async () => {
        put("made2020");
        edit("security-profiles.json", '"QualityAnalyst"', '"Quality|night"');
        manyUsers(500, () => "00000104-2222-4333-8444-555555555555");
        const { code, said } = await adopt();
        expect(code).to.equal(1);
        expect(said.replace(/\s+/g, " ")).to.contain(
            `The security profile "Quality|night" of many users can't be written in a file of users, where "|" and ";" separate names, and ` +
                "the stack file can't have so many users. Rename them in Connect, then print security-profiles.json again. " +
                "aws connect list-security-profiles --instance-id 11111111-2222-4333-8444-555555555555 --region eu-central-1 --output json > security-profiles.json",
        );
        expect(readdirSync(temporary.path())).to.deep.equal(["made-by-hand"]);
    });

    it("writes import lines, under the components that will make the resources", async () => {
        put("madeByScript");
        const { code, said } = await adopt();
        expect(code).to.equal(0);
        expect(said).to.contain(
            "pulumi import --file adopt-prod/imports.json --stack prod --protect=true --generate-code=false --yes",
        );
        expect((await configuration()).failures).to.deep.equal([]);
        const { resources } = JSON.parse(read("adopt-prod/imports.json")) as {
            resources: { name: string; logicalName: string; type: string; id?: string; parent?: string }[];
        };
        const names = resources.map(({ name }) => name);
        expect(new Set(names).size).to.equal(names.length);
        expect(
            resources.map(({ type, logicalName, parent = "", id = "" }) =>
                [parent, type.split(":").at(-1), logicalName, id.split("/").at(-1)].join(" "),
            ),
        ).to.deep.equal([
            " ConnectSso sso ",
            "sso EntraSamlApp sso ",
            "sso AwsSamlFederation sso ",
            "sso EntraAwsClaims sso ",
            "application Application sso a1b2c3d4-0012-4333-8444-555555555555",
            "application ServicePrincipal sso a1b2c3d4-0011-4333-8444-555555555555",
            `application ApplicationIdentifierUri sso ${Buffer.from("urn:amazon:webservices").toString("base64")}`,
            "application ServicePrincipalTokenSigningCertificate sso-initial 00000521-2222-4333-8444-555555555555",
            "application ServicePrincipalTokenSigningCertificate sso-other 00000511-2222-4333-8444-555555555555",
            "federation SamlProvider sso Entra",
            "claims ClaimsMappingPolicy sso 00000720-2222-4333-8444-555555555555",
            "claims ServicePrincipalClaimsMappingPolicyAssignment sso 00000720-2222-4333-8444-555555555555",
            "sso AppRoleAssignment sso-ada@contoso.example assignment-1",
            "sso AppRoleAssignment sso-alice@contoso.example assignment-2",
            "sso AppRoleAssignment sso-Contact centre agents assignment-51",
        ]);
    });

    for (const [world, code] of [
        ["made2020", 0],
        ["madeByScript", 0],
    ] as const) {
        it(`prints JSON that fits its schema: ${world}`, async () => {
            put(world);
            const run = await adopt("--json");
            const schema = JSON.parse(readFileSync(join(root, "docs/adopt.schema.json"), "utf8"));
            const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
            const printed = JSON.parse(run.said);
            expect([validate(printed), validate.errors, run.code]).to.deep.equal([true, null, code]);
            expect(printed.written).to.include("Pulumi.prod.yaml");
        });
    }

    it("needs in AWS what its document says, and no more", () => {
        const named = { instanceId: "i", roleName: "r", clientId: "c" };
        const all = fileNames.map((name) => commandFor(name, named)).join("\n");
        const actions = [...all.matchAll(/aws (connect|iam) ([a-z-]+)/g)].map(([, service, operation = ""]) => {
            const words = operation.split("-").map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
            return `${service}:${words.join("").replace("Saml", "SAML")}`;
        });
        const [, policy = ""] = /```json\n(.*?)```/s.exec(readFileSync(join(root, "docs/adopt.md"), "utf8")) ?? [];
        expect([...new Set(actions)].sort()).to.deep.equal(JSON.parse(policy).Statement[0].Action.sort());
    });

    it("uses the namespace of the project that is there", async () => {
        put("made2020");
        temporary.write("Pulumi.yaml", "name: phones\nruntime: nodejs\n");
        await adopt();
        expect(read("Pulumi.prod.yaml")).to.contain("\n    phones:existingRoleName: AmazonConnectSSO\n");
    });

    it("overwrites only when it is told to, and writes nothing with --report-only", async () => {
        put("made2020");
        temporary.write("Pulumi.prod.yaml", "mine");
        const refused = await adopt();
        expect([refused.code, refused.said]).to.deep.equal([
            2,
            'error: "Pulumi.prod.yaml" exist in FOLDER; nothing was written. Choose another --stack, see the report alone with --report-only, or overwrite them with --force\n',
        ]);
        expect((await adopt("--report-only")).code).to.equal(0);
        expect([read("Pulumi.prod.yaml"), existsSync(temporary.path("adopt-prod"))]).to.deep.equal(["mine", false]);
        expect((await adopt("--force")).code).to.equal(0);
        expect(read("Pulumi.prod.yaml")).to.contain("existingRoleName");
    });

    it("writes nothing where something must change first, and says what", async () => {
        put("made2020");
        edit("instance.json", '"SAML"', '"CONNECT_MANAGED"');
        const { code, said } = await adopt();
        expect(code).to.equal(1);
        expect(said).to.contain("Change this first. Nothing is written.");
        expect(said).to.contain('has the identity management type "CONNECT_MANAGED"');
        expect(readdirSync(temporary.path())).to.deep.equal(["made-by-hand"]);
    });

    it("is not misled by names that would break YAML, a comment, a shell or a terminal", async () => {
        put("made2020");
        const hostile = "x\\n# y: {z}\\u001b[2J' \\\"$(id)`id` {{a}} \\u202e";
        edit(
            "users.json",
            '"Alice"',
            `"${hostile.replaceAll("\\u001b", "").replaceAll("\\n", "").replaceAll("\\u202e", "")}"`,
        );
        edit("instance.json", '"contoso-support"', `"${hostile}"`);
        edit("application.json", '"Amazon Connect"', `"${hostile}"`);
        edit("assignments.json", '"Carol Case"', `"${hostile}"`);
        const { code, said } = await adopt();
        expect(code).to.equal(0);
        expect(invisible.filter((it) => said.includes(it))).to.deep.equal([]);
        const text = read("Pulumi.prod.yaml");
        expect(invisible.filter((it) => text.includes(it))).to.deep.equal([]);
        const { failures, config } = await configuration();
        expect(failures).to.deep.equal([]);
        const users = config["connect-entra-sso:users"] as Record<string, { firstName: string }>;
        expect(users["alice@contoso.example"]?.firstName).to.equal("x# y: {z}[2J' \"$(id)`id` {{a}} ");
        // Everything that the report tells somebody to run is free of it.
        expect(said.split("\n").filter((line) => line.startsWith("       ") && line.includes("id`"))).to.deep.equal([]);
    });

    it("says which files are missing, and of which it can't read anything, at once", async () => {
        put("made2020");
        rmSync(temporary.path("made-by-hand/role.json"));
        temporary.write("made-by-hand/users.json", "An error occurred (AccessDenied)");
        const named = {
            ...{ instanceId: "11111111-2222-4333-8444-555555555555", roleName: "ROLE_NAME" },
            ...{ clientId: "c0ffee00-0001-4333-8444-555555555555", region: "eu-central-1" },
        };
        const { code, said } = await adopt();
        expect(code).to.equal(2);
        expect(said.split("\n").slice(1)).to.deep.equal([
            '  - users.json is not JSON: it begins with "An error occurred (AccessDenied)"',
            `        ${commandFor("users.json", named)} > users.json`,
            "  - role.json is missing",
            "        aws iam get-role --role-name ROLE_NAME --output json > role.json",
            "",
        ]);
    });

    it("lists its commands as a script for a shell, and needs to know for which world", async () => {
        const world = ["--instance-id", "11111111-2222-4333-8444-555555555555", "--role", "Agents", "--client-id"];
        const script = await adopt("--list-commands", ...world, "c0ffee00-0001-4333-8444-555555555555");
        expect(script.code).to.equal(0);
        expect(script.said.split("\n")[0]).to.equal("mkdir -p made-by-hand && cd made-by-hand");
        expect([...script.said.matchAll(/ > (\S+)$/gm)].map(([, file]) => file)).to.deep.equal(fileNames);
        const refused = await adopt("--list-commands", "--role", "a b", "--region", "Frankfurt");
        expect([refused.code, refused.said.match(/--\w[\w-]*/g)]).to.deep.equal([2, ["--role", "--region"]]);
        const unnamed = await adopt("--live");
        expect([unnamed.code, unnamed.said.match(/^--[\w-]+(?=:)/gm)]).to.deep.equal([
            2,
            ["--instance-id", "--role", "--client-id"],
        ]);
        expect((await adopt("--role", "Agents")).said).to.match(/^error: --instance-id, --role, .* belong to /);
    });

    it("runs with --live only the commands whose file is missing, and no command that changes anything", async () => {
        put("made2020");
        const tools = fakeTools(temporary.path());
        for (const file of ["role.json", "instance.json", "claims.json"]) {
            rmSync(temporary.path(join("made-by-hand", file)));
        }
        const text = (file: string) => readFileSync(join(worldFolder("made2020"), file), "utf8");
        tools.answer("aws connect describe-instance", { stdout: text("instance.json") });
        tools.answer("aws iam get-role", { stdout: text("role.json") });
        tools.answer("az rest", { code: 1, stderr: "ERROR: Not Found" });
        const named = { instanceId: "11111111-2222-4333-8444-555555555555", roleName: "AmazonConnectSSO" };
        const before = process.env.PATH;
        Object.assign(process.env, tools.env);
        try {
            const run = await adopt("--live", "--instance-id", named.instanceId, "--role", named.roleName);
            // Nobody read the portal's claims, so which attribute is the session name is a guess.
            expect(run.code, run.said).to.equal(3);
        } finally {
            process.env.PATH = before;
        }
        expect(tools.calls().map((call) => call.split(" ").slice(0, 3).join(" "))).to.deep.equal([
            "aws connect describe-instance",
            "aws iam get-role",
            "az rest --url",
        ]);
        const all = fileNames.map((name) => commandFor(name, { ...named, clientId: "c" })).join("\n");
        const verbs = [...all.matchAll(/aws (?:connect|iam) ([a-z]+)-|az (ad app \w+|rest)/g)].map(
            ([, aws, az]) => aws ?? az,
        );
        expect([...new Set(verbs)].sort()).to.deep.equal(["ad app show", "describe", "get", "list", "rest"]);
        expect(all).not.to.match(/--method|--body/);
    });
});

describe("The script that connect-sso adopt prints", () => {
    it("writes every file as the clouds hold it, one document for each user, profile, policy, provider and group", async () => {
        put("madeByScript");
        const world = worldFolder("madeByScript");
        const tools = fakeTools(temporary.path());
        writeCommand(temporary.path("bin/jq"), "exit 0");
        answerFor(tools, world);
        const script = await adopt("--list-commands");
        expect(script.code).to.equal(0);
        rmSync(temporary.path("made-by-hand"), { recursive: true });
        const run = spawnSync("sh", ["-c", script.said], {
            cwd: temporary.path(),
            env: { ...process.env, ...tools.env },
            encoding: "utf8",
        });
        expect([run.status, run.stderr]).to.deep.equal([0, ""]);
        for (const name of fileNames.filter((it) => it !== "claims.json")) {
            const documents = (folder: string) => readJsonStream(readFileSync(join(folder, name), "utf8"));
            expect(documents(temporary.path("made-by-hand")), name).to.deep.equal(documents(world));
        }
        expect(tools.calls().filter((call) => call.includes("/members"))).to.deep.equal([
            "az rest --url https://graph.microsoft.com/v1.0/groups/00000601-2222-4333-8444-555555555555/members?$select=id&$top=999 " +
                "--query {id: '00000601-2222-4333-8444-555555555555', members: value, nextLink: \"@odata.nextLink\"} --output json",
        ]);
    });
});

/** What each command of the script prints in a world: whole files, and items one by one. */
function answerFor(tools: FakeTools, world: string): void {
    const named = {
        instanceId: "11111111-2222-4333-8444-555555555555",
        roleName: "ConnectAgents",
        clientId: "c0ffee00-0011-4333-8444-555555555555",
        region: "eu-central-1",
    };
    const documents = (file: string) => readJsonStream(readFileSync(join(world, file), "utf8")) ?? [];
    const print = (value: unknown) => ({ stdout: `${JSON.stringify(value)}\n` });
    // The program's own quoting is gone once a shell has read it.
    const typed = (command: string) =>
        command.replaceAll("'\\''", "\u0000").replaceAll("'", "").replaceAll("\u0000", "'");
    for (const name of fileNames.filter((it) => isSingle(it) && it !== "claims.json")) {
        tools.answer(fakeCall(typed(commandFor(name, named))), print(documents(name)[0] ?? {}));
    }
    const text = (ids: readonly string[]) => ({ stdout: ids.length === 0 ? "" : `${ids.join("\t")}\n` });
    const of = (operation: string) => `aws ${operation}`;
    const where = `--instance-id ${named.instanceId} --region ${named.region}`;
    const each = (file: string, id: (one: Fields) => string, call: (id: string) => string) => {
        const all = documents(file) as Fields[];
        for (const one of all) {
            tools.answer(call(id(one)), print(one));
        }
        return all.map(id);
    };
    const users = each(
        "users.json",
        ({ User }) => (User as Fields).Id as string,
        (id) => of(`connect describe-user ${where} --user-id ${id}`),
    );
    tools.answer(of(`connect list-users ${where} --query`), text(users));
    const profiles = each(
        "profile-permissions.json",
        (one) => one.SecurityProfileId as string,
        (id) => of(`connect list-security-profile-permissions ${where} --security-profile-id ${id}`),
    );
    tools.answer(of(`connect list-security-profiles ${where} --query`), text(profiles));
    const policies = each(
        "role-policies.json",
        (one) => one.PolicyName as string,
        (name) => of(`iam get-role-policy --role-name ${named.roleName} --policy-name ${name}`),
    );
    tools.answer(of(`iam list-role-policies --role-name ${named.roleName} --query`), text(policies));
    tools.answer(of(`iam list-attached-role-policies --role-name ${named.roleName} --query`), text([]));
    const providers = each(
        "saml-providers.json",
        (one) => one.Arn as string,
        (arn) => of(`iam get-saml-provider --saml-provider-arn ${arn}`),
    );
    tools.answer(of("iam list-saml-providers --query"), text(providers));
    const graph = "az rest --url https://graph.microsoft.com/v1.0";
    const principal = fakeCall(`${graph}/servicePrincipals(appId='${named.clientId}')`);
    const uses = each(
        "policy-uses.json",
        (one) => one.policyId as string,
        (id) => `${graph}/policies/claimsMappingPolicies/${id}/appliesTo`,
    );
    tools.answer(`${principal}/claimsMappingPolicies --query`, text(uses));
    const groups = each(
        "groups.json",
        (one) => one.id as string,
        (id) => `${graph}/groups/${id}/members`,
    );
    tools.answer(`${principal}/appRoleAssignedTo?$top=999 --query`, text(groups));
    tools.answer(`${graph}/users?`, print(documents("people.json")[0]));
    tools.answer("az rest --url https://graph.microsoft.com/beta", print({}));
}

type Fields = Record<string, unknown>;

/** As it stands between single quotes in the script of the fake. */
const fakeCall = (call: string) => call.replaceAll("'", "'\\''");
