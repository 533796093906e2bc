import { expect } from "chai";
import { type SignInErrorId, signInError, signInErrorIds } from "../../../../tools/signin/errors";
import { fill } from "../../../../tools/signin/errors/fill";
import { walksOf } from "../../../../tools/signin/explain/stack";
import { connectUser, guid, makeWorld, person, tenantId } from "../../../helpers/world";
import { responseFaults } from "../walk/faults/awsResponse";
import { permissionFaults, trustFaults } from "../walk/faults/awsRole";
import { sessionFaults } from "../walk/faults/awsSession";
import { connectFaults } from "../walk/faults/connect";
import { entraFaults } from "../walk/faults/entra";
import { connectUserOf, set } from "../walk/faults/fault";
import { attemptOf, brokenWorld, causesOf, contextOf, differencesOf, explainAny } from "./world";

const faults = [
    ...[...entraFaults, ...responseFaults, ...sessionFaults],
    ...[...trustFaults, ...permissionFaults, ...connectFaults],
];

/** Values for the places of Entra's texts. */
const values = {
    ...{ clientId: guid(500), application: "Contoso contact centre", tenant: tenantId },
    ...{ upn: "alice@contoso.example", url: "https://login.microsoftonline.com/x/saml2", directive: "deny" },
    ...{ replyUrl: "https://other.example/acs", identifier: "urn:amazon:webservices", attribute: "mail" },
    ...{ transformation: "t1", principal: "arn:aws:sts::123456789012:assumed-role/connect-sso/alice" },
};

const texts = signInErrorIds.flatMap((id) => signInError(id).texts.map((text) => [id, fill(text, values)] as const));
const notOnboarded =
    "Access Denied. Your account has been authenticated, but has not been onboarded to this application.";
const notAssigned = (clientId: string, upn: string) =>
    fill(signInError("notAssigned").texts[0] ?? "", { ...values, clientId, upn });

const foundFor = (name: string) =>
    `of 3 people in the deployment, notOnboarded was found for ${name}: if another person has met it, add their name to the text`;

describe("A pasted error", () => {
    for (const [id, text] of texts) {
        it(`is explained by its own entry first: ${text.slice(0, 60)}`, async () => {
            const { findings } = await attemptOf(`Sorry!\n${text}\n`, contextOf(undefined));
            expect(findings[0]?.error).to.equal(id);
            expect(findings[0]?.basis).to.equal("shown");
            const said = JSON.stringify(findings[0]);
            expect(said).to.not.match(/undefined|\[object|NaN/);
        });
    }

    for (const fault of faults.filter(({ message }) => message !== null)) {
        it(`has its cause in the deployment: ${fault.fault}`, async () => {
            const world = await makeWorld();
            await fault.break(world);
            const who = fault.user === undefined ? "" : `\n(${fault.user})`;
            const attempt = await attemptOf(`${fault.message}${who}`, contextOf(world));
            const [first] = attempt.findings;
            expect(`${first?.error}.${first?.causeId}`).to.equal(`${fault.error}.${fault.cause}`);
            const isForSome = attempt.notes.some(({ id }) => id === "foundForSome");
            expect(first?.causeSureness).to.equal(isForSome ? "likely" : "certain");
            const said = [first?.cause, first?.confirm, first?.change].join("\n");
            for (const name of fault.names ?? []) {
                expect(said).to.include(name);
            }
        });
    }

    it("shows the names that differ in case", async () => {
        const world = await brokenWorld((one) => {
            connectUserOf(one).username = "Alice@contoso.example";
        });
        const { findings } = await attemptOf(notOnboarded, contextOf(world));
        const [{ causeId, seen, expected } = {}] = findings;
        expect({ causeId, seen, expected }).to.deep.equal({
            ...{ causeId: "otherCase", seen: "alice@contoso.example", expected: "Alice@contoso.example" },
        });
    });

    it("shows the names that differ in domain, though nobody is called as the Connect user is", async () => {
        const world = await brokenWorld((one) => {
            set(one, "alice@contoso.example", "mail", null);
            connectUserOf(one).username = "alice@old.example";
        });
        const { findings } = await attemptOf(notOnboarded, contextOf(world));
        const [{ causeId, seen, expected } = {}] = findings;
        expect({ causeId, seen, expected }).to.deep.equal({
            ...{ causeId: "otherDomain", seen: "alice@contoso.example", expected: "alice@old.example" },
        });
    });

    it("shows the names that differ in domain of somebody who comes through a group", async () => {
        const world = await brokenWorld((one) => {
            set(one, "bob@contoso.example", "mail", null);
            Object.assign(one.deployment.connectUsers[1] ?? {}, { username: "bob@old.example" });
        });
        const { findings, notes } = await attemptOf(notOnboarded, contextOf(world));
        const [{ causeId, seen, expected } = {}] = findings;
        expect({ causeId, seen, expected }).to.deep.equal({
            ...{ causeId: "otherDomain", seen: "bob@contoso.example", expected: "bob@old.example" },
        });
        expect([notes[0]?.id, notes[0]?.text]).to.deep.equal(["foundForSome", foundFor("bob@contoso.example")]);
    });

    it("finds who comes through a group, and has no entry", async () => {
        const world = await brokenWorld((one) => {
            one.directory.groups[0]?.members.push(guid(3));
        });
        const { findings, notes } = await attemptOf(notOnboarded, contextOf(world));
        expect([findings[0]?.causeId, findings[0]?.seen]).to.deep.equal(["noUser", "carol@contoso.example"]);
        expect([notes[0]?.id, notes[0]?.text]).to.deep.equal(["foundForSome", foundFor("carol@contoso.example")]);
    });

    it("finds who has no entry behind however many who have one", async () => {
        const world = await brokenWorld((one) => {
            const many = Array.from({ length: 30 }, (_, index) => index + 40);
            one.directory.people.unshift(...many.map((number) => person(`agent${number}`, number)));
            one.deployment.connectUsers.push(
                ...many.map((number) => connectUser(`agent${number}@contoso.example`, number)),
            );
            one.directory.groups[0]?.members.push(...many.map(guid), guid(3));
        });
        const { findings } = await attemptOf(notOnboarded, contextOf(world));
        expect([findings[0]?.causeId, findings[0]?.seen]).to.deep.equal(["noUser", "carol@contoso.example"]);
    });

    it("is certain for the person whom the text names, in whatever letters", async () => {
        const world = await brokenWorld((one) => {
            connectUserOf(one).username = "Alice@contoso.example";
        });
        const sure = async (text: string) => {
            const { findings, notes } = await attemptOf(text, contextOf(world));
            return [findings[0]?.causeSureness, findings[0]?.causeId, notes.length];
        };
        expect(await sure(`ALICE@contoso.example can't get in: ${notOnboarded}`)).to.deep.equal([
            "certain",
            "otherCase",
            0,
        ]);
        expect(await sure(notOnboarded)).to.deep.equal(["likely", "otherCase", 1]);
    });

    it("that names another application is told from the deployment's own", async () => {
        const attempt = await attemptOf(notAssigned(guid(7), "alice@contoso.example"), contextOf(await makeWorld()));
        expect(causesOf(attempt)).to.deep.equal(["notAssigned.otherApplication"]);
        expect(attempt.findings[0]?.otherCauses).to.deep.equal([]);
        expect(attempt.findings[0]?.cause).to.include(`client id ${guid(7)}`);
        expect(attempt.findings[0]?.message).to.include(guid(7)).and.not.to.include(guid(500));
        expect(differencesOf(attempt)).to.deep.equal([`client id: ${guid(7)} | ${guid(500)}`]);
    });

    it("names the application as the text does, also where the deployment has the same cause", async () => {
        const world = await brokenWorld((one) => {
            one.servicePrincipal.appRoleAssignments = [];
        });
        const text = fill(signInError("notAssigned").texts[0] ?? "", {
            ...{ application: "Old centre", clientId: guid(500), upn: "alice@contoso.example" },
        });
        const { findings } = await attemptOf(text, contextOf(world));
        expect([findings[0]?.causeId, findings[0]?.causeSureness, findings[0]?.message]).to.deep.equal([
            ...["notAssigned", "certain"],
            text,
        ]);
    });

    it("that names another tenant is an address of another tenant", async () => {
        const text = fill(signInError("applicationNotFound").texts[0] ?? "", { ...values, tenant: guid(3) });
        const attempt = await attemptOf(text, contextOf(await makeWorld()));
        expect(causesOf(attempt)).to.deep.equal(["applicationNotFound.wrongAddress"]);
        expect(differencesOf(attempt)).to.deep.equal([`tenant: ${guid(3)} | ${tenantId}`]);
    });

    it("that does not find the deployment's own application means that it was deleted", async () => {
        const text = fill(signInError("applicationNotFound").texts[0] ?? "", values);
        const attempt = await attemptOf(text, contextOf(await makeWorld()));
        expect(causesOf(attempt)).to.deep.equal(["applicationNotFound.deleted"]);
        expect(attempt.findings[0]?.causeSureness).to.equal("likely");
    });

    it("is set beside the list of users by the person it names", async () => {
        const attempt = await attemptOf(notAssigned(guid(500), "Alice@old.example"), contextOf(await makeWorld()));
        expect(differencesOf(attempt)).to.deep.equal([
            "signed-in user, in the list of users: Alice@old.example | alice@contoso.example (differs in what follows the @)",
        ]);
    });

    it("that the deployment does not show is remarked on", async () => {
        const { notes } = await attemptOf(notOnboarded, contextOf(await makeWorld()));
        expect(notes).to.deep.equal([
            {
                id: "notFoundInDeployment",
                text: "the sign-in of 2 people was checked against stack.json; nothing in it causes notOnboarded: the clouds differ from the export, or no export shows the cause",
            },
        ]);
    });

    const against = "stack.json contradicts this: ";
    const refuted: [SignInErrorId, string, string, (string | undefined)[]][] = [
        [
            "notOnboarded",
            `${notOnboarded} alice@contoso.example`,
            "According to stack.json this is right for alice@contoso.example: the instance has a user of exactly this name: alice@contoso.example.",
            ["misread", "twoProfiles", "noUser", "nameNotAllowed", "otherCase", "otherDomain", "otherInstance"],
        ],
        [
            "notAssigned",
            notAssigned(guid(500), "alice@contoso.example"),
            "According to stack.json this is right for alice@contoso.example: the person is assigned to the application: directly.",
            ["lookupOff", "otherApplication", "notAssigned", "signInFalse", "nestedGroup"],
        ],
        [
            "federationDenied",
            "Access denied, Please contact your AWS account administrator for assistance.",
            `According to stack.json this is right: the role's policies allow connect:GetFederationToken: statement 1 of policy "connect".`,
            [
                "otherPolicy",
                "explicitDeny",
                "noPermission",
                "wrongInstance",
                "instanceWithoutId",
                "usernameVariable",
                "boundary",
            ],
        ],
        [
            "signatureInvalid",
            "Response signature invalid",
            "According to stack.json this is right: the SAML provider's document holds the certificate in use: 2026.",
            ["changedAfterSigning", "notSigned", "certificateNotInProvider"],
        ],
    ];
    for (const [error, text, shows, order] of refuted) {
        it(`that the deployment speaks against leads with what that shows: ${error}`, async () => {
            const { findings, notes } = await attemptOf(text, contextOf(await makeWorld()));
            const [{ causeId, causeSureness, cause = "", otherCauses = [] } = {}] = findings;
            expect([findings.length, notes, causeId, causeSureness]).to.deep.equal([
                1,
                [],
                "differsFromDeployment",
                "likely",
            ]);
            expect(cause.replace(/ \([0-9A-F]{40}\)/, "")).to.equal(
                `${shows} Either the clouds differ from it, because something was changed later or outside of it, or no export shows the cause.`,
            );
            const ids = otherCauses.map((one) => one.causeId);
            expect(ids).to.deep.equal(order);
            const isUnseen = otherCauses.map((one) => !one.cause.startsWith(against));
            expect(isUnseen).to.deep.equal([...isUnseen].sort().reverse());
            expect(isUnseen.filter(Boolean).length).to.be.lessThan(order.length);
        });
    }

    it("that somebody has without an entry names them, where the text does", async () => {
        const ask = async (text: string) => {
            const { findings, comparisons, notes } = await attemptOf(text, contextOf(await makeWorld()));
            return [
                findings[0]?.causeId,
                findings[0]?.causeSureness,
                findings[0]?.otherCauses.length,
                findings[0]?.seen,
                comparisons.map(({ what, same }) => [what, same]),
                notes.length,
            ];
        };
        const row = ["person, in the list of users", false];
        expect(await ask(`${notOnboarded} (Zoe@contoso.example)`)).to.deep.equal([
            ...["noUser", "likely", 6, "Zoe@contoso.example", [row], 0],
        ]);
        expect(await ask(`zoe@fabrikam.example: ${notOnboarded}`)).to.deep.equal([
            ...["noUser", "likely", 6, undefined, [], 1],
        ]);
    });

    it("that a reload gives, too, is rather one where the deployment speaks against the other cause", async () => {
        const text = "Your request did not include a SAML response. To logout, click here.";
        const { findings, notes } = await attemptOf(text, contextOf(await makeWorld()));
        const [{ causeId, causeSureness, otherCauses } = {}] = findings;
        const [startedAtAws] = otherCauses ?? [];
        expect([causeId, causeSureness, otherCauses?.length, notes]).to.deep.equal(["pageReloaded", "likely", 1, []]);
        expect(startedAtAws?.cause).to.match(
            /^stack\.json contradicts this: The enterprise application has a sign-on URL/,
        );
    });

    it("that the directory's file speaks against leads with that, and with how to look at the directory itself", async () => {
        const text = "AADSTS50057: The user account is disabled. alice@contoso.example";
        const { findings } = await attemptOf(text, contextOf(await makeWorld()));
        const [{ cause, confirm, change, otherCauses } = {}] = findings;
        const { disabled: { confirm: toConfirm = "", change: toChange = "" } = {} } =
            signInError("userDisabled").causes;
        const user = { user: "alice@contoso.example" };
        expect({ cause, confirm, change, otherCauses }).to.deep.equal({
            cause: "According to directory.json this is right for alice@contoso.example: the account is enabled: accountEnabled: true. The directory has changed since it was exported, or it was another person.",
            confirm: fill(toConfirm, user),
            change: fill(toChange, user),
            otherCauses: [],
        });
    });

    it("that the deployment would end otherwise, later, is said beside what it speaks against", async () => {
        const world = await brokenWorld((one) => {
            one.deployment.connectUsers.shift();
        });
        const { findings, notes } = await attemptOf(
            "Response signature invalid (alice@contoso.example)",
            contextOf(world),
        );
        expect([findings[0]?.causeId, notes.map(({ text }) => text)]).to.deep.equal([
            "differsFromDeployment",
            [
                "the sign-in of alice@contoso.example was checked against stack.json; it shows another refusal, notOnboarded: There is no Connect user alice@contoso.example.",
            ],
        ]);
    });

    const notRefuted: [string, string, string, boolean][] = [
        ["of a person who is not named", notOnboarded, "notOnboarded.noUser", true],
        [
            "of somebody of whom nothing is known",
            "AADSTS50034: The user account alice@contoso.example does not exist in the x directory.",
            "userNotInDirectory.absent",
            false,
        ],
        [
            "of which no deployment tells",
            "Bad Request. The request was not valid and could not be processed. alice@contoso.example",
            "boundToOtherRole.otherRole",
            true,
        ],
    ];
    for (const [title, text, cause, hasDirectory] of notRefuted) {
        it(`keeps its usual cause where it is one ${title}`, async () => {
            const { stack, ...rest } = contextOf(await makeWorld());
            const { directory, ...bare } = stack ?? {};
            const context = { ...rest, ...(hasDirectory ? { stack } : { stack: bare }) } as ReturnType<
                typeof contextOf
            >;
            expect(directory).to.not.equal(undefined);
            expect(causesOf(await attemptOf(text, context))).to.deep.equal([cause]);
        });
    }

    it("keeps its usual cause where that is a change outside of the stack", async () => {
        const text = "AADSTS7000112: Application 'x'(Contoso) is disabled.";
        expect(causesOf(await attemptOf(text, contextOf(await makeWorld())))).to.deep.equal([
            "applicationDisabled.disabled",
        ]);
    });

    it("says how to look at the clouds where the deployment speaks against it", async () => {
        const { findings } = await attemptOf("Response signature invalid", contextOf(await makeWorld()));
        expect(findings[0]?.confirm).to.match(
            /^`pulumi preview --refresh` lists what was changed outside of the stack\. In the clouds: `aws iam get-saml-provider /,
        );
    });

    it("is searched for in checks that a walk makes", async () => {
        const { stack, ...rest } = contextOf(await makeWorld());
        const walks = await walksOf({ ...rest, ...(stack === undefined ? {} : { stack }) }, "alice@contoso.example");
        const made = walks.flatMap(({ hops }) => hops.flatMap(({ checks }) => checks.map(({ id }) => id)));
        const looked = signInErrorIds.flatMap((id) => signInError(id).checks ?? []);
        expect(looked.filter((id) => !made.includes(id))).to.deep.equal([]);
    });

    it("is looked for among the Connect users where there is no directory", async () => {
        const world = await brokenWorld((one) => {
            one.deployment.samlProviders = [];
            one.application.isWhole = false;
        });
        const { stack, ...rest } = contextOf(world);
        const context = { ...rest, stack: stack && { deployment: stack.deployment, application: stack.application } };
        const { notes } = await attemptOf(notOnboarded, context);
        expect(notes[0]?.text).to.include(
            "this is not known: the SAML provider arn:aws:iam::123456789012:saml-provider/connect-sso (stack.json holds none",
        );
    });

    it("with a code that is not known is said to be Entra's, with where to read on", async () => {
        expect(
            await explainAny("AADSTS90015: Requested query string is too long.", contextOf(undefined)),
        ).to.deep.equal({
            name: "input",
            problem:
                "Entra refused: AADSTS90015 is not in this catalogue; Microsoft explains it at https://login.microsoftonline.com/error?code=90015",
        });
    });

    const said: [string, string, [message: string | null, evidence: string | undefined]][] = [
        ["the words that were pasted", "Respnse signatur invaild", ["Respnse signatur invaild", "its words"]],
        [
            "the part of the words that was pasted",
            "Access denied, Please contact your AWS",
            ["Access denied, Please contact your AWS", "most of its words"],
        ],
        ["the code where there is only a code", "AADSTS50105", ["AADSTS50105", "the code AADSTS50105"]],
        [
            "AWS's code where there is only a code",
            "error code: AuthSamlManifestNotFoundException",
            ["AuthSamlManifestNotFoundException", "the code AuthSamlManifestNotFoundException"],
        ],
        [
            "code and words",
            "AADSTS50057: The user account is disable",
            ["AADSTS50057: The user account is disable", "the code AADSTS50057 and its words"],
        ],
        ["a hint's words", "access denied", ["access denied", "some of its words"]],
        [
            "nothing where the cloud has no words",
            "I land in the AWS console",
            [null, "the description “land in the AWS console”"],
        ],
        ["nothing but its host of a proxy", "https://x.us2.mcas.ms/saml", [null, "the host x.us2.mcas.ms"]],
    ];
    for (const [title, text, expected] of said) {
        it(`is quoted: ${title}`, async () => {
            const { findings } = await attemptOf(text, contextOf(undefined));
            expect([findings[0]?.message, findings[0]?.evidence]).to.deep.equal(expected);
        });
    }

    it("is quoted where the deployment shows its cause", async () => {
        const world = await brokenWorld((one) => {
            connectUserOf(one).username = "Alice@contoso.example";
        });
        const pasted = "Your acount has been authenticated, but has not been onborded to this aplication";
        const { findings } = await attemptOf(pasted, contextOf(world));
        expect([findings[0]?.causeId, findings[0]?.message]).to.deep.equal(["otherCase", pasted]);
    });

    it("that tells nothing for sure says how more is told", async () => {
        const { notes } = await attemptOf("Access Denied", contextOf(undefined));
        expect(notes.map(({ id }) => id)).to.deep.equal(["tooLittle"]);
    });

    const frames: [string, string, unknown[]][] = [
        ["an instance's own page", "https://contoso.my.connect.aws/ccp-v2/", ["originNotApproved", "likely", 1]],
        ["a page of the sign-in", "https://login.microsoftonline.com/x", ["framed", "certain", 0]],
    ];
    for (const [title, url, expected] of frames) {
        it(`of a frame has its cause by the address: ${title}`, async () => {
            const text = `Refused to display '${url}' in a frame because it set 'X-Frame-Options' to 'sameorigin'.`;
            const [{ causeId, causeSureness, otherCauses = [] } = {}] = (await attemptOf(text, contextOf(undefined)))
                .findings;
            expect([causeId, causeSureness, otherCauses.length]).to.deep.equal(expected);
        });
    }

    it("is shown in its own words, with the address that a pasted trust policy lacks", async () => {
        const [one, other] = ["", "eu-west-2."].map((region) => `https://${region}signin.aws.amazon.com/saml`);
        const denied =
            "Not authorized to perform sts:AssumeRoleWithSAML (Service: AWSSecurityTokenService; Status Code: 403; Error Code: AccessDenied; Request ID: 1; Proxy: null). Please try again.";
        const told = async (audience: unknown) => {
            const policy = JSON.stringify({ Condition: { StringEquals: { "SAML:aud": audience } } });
            const text = `${denied}\n"Action": "sts:AssumeRoleWithSAML", ${policy}\nThe reply URL is ${other}\n`;
            const [finding] = (await attemptOf(text, contextOf(undefined))).findings;
            expect(finding?.message).to.match(/^Not authorized to perform sts:AssumeRoleWithSAML \(Service/);
            expect(finding?.evidence).to.equal("its words");
            return [finding?.causeId, finding?.causeSureness, finding?.seen, finding?.expected];
        };
        expect(await told(one)).to.deep.equal(["trustAudience", "likely", other, one]);
        expect(await told([one, other])).to.deep.equal(["roleNotFound", "likely", undefined, undefined]);
        expect(await told("https://*.signin.aws.amazon.com/saml")).to.deep.equal([
            "roleNotFound",
            "likely",
            undefined,
            undefined,
        ]);
    });

    it("quotes the wording that fits best, with the number of an identifier", async () => {
        const text =
            "AADSTS50011: The redirect URI 'https://signin.aws.amazon.com/saml' specified in the request does not match the redirect URIs configured for the application 'https://signin.aws.amazon.com/saml#2'.";
        const [finding] = (await attemptOf(text, contextOf(undefined))).findings;
        expect(finding?.message).to.equal(text);
    });

    it("names the guest whose name can't be a session's", async () => {
        const text =
            "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64} for eve_fabrikam.example#EXT#@contoso.example";
        const { findings } = await attemptOf(text, contextOf(undefined));
        expect([findings[0]?.causeId, findings[0]?.cause]).to.deep.equal([
            "guest",
            "eve_fabrikam.example#EXT#@contoso.example is a guest: the user principal name of guests contains `#EXT#`.",
        ]);
    });

    const signs: [string, string, SignInErrorId][] = [
        [
            "Chrome's console",
            "Refused to display 'https://login.microsoftonline.com/' in a frame because it set 'X-Frame-Options' to 'deny'.",
            "framedLogin",
        ],
        [
            "Firefox's console",
            "The loading of “https://login.microsoftonline.com/x” in a frame is denied by “X-Frame-Options“ directive set to “DENY“.",
            "framedLogin",
        ],
        [
            "Safari's console",
            "Refused to display 'https://login.microsoftonline.com/x' in a frame because it set 'X-Frame-Options' to 'DENY'.",
            "framedLogin",
        ],
        [
            "a second application with the identifier",
            "Another object with the same value for property identifierUris already exists.",
            "identifierTaken",
        ],
        [
            "a console session in the way",
            "You must first log out before logging into a different AWS account. To logout, click here.",
            "sessionReplaced",
        ],
        ["the host of a proxy", "https://signin.aws.amazon.com.us2.mcas.ms/saml shows an error", "defenderProxy"],
        [
            "a sign-in that began at AWS",
            "Your request did not include a SAML response. To logout, click here.",
            "noSamlResponse",
        ],
        ["a sign-in that began at Connect", "Session expired", "sessionExpired"],
    ];
    for (const [title, text, error] of signs) {
        it(`tells ${title}`, async () => {
            const { findings, notes } = await attemptOf(text, contextOf(await makeWorld()));
            expect(findings[0]?.error).to.equal(error);
            expect(notes).to.deep.equal(error === "noSamlResponse" ? notes : []);
        });
    }
});
