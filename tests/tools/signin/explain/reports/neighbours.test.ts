import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Attempt } from "../../../../../tools/signin/explain/explanation";
import { instanceArn, makeWorld } from "../../../../helpers/world";
import { set } from "../../walk/faults/fault";
import { attemptOf, base64, brokenWorld, contextOf, explainAny, explained, responseXml } from "../world";

const fixture = (name: string) => readFileSync(join(__dirname, "fixtures", name));
const notOnboarded =
    "Access Denied. Your account has been authenticated, but has not been onboarded to this application.";
const told = ({ findings }: Attempt) =>
    findings.map(({ error, causeId, causeSureness }) => `${error}.${causeId} ${causeSureness}`);

describe("A report", () => {
    const reports: [string, string[], string[]][] = [
        ["08-aws-role-page.txt", ["severalRoles.severalOffered certain"], ["ConnectAgents", "ConnectAdmins"]],
        [
            "13-adfs-dollar-one.xml",
            ["invalidSamlResponse.roleMalformed certain", "roleSessionNameInvalid.character certain"],
            ["the role ARN", "(`arn:aws:iam::123456789012:role/ADFS-$1`)", "$1 is a place"],
        ],
        [
            "14-keycloak-two-role-attributes.xml",
            ["hostileResponse.duplicateAttribute certain"],
            ["Single Role Attribute"],
        ],
        ["15-session-tags.txt", ["sessionTagsInvalid.form likely"], ["PrincipalTag"]],
        ["16-root-cannot-federate.txt", ["rootCannotFederate.root certain"], ["arn:aws:iam::000000000000:root"]],
        ["17-streams-ack-timeout.txt", ["panelTimeout.notSignedIn likely"], ["ccpLoadTimeout", "approved origin"]],
        ["20-cognito-relay-state.txt", ["cognitoRelayState.startedInEntra likely"], ["startUrl", "IDPInit"]],
        [
            "21-sts-region-disabled.txt",
            ["regionDisabled.deactivated likely"],
            ["in 123456789012.", "“Account settings”", "AWS_STS_REGIONAL_ENDPOINTS", "get-region-opt-status"],
        ],
        ["18-aadsts50020.txt", ["userOfOtherTenant.otherAccount likely"], ["guest@partner.example", "guest"]],
    ];
    for (const [name, causes, names] of reports) {
        it(`is explained: ${name}`, async () => {
            const attempt = await attemptOf(fixture(name), contextOf(undefined));
            expect(told(attempt)).to.deep.equal(causes);
            const said = JSON.stringify(attempt.findings);
            expect(names.filter((one) => !said.includes(one))).to.deep.equal([]);
            expect(said).to.not.match(/responsible for security/);
        });
    }

    const others: [string, string | Buffer][] = [
        ["OIDC, by a deployment tool", fixture("09-github-oidc.txt")],
        [
            "OIDC, by the AWS CLI",
            "An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity",
        ],
        [
            "one role that takes another",
            "User: arn:aws:sts::123456789012:assumed-role/connect-sso/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/other",
        ],
        [
            "another length limit of STS",
            "1 validation error detected: Value 'x' at 'roleSessionName' failed to satisfy constraint: Member must have length less than or equal to 64",
        ],
        ["another program's roles", "Please select a role: Owner, Manager, or Staff"],
    ];
    for (const [what, input] of others) {
        it(`of ${what} is no report of a SAML sign-in`, async () => {
            expect(await explainAny(input as string, contextOf(undefined))).to.include.keys("problem");
        });
    }
});

describe("A denial of AWS's", () => {
    const denied = (why: string) =>
        `User: arn:aws:sts::123456789012:assumed-role/connect-sso/alice@contoso.example is not authorized to perform: connect:GetFederationToken on resource: ${instanceArn}/user/x ${why}`;
    const allows = (kind: string) => denied(`because no ${kind} allows the connect:GetFederationToken action`);
    const trust = (why: string) =>
        `User: arn:aws:sts::123456789012:x is not authorized to perform: sts:AssumeRoleWithSAML on resource: arn:aws:iam::123456789012:role/connect-sso ${why}`;
    const reasons: [string, string][] = [
        [allows("identity-based policy"), "federationDenied.noPermission certain"],
        [allows("permissions boundary"), "federationDenied.boundary certain"],
        [allows("service control policy"), "federationDenied.otherPolicy certain"],
        [allows("session policy"), "federationDenied.otherPolicy certain"],
        [denied("with an explicit deny in a service control policy"), "federationDenied.explicitDeny certain"],
        [denied("with an explicit deny in an\n  identity-based policy"), "federationDenied.explicitDeny certain"],
        [trust("with an explicit deny in a resource control policy"), "notAuthorizedToAssume.policyDeny certain"],
        [
            trust("because no resource control policy allows the sts:AssumeRoleWithSAML action"),
            "notAuthorizedToAssume.policyDeny certain",
        ],
    ];
    for (const [text, cause] of reasons) {
        it(`has the cause that AWS gives, with a deployment and without: ${/(because|with an) .*/s.exec(text)?.[0]}`, async () => {
            for (const world of [undefined, await makeWorld()]) {
                expect(told(await attemptOf(text, contextOf(world)))).to.deep.equal([cause]);
            }
        });
    }
});

describe("Several people in one text", () => {
    const disabled = "AADSTS50057: The user account is disabled.";
    const texts: [string, string][] = [
        ["a line each, the name first", `alice@contoso.example: ${disabled}\nbob@contoso.example: ${notOnboarded}`],
        ["a line each, the name last", `${disabled} (alice@contoso.example)\n${notOnboarded} (bob@contoso.example)`],
        [
            "the name in a line of its own",
            `alice@contoso.example gets\n${disabled}\n\nbob@contoso.example gets\n${notOnboarded}\n`,
        ],
        ["the name in a line below", `${disabled}\nalice@contoso.example\n\n${notOnboarded}\nbob@contoso.example`],
        ["one sentence", `alice@contoso.example sees AADSTS50057, and bob@contoso.example sees "${notOnboarded}"`],
        ["a table", `| alice@contoso.example | AADSTS50057 |\n| bob@contoso.example | ${notOnboarded} |`],
        [
            "a mail with a signature",
            `Hello,\nalice@contoso.example: ${disabled}\nbob@contoso.example: ${notOnboarded}\n\nThanks\nadmin@contoso.example`,
        ],
    ];
    for (const [what, text] of texts) {
        it(`each have the error that is nearest to their name: ${what}`, async () => {
            for (const world of [undefined, await makeWorld()]) {
                const { attempts } = await explained(text, contextOf(world));
                expect(
                    attempts.map(({ title, findings }) => [title, findings.map(({ error }) => error)]),
                ).to.deep.equal([
                    ["the pasted text, alice@contoso.example", ["userDisabled"]],
                    ["the pasted text, bob@contoso.example", ["notOnboarded"]],
                ]);
            }
        });
    }

    const mentions: [string, string, (string | undefined)[]][] = [
        [
            "first names, whose addresses stand elsewhere",
            "Mark gets the same, Paul gets AADSTS50105. mark@contoso.example could sign in last week.\npaul@contoso.example is new.",
            ["paul@contoso.example"],
        ],
        [
            "in small letters",
            "mark@contoso.example and paul@contoso.example: paul gets AADSTS50105",
            ["paul@contoso.example"],
        ],
        [
            "a full name",
            "mark@contoso.example can. Paul Smith gets AADSTS50105 (psmith@contoso.example)",
            ["psmith@contoso.example"],
        ],
        ["somebody else of that name", "paul.smith@contoso.example can. Paul Miller gets AADSTS50105", [undefined]],
        [
            "two of that name",
            "paul.smith@contoso.example, paul.miller@contoso.example\n\n\n\n\nPaul gets AADSTS50105",
            [undefined],
        ],
        ["nobody's address", "mark@contoso.example can sign in. Paul gets AADSTS50105", [undefined]],
        ["a colleague", "mark@contoso.example can sign in, but a colleague gets AADSTS50105", [undefined]],
        [
            "lines of a chat",
            "10:31 Mark: I am mark@contoso.example and can sign in\n10:32 Paul: AADSTS50105",
            [undefined],
        ],
        ["speakers of a chat", "Mark: I am mark@contoso.example and can sign in\nPaul: I see AADSTS50105", [undefined]],
        ["for somebody", "mark@contoso.example can sign in, AADSTS50105 for Paul", [undefined]],
        [
            "both, one without an address",
            "mark@contoso.example gets AADSTS50105\nPaul gets AADSTS50105",
            ["mark@contoso.example", undefined],
        ],
        ["for something", "mark@contoso.example gets AADSTS50105 for Contoso", ["mark@contoso.example"]],
        ["no name at all", "mark@contoso.example: Connect gets AADSTS50105 from Entra", ["mark@contoso.example"]],
    ];
    for (const [what, text, expected] of mentions) {
        it(`are named by an address only where it is theirs: ${what}`, async () => {
            const { attempts } = await explained(text, contextOf(undefined));
            const named = attempts.map(({ findings }) => /\S+@contoso\.example/.exec(findings[0]?.cause ?? "")?.[0]);
            expect(named).to.deep.equal(expected);
        });
    }

    it("are not taken for one whom the deployment knows", async () => {
        const causes = async (text: string) =>
            (await explained(text, contextOf(await makeWorld()))).attempts.map(({ findings }) => findings[0]?.cause);
        for (const who of ["Paul gets", "zoe@contoso.example gets", "Somebody else gets"]) {
            const [cause, ...others] = await causes(`carol@contoso.example asks why.\n\n\n\n\n${who} AADSTS50105`);
            expect([cause?.includes("carol"), others]).to.deep.equal([false, []]);
        }
    });

    it("in a list are answered each", async () => {
        const text = `zoe@contoso.example, ned@contoso.example and alice@contoso.example: ${notOnboarded}`;
        const { attempts } = await explained(text, contextOf(await makeWorld()));
        expect(attempts.map(({ findings }) => [findings[0]?.causeId, findings[0]?.seen])).to.deep.equal([
            ["noUser", "zoe@contoso.example"],
            ["noUser", "ned@contoso.example"],
            ["differsFromDeployment", undefined],
        ]);
    });

    it("with the same error are answered each, by what the deployment says of them", async () => {
        const text = ["alice", "bob", "carol"].map((name) => `${name}@contoso.example: AADSTS50105`).join("\n");
        const { attempts } = await explained(text, contextOf(await makeWorld()));
        expect(attempts.flatMap(told)).to.deep.equal([
            ...["notAssigned.differsFromDeployment likely", "notAssigned.differsFromDeployment likely"],
            "notAssigned.notAssigned certain",
        ]);
    });
});

describe("A documented text", () => {
    it("has places, and the values beside it are the answer", async () => {
        const text =
            "AADSTS50105: The signed in user '{user}' is not assigned to a role for the application '{appId}'(Contoso). For carol@contoso.example.";
        const [finding] = (await attemptOf(text, contextOf(await makeWorld()))).findings;
        expect([finding?.causeId, finding?.causeSureness]).to.deep.equal(["notAssigned", "certain"]);
        expect(finding?.cause).to.match(/^carol@contoso\.example /);
    });
});

describe("A cure", () => {
    const names: [string, string, string, RegExp][] = [
        ["a name that Connect refuses", "zoe+sales@contoso.example", "nameNotAllowed", /^Change the attribute/],
        ["a guest's name", "zoe_x.example#EXT#@contoso.example", "nameNotAllowed", /^Change the attribute/],
        ["a known name misread", "a1ice@contoso.example", "misread", /^Nothing, until the name is certain/],
        ["a new name", "zoe@contoso.example", "noUser", /^Add an entry zoe@contoso\.example /],
    ];
    for (const [what, name, causeId, change] of names) {
        it(`adds no entry that the program refuses, or for nobody: ${what}`, async () => {
            const { findings } = await attemptOf(`${name}: ${notOnboarded}`, contextOf(await makeWorld()));
            expect([findings[0]?.causeId, findings[0]?.causeSureness]).to.deep.equal([causeId, "likely"]);
            expect(findings[0]?.change).to.match(change);
        });
    }

    it("does not add somebody by the mail address whose Connect user has the user principal name", async () => {
        const world = await brokenWorld((one) => set(one, "alice@contoso.example", "mail", "a.smith@contoso.example"));
        const { findings } = await attemptOf(`a.smith@contoso.example: ${notOnboarded}`, contextOf(world));
        expect(findings[0]?.causeId).to.equal("differsFromDeployment");
        expect(findings[0]?.confirm).to.include("Username=='alice@contoso.example'");
    });

    it("does not fill in an attribute that the directory has", async () => {
        const xml = await responseXml({ sessionName: [] });
        const { findings } = await attemptOf(base64(xml), contextOf(await makeWorld()));
        expect([findings[0]?.causeId, findings[0]?.causeSureness]).to.deep.equal(["claimMissing", "likely"]);
    });

    it("fills in the ids of the response at hand, and names no command that printed it", async () => {
        const xml = await responseXml({ sessionName: ["alice@contoso.example", "bob@contoso.example"] });
        const { findings } = await attemptOf(base64(xml), contextOf(undefined));
        expect(findings[0]?.confirm).to.match(/^This output lists the claims of the response\. /);
        expect(JSON.stringify(findings)).to.not.include("connect-sso -- explain");
    });
});
