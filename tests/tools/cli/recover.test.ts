import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import { awsTypes } from "../../../tools/deployment/types";
import { runConnectSso } from "../../helpers/command";
import { temporaryFolder } from "../../helpers/folder";
import { type Case, cases, exportOf, instanceId, previewOf, resourceOf } from "../recover/cases";

const root = join(__dirname, "..", "..", "..");
const user = cases.find(({ type }) => type === awsTypes.user) as Case;
const userArn = `arn:aws:connect:eu-central-1:123456789012:instance/${instanceId}/agent/u`;
const inConnect = {
    Id: "u",
    Arn: userArn,
    Username: "alice@contoso.example",
    IdentityInfo: { FirstName: "Alice", LastName: "Agent" },
    PhoneConfig: { PhoneType: "SOFT_PHONE", AutoAccept: false },
    RoutingProfileId: "r",
    SecurityProfileIds: ["one", "two"],
};
const interrupted = exportOf([], [{ type: "creating", resource: resourceOf(user) }]);
const search = `aws connect search-users --instance-id ${instanceId}`;

describe("connect-sso recover", () => {
    const temporary = temporaryFolder();
    const file = (name: string, content: unknown) => temporary.write(name, JSON.stringify(content));

    /** Names of files stand for their contents. */
    function recover(exported: unknown, preview: unknown, cloud: unknown[], ...more: string[]) {
        return runConnectSso([
            ...["recover", "--deployment", file("export.json", exported)],
            ...(preview === undefined ? [] : ["--preview", file("preview.json", preview)]),
            ...cloud.flatMap((printed, index) => ["--cloud", file(`cloud${index}.json`, printed)]),
            ...more,
        ]);
    }

    const outcomes: readonly [string, number, unknown, unknown, unknown[], string][] = [
        ["imports", 1, interrupted, previewOf(), [{ Users: [inConnect] }], `'${instanceId}:u'`],
        ["needs a look", 1, interrupted, previewOf(), [], search],
        ["only lacks a look", 3, exportOf([]), previewOf(resourceOf(user)), [], search],
        [
            "was not created",
            0,
            exportOf([]),
            previewOf(resourceOf(user)),
            [{ InstanceId: instanceId, Users: [] }],
            "`pulumi up` creates what is missing.",
        ],
        [
            "has another content",
            3,
            exportOf([]),
            previewOf(resourceOf(user)),
            [{ Users: [{ ...inConnect, RoutingProfileId: "other" }] }],
            '"routingProfileId"',
        ],
        ["has nothing to do", 0, exportOf([]), previewOf(), [], "Nothing is pending"],
        ["has no preview", 3, exportOf([]), undefined, [], "--preview"],
    ];
    for (const [what, code, exported, preview, cloud, said] of outcomes) {
        it(`ends with ${code} for a stack that ${what}`, async () => {
            const run = await recover(exported, preview, cloud);
            expect([run.code, run.stderr]).to.deep.equal([code, ""]);
            expect(run.stdout).to.include(said);
        });

        it(`prints JSON that fits its schema for a stack that ${what}`, async () => {
            const run = await recover(exported, preview, cloud, "--json");
            const schema = JSON.parse(readFileSync(join(root, "docs/recover.schema.json"), "utf8"));
            const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
            expect([validate(JSON.parse(run.stdout)), validate.errors, run.code]).to.deep.equal([true, null, code]);
        });
    }

    it("lists the commands to look with", async () => {
        const run = await recover(exportOf([]), previewOf(...cases.map(resourceOf)), [], "--list-commands");
        expect(run.code).to.equal(0);
        expect(run.stdout.trim().split("\n")).to.have.length(15);
        expect(run.stdout).not.to.match(/undefined|null|NaN/);
    });

    const misuse: readonly [string, string[], string][] = [
        ["two stacks", ["--stack", "dev", "--deployment", "x"], "not both"],
        ["a preview without a deployment", ["--preview", "x"], "need --deployment"],
        ["--yes alone", ["--yes"], "--yes belongs to --run"],
        ["a stack that was never rehearsed", ["--stack", "dev"], "has not been rehearsed"],
        ["a file that is not there", ["--deployment", "/nonexistent.json"], "there is no file"],
    ];
    for (const [what, args, said] of misuse) {
        it(`refuses ${what}`, async () => {
            const run = await runConnectSso(["recover", ...args]);
            expect([run.code, run.stdout]).to.deep.equal([2, ""]);
            expect(run.stderr).to.include(said);
        });
    }

    for (const [what, exported, preview, cloud, said] of [
        ["what is no export", [], previewOf(), [], "pulumi stack export"],
        ["what is no preview", interrupted, {}, [], "pulumi preview --json"],
        ["what no cloud prints", interrupted, previewOf(), [{}, []], "cloud1.json: it is not the output"],
        ["one page of several", interrupted, previewOf(), [{ Users: [], NextToken: "n" }], "one page of several"],
    ] as const) {
        it(`refuses ${what}`, async () => {
            const run = await recover(exported, preview, [...cloud]);
            expect([run.code, run.stdout]).to.deep.equal([2, ""]);
            expect(run.stderr).to.include(said);
        });
    }
});
