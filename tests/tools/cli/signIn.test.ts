import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import type { SignInReport } from "../../../tools/cli/signIn/report";
import { withSecondApplication } from "../../helpers/brokenExport";
import { runConnectSso } from "../../helpers/command";
import { temporaryFolder } from "../../helpers/folder";
import { ciphertext } from "../../helpers/stackExport";

const root = join(__dirname, "..", "..", "..");
const exported = readFileSync(join(root, "tests/tools/deployment/fixtures/stackExport.json"), "utf8");
const people = readFileSync(join(root, "tools/rehearsal/directory.json"), "utf8");
const now = "2026-12-01T08:00:00Z";
const profile = "4fd134b5-1747-45b5-91f6-1140b5161d7b";

describe("connect-sso sign-in", () => {
    const temporary = temporaryFolder();
    let deployment: string;
    let directory: string;
    beforeEach(() => {
        deployment = temporary.write("stack.json", exported);
        directory = temporary.write("people.json", people);
    });

    const signIn = (...args: string[]) =>
        runConnectSso(["sign-in", "--deployment", deployment, "--directory", directory, "--now", now, ...args]);

    it("lists everybody with the way they go, and ends with 0", async () => {
        const { code, stdout, stderr } = await signIn();
        expect(stderr).to.equal("");
        expect(code).to.equal(0);
        expect(stdout).to.match(
            /^Sign-in to Contoso contact centre \(dev\) at 2026-12-01T08:00:00\.000Z: \S+stack\.json, 8 people in \S+people\.json$/m,
        );
        expect(stdout).to.match(
            /^✔ alice@contoso\.example {2}alice@contoso\.example {2}connect-entra-sso-dev {2}alice@contoso\.example {2}https:\/\/contoso-dev\.my\.connect\.aws\/ccp-v2\/chat$/m,
        );
        expect(stdout).to.include("\n3 of 3 can sign in.\n");
    });

    it("says that AWS has the certificate in use, and how to check that nothing was changed by hand", async () => {
        const { stdout } = await signIn("--user", "alice@contoso.example");
        expect(stdout)
            .to.match(/✔ the SAML provider's document holds the certificate in use: 2026 \([0-9A-F]{40}\)/)
            .and.to.include(
                '`az ad sp show --id 5ad8a355-6b51-46e2-b3f0-8caf8b44e4a6 --query "{id: id, appId: appId, keyCredentials: keyCredentials, ',
            );
    });

    describe("with --service-principal", () => {
        const [objectId, clientId] = ["f19e1369-162a-4e9c-8a46-41c15dc5fa83", "5ad8a355-6b51-46e2-b3f0-8caf8b44e4a6"];
        const known = "3F78B3ADCF0F037665008D248D56069E81129AC7";
        const key = (thumbprint: string, usage = "Sign") => ({
            customKeyIdentifier: Buffer.from(thumbprint, "hex").toString("base64"),
            startDateTime: "2026-11-24T08:02:21Z",
            endDateTime: "2029-11-24T08:02:21Z",
            usage,
        });
        const principal = (change: object = {}) => ({
            ...{ id: objectId, appId: clientId, preferredTokenSigningKeyThumbprint: null },
            keyCredentials: [key(known), key(known, "Verify")],
            ...change,
        });
        const withFile = (content: unknown) =>
            signIn("--service-principal", temporary.write("sp.json", JSON.stringify(content)));

        it("can sign in where Entra holds the stack's certificate, and assumes nothing of it", async () => {
            const { code, stdout } = await withFile(principal());
            expect({ code, assumes: stdout.includes("--service-principal FILE") }).to.deep.equal({
                code: 0,
                assumes: false,
            });
        });

        const stops: [about: string, change: object, says: RegExp][] = [
            ["the only certificate was deleted in the portal", { keyCredentials: [] }, /AADSTS50146/],
            ["the certificate verifies only", { keyCredentials: [key(known, "Verify")] }, /AADSTS50146/],
            [
                "another certificate is active",
                {
                    keyCredentials: [key(known), key("AB".repeat(20))],
                    preferredTokenSigningKeyThumbprint: "ab".repeat(20),
                },
                /Response signature invalid/,
            ],
        ];
        for (const [about, change, says] of stops) {
            it(`cannot sign in where ${about}`, async () => {
                const { code, stdout } = await withFile(principal(change));
                expect({ code, stdout: says.test(stdout) }).to.deep.equal({ code: 1, stdout: true });
            });
        }

        const refused: [about: string, content: unknown, says: string][] = [
            [
                "another service principal",
                principal({ id: clientId }),
                ` is another service principal: its id is "${clientId}", and that of the deployment is "${objectId}"; `,
            ],
            [
                "another application's",
                principal({ appId: objectId }),
                ` is another service principal: its appId is "${objectId}", and that of the deployment is "${clientId}"; `,
            ],
            ["a list", [principal()], " must be one service principal, got a list; "],
            [
                "one without certificates",
                { id: objectId },
                " must hold id, appId, keyCredentials, preferredTokenSigningKeyThumbprint, and lacks appId, keyCredentials, preferredTokenSigningKeyThumbprint; ",
            ],
            [
                "a thumbprint that is none",
                principal({ preferredTokenSigningKeyThumbprint: "x" }),
                ': preferredTokenSigningKeyThumbprint must be a SHA-1 thumbprint of 40 digits, or null, got "x"; ',
            ],
            [
                "certificates that are no list",
                principal({ keyCredentials: {} }),
                ": keyCredentials must be a list, got {}; ",
            ],
            [
                "a certificate without a use",
                principal({ keyCredentials: [{}] }),
                ": keyCredentials[0].usage must be Sign or Verify, got nothing; ",
            ],
            [
                "a certificate without its thumbprint",
                principal({ keyCredentials: [{ ...key(known), customKeyIdentifier: null }] }),
                ": keyCredentials[0].customKeyIdentifier must be a SHA-1 thumbprint, got null; ",
            ],
            [
                "a certificate without an end",
                principal({ keyCredentials: [{ ...key(known), endDateTime: "soon" }] }),
                ': keyCredentials[0].endDateTime must be a time, got "soon"; ',
            ],
        ];
        for (const [about, content, says] of refused) {
            it(`refuses ${about}, and says which command to run`, async () => {
                const { code, stderr } = await withFile(content);
                expect(code).to.equal(2);
                expect(stderr).to.include(`sp.json${says}give the output of \`az ad sp show --id ${clientId} --query `);
            });
        }
    });

    it("shows one person hop by hop, with the values seen", async () => {
        const { stdout } = await signIn("--user", "alice@contoso.example");
        expect(stdout.match(/^\d\. .*$/gm)).to.deep.equal(["1. Entra issues", "2. AWS accepts", "3. Connect admits"]);
        expect(stdout).to.include("  ✔ the audience is AWS: urn:amazon:webservices\n");
    });

    it("ends with 1 when somebody is stopped, with the cloud's words, the cause and the change", async () => {
        const { code, stdout } = await signIn("--user", "alice@contoso.example", "dave@contoso.example");
        expect(code).to.equal(1);
        expect(stdout).to.include("1 of 2 can sign in, 1 cannot.");
        expect(stdout).to.match(
            /Cannot sign in\n {2}dave@contoso\.example\n {4}says {6}Entra: AADSTS50057: The user account is disabled\.\n[\s\S]* {4}change {4}/,
        );
    });

    it("ends with 3 when nobody is refused and something is unknown, with what to do", async () => {
        const users = (JSON.parse(people) as { users: Record<string, unknown>[] }).users;
        directory = temporary.write("people.json", JSON.stringify(users.map(({ accountEnabled: _, ...rest }) => rest)));
        const { code, stdout } = await signIn();
        expect(code).to.equal(3);
        expect(stdout)
            .to.include("0 of 3 can sign in, 3 unknown.")
            .and.to.match(/Unknown\n[\s\S]* {4}to do {5}/);
    });

    it("says that advice is for this project's program, where another made the stack and somebody is stopped", async () => {
        const note = /this project's components did not create the stack: .*Do not run\s+`pulumi up --refresh` before/s;
        expect((await signIn("--now", "2030-01-01")).stdout).to.not.match(note);
        const state = JSON.parse(exported);
        state.deployment.resources = state.deployment.resources.filter(
            ({ type }: { type: string }) => !type.startsWith("connect-entra-sso:"),
        );
        deployment = temporary.write("stack.json", JSON.stringify(state));
        expect((await signIn("--user", "alice@contoso.example")).stdout).to.not.match(note);
        const { code, stdout } = await signIn("--user", "dave@contoso.example");
        expect(code).to.equal(1);
        expect(stdout).to.match(note);
    });

    it("names everything that is missing for the same reason, and everybody once", async () => {
        const state = JSON.parse(exported);
        for (const { type, outputs } of state.deployment.resources) {
            if (type === "aws:iam/role:Role") {
                Object.assign(outputs, { assumeRolePolicy: ciphertext, maxSessionDuration: ciphertext });
            }
        }
        deployment = temporary.write("stack.json", JSON.stringify(state));
        const { code, stdout } = await signIn();
        expect(code).to.equal(3);
        expect(
            stdout
                .slice(stdout.indexOf("\nUnknown\n") + 1)
                .split("\n")
                .slice(1, 5),
        ).to.deep.equal([
            "  admin@contoso.example, alice@contoso.example, bob@contoso.example",
            "    missing   the trust policy of the IAM role sso; the longest session of the IAM role sso",
            "    because   the export holds it as ciphertext",
            "    to do     export the stack with `pulumi stack export --show-secrets`",
        ]);
    });

    it("warns of a policy for every instance, and of Connect users that differ only in case", async () => {
        const state = JSON.parse(exported);
        const resources: {
            type: string;
            id: string;
            urn: string;
            inputs: never;
            outputs: { policy: string; userId: string };
        }[] = state.deployment.resources;
        for (const { type, inputs, outputs } of resources) {
            if (type === "aws:iam/rolePolicy:RolePolicy") {
                const policy = outputs.policy.replace(/instance\/[^"]*/, "instance/*");
                Object.assign(inputs, { policy });
                Object.assign(outputs, { policy });
            }
        }
        const twin = structuredClone(resources.find(({ urn }) => urn.endsWith("User::sso-alice@contoso.example")));
        Object.assign(twin ?? {}, { id: `${twin?.id}x`, urn: `${twin?.urn}2` });
        Object.assign(twin?.outputs ?? {}, { name: "Alice@contoso.example", userId: "x" });
        deployment = temporary.write("stack.json", JSON.stringify({ deployment: { resources: [...resources, twin] } }));
        const { code, stdout } = await signIn();
        const notes = stdout.slice(stdout.indexOf("\nNotes\n")).replace(/\s+/g, " ");
        expect(code).to.equal(0);
        expect(notes)
            .to.include('the policy "amazon-connect-federation" allows every instance (instance/*)')
            .and.to.match(
                /the Connect users "(?:Alice@contoso\.example" and "alice|alice@contoso\.example" and "Alice)@contoso\.example" differ only in upper and lower case/,
            );
    });

    it("ends with 1, not 3, when both are so", async () => {
        directory = temporary.write(
            "people.json",
            JSON.stringify({
                users: [
                    { id: "4d9a6f30-71b8-4c2e-a5d3-0f8c2b9e6714", userPrincipalName: "alice@contoso.example" },
                    {
                        id: "e20c85b7-3a4f-49d1-8e6b-97f1d50a2c38",
                        userPrincipalName: "bob@contoso.example",
                        accountEnabled: false,
                    },
                ],
            }),
        );
        const { code } = await signIn("--user", "alice@contoso.example", "bob@contoso.example");
        expect(code).to.equal(1);
    });

    it("does not count whom signIn: false keeps out", async () => {
        const state = JSON.parse(exported);
        for (const { type, inputs } of state.deployment.resources) {
            if (type.endsWith(":ConnectSso")) {
                inputs.usersWithoutSignIn = ["bob@contoso.example"];
            }
        }
        state.deployment.resources = state.deployment.resources.filter(
            ({ urn }: { urn: string }) => !/AppRoleAssignment::sso-bob/.test(urn),
        );
        deployment = temporary.write("stack.json", JSON.stringify(state));
        const { code, stdout } = await signIn();
        expect(stdout).to.include("2 of 3 can sign in, 1 cannot, as signIn: false asks.");
        expect(code).to.equal(0);
    });

    it("knows of nobody without a directory", async () => {
        const { code, stdout } = await runConnectSso(["sign-in", "--deployment", deployment, "--now", now]);
        expect(code).to.equal(3);
        expect(stdout).to.include("add --directory FILE");
    });

    it("takes the permissions of a security profile from the file that is given, before a rehearsal's", async () => {
        const known = { securityProfileId: profile, name: "Agent", permissions: ["BasicAgentAccess"] };
        const journal = [["aws:connect/securityProfile:SecurityProfile", "1", known]];
        temporary.write("rehearsal/clouds/aws/journal.jsonl", `${JSON.stringify(journal)}\n`);
        const run = async (file: object) => {
            const args = ["sign-in", "-d", deployment, "--directory", directory, "--now", now];
            const { code, stdout } = await runConnectSso(
                [
                    ...args,
                    "--user",
                    "alice@contoso.example",
                    "--security-profiles",
                    temporary.write("p.json", JSON.stringify(file)),
                ],
                temporary.path("rehearsal"),
            );
            return { code, check: /^ {2}(.) a security profile of the user opens the page[^\n]*$/m.exec(stdout)?.[0] };
        };
        expect(await run({})).to.deep.equal({
            code: 0,
            check: "  ✔ a security profile of the user opens the page: Agent has BasicAgentAccess",
        });
        expect(await run({ [profile]: { Permissions: ["AccessMetrics"] } })).to.deep.equal({
            code: 1,
            check: '  ✘ a security profile of the user opens the page: "Agent", not BasicAgentAccess',
        });
    });

    it("answers from the export alone, with a note, where the rehearsal beside it can't be read", async () => {
        temporary.write("rehearsal/clouds/aws/journal.jsonl", "{\n");
        const args = ["sign-in", "--deployment", deployment, "--directory", directory, "--now", now];
        const { code, stdout, stderr } = await runConnectSso(args, temporary.path("rehearsal"));
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
        expect(stdout)
            .to.include("3 of 3 can sign in.")
            .and.to.match(/the rehearsal in this folder can't be read, so nothing of it is used: /);
    });

    it("answers for everybody where the export hides to which instance they belong", async () => {
        const state = JSON.parse(exported);
        for (const { type, outputs } of state.deployment.resources) {
            if (type === "aws:connect/user:User") {
                outputs.instanceId = ciphertext;
            }
        }
        deployment = temporary.write("stack.json", JSON.stringify(state));
        expect((await signIn()).stdout).to.include("\n3 of 3 can sign in.\n");
        for (const resource of state.deployment.resources) {
            if (resource.type === "aws:connect/user:User") {
                resource.id = resource.id.split(":")[1];
            }
        }
        deployment = temporary.write("stack.json", JSON.stringify(state));
        const { code, stdout } = await signIn();
        expect(code).to.equal(3);
        expect(stdout).to.include("0 of 3 can sign in, 3 unknown.");
    });

    it("says whom it leaves out, since they belong to another instance", async () => {
        const state = JSON.parse(exported);
        for (const { urn, outputs } of state.deployment.resources) {
            if (/User::sso-bob/.test(urn)) {
                outputs.instanceId = "00000000-7b12-4cb1-bf89-3edef7fdc738";
            }
        }
        deployment = temporary.write("stack.json", JSON.stringify(state));
        const { code, stdout } = await signIn();
        expect(code).to.equal(0);
        expect(stdout.replace(/\s+/g, " "))
            .to.include("2 of 2 can sign in.")
            .and.to.include('left out: "bob@contoso.example", users of another instance than f34cb4d0');
    });

    it("reads several stacks where Entra's side and AWS's are apart", async () => {
        const state = JSON.parse(exported);
        const isEntra = ({ type }: { type: string }) => type.startsWith("azuread:") || /:azuread::/.test(type);
        const all = state.deployment.resources as { type: string; urn: string }[];
        const of = (resources: unknown[]) => JSON.stringify({ ...state, deployment: { resources } });
        const entra = temporary.write("entra.json", of(all.filter(isEntra)));
        const aws = temporary.write("aws.json", of(all.filter((one) => !isEntra(one))));
        const run = async (...args: string[]) =>
            await runConnectSso(["sign-in", "--directory", directory, "--now", now, ...args]);
        const both = await run("--deployment", entra, "--deployment", aws);
        expect(both.stdout)
            .to.include("3 of 3 can sign in.")
            .and.to.match(/: \S+entra\.json and \S+aws\.json, /);
        expect(both.code).to.equal(0);
        const half = await run("--deployment", entra, "--user", "alice@contoso.example");
        expect(half.code).to.equal(3);
        expect(half.stdout.replace(/\s+/g, " ")).to.include(
            "to do give the export of the stack that makes it: a second --deployment FILE",
        );
    });

    it("takes ids in capitals for what they are", async () => {
        const { tenantId, ...rest } = JSON.parse(people);
        directory = temporary.write("people.json", JSON.stringify({ ...rest, tenantId: tenantId.toUpperCase() }));
        const file = temporary.write("p.json", JSON.stringify({ [profile.toUpperCase()]: ["AccessMetrics"] }));
        const { code, stdout } = await signIn("--security-profiles", file, "--user", "alice@contoso.example");
        expect(code).to.equal(1);
        expect(stdout).to.include("None of the security profiles");
    });

    it("looks past another product's application that is none for SAML", async () => {
        deployment = temporary.write("two.json", withSecondApplication("PowerBI", "oidc"));
        expect((await signIn()).code).to.equal(0);
    });

    it("answers for the time that is given", async () => {
        const { code, stdout } = await signIn("--now", "2030-01-01");
        expect(code).to.equal(1);
        expect(stdout).to.include("AADSTS50146");
    });

    it("takes a word on which certificate signs, and one that the stack does not hold", async () => {
        const named = await signIn("--signing-certificate", "2026");
        expect(named.code).to.equal(0);
        const other = await signIn("--signing-certificate", "AB".repeat(20));
        expect(other.code).to.equal(1);
        expect(other.stdout).to.include("Response signature invalid").and.to.include("AB".repeat(20));
    });

    describe("--json", () => {
        const validate = new Ajv({ strict: false, formats: { "date-time": true } }).compile(
            JSON.parse(readFileSync(join(root, "docs/sign-in.schema.json"), "utf8")),
        );
        const report = async (...args: string[]) => {
            const { stdout } = await signIn("--json", ...args);
            return JSON.parse(stdout) as SignInReport;
        };

        const answers: [string, () => Promise<SignInReport>][] = [
            ["everybody", () => report()],
            ["somebody stopped", () => report("--user", "dave@contoso.example", "nobody@contoso.example")],
            [
                "a guest of whom the name is unknown",
                () => report("--user", "frank_partner.contoso.example#EXT#@contoso.example"),
            ],
            [
                "a stack without its policy",
                () => {
                    const without = exported.replaceAll("ServicePrincipalClaimsMappingPolicyAssignment", "Something");
                    deployment = temporary.write("stack.json", without);
                    return report();
                },
            ],
        ];
        for (const [title, answer] of answers) {
            it(`follows its schema: ${title}`, async () => {
                const valid = validate(await answer());
                expect(validate.errors ?? []).to.deep.equal([]);
                expect(valid).to.equal(true);
            });
        }

        it("is refused by the schema with any key more or less, or another verdict", async () => {
            const good = await report();
            const [signedIn] = good.signIns;
            const worse: unknown[] = [
                { ...good, more: 1 },
                { ...good, version: 2 },
                { ...good, notes: undefined },
                { ...good, signIns: [{ ...signedIn, verdict: "maybe" }] },
                { ...good, signIns: [{ ...signedIn, verdict: "no" }] },
                { ...good, signIns: [{ ...signedIn, page: undefined }] },
                { ...good, signIns: [{ ...signedIn, hops: signedIn?.hops.slice(1) }] },
            ];
            expect(worse.map((one) => validate(JSON.parse(JSON.stringify(one))))).to.deep.equal(worse.map(() => false));
        });
    });
});
