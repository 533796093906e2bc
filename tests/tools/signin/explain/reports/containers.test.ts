import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { makeWorld, now } from "../../../../helpers/world";
import {
    attemptOf,
    base64,
    causesOf,
    contextOf,
    explainAny,
    explained,
    formOf,
    relayStateOf,
    responseXml,
} from "../world";

const fixture = (name: string) => readFileSync(join(__dirname, "fixtures", name));
const inTime = now + 60_000;
const wrong = () => responseXml({ audience: "urn:x" });

describe("A response in a container", () => {
    it("of SAML-tracer is a recording", async () => {
        const { input, attempts } = await explained(fixture("04-saml-tracer-export.json"), contextOf(undefined));
        expect(input.kind).to.equal("har");
        expect(attempts.map(causesOf)).to.deep.equal([["roleSessionNameRequired.attributeEmpty"]]);
    });

    const trace = (request: object) =>
        JSON.stringify({
            requests: [
                {
                    method: "POST",
                    protocol: "SAML-P",
                    url: "https://signin.aws.amazon.com/saml",
                    responseStatus: 400,
                    ...request,
                },
            ],
            timestamp: "2026-11-24T09:01:00.000Z",
        });
    const relayState =
        "https://eu-central-1.console.aws.amazon.com/connect/federate/f34cb4d0-7b12-4cb1-bf89-3edef7fdc738?destination=%2Fccp-v2";
    const traces: [string, (xml: string) => object][] = [
        [
            "the fields of the post",
            (xml) => ({
                post: [
                    ["SAMLResponse", base64(xml)],
                    ["RelayState", relayState],
                ],
            }),
        ],
        [
            "the fields by their names",
            (xml) => ({ postData: { SAMLResponse: [base64(xml)], RelayState: [relayState] } }),
        ],
        [
            "the decoded message beside hashes",
            (xml) => ({
                saml: xml,
                post: [
                    ["SAMLResponse", `{hash:${"a".repeat(64)}}`],
                    ["RelayState", "{hash:ab}"],
                ],
                postData: "{overwritten}",
            }),
        ],
        [
            "the decoded message beside names of its own",
            (xml) => ({
                saml: xml,
                post: [
                    ["SAMLResponse", "{obf:alternative_0}"],
                    ["RelayState", "{obf:alternative_1}"],
                ],
            }),
        ],
        [
            "headers of an old version",
            (xml) => ({
                post: [
                    ["SAMLResponse", base64(xml)],
                    ["RelayState", relayState],
                ],
                requestHeaders: [["Origin", "x"]],
            }),
        ],
    ];
    for (const [what, request] of traces) {
        it(`of SAML-tracer is read from ${what}`, async () => {
            const xml = await responseXml({ audience: "urn:x", recipient: "https://signin.aws.amazon.com/saml" });
            const attempt = await attemptOf(trace(request(xml)), contextOf(undefined));
            expect(causesOf(attempt)).to.deep.equal(["audienceWrong.identifier"]);
        });
    }

    const containers: [string, (xml: string) => string][] = [
        ["JSON with XML in it", (xml) => JSON.stringify({ event: { detail: [{ assertion: xml }] } })],
        ["JSON with base64 in it", (xml) => JSON.stringify([{ name: "case 1", response: base64(xml) }])],
        ["an event whose body is a form", (xml) => JSON.stringify({ httpMethod: "POST", body: formOf(xml) })],
        [
            "an event whose body is a form in base64",
            (xml) => JSON.stringify({ body: Buffer.from(formOf(xml)).toString("base64"), isBase64Encoded: true }),
        ],
        [
            "a call of the AWS CLI",
            (xml) =>
                `$ aws sts assume-role-with-saml --role-arn arn:aws:iam::123456789012:role/x --principal-arn arn:aws:iam::123456789012:saml-provider/y --saml-assertion ${base64(xml)}`,
        ],
        [
            "a call with lines and quotation marks",
            (xml) => `aws sts assume-role-with-saml \\\n  --saml-assertion "${base64(xml)}" \\\n  --output json`,
        ],
        [
            "a request of STS",
            (xml) => `Action=AssumeRoleWithSAML&Version=2011-06-15&SAMLAssertion=${encodeURIComponent(base64(xml))}`,
        ],
        [
            "a call of boto3",
            (xml) => `sts.assume_role_with_saml(RoleArn="a", PrincipalArn='b', SAMLAssertion='${base64(xml)}')`,
        ],
        ["PowerShell", (xml) => `Use-STSRoleWithSAML -SAMLAssertion ${base64(xml)} -RoleArn x`],
        [
            "a line of a log that escapes angle brackets",
            (xml) => `INFO saml=${JSON.stringify(xml).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e")}`,
        ],
        ["one line of a form", (xml) => `SAMLResponse=${encodeURIComponent(base64(xml))}`],
        ["one line with a name of its own", (xml) => `saml_response: ${base64(xml)}`],
    ];
    for (const [what, container] of containers) {
        it(`is found in ${what}`, async () => {
            const attempt = await attemptOf(container(await wrong()), contextOf(undefined, inTime));
            expect(causesOf(attempt)).to.deep.equal(["audienceWrong.identifier"]);
        });
    }

    it("is found in JSON with its relay state beside it", async () => {
        const world = await makeWorld();
        const both = { SAMLResponse: base64(await responseXml()), RelayState: relayStateOf(world) };
        const attempt = await attemptOf(JSON.stringify({ posted: [both] }), contextOf(world, inTime));
        expect(attempt.findings).to.deep.equal([]);
        expect(attempt.comparisons.some(({ what, same }) => what === "relay state" && same)).to.equal(true);
    });

    it("is found behind more members than an argument list takes", async () => {
        const many = Object.fromEntries(Array.from({ length: 150_000 }, (_, index) => [`k${index}`, index]));
        const attempt = await attemptOf(JSON.stringify([many, base64(await wrong())]), contextOf(undefined, inTime));
        expect(causesOf(attempt)).to.deep.equal(["audienceWrong.identifier"]);
    });

    it("that a command reads from a file is asked for", async () => {
        const command = "aws sts assume-role-with-saml --saml-assertion file://saml.txt --role-arn x";
        expect(await explainAny(command, contextOf(undefined)))
            .to.have.property("problem")
            .that.includes("give that file");
    });
});

describe("Entra's sign-in log", () => {
    const record = {
        id: "1",
        createdDateTime: "2026-11-24T09:00:00Z",
        userDisplayName: "Alice Agent",
        userPrincipalName: "alice@contoso.example",
        userId: "b7e1c0d4-2f63-4d8a-9c15-6e08f4a3d7b2",
        appId: "4d9a6f30-71b8-4c2e-a5d3-0f8c2b9e6714",
        appDisplayName: "Amazon Connect",
        status: { errorCode: 50105, failureReason: "The signed in user '{user}' is blocked.", additionalDetails: null },
    };
    const analytics = {
        TimeGenerated: "2026-11-24T09:00:00Z",
        OperationName: "Sign-in activity",
        ResultType: "50105",
        ResultDescription: "The signed in user is blocked.",
        Identity: "Alice Agent",
        UserPrincipalName: "alice@contoso.example",
        AppDisplayName: "Amazon Connect",
        AppId: record.appId,
        Status: JSON.stringify(record.status),
    };
    const csv = (columns: Record<string, unknown>, delimiter = ",") =>
        [Object.keys(columns), Object.values(columns)]
            .map((row) => row.map((one) => `"${String(one).replaceAll('"', '""')}"`).join(delimiter))
            .join("\r\n");
    const portal = {
        "Date (UTC)": "2026-11-24T09:00:00Z",
        "Request ID": "1",
        "User agent": "Mozilla/5.0 (X11; Linux), like Gecko",
        User: "Alice Agent",
        Username: "alice@contoso.example",
        Application: "Amazon Connect",
        "Application ID": record.appId,
        Status: "Failure",
        "Sign-in error code": 50105,
        "Failure reason": "The signed in user '{user}' is\nblocked, \"for now\".",
    };
    const details = [
        ["Date", "24/11/2026, 10:00:00"],
        ["Request ID", "1"],
        ["Status", "Failure"],
        ["Sign-in error code", "50105"],
        ["Failure reason", "The signed in user '{user}' is blocked."],
        ["User", "Alice Agent"],
        ["Username", "alice@contoso.example"],
        ["Application", "Amazon Connect"],
        ["Application ID", record.appId],
    ];
    const forms: [string, string][] = [
        ["an answer of Graph", JSON.stringify({ "@odata.context": "…#auditLogs/signIns", value: [record] })],
        ["the portal's JSON", JSON.stringify([record])],
        ["one record", JSON.stringify(record)],
        ["the portal's CSV", csv(portal)],
        ["the portal's CSV with a byte order mark", `\ufeff${csv(portal)}`],
        ["a CSV of a German Excel", csv(portal, ";")],
        ["rows of Log Analytics", JSON.stringify([analytics])],
        [
            "an answer of Log Analytics",
            JSON.stringify({
                tables: [
                    {
                        name: "PrimaryResult",
                        columns: Object.keys(analytics).map((name) => ({ name, type: "string" })),
                        rows: [Object.values(analytics)],
                    },
                ],
            }),
        ],
        ["Log Analytics' CSV", csv({ ...analytics, "TimeGenerated [UTC]": analytics.TimeGenerated })],
        [
            "an event of a diagnostic setting",
            JSON.stringify({
                records: [
                    {
                        time: record.createdDateTime,
                        category: "SignInLogs",
                        resultType: "50105",
                        identity: "Alice Agent",
                        properties: record,
                    },
                ],
            }),
        ],
        [
            "lines of a storage account",
            [record, record].map((one) => JSON.stringify({ resultType: "50105", properties: one })).join("\n"),
        ],
        [
            "advanced hunting",
            JSON.stringify({
                Results: [
                    {
                        Timestamp: record.createdDateTime,
                        ErrorCode: 50105,
                        AccountUpn: "alice@contoso.example",
                        Application: "Amazon Connect",
                        ApplicationId: record.appId,
                    },
                ],
            }),
        ],
        ["the details page, a label and its value in a line", details.map((row) => row.join("\t")).join("\n")],
        ["the details page, a value below its label", details.map((row) => row.join("\n")).join("\n\n")],
        ["the details page with colons", details.map((row) => row.join(": ")).join("\n")],
        [
            "the details page in German",
            `Status\nFehler\nAnmeldefehlercode\n50105\nFehlerursache\nx\nBenutzer\nAlice Agent\nBenutzername\nalice@contoso.example\nAnwendung\nAmazon Connect\nAnwendungs-ID\n${record.appId}\nRessource\nx`,
        ],
        [
            "the portal's CSV in German",
            `\ufeffDatum (UTC),Benutzer,Benutzername,Anwendung,Anwendungs-ID,Anmeldefehlercode\r\n2026-11-24T09:00:00Z,Alice,alice@contoso.example,Amazon Connect,${record.appId},50105`,
        ],
    ];
    for (const [what, input] of forms) {
        it(`is explained with its person and application: ${what}`, async () => {
            const answer = await explained(input, contextOf(undefined));
            expect(answer.input.kind).to.equal("signInLog");
            const [attempt] = answer.attempts;
            expect(attempt && causesOf(attempt).map((cause) => cause.split(".")[0])).to.deep.equal(["notAssigned"]);
            const said = Object.fromEntries((attempt?.contents ?? []).map((one) => [one.what, one.value]));
            expect([said.user, said.application, said["client id"]]).to.deep.equal([
                ...["alice@contoso.example", "Amazon Connect", record.appId],
            ]);
            expect(JSON.stringify(attempt?.findings)).to.include("alice@contoso.example").and.not.include("{user}");
        });
    }

    it("as published is explained for its person", async () => {
        const attempt = await attemptOf(fixture("12-entra-sign-in-log.json"), contextOf(undefined));
        expect(causesOf(attempt)).to.deep.equal(["notAssigned.notAssigned"]);
        expect(attempt.findings[0]?.cause).to.include("alice@contoso.example");
    });

    it("is compared with a deployment, whose application alone it is then about", async () => {
        const world = await makeWorld();
        const own = { ...record, appId: world.application.clientId };
        const { attempts, notes } = await explained(JSON.stringify([record, own]), contextOf(world));
        expect(attempts).to.have.lengthOf(1);
        expect(attempts[0]?.comparisons.filter(({ same }) => !same)).to.deep.equal([]);
        expect(notes.map(({ text }) => text).join("\n")).to.include("other applications were left out: 1");
    });

    it("says each refusal once, leaves out what Entra let pass, and names the code that is unknown", async () => {
        const others = [
            record,
            { ...record, status: { errorCode: 0 } },
            { ...record, status: { errorCode: 50140 } },
            {
                ...record,
                userPrincipalName: "bob@contoso.example",
                status: { errorCode: 999_999, failureReason: "Other." },
            },
        ];
        const { attempts, notes } = await explained(JSON.stringify([record, ...others]), contextOf(undefined));
        expect(
            attempts.map((one) => [causesOf(one).length, one.contents.find(({ what }) => what === "records")?.value]),
        ).to.deep.equal([
            [1, "2"],
            [0, undefined],
        ]);
        expect(attempts[1]?.notes.map(({ id, text }) => [id, text.includes("AADSTS999999")])).to.deep.equal([
            ["unknownCode", true],
        ]);
        expect(notes).to.have.lengthOf(2);
    });

    const otherLists: [string, object, string][] = [
        [
            "risky users",
            { id: "1", userPrincipalName: "a@contoso.example", riskState: "atRisk", riskLevel: "high" },
            "a list of risky users",
        ],
        [
            "an audit log",
            { activityDisplayName: "Add user", initiatedBy: {}, userPrincipalName: "a@contoso.example" },
            "an audit log",
        ],
        [
            "registrations",
            { id: "1", userPrincipalName: "a@contoso.example", isMfaRegistered: true },
            "a report of authentication methods",
        ],
    ];
    for (const [what, one, said] of otherLists) {
        it(`is not ${what}, which are called what they are`, async () => {
            expect(await explainAny(JSON.stringify({ value: [one] }), contextOf(undefined)))
                .to.have.property("problem")
                .that.includes(said);
        });
    }
});
