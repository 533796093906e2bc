import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { withSecondApplication } from "../../helpers/brokenExport";
import { runConnectSso } from "../../helpers/command";
import { temporaryFolder } from "../../helpers/folder";
import { ciphertext } from "../../helpers/stackExport";

const root = join(__dirname, "..", "..", "..");
const exported = readFileSync(join(root, "tests/tools/deployment/fixtures/stackExport.json"), "utf8");
const people = readFileSync(join(root, "tools/rehearsal/directory.json"), "utf8");
const profile = "4fd134b5-1747-45b5-91f6-1140b5161d7b";

describe("connect-sso sign-in, given what it can't use,", () => {
    const temporary = temporaryFolder();
    let deployment: string;
    let directory: string;
    beforeEach(() => {
        deployment = temporary.write("stack.json", exported);
        directory = temporary.write("people.json", people);
    });

    const withPeople = (json: string) => [
        ...["sign-in", "-d", deployment, "--directory"],
        temporary.write("other.json", json),
    ];

    const refused: [string, () => string[], RegExp][] = [
        ["no stack", () => ["sign-in"], /^error: the stack dev has not been rehearsed: `npm start` brings it up;/],
        [
            "both stack and deployment",
            () => ["sign-in", "-s", "dev", "-d", deployment],
            /^error: give --stack .* or --deployment .*, not both/,
        ],
        ["no such file", () => ["sign-in", "-d", "x.json"], /^error: --deployment x\.json: there is no file \/x\.json/],
        [
            "a folder",
            () => ["sign-in", "-d", temporary.path()],
            /^error: --deployment .*: this is a folder; give the file/,
        ],
        [
            "an empty file",
            () => ["sign-in", "-d", temporary.write("e.json", "")],
            /^error: --deployment .*: this is not JSON: it is empty/,
        ],
        [
            "the lines that npm prints before an output",
            () => [
                "sign-in",
                "-d",
                temporary.write("e.json", "\n> connect-entra-sso@0.1.0 start\n> node tools/cli/start.mjs export\n\n{}"),
            ],
            /^error: --deployment .*: this is not JSON: it begins with the lines that npm prints: write it again with `npm -s start -- …`/,
        ],
        [
            "no JSON",
            () => ["sign-in", "-d", temporary.write("e.json", '{"a": hunter2hunter2')],
            /^error: --deployment .*: this is not JSON: /,
        ],
        [
            "the directory as deployment",
            () => ["sign-in", "-d", directory],
            /^error: --deployment .*people of a directory/,
        ],
        [
            "the deployment as directory",
            () => ["sign-in", "-d", deployment, "--directory", deployment],
            /^error: --directory /,
        ],
        [
            "a time that is none",
            () => ["sign-in", "-d", deployment, "--now", "tomorrow"],
            /--now <time>.*must be a time such as/s,
        ],
        ["31 April", () => ["sign-in", "-d", deployment, "--now", "2027-04-31"], /must be a time such as/],
        [
            "another application",
            () => ["sign-in", "-d", deployment, "--application", "ssso"],
            /^error: --application "ssso": .* holds no such application; write "sso"/,
        ],
        [
            "another certificate",
            () => ["sign-in", "-d", deployment, "--signing-certificate", "2027"],
            /^error: --signing-certificate "2027": must be a certificate of the stack \("2026"\) or a SHA-1 thumbprint/,
        ],
        [
            "profiles that are none",
            () => ["sign-in", "-d", deployment, "--security-profiles", temporary.write("p.json", `{"${profile}": 1}`)],
            /^error: --security-profiles .*, "4fd134b5-1747-45b5-91f6-1140b5161d7b": must be a list of permissions, got 1/,
        ],
        [
            "a first page of permissions",
            () => [
                ...["sign-in", "-d", deployment, "--security-profiles"],
                temporary.write("p.json", `{"${profile}": {"Permissions": [], "NextToken": "x"}}`),
            ],
            /^error: --security-profiles .*: must hold all permissions, got a first page with a NextToken; /,
        ],
        [
            "an export with two applications that may be the one",
            () => ["sign-in", "-d", temporary.write("two.json", withSecondApplication("PowerBI", ciphertext))],
            /holds several applications; say which with --application: "sso" and "PowerBI"/,
        ],
        [
            "a name that two applications have",
            () => [
                "sign-in",
                "-d",
                temporary.write("two.json", withSecondApplication("sso", "saml")),
                "--application",
                "sso",
            ],
            /^error: --application "sso": .* holds 2 of this name; write the client id of one: "sso \(5ad8a355-6b51-46e2-b3f0-8caf8b44e4a6\)" and "sso \(11111111-/,
        ],
        [
            "the same stack twice",
            () => ["sign-in", "-d", deployment, "-d", temporary.write("again.json", exported)],
            /^error: --deployment \S+again\.json and \S+stack\.json must be exports of different stacks, got .*; leave out the older one/,
        ],
        [
            "profiles by name",
            () => [
                ...["sign-in", "-d", deployment, "--security-profiles"],
                temporary.write("p.json", '{"Agent": ["BasicAgentAccess"]}'),
            ],
            /^error: --security-profiles .*, "Agent": must be the id of a security profile, not its name; `aws connect list-security-profiles /,
        ],
        [
            "a directory without anybody",
            () => withPeople("[]"),
            /^error: --directory .* holds nobody, .*`az ad user list`/,
        ],
        [
            "a directory with groups alone",
            () => withPeople('[{"@odata.type": "#microsoft.graph.group", "id": "1"}]'),
            /^error: --directory .* holds nobody, /,
        ],
        [
            "a directory as PowerShell prints it",
            () => withPeople('[{"UserPrincipalName": "a@contoso.example", "Id": "1"}, {"UserPrincipalName": "b"}]'),
            /^error: --directory [^\n]*"UserPrincipalName"[^\n]*Get-MgUser[^\n]*`az ad user list`[^\n]*\n$/,
        ],
        [
            "a directory as a table",
            () => withPeople("Id,UserPrincipalName,Mail\n1,a@contoso.example,\n"),
            /^error: --directory [^\n]*a table \(CSV\); export people as JSON, as docs\/sign-in\.md#a-stack-in-your-own-accounts says\n$/,
        ],
        [
            "the pages of a directory one behind another",
            () => withPeople('{"value": []}\n{"value": []}\n'),
            /^error: --directory [^\n]*one JSON text behind another; `jq -s [^\n]*\n$/,
        ],
        ["everybody and somebody", () => ["sign-in", "-d", deployment, "--all", "--user", "a"], /cannot be used with/],
        ["a user without a name", () => ["sign-in", "-d", deployment, "--user", " "], /^error: --user: must be a name/],
        ["an unknown option", () => ["sign-in", "--stak", "dev"], /unknown option '--stak'/],
        ["an unknown command", () => ["signin"], /unknown command 'signin'.*sign-in/s],
        [
            "a directory of another tenant",
            () => [
                "sign-in",
                "-d",
                deployment,
                "--directory",
                temporary.write("other.json", people.replace("3f2b7c1e", "00000000")),
            ],
            /^error: --directory .*: it is of the tenant 00000000-\S+, and the application is in 3f2b7c1e-/,
        ],
    ];
    for (const [title, args, message] of refused) {
        it(`ends with 2 and says what to give instead: ${title}`, async () => {
            const { code, stdout, stderr } = await runConnectSso(args(), temporary.path("rehearsal"));
            expect(stderr).to.match(message);
            expect(stderr).not.to.match(/\bat \w+.*:\d+:\d+|hunter2/);
            expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
        });
    }
});
