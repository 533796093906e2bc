import { expect } from "chai";
import fc from "fast-check";
import { signInError, signInErrorIds } from "../../../../../tools/signin/errors";
import { fill } from "../../../../../tools/signin/errors/fill";
import { plainText } from "../../../../../tools/signin/explain/words/plainText";
import { readErrorTexts } from "../../../../../tools/signin/explain/words/text";
import { wordings } from "../../../../../tools/signin/explain/words/wordings";

const clientId = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

/** Values for places in which a wording is told by an id or an ARN. */
const values = {
    ...{ clientId, application: "Contoso Connect" },
    principal: "arn:aws:sts::123456789012:assumed-role/connect-sso/alice",
    resource: "arn:aws:connect:eu-central-1:123456789012:instance/x/user/alice",
};

function escaped(text: string): string {
    return [...text].map((character) => `&#${character.charCodeAt(0)};`).join("");
}

/** What was pasted, by its title, and the errors it speaks of. */
const matchErrorTexts = (pasted: string) => readErrorTexts(pasted).matches;

const pastes: [title: string, pasted: string, found: string[]][] = [
    ["a letter missing and two swapped", "Reponse signature invaild", ["signatureInvalid certain"]],
    ["capitals", "RESPONSE SIGNATURE INVALID", ["signatureInvalid certain"]],
    ["missing blanks", "Responsesignatureinvalid(service:AWSSecurityTokenService;", ["signatureInvalid certain"]],
    ["a letter a line", [..."Issuer not present in specified provider"].join("\n"), ["issuerNotInProvider certain"]],
    ["l and 1 confused", "lssuer not present 1n specified prov1der", ["issuerNotInProvider certain"]],
    ["O and 0 confused", "T0ken must be redeemed within 5 minutes 0f issuance", ["redeemedLate certain"]],
    [
        "words broken by hyphens",
        "Access Denied. Your account has been authen-\nticated, but has not been on-\n  boarded to this application.",
        ["notOnboarded certain"],
    ],
    [
        "a mail's quotes",
        "> Access Denied. Your account has been\n> authenticated, but has not been onboarded\n> to this application.",
        ["notOnboarded certain"],
    ],
    ["a cut end", "Access denied, Please contact your AWS account administrator", ["federationDenied likely"]],
    [
        "a cut end of the other",
        "Access Denied. Your account has been authenticated, but has not been onboarded",
        ["notOnboarded likely"],
    ],
    [
        "a cut beginning",
        "count has been authenticated, but has not been onboarded to this application.",
        ["notOnboarded likely"],
    ],
    ["a bare denial", "Access Denied", ["federationDenied possible", "notOnboarded possible"]],
    ["a bare refusal", "Bad Request.", []],
    ["nginx's refusal", "<html><h1>400 Bad Request</h1><hr>nginx/1.24.0</html>", []],
    ["IIS's refusal", "Bad Request - Invalid URL\nHTTP Error 400. The request URL is invalid.", []],
    ["Django's refusal", "Bad Request (400)", []],
    ["Apache's refusal", "Bad Request\nYour browser sent a request that this server could not understand.", []],
    ["another's refusal in like words", "Bad Request. The request was invalid and could not be processed.", []],
    ["another's refusal in part", "400 Bad Request: the request could not be processed.", []],
    [
        "a bare refusal at an instance's address",
        "contoso.my.connect.aws/auth/sign-in\n400 Bad Request",
        ["boundToOtherRole possible"],
    ],
    [
        "a bare refusal at the address before an instance's",
        "https://eu-central-1.console.aws.amazon.com/connect/federate/1 says Bad Request",
        ["boundToOtherRole possible"],
    ],
    ["a bare refusal at an address of the console", "https://eu-central-1.console.aws.amazon.com/iam: Bad Request", []],
    [
        "slips and breaks in a refusal",
        "> bad requst THE REQEST WAS NOT\n> VAILD AND COULD NOT BE\n> PROCESED",
        ["boundToOtherRole certain"],
    ],
    [
        "two letters for one in a refusal",
        "The request was xyot valid and could not be processed.",
        ["boundToOtherRole certain"],
    ],
    ["half of a refusal", "The request was not valid and could", ["boundToOtherRole likely"]],
    ["the end of a refusal", "not valid and could not be processed.", ["boundToOtherRole likely"]],
    [
        "a whole refusal",
        "400 Bad Request\nThe request was not valid and could not be procesed.",
        ["boundToOtherRole certain"],
    ],
    [
        "S3's denial",
        "<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>4F</RequestId><HostId>q8=</HostId></Error>",
        [],
    ],
    [
        "S3's denial as a page shows it",
        "&lt;Code&gt;AccessDenied&lt;/Code&gt; &lt;Message&gt;Access Denied&lt;/Message&gt; &lt;RequestId&gt;4F&lt;/RequestId&gt;",
        [],
    ],
    [
        "S3's denial in a tool's words",
        "An error occurred (AccessDenied) when calling the GetObject operation: Access Denied",
        [],
    ],
    [
        "CloudFront's denial",
        "403 ERROR\nThe request could not be satisfied.\nAccess Denied.\nGenerated by cloudfront (CloudFront)",
        [],
    ],
    [
        "Akamai's denial",
        'Access Denied\nYou don\'t have permission to access "http://www.contoso.example/" on this server.\nReference #18.5f',
        [],
    ],
    ["a code", "AADSTS50105", ["notAssigned certain"]],
    ["a code with a blank", "AADSTS 50105:", ["notAssigned certain"]],
    ["a code with letters for digits", "AADSTS5O1O5 und so weiter", ["notAssigned certain"]],
    ["a code with digits for letters", "AAD5T5700016", ["applicationNotFound certain"]],
    ["a called code", "Error code: 50146", ["noUsableSigningKey likely"]],
    [
        "a sign-in log",
        "Sign-in error code\t50057\nFailure reason\tThe user account is disabled.",
        ["userDisabled certain"],
    ],
    ["a code in JSON", '{"error":"interaction_required","error_codes":[50105]}', ["notAssigned likely"]],
    ["a code in an address", "https://login.microsoftonline.com/error?code=50011", ["replyUrlMismatch likely"]],
    ["the bare number", " 50105\n", ["notAssigned possible"]],
    ["a telephone number", "Ruf mich an: 030 50105", []],
    ["a number in a log", "2026-11-24 INFO processed 50105 rows in 500113 ms", []],
    [
        "a page with tags",
        "<h1>Error</h1><p>Your <span class='highlighted' style='color: red'>request</span> <b>did not</b> inc<wbr>lude a SAML&nbsp;response. To logout, <a class='awsui-link awsui-link-variant-info' href='https://signin.aws.amazon.com/oauth?Action=logout'>click here</a>.</p>",
        ["noSamlResponse certain"],
    ],
    ["a page with entities", "Specified provider doesn&#39;t exist", ["providerNotFound certain"]],
    [
        "a page escaped twice",
        "SAML Assertion doesn&amp;#39;t contain the requested Role and Metadata in the attributes",
        ["rolePairNotInAssertion certain"],
    ],
    [
        "a hidden field",
        '<input type="hidden" name="error_description" value="No reply address is registered for the application.">',
        ["noReplyUrl certain"],
    ],
    [
        "a script of a page",
        '<script>$Config={"strServiceExceptionMessage":"The user account {EUII Hidden} does not exist in the contoso directory. To sign into this application, the account must be added to the directory.\\r\\nTrace ID: 1"}</script>',
        ["userNotInDirectory certain"],
    ],
    [
        "an address's query",
        "?error_description=No%20reply%20address%20is%20registered%20for%20the%20application%2E&state=1",
        ["noReplyUrl certain"],
    ],
    ["a page that escapes every letter", escaped("Response signature invalid"), ["signatureInvalid certain"]],
    ["misread letters in few words", "P0pup bl0cked", ["popupBlocked likely"]],
    ["swapped letters in few words", "Repsonse has exipred", ["responseExpired likely"]],
    ["escapes of a script", "R\\u0065sp\\u006fnse sign\\u0061ture inv\\u0061lid", ["signatureInvalid certain"]],
    ["a code with invisible characters", "AAD\u200bSTS501\u200b05", ["notAssigned certain"]],
    [
        "curly quotes",
        "Refused to display ‘https://login.microsoftonline.com/’ in a frame because it set ‘X-Frame-Options’ to ‘deny’.",
        ["framedLogin certain"],
    ],
    [
        "Firefox's words",
        "The loading of “https://login.microsoftonline.com/x” in a frame is denied by “X-Frame-Options“ directive set to “DENY“.",
        ["framedLogin certain"],
    ],
    [
        "another site's frame",
        "Refused to display 'https://www.example.com/' in a frame because it set 'X-Frame-Options' to 'sameorigin'.",
        ["framedLogin possible"],
    ],
    ["a page's words", "login.microsoftonline.com refused to connect", ["framedLogin certain"]],
    ["a page's words in German", "login.microsoftonline.com hat die Verbindung abgelehnt.", ["framedLogin certain"]],
    ["a page's words in French", "login.microsoftonline.com n’autorise pas la connexion.", ["framedLogin certain"]],
    ["a page's words in Spanish", "signin.aws.amazon.com ha rechazado la conexión.", ["framedLogin certain"]],
    ["a page's words in Mexico", "login.microsoftonline.com rechazó la conexión.", ["framedLogin certain"]],
    ["another host's words in German", "localhost hat die Verbindung abgelehnt.", []],
    ["the host alone", "See login.microsoftonline.com for more", []],
    [
        "invisible characters",
        "Not\u200b authorized\u00ad to perform sts:\ufeffAssumeRoleWithSAML",
        ["notAuthorizedToAssume certain"],
    ],
    [
        "accents and wide letters",
        "Ｎｏｔ ａｕｔｈｏｒｉｚｅｄ to perform sts:AssumeRolèWithSAML",
        ["notAuthorizedToAssume certain"],
    ],
    [
        "a tool's trace",
        "botocore.errorfactory.InvalidIdentityTokenException: An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithSAML operation: Invalid base64 SAMLResponse",
        ["invalidBase64 certain"],
    ],
    [
        "AWS's spelling",
        "Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter",
        ["subjectConfirmationMissing certain"],
    ],
    [
        "AWS's spelling, corrected",
        "Responses must contain SubjectConfirmationData with a Recipient and NotOnOrAfter",
        ["subjectConfirmationMissing certain"],
    ],
    [
        "a pattern",
        "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,32}",
        ["roleSessionNameInvalid certain"],
    ],
    [
        "a pattern of today",
        "Error: RolSessionName in AuthnRespone must match [a-zA-Z_0-9+=,.@-]{2,64} (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken; request id: 3f2504e0)",
        ["roleSessionNameInvalid certain"],
    ],
    ["few words in a short paste", "Session expired", ["sessionExpired likely"]],
    ["few words with a slip", "Sesion expird", ["sessionExpired possible"]],
    ["another product's few words", "Session expired. Log in to Jira again.", ["sessionExpired possible"]],
    ["another site's few words", "Session expired\nhttps://shop.contoso.example/login", ["sessionExpired possible"]],
    ["few words of an instance", "https://contoso.my.connect.aws/ccp-v2/ Session expired", ["sessionExpired likely"]],
    [
        "few words of Connect beside another product",
        "Session expired in Amazon Connect, inside Jira",
        ["sessionExpired likely"],
    ],
    ["few words to a person", "alice@contoso.example: Session expired", ["sessionExpired likely"]],
    ["a description", "Our agents land in the AWS console instead of Connect.", ["landsInConsole possible"]],
    ["a description of what opens", "the AWS Management\nConsole opens, why?", ["landsInConsole possible"]],
    ["an instruction", "Open the AWS Management Console and choose IAM.", []],
    ["a description of what ends", "Bob was thrown out of a call after twelve hours.", ["sessionEnded possible"]],
    ["a description of when it ends", "After 12 hours everybody is logged out", ["sessionEnded possible"]],
    [
        "few words in a long text",
        `The obsession expired. ${"Lorem ipsum dolor sit amet. ".repeat(20)} Session expired`,
        ["sessionExpired possible"],
    ],
    ["few words inside others", "An obsession expired", []],
    [
        "AWS's name of an error",
        "…; status code: 400; error code: AuthSamlManifestNotFoundException)",
        ["providerNotFound likely"],
    ],
    [
        "words that two errors end with",
        "SAML response. To logout, click here.",
        ["noSamlResponse possible", "invalidSamlResponse possible"],
    ],
    ["a proxy's host", "https://signin.aws.amazon.com.mcas.ms/saml", ["defenderProxy likely"]],
    [
        "the identifier's holder",
        "Error: Request_BadRequest: Another object with the same value for property identifierUris already exists.",
        ["identifierTaken certain"],
    ],
    [
        "the old wording of assignment",
        "AADSTS50105: The signed in user 'alice@contoso.example' is not assigned to a role for the application 'x'(Contoso).",
        ["notAssigned certain"],
    ],
    ["a code that is not in the catalogue", "AADSTS90015: Requested query string is too long.", []],
    [
        "a denial in CloudTrail",
        "User: arn:aws:sts::123456789012:assumed-role/connect-sso/alice@contoso.example is not authorized to perform: connect:GetFederationToken on resource: arn:aws:connect:eu-central-1:123456789012:instance/f34cb4d0-7b12-4cb1-bf89-3edef7fdc738/user/AROAX:alice@contoso.example because no identity-based policy allows the connect:GetFederationToken action",
        ["federationDenied certain"],
    ],
    [
        "a denial with slips, wrapped",
        "User: arn:aws:sts::123456789012:assumed-role/x/y is not authorised to perform: CONNECT:\n  GetFederatoinToken on resource: arn:aws:connect:eu-central-1:1",
        ["federationDenied certain"],
    ],
    [
        "a denial of the token of another service",
        "User: arn:aws:iam::123456789012:user/x is not authorized to perform: sts:GetFederationToken on resource: arn:aws:sts::123456789012:federated-user/x",
        [],
    ],
    [
        "a denial of an object",
        "User: arn:aws:sts::123456789012:assumed-role/x/y is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::x because no identity-based policy allows the s3:GetObject action",
        [],
    ],
    [
        "a denial of another action of Connect",
        "User: arn:aws:sts::123456789012:assumed-role/x/y is not authorized to perform: connect:ListUsers on resource: arn:aws:connect:eu-central-1:1:instance/x",
        [],
    ],
    ["a denial of another service", "User is not authorized to perform: connect:GetFederationToken on resource", []],
    ["a cut denial", "authorized to perform sts:AssumeRoleWithSAML (servic", ["notAuthorizedToAssume certain"]],
    [
        "German",
        "Sehr geehrte Damen und Herren, seit heute früh kann sich niemand mehr bei Amazon Connect anmelden.",
        [],
    ],
    ["code", "function denied(access) { return access === undefined ? 'invalid' : sign(access, signature); }", []],
    [
        "prose of the field",
        "The user signs in to the application, and the role has a policy that lets the account administrator in.",
        [],
    ],
    ["blanks", " \n\t ", []],
    ["nothing", "", []],
];

describe("A pasted text", () => {
    for (const [title, pasted, found] of pastes) {
        it(`is told in spite of ${title}`, () => {
            expect(matchErrorTexts(pasted).map(({ error, sureness }) => `${error} ${sureness}`)).to.have.members(found);
        });
    }

    it("names every error of a log, the surest first", () => {
        const log = [
            "08:11:19Z POST /saml 400 Response signature invalid (service: AWSSecurityTokenService; status code: 400)",
            "08:12:01Z request-id 7f3 Session expired",
            "08:12:44Z AADSTS50105: Your administrator has configured the application Contoso Connect",
        ].join("\n");
        expect(matchErrorTexts(log).map(({ error, sureness }) => [error, sureness])).to.deep.equal([
            ["signatureInvalid", "certain"],
            ["notAssigned", "certain"],
            ["sessionExpired", "likely"],
        ]);
    });

    it("tells the values in the places of the wording", () => {
        const pasted = `Sorry, but we're having trouble signing you in.

            AADSTS50105: Your administrator has configured the application Contoso Connect ('${clientId}') to block
            users unless they are specifically granted ('assigned') access to the application. The signed in user
            'alice@contoso.example' is blocked because they are not a direct member of a group with access, nor had
            access directly assigned by an administrator. Please contact your administrator to assign access to this
            application.`;
        expect(matchErrorTexts(pasted)).to.deep.equal([
            {
                error: "notAssigned",
                sureness: "certain",
                text: signInError("notAssigned").texts[0],
                quoted: pasted.slice(pasted.indexOf("AADSTS")).replace(/\s+/g, " "),
                values: { application: "Contoso Connect", clientId, upn: "alice@contoso.example" },
                codes: ["AADSTS50105"],
            },
        ]);
    });

    const token = "q8Zs0aB1c2D3e4F5g6H7i8J9k0L1m2N3o4P5".repeat(4);
    const quotations: [title: string, pasted: string, quoted: string | undefined][] = [
        [
            "with their slips and AWS's codes, on one line",
            "Sorry!\nRespnse signatur\n  invaild (service: AWSSecurityTokenService;\nstatus code: 400).\nRetry",
            "Respnse signatur invaild (service: AWSSecurityTokenService; status code: 400).",
        ],
        [
            "with the code before them",
            "Error AADSTS50057: the user acount is disabled",
            "AADSTS50057: the user acount is disabled",
        ],
        [
            "with the title of the page before them",
            "400 Bad Request\nThe request was not valid and could not be procesed. Back",
            "Bad Request The request was not valid and could not be procesed.",
        ],
        [
            "without a quotation mark of what is around them",
            '{"errorMessage": "Response signature invalid"}',
            "Response signature invalid",
        ],
        [
            "as far as they go",
            "he saw: Access denied, Please contact your AWS account admin",
            "Access denied, Please contact your AWS account admin",
        ],
        ["that are no more than a hint", "ACCESS\tDENIED!!", "ACCESS DENIED"],
        [
            "and no words where there is AWS's code only",
            "{status code: 400; error code: AuthSamlManifestNotFoundException}",
            undefined,
        ],
        [
            "with whom and what they name at either end",
            "botocore: User: arn:aws:sts::123456789012:assumed-role/x/y is not authorized to perform: connect:GetFederationToken on resource: arn:aws:connect:eu-central-1:1:instance/z because no",
            "User: arn:aws:sts::123456789012:assumed-role/x/y is not authorized to perform: connect:GetFederationToken on resource: arn:aws:connect:eu-central-1:1:instance/z",
        ],
        [
            "with the value at their end",
            "Values of identifierUris property must use a verified domain of the organization or its subdomain: 'urn:amazon:webservices'",
            "Values of identifierUris property must use a verified domain of the organization or its subdomain: 'urn:amazon:webservices'",
        ],
        [
            "to the end of the sentence that is left of them",
            "AADSTS50034: The user account bob@contoso.example does not exist in the contoso.example directory. Sorry",
            "AADSTS50034: The user account bob@contoso.example does not exist in the contoso.example directory.",
        ],
        ["and no words where there is a code only", "AADSTS50105", undefined],
        ["and no words where somebody describes it", "I land in the AWS console", undefined],
        [
            "without the secrets of an address",
            `Refused to display 'https://login.microsoftonline.com/x?code=${token}' in a frame because it set 'X-Frame-Options' to 'deny'.`,
            "Refused to display 'https://login.microsoftonline.com/x?code=…(redacted, 144 characters)' in a frame because it set 'X-Frame-Options' to 'deny'.",
        ],
        [
            "without a secret whose name stands before them",
            "passwd=Response-signature-invalid-Tr0ub4dor&x",
            "…(redacted)",
        ],
    ];
    for (const [title, pasted, quoted] of quotations) {
        it(`keeps its own words ${title}`, () => {
            expect(matchErrorTexts(pasted).map((match) => match.quoted)[0]).to.equal(quoted);
        });
    }

    it("quotes no more than 600 characters", () => {
        const [{ quoted = "" } = {}] = matchErrorTexts(
            `Failed to add identifier URI ${"urn:x - - - ".repeat(60)}. All newly added URIs must contain a tenant verified domain, tenant ID, or app ID`,
        );
        expect([quoted.length, quoted.slice(0, 35), quoted.at(-1)]).to.deep.equal([
            600,
            "Failed to add identifier URI urn:x ",
            "…",
        ]);
    });

    const cut: [title: string, pasted: string, values: Record<string, string>, quoted: string][] = [
        [
            "beside its code",
            "AADSTS700016: Application with identifer 'urn:x' was not found in the directory 'Contoso'.",
            { clientId: "urn:x", tenant: "Contoso" },
            "AADSTS700016: Application with identifer 'urn:x' was not found in the directory 'Contoso'.",
        ],
        [
            "where an older wording is shorter",
            `AADSTS50011: The reply URL 'https://x.example/acs' specified in the request does not match the reply URLs configured for the application '${clientId}'.`,
            { replyUrl: "https://x.example/acs", clientId },
            `AADSTS50011: The reply URL 'https://x.example/acs' specified in the request does not match the reply URLs configured for the application '${clientId}'.`,
        ],
    ];
    for (const [title, pasted, values, quoted] of cut) {
        it(`tells the values of the first sentence ${title}`, () => {
            const [match] = matchErrorTexts(pasted);
            expect([match?.values, match?.quoted]).to.deep.equal([values, quoted]);
        });
    }

    it("takes what Microsoft has blanked out for no value", () => {
        const pasted = "AADSTS50034: The user account {EUII Hidden} does not exist in the x directory.";
        expect(matchErrorTexts(pasted).map(({ error, values }) => [error, values])).to.deep.equal([
            ["userNotInDirectory", {}],
        ]);
    });

    it("tells a value at the end of the wording", () => {
        const pasted = `Values of identifierUris property must use a verified domain of the organization or its subdomain: 'urn:amazon:webservices'`;
        expect(matchErrorTexts(pasted)[0]?.values).to.deep.equal({ identifier: "urn:amazon:webservices" });
    });

    it("leaves out a value that is cut off or can't be told from its neighbour", () => {
        const pasted = "AADSTS50105: Your administrator has configured the application Contoso Connect";
        expect(matchErrorTexts(pasted)[0]?.values).to.deep.equal({});
    });

    it("names codes that are not in the catalogue", () => {
        expect(readErrorTexts("AADSTS90015 and AADSTS50105").unknownCodes).to.deep.equal(["AADSTS90015"]);
    });

    it("with the words of another error is as likely that one", () => {
        const otherTenant =
            "User account 'zoe@contoso.example' from identity provider 'https://sts.windows.net/' does not exist in tenant 'Contoso' and cannot access the application 'urn:amazon:webservices' in that tenant.";
        const misconfigured = signInError("misconfiguredApplication").texts[0]?.replace(/^AADSTS\d+: /, "") ?? "";
        const told = (text: string) => {
            const { matches, unknownCodes, codesOfOthers } = readErrorTexts(text);
            return [matches.map(({ error, sureness }) => `${error} ${sureness}`), unknownCodes, codesOfOthers];
        };
        expect(told(`AADSTS700016: ${otherTenant}`)).to.deep.equal([
            ["userOfOtherTenant likely", "applicationNotFound likely"],
            [],
            ["AADSTS700016"],
        ]);
        expect(told(`AADSTS65005: ${misconfigured}`)).to.deep.equal([
            ["misconfiguredApplication likely"],
            ["AADSTS65005"],
            [],
        ]);
        expect(told(`AADSTS700016\n\nAADSTS50020: ${otherTenant}`)).to.deep.equal([
            ["userOfOtherTenant certain", "applicationNotFound certain"],
            [],
            [],
        ]);
    });

    it("has tags, and words in angle brackets that are none", () => {
        const plain: [string, string][] = [
            ["'<URL>' in a <b>frame</b>", "'<URL>' in a frame"],
            ["<https://contoso.example/ccp/>", "<https://contoso.example/ccp/>"],
            ["<arn:aws:iam::1:role/x> <urn:amazon:webservices>", "<arn:aws:iam::1:role/x> <urn:amazon:webservices>"],
            ["<your tenant> of <alice@contoso.example>", "<your tenant> of <alice@contoso.example>"],
            ["<saml:Issuer>x<!-- y --><z/><Z a='<'>", "x <Z a='<'>"],
            ["<Message>Denied</Message><?xml?><input value='x'>", "Denied x"],
        ];
        for (const [pasted, text] of plain) {
            expect(plainText(pasted).text.replace(/\s+/g, " ").trim()).to.equal(text);
        }
    });

    it("has escapes, and backslashes of names that are none", () => {
        const plain: [string, string][] = [
            [String.raw`CONTOSO\nancy and contoso\robert.smith`, String.raw`CONTOSO\nancy and contoso\robert.smith`],
            [String.raw`{"who":"CONTOSO\\nancy","it":"\u0041\nb"}`, '{"who":"CONTOSO\\nancy","it":"A\nb"}'],
            [String.raw`"{\"who\":\"CONTOSO\\\\nancy\",\"it\":\"a.\\nb\"}"`, '"{"who":"CONTOSO\\nancy","it":"a.\nb"}"'],
            [String.raw`C:\temp\new`, String.raw`C:\temp\new`],
            [String.raw`Denied.\nplease ask`, "Denied.\nplease ask"],
        ];
        for (const [pasted, text] of plain) {
            expect(plainText(pasted).text).to.equal(text);
        }
    });

    it("is read up to a megabyte, and says when there was more", () => {
        const noise = "x".repeat(1_048_576);
        expect(readErrorTexts(`AADSTS50105 ${noise}`)).to.deep.include({ cut: true });
        expect(readErrorTexts(`${noise}AADSTS50105`)).to.deep.equal({
            ...{ matches: [], unknownCodes: [], codesOfOthers: [], cut: true },
        });
        expect(readErrorTexts(noise).cut).to.equal(false);
    });

    for (const id of signInErrorIds) {
        for (const text of signInError(id).texts) {
            it(`is certain or likely of ${id} and nothing else when it says “${text.slice(0, 50)}…”`, () => {
                const matches = matchErrorTexts(fill(text, values));
                expect(matches.map(({ error }) => error)).to.deep.equal([id]);
                expect(matches[0]?.sureness).to.be.oneOf(["certain", "likely"]);
            });
        }
    }

    it("ends in an answer, whatever it is", () => {
        const fragment = fc.constantFrom(
            ...["<", ">", "&", "&amp;", "%", "%4", "\\u00", "-\n", "'", "AADSTS", "5", "{user|", " ", "\n", "\ud800"],
            ...signInErrorIds.flatMap((id) => signInError(id).texts.map((text) => text.slice(0, 60))),
        );
        const text = fc.oneof(
            fc.string({ unit: "binary", maxLength: 300 }),
            fc.array(fc.oneof(fragment, fc.string({ maxLength: 5 })), { maxLength: 40 }).map((parts) => parts.join("")),
        );
        fc.assert(
            fc.property(text, (pasted) => {
                const { matches } = readErrorTexts(pasted);
                expect(new Set(matches.map(({ error }) => error)).size).to.equal(matches.length);
            }),
            { numRuns: 500 },
        );
    });

    it("is told by a wording of some length whatever one letter of it is wrong", () => {
        const wording = fc.constantFrom(
            ...wordings
                .filter(({ length }) => length >= 25)
                .map(({ error, text }) => ({ error, text: fill(text.replace(/^AADSTS\d+: /, ""), values) })),
        );
        fc.assert(
            fc.property(wording, fc.nat(), fc.constantFrom("", "q", "\n", "xy"), ({ error: id, text }, at, instead) => {
                const place = at % text.length;
                const pasted = text.slice(0, place) + instead + text.slice(place + 1);
                expect(matchErrorTexts(pasted).map(({ error }) => error)).to.deep.equal([id]);
            }),
            { numRuns: 500 },
        );
        const withoutBracket = "RoleSessionName in AuthnResponse must match a-zA-Z_0-9+=,.@-]{2,32}";
        expect(matchErrorTexts(withoutBracket).map(({ error }) => error)).to.deep.equal(["roleSessionNameInvalid"]);
    });
});
