import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { runConnectSso } from "../../../helpers/command";
import { temporaryFolder, writeCommand } from "../../../helpers/folder";
import { misfits } from "../../../helpers/jsonSchema";

const fixtures = join(__dirname, "fixtures");
const fixture = (name: string) => join(fixtures, name);
const names = ["connectQuotas", "iamQuotas", "instances", "samlProviders", "created", "deleted"];
const everything = names.flatMap((name) => ["--cloud", fixture(`${name}.json`)]);
const stack = readFileSync(fixture("Pulumi.prod.yaml"), "utf8");
const existing = "11111111-2222-4333-8444-555555555555";

describe("preflight", () => {
    const temporary = temporaryFolder();
    const preflight = async (text: string, ...options: string[]) => {
        const file = temporary.write("Pulumi.prod.yaml", text);
        const { code, stdout, stderr } = await runConnectSso([
            "preflight",
            "--stack-file",
            file,
            "--now",
            "2026-11-29",
            ...options,
        ]);
        return { code, stderr, lines: stdout.split("\n").map((line) => line.trim()), stdout };
    };
    const cloud = (content: object) => ["--cloud", temporary.write(`${Math.random()}.json`, JSON.stringify(content))];
    const checksOf = (stdout: string) =>
        (JSON.parse(stdout) as { checks: { id: string; verdict: string; what: string }[] }).checks.map(
            ({ id, verdict, what }) => [id, verdict, what],
        );
    const adopting = stack.replace(
        "instanceAlias: contoso-support",
        `existingInstanceId: ${existing}\n    connect-entra-sso:existingRoleName: Agents`,
    );

    it("says that everything fits, and what is left to do by hand", async () => {
        const { code, stderr, stdout } = await preflight(stack, ...everything);
        expect([code, stderr]).to.deep.equal([0, ""]);
        expect(stdout).to.equal(
            [
                "Quotas and licences",
                "  fits: Users per instance: 1 needed; the quota is 500.",
                "  fits: Amazon Connect instances per account and Region: 2 needed; the quota is 3.",
                "  fits: Creations and deletions of instances in 30 days: 2 with this one; 100 are possible.",
                "  fits: SAML providers per account: 2 needed; the quota is 100.",
                "",
                "By hand: what no deployment does",
                "  [ ] Before the first deployment: another application of the tenant must not have the identifier.",
                "      az ad app list --identifier-uri urn:amazon:webservices --query '[].displayName'",
                "  [ ] After the deployment: tell people the address where they sign in, and sign in once yourself.",
                "      pulumi stack output signInUrl --stack prod",
                "  [ ] After the deployment: claim a phone number, and make queues and flows. This program makes only the sign-in.",
                "",
            ].join("\n"),
        );
    });

    for (const [what, options] of [
        ["nothing is known of the account", []],
        ["everything is", everything],
        ["a replica is asked for in the wrong Region", [...everything, "--replica-region", "eu-west-1"]],
    ] as const) {
        it(`prints JSON that fits its schema where ${what}`, async () => {
            for (const file of [stack, adopting]) {
                const { stdout } = await preflight(file, "--json", ...options);
                expect(misfits("preflight", stdout)).to.equal(null);
            }
        });
    }

    it("asks people to activate a certificate only where no deployment does, and names GovCloud's own identifier", async () => {
        const two = `${stack}    connect-entra-sso:certificates: { initial: {}, "2027": {} }\n`;
        const named = `${two}    connect-entra-sso:signingCertificate: "2027"\n`;
        const asked = async (text: string) => {
            const { lines } = await preflight(text);
            return lines.filter((line) => /activate|identifier-uri/.test(line));
        };
        const activate =
            "[ ] After the deployment: activate the certificate that signs, or name it in signingCertificate. Entra signs with the first one until then.";
        const identifier = (uri: string) => `az ad app list --identifier-uri ${uri} --query '[].displayName'`;
        expect([
            await asked(two),
            await asked(named),
            await asked(`${named}    connect-entra-sso:certificateActivation: false\n`),
            await asked(named.replace("eu-central-1", "us-gov-west-1")),
        ]).to.deep.equal([
            [identifier("urn:amazon:webservices"), activate],
            [identifier("urn:amazon:webservices")],
            [identifier("urn:amazon:webservices"), activate],
            [identifier("urn:amazon:webservices:govcloud")],
        ]);
    });

    it("says what is unknown, and counts nobody's defaults as known", async () => {
        const { code, stdout } = await preflight(stack, "--json");
        expect(code).to.equal(3);
        expect(checksOf(stdout)).to.deep.equal([
            ["users", "unknown", "Users per instance: 1 needed; the default quota is 500"],
            [
                "instances",
                "unknown",
                "Amazon Connect instances per account and Region: 1 needed, and what is there already; the default quota is 2",
            ],
            [
                "instanceChanges",
                "unknown",
                "Creations and deletions of instances in 30 days: at least 1 with this one; 100 are possible",
            ],
            [
                "samlProviders",
                "unknown",
                "SAML providers per account: 1 needed, and what is there already; the default quota is 100",
            ],
        ]);
    });

    it("finds what does not fit, with the command that asks for more", async () => {
        const people = [1, 2, 3].map((number) => ({ Id: `id ${number}`, Username: `user${number}@contoso.example` }));
        const { code, lines } = await preflight(
            adopting,
            ...everything.slice(0, 2),
            ...cloud({ UserSummaryList: people }),
        );
        expect(code).to.equal(1);
        expect(lines).to.include("does not fit: Users per instance: 4 needed; the quota is 2.");
        expect(lines).to.include(
            "aws service-quotas request-service-quota-increase --service-code connect --quota-code L-9A46857E --desired-value 4 --region eu-central-1",
        );
    });

    it("counts creations and deletions of the last 30 days only, and of Connect only", async () => {
        const event = (name: string, time: string | number, source = "connect.amazonaws.com") => ({
            EventName: name,
            EventSource: source,
            EventTime: time,
        });
        const recent = Array.from({ length: 100 }, () =>
            event("DeleteInstance", Date.parse("2026-11-20T08:00:00Z") / 1000),
        );
        const others = [
            event("CreateInstance", "2026-10-01T08:00:00Z"),
            event("CreateInstance", "2026-11-28T08:00:00Z", "ssm.amazonaws.com"),
        ];
        const fits = await preflight(
            stack,
            "--json",
            ...cloud({ Events: others }),
            ...cloud({ Events: recent.slice(1) }),
        );
        expect(checksOf(fits.stdout)[2]?.[1]).to.equal("fits");
        const locked = await preflight(stack, "--json", ...cloud({ Events: others }), ...cloud({ Events: recent }));
        expect([locked.code, checksOf(locked.stdout)[2]]).to.deep.equal([
            1,
            [
                "instanceChanges",
                "doesNotFit",
                "Creations and deletions of instances in 30 days: 101 with this one; 100 are possible",
            ],
        ]);
    });

    for (const [title, plans, verdict] of [
        ["a tenant without the plan", ["EXCHANGE_S_STANDARD"], "doesNotFit"],
        ["a tenant with P1", ["AAD_PREMIUM"], "fits"],
        ["a tenant with P2 only", ["AAD_PREMIUM_P2"], "fits"],
    ] as const) {
        it(`compares groups with the licences of ${title}`, async () => {
            const groups = `${stack}    connect-entra-sso:groups: { agents: ${existing} }\n`;
            const skus = [
                { capabilityStatus: "Enabled", servicePlans: plans.map((servicePlanName) => ({ servicePlanName })) },
            ];
            const { stdout } = await preflight(groups, "--json", ...cloud({ value: skus }));
            expect(checksOf(stdout).find(([id]) => id === "groupAssignment")?.[1]).to.equal(verdict);
        });
    }

    it("refuses an instance whose users are not SAML's, and names users who are there already with their id", async () => {
        const instance = { Instance: { Id: existing, IdentityManagementType: "CONNECT_MANAGED" } };
        const { code, lines } = await preflight(
            adopting,
            ...cloud(instance),
            ...cloud({
                UserSummaryList: [{ Id: "77777777-2222-4333-8444-555555555555", Username: "admin@contoso.example" }],
            }),
        );
        expect(code).to.equal(1);
        expect(lines).to.include('does not fit: The instance must have SAML users, and has "CONNECT_MANAGED".');
        expect(lines).to.include("# admin@contoso.example: userId: 77777777-2222-4333-8444-555555555555");
        expect(lines).to.include("aws iam get-role --role-name Agents --query Role.AssumeRolePolicyDocument");
    });

    it("refuses answers of another Region or another instance, and what it can't read, all at once", async () => {
        const other = existing.replace("1", "9");
        const arn = `arn:aws:connect:us-west-2:123456789012:instance/${other}`;
        const quota = {
            ServiceCode: "connect",
            QuotaCode: "x",
            Value: 1,
            QuotaArn: "arn:aws:servicequotas:us-west-2:123456789012:connect/x",
        };
        const ofIam = {
            ServiceCode: "iam",
            QuotaCode: "x",
            Value: 1,
            QuotaArn: "arn:aws:servicequotas:us-east-1:123456789012:iam/x",
        };
        const broken = temporary.write("broken.json", "An error occurred (ExpiredToken)");
        const { code, stderr } = await preflight(
            adopting,
            ...cloud({ Quotas: [quota] }),
            ...cloud({ Quotas: [ofIam] }),
            ...cloud({ InstanceSummaryList: [{ Id: other, Arn: arn }] }),
            ...cloud({ UserSummaryList: [{ Id: "1", Username: "a", Arn: `${arn}/agent/1` }] }),
            ...cloud({ Instance: { Id: other, IdentityManagementType: "SAML" } }),
            ...cloud({ SAMLProviderList: null }),
            ...cloud({ Events: [{ EventName: "CreateInstance", CloudTrailEvent: '{"awsRegion":"us-west-2"}' }] }),
            ...["--cloud", broken],
        );
        const region =
            'is of the Region "us-west-2", and the stack is in "eu-central-1"; run the command that --list-commands prints';
        const instance = `is of the instance "${other}", and the stack has "${existing}"; run the command that --list-commands prints`;
        expect([
            code,
            stderr
                .trimEnd()
                .replace("error: ", "")
                .split(/\n */)
                .map((line) => line.replace(/--cloud \S+?(:?) /, "$1 ").trim()),
        ]).to.deep.equal([
            2,
            [
                region,
                region,
                instance,
                instance,
                "must have the list SAMLProviderList, got null; run the command again",
                region,
                ': this is not JSON: it does not begin with "{" or "["; write the output of a command that --list-commands prints to it',
            ],
        ]);
    });

    it("names the steps of this configuration", async () => {
        const text = `${stack.replace("[pki@contoso.example]", "[]")}    connect-entra-sso:certificates: { initial: {}, "2027": {} }\n    connect-entra-sso:landingPage: https://desk.contoso.example/ccp\n`;
        const { lines } = await preflight(text);
        expect(lines).to.include("pulumi stack output certificates --stack prod");
        expect(lines).to.include(
            "aws connect associate-approved-origin --instance-id INSTANCE_ID --origin https://desk.contoso.example --region eu-central-1",
        );
        expect(lines).to.include(
            "[ ] Nobody is told before the signing certificate ends: set notificationEmailAddresses, and watch it in a pipeline.",
        );
    });

    it("lists commands that only read", async () => {
        const { code, lines } = await preflight(
            adopting.replace("users:", `groups: { a: ${existing} }\n    connect-entra-sso:users:`),
            "--list-commands",
        );
        expect([code, lines.slice(0, -1)]).to.deep.equal([
            0,
            [
                "aws service-quotas list-service-quotas --service-code connect --quota-applied-at-level ALL --region eu-central-1 --output json",
                "aws service-quotas list-service-quotas --service-code iam --region us-east-1 --output json",
                "aws connect list-instances --region eu-central-1 --output json",
                "aws iam list-saml-providers --region eu-central-1 --output json",
                `aws connect list-users --instance-id ${existing} --region eu-central-1 --output json`,
                `aws connect describe-instance --instance-id ${existing} --region eu-central-1 --output json`,
                "az rest --method get --url https://graph.microsoft.com/v1.0/subscribedSkus",
            ],
        ]);
    });

    it("says what Global Resiliency would need, and refuses Regions that can't be", async () => {
        const good = await preflight(stack, ...everything, "--replica-region", "eu-west-2");
        expect(good.code).to.equal(0);
        expect(good.lines).to.include("Global Resiliency: this program does not set it up");
        expect(good.stdout).to.include("https://INSTANCE_ID.eu-central-1.sign-in.connect.aws/saml?");
        const wrong = await preflight(stack, ...everything, "--replica-region", "eu-west-1");
        expect([wrong.code, wrong.lines.find((line) => line.startsWith("refused"))]).to.deep.equal([
            1,
            'refused: --replica-region must be "eu-west-2", the only Region for a replica of an instance in "eu-central-1", got "eu-west-1"',
        ]);
        const nowhere = await preflight(
            stack.replace("eu-central-1", "ap-southeast-2"),
            "--replica-region",
            "eu-west-2",
        );
        expect(nowhere.lines.find((line) => line.startsWith("refused"))).to.equal(
            'refused: --replica-region must not be set, got "eu-west-2": an instance in "ap-southeast-2" can\'t have a replica. Sources are us-east-1, us-west-2, eu-central-1, eu-west-2, ap-northeast-1; choose one of them for a new instance',
        );
    });

    it("asks with --live by commands that only read; what can't be asked stays unknown", async () => {
        const answers = [
            ["service-quotas list-service-quotas --service-code connect", "connectQuotas"],
            ["service-quotas list-service-quotas --service-code iam", "iamQuotas"],
            ["iam list-saml-providers", "samlProviders"],
            ["cloudtrail lookup-events", "created"],
        ].map(([call = "", name]) => `'${call}'*) cat '${fixture(`${name}.json`)}';;`);
        writeCommand(
            temporary.path("bin", "aws"),
            ['case "$*" in', ...answers, '*) echo "AccessDenied: $*" >&2; exit 254;;', "esac"].join("\n"),
        );
        const before = process.env.PATH;
        process.env.PATH = [temporary.path("bin"), before].join(delimiter);
        const { code, stdout, stderr } = await preflight(stack, "--live", "--json").finally(() => {
            process.env.PATH = before;
        });
        expect([code, checksOf(stdout).map(([id, verdict]) => [id, verdict])]).to.deep.equal([
            3,
            [
                ["users", "fits"],
                ["instances", "unknown"],
                ["instanceChanges", "fits"],
                ["samlProviders", "fits"],
            ],
        ]);
        expect(stderr).to.equal(
            "unknown: `aws connect list-instances --region eu-central-1 --output json` ended with 254: " +
                "AccessDenied: connect list-instances --region eu-central-1 --output json\n",
        );
    });

    it("sees that an instance has a replica without being told", async () => {
        const replication = {
            SourceRegion: "eu-central-1",
            ReplicationStatusSummaryList: [{ Region: "eu-central-1" }, { Region: "eu-west-2" }],
        };
        const { stdout } = await preflight(
            adopting,
            ...cloud({
                Instance: { Id: existing, IdentityManagementType: "SAML" },
                ReplicationConfiguration: replication,
            }),
        );
        expect(stdout).to.include("--replica-region eu-west-2").and.not.to.include("refused:");
    });

    it("reads a preview and an export of the stack, too", async () => {
        const user = (name: string) => ({ type: "aws:connect/user:User", inputs: { name, instanceId: existing } });
        const instance = { type: "aws:connect/instance:Instance", inputs: { instanceAlias: "contoso" } };
        const steps = [
            { op: "create", newState: instance },
            ...["a", "b"].map((name) => ({ op: "create", newState: user(name) })),
            { op: "delete", oldState: user("c") },
        ];
        const preview = temporary.write("preview.json", JSON.stringify({ steps }));
        const exported = temporary.write(
            "export.json",
            JSON.stringify({ deployment: { resources: [{ ...instance, id: existing }, user("a")] } }),
        );
        const run = (...options: string[]) =>
            runConnectSso(["preflight", "--json", "--region", "eu-central-1", ...options]);
        const [first, second] = [await run("--preview", preview), await run("--deployment", exported)];
        expect(
            checksOf(first.stdout)
                .map(([id, , what]) => [id, what?.split(";")[0]])
                .slice(0, 2),
        ).to.deep.equal([
            ["users", "Users per instance: 2 needed"],
            ["instances", "Amazon Connect instances per account and Region: 1 needed, and what is there already"],
        ]);
        expect(checksOf(second.stdout).map(([id]) => id)).to.deep.equal(["users", "samlProviders"]);
    });

    const refused: [title: string, options: () => string[], message: string][] = [
        [
            "output of another command",
            () => cloud({ Users: [] }),
            'is the output of no command that --list-commands prints, got "Users"',
        ],
        [
            "a first page",
            () => cloud({ UserSummaryList: [], NextToken: "x" }),
            "is the first page only; ask with the AWS CLI version 2 without --max-items, which reads all",
        ],
        ["a Region that is none", () => ["--region", "Frankfurt"], 'got "Frankfurt"'],
    ];
    for (const [title, options, message] of refused) {
        it(`refuses ${title}`, async () => {
            const { code, stderr } = await preflight(stack, ...options());
            expect(code).to.equal(2);
            expect(stderr).to.include(message);
        });
    }
});
