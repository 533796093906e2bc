import { expect } from "chai";
import { explainAddress } from "../../../../../tools/signin/explain/explainAddress";
import { instanceId, makeWorld } from "../../../../helpers/world";
import { attemptOf, base64, causesOf, contextOf, explainAny, explained, noteIdsOf, responseXml } from "../world";

const onboard = "Access Denied. Your account has been authenticated, but has not been onboarded to this application.";
const federate = "https://eu-central-1.console.aws.amazon.com/connect/federate/";
const told = async (text: string) =>
    (await attemptOf(text, contextOf(undefined))).findings.map(
        ({ error, causeId, sureness, causeSureness }) => `${error}.${causeId} ${sureness} ${causeSureness}`,
    );

describe("A name in angle brackets", () => {
    const names: [string, string, string][] = [
        ["a mail program's", "Carol <carol@contoso.example>", "Zoe <zoe@contoso.example>"],
        [
            "a chat's",
            "<mailto:carol@contoso.example|carol@contoso.example>",
            "<mailto:zoe@contoso.example|zoe@contoso.example>",
        ],
    ];
    for (const [what, one, other] of names) {
        it(`is a name and no tag of a page: ${what}`, async () => {
            const text = `${one}: AADSTS50105\n${other}: ${onboard}`;
            const { attempts } = await explained(text, contextOf(undefined));
            expect(attempts.map(({ title, findings }) => [title, findings.map(({ error }) => error)])).to.deep.equal([
                ["the pasted text, carol@contoso.example", ["notAssigned"]],
                ["the pasted text, zoe@contoso.example", ["notOnboarded"]],
            ]);
        });
    }
});

describe("A mail", () => {
    const parts = async (text: string) =>
        (await explained(text, contextOf(await makeWorld()))).attempts.map(({ title, findings }) => [
            title,
            findings.map(({ error }) => error),
        ]);

    it("is of its sender, and not of those to whom it went", async () => {
        for (const [from, to] of [
            ["From: Carol <carol@contoso.example>", "To: IT <it@contoso.example>\nCc: bob@contoso.example"],
            ["Von: carol@contoso.example", "An: it@contoso.example"],
            ["> **De:** Carol <carol@contoso.example>", "> **À:** IT <it@contoso.example>"],
        ]) {
            const { findings } = await attemptOf(
                `${from}\n${to}\n\nI see AADSTS50105.\n`,
                contextOf(await makeWorld()),
            );
            expect(findings[0]?.cause).to.match(/^carol@contoso\.example has no assignment/);
        }
    });

    it("is a ticket, and not of those who look after it", async () => {
        const tickets: [string, string | undefined][] = [
            ["Affected user: alice@contoso.example\nReported by: bob@contoso.example", "alice@contoso.example"],
            ["Assignee: bob@contoso.example\nRequested for: alice@contoso.example", "alice@contoso.example"],
            ["Reporter: bob@contoso.example", "bob@contoso.example"],
        ];
        for (const [lines, person] of tickets) {
            const { findings } = await attemptOf(`Ticket 1\n${lines}\nError: AADSTS50105`, contextOf(undefined));
            expect(/\S+@\S+/.exec(findings[0]?.cause ?? "")?.[0]).to.equal(person);
        }
    });

    it("quotes another, whose words begin where they are named", async () => {
        const text = `From: Bob <bob@contoso.example>\nTo: it@contoso.example\nSubject: Connect\n\nI see ${onboard}\n\n> On Tue, Alice <alice@contoso.example> wrote:\n>> AADSTS50057`;
        expect(await parts(text)).to.deep.equal([
            ["the pasted text, bob@contoso.example", ["notOnboarded"]],
            ["the pasted text, alice@contoso.example", ["userDisabled"]],
        ]);
    });
});

describe("A relay state in a paste", () => {
    const links: [string, string][] = [
        ["Markdown", `[${federate}${instanceId}](${federate}${instanceId})`],
        ["Jira", `[Connect|${federate}${instanceId}|smart-link]`],
        ["Slack", `<${federate}${instanceId}|Connect>`],
        ["Slack, in brackets", `[${federate}${instanceId}]`],
    ];
    for (const [what, text] of links) {
        it(`ends where the link ends: ${what}`, async () => {
            const answer = await explainAddress(text, undefined);
            expect([answer?.findings, answer?.contents.map(({ value }) => value)]).to.deep.equal([
                [],
                [`${federate}${instanceId}`],
            ]);
        });
    }

    const places = [
        "<instance-id>",
        "%3Cinstance-id%3E",
        "{instanceId}",
        "%7BinstanceId%7D",
        "your-instance-id",
        "InstanceId",
    ];
    for (const place of places) {
        it(`of a template has a place for the instance: ${place}`, async () => {
            const answer = await explainAddress(`${federate}${place}?destination=%2Fccp-v2`, undefined);
            expect(answer?.findings.map(({ causeId, seen }) => [causeId, seen])).to.deep.equal([
                ["placeholder", decodeURIComponent(place)],
            ]);
        });
    }

    it("of an old address is likely wrong, as long as the instance's own is not known", async () => {
        const answer = await explainAddress(`${federate}${instanceId}?destination=%2Fconnect%2Fccp-v2`, undefined);
        expect(answer?.findings.map(({ sureness, causeSureness }) => [sureness, causeSureness])).to.deep.equal([
            ["likely", "likely"],
        ]);
    });
});

describe("A session that Connect does not take", () => {
    const identity = (arn: string, name: string) =>
        `Provided identity: Principal: ${arn}. User: ${name} cannot be used for federation with Amazon Connect`;
    const identities: [string, string, string][] = [
        ["arn:aws:iam::000000000000:root", "root", "root"],
        ["arn:aws:iam::000000000000:user/bob", "arn:aws:iam::000000000000:user/bob", "otherIdentity"],
        ["arn:aws:sts::000000000000:federated-user/bob", "bob", "otherIdentity"],
    ];
    for (const [arn, name, cause] of identities) {
        it(`is root's only if its ARN says so: ${arn}`, async () => {
            expect(await told(identity(arn, name))).to.deep.equal([`rootCannotFederate.${cause} certain certain`]);
        });
    }
});

describe("A denial of connect:GetFederationToken", () => {
    const session = "arn:aws:sts::123456789012:assumed-role/connect-sso/alice@contoso.example";
    it("is known by the names of the action and of the session, in any language", async () => {
        const text = `El usuario: ${session} no está autorizado para realizar: connect:GetFederationToken en el recurso: arn:aws:connect:eu-central-1:123456789012:instance/x/user/y`;
        expect(await told(text)).to.deep.equal(["federationDenied.noPermission likely possible"]);
    });

    it("is not a policy that allows it", async () => {
        const policy = {
            Statement: [{ Effect: "Allow", Action: "connect:GetFederationToken", Resource: "arn:aws:x" }],
        };
        expect(await explainAny(JSON.stringify(policy), contextOf(undefined))).to.deep.include({
            problem:
                "it is an IAM policy, which alone says nothing of a failed sign-in (with --deployment, the policies of the stack are read); give what the person saw, a SAMLResponse, or a HAR file",
        });
    });
});

describe("A response in a paste", () => {
    it("has invisible characters of the chat between its lines, which are no damage", async () => {
        const lines = base64(await responseXml()).match(/.{1,76}/g) ?? [];
        const { attempts, notes } = await explained(lines.join("\u200b\n"), contextOf(undefined));
        expect(attempts.flatMap(causesOf)).to.deep.equal([]);
        expect(notes.map(({ text }) => text)).to.include(
            "invisible characters, which chats and mails add, were taken out",
        );
    });

    it("has no-break spaces of the mail in its tags, which are no damage", async () => {
        const xml = (await responseXml()).replace(/<[^>]*>/g, (tag) => tag.replaceAll(" ", "\u00a0"));
        const attempt = await attemptOf(xml, contextOf(undefined));
        expect(causesOf(attempt)).to.deep.equal([]);
        expect(noteIdsOf(attempt)).to.include.members(["copyRead", "signatureFits"]);
    });

    for (const end of ['", "method": "POST"});', "'", '"}', '" \\\n  -H "x: y"']) {
        it(`has an empty relay state, not the words behind it: ${JSON.stringify(end)}`, async () => {
            const body = `SAMLResponse=${encodeURIComponent(base64(await responseXml()))}&RelayState=`;
            const quote = end.startsWith("'") ? "'" : '"';
            const attempt = await attemptOf(`body: ${quote}${body}${end}`, contextOf(undefined));
            expect(causesOf(attempt).filter((cause) => cause.startsWith("instanceNotFound"))).to.deep.equal([]);
        });
    }
});

describe("What is no report", () => {
    const others: [string, RegExp][] = [
        [`-----BEGIN CERTIFICATE-----\n${"A".repeat(200)}\n-----END CERTIFICATE-----\n`, /^it is a certificate, /],
        [
            `-----BEGIN RSA PRIVATE KEY-----\n${"A".repeat(200)}\n-----END RSA PRIVATE KEY-----\n`,
            /^it is a private key, .* belongs in no report/,
        ],
        [`${"lorem ipsum ".repeat(100_000)}AADSTS50105`, /only its first 1,048,576 characters were read/],
    ];
    for (const [text, said] of others) {
        it(`is called what it is: ${said.source}`, async () => {
            const answer = await explainAny(text, contextOf(undefined));
            expect("problem" in answer ? answer.problem : "").to.match(said);
        });
    }
});

describe("AWS's page with the same role in two accounts", () => {
    it("names the accounts", async () => {
        const text = "Select a role:\nAccount: a (123456789012)\nconnect-sso\nAccount: b (210987654321)\nconnect-sso";
        const [finding] = (await attemptOf(text, contextOf(undefined))).findings;
        expect(finding?.seen).to.equal('"connect-sso (123456789012)" and "connect-sso (210987654321)"');
    });
});

describe("A code of Entra's that the catalogue does not have", () => {
    const unknown: [string, string][] = [
        ["AADSTS700027", "Client assertion contains an invalid signature."],
        ["AADSTS76021", "The request sent by client is not signed while the application requires signed requests"],
    ];
    for (const [code, words] of unknown) {
        it(`is the answer, whatever its words are like: ${code}`, async () => {
            const answer = await explainAny(`${code}: ${words}`, contextOf(undefined));
            expect(answer)
                .to.have.property("problem")
                .that.matches(new RegExp(`^Entra refused: ${code} is not in`));
        });
    }

    it("stands beside an error of its own line", async () => {
        const attempt = await attemptOf(`AADSTS76021: not signed\n${onboard}`, contextOf(undefined));
        expect([causesOf(attempt), noteIdsOf(attempt)]).to.deep.equal([["notOnboarded.noUser"], ["unknownCode"]]);
    });
});

describe("A log in another language", () => {
    for (const label of [
        "Code d’erreur de connexion",
        "Código de error de inicio de sesión",
        "サインイン エラー コード",
    ]) {
        it(`is known by its code: ${label}`, async () => {
            expect(await told(`${label}\n50105\nx`)).to.deep.equal(["notAssigned.notAssigned likely possible"]);
        });
    }
});

describe("A report of the command line or of CloudTrail", () => {
    const reports: [string, string, string][] = [
        [
            "a session that a tool asked for",
            "An error occurred (ValidationError) when calling the AssumeRoleWithSAML operation: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            "durationTooLong.callerLonger certain certain",
        ],
        [
            "a user whom Connect does not have",
            '{"eventName": "GetFederationToken", "errorCode": "UserNotFoundException"}',
            "notOnboarded.noUser likely possible",
        ],
        [
            "several accounts in one browser",
            "AADSTS16000: User account 'x@partner.example' from identity provider 'live.com' does not exist in tenant 'Contoso' and cannot access the application",
            "userOfOtherTenant.otherAccount certain likely",
        ],
    ];
    for (const [what, text, cause] of reports) {
        it(`has its own cause: ${what}`, async () => {
            expect(await told(text)).to.deep.equal([cause]);
        });
    }
});

describe("What was pasted", () => {
    it("twice is read once", async () => {
        const sent = base64(await responseXml());
        const answer = await explained(`${sent}\n${sent}\n`, contextOf(undefined));
        expect([answer.attempts[0]?.findings, answer.notes[0]?.text]).to.deep.equal([
            [],
            "it is there twice, and was read once",
        ]);
    });

    it("as a mail in base64 is decoded", async () => {
        const body = Buffer.from(`carol@contoso.example sees: ${onboard}\n`).toString("base64");
        const mail = `From: IT <it@contoso.example>\r\nSubject: Connect\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/plain\r\n\r\n${body.replace(/(.{76})/g, "$1\r\n")}\r\n`;
        expect(await told(mail)).to.deep.equal(["notOnboarded.noUser certain likely"]);
    });

    it("as a template of the documents has a placeholder", async () => {
        const attempt = await explainAddress(
            "https://<region>.console.aws.amazon.com/connect/federate/<instance-id>",
            undefined,
        );
        expect(attempt && causesOf(attempt)).to.deep.equal(["instanceNotFound.placeholder"]);
    });
});

describe("A claim", () => {
    it("with almost AWS's name is what the response has in its place", async () => {
        const xml = await responseXml({
            before: (one) => one.replaceAll("https://aws.amazon.com/SAML", "http://aws.amazon.com/SAML"),
        });
        const { findings } = await attemptOf(xml, contextOf(undefined));
        expect(findings.map(({ causeId, seen }) => [causeId, seen])).to.deep.equal([
            ["roleMissing", "a claim http://aws.amazon.com/SAML/Attributes/Role"],
            ["claimMissing", "a claim http://aws.amazon.com/SAML/Attributes/RoleSessionName"],
        ]);
    });

    it("is not missing because a status says “Your administrator”", async () => {
        const status =
            '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Requester"/><samlp:StatusMessage>AADSTS50105: Your administrator has configured it.</samlp:StatusMessage></samlp:Status>';
        const xml = await responseXml({ after: (one) => one.replace(/<samlp:Status>.*<\/samlp:Status>/, status) });
        const attempt = await attemptOf(xml, contextOf(undefined));
        expect([causesOf(attempt), noteIdsOf(attempt)]).to.deep.equal([["notAssigned.notAssigned"], []]);
    });
});
