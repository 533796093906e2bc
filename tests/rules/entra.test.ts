import {
    displayNameProblem,
    identifierProblem,
    notificationEmailAddressesProblem,
    relayStateProblem,
    replyUrlProblem,
} from "../../rules/entra";
import { accepts, refuses } from "../helpers/problems";

describe("identifierProblem", () => {
    const rule = "must be an absolute URI or URN of at most 255 characters without spaces";
    accepts(identifierProblem, [
        "urn:amazon:webservices",
        "urn:amazon:webservices:govcloud",
        "https://signin.aws.amazon.com/saml#2",
        "urn:amazon:cognito:sp:eu-central-1_AbCdEf123",
        "api://00000000-1111-2222-3333-444444444444",
        "https://contoso.example",
        "HTTPS://contoso.example",
        "URN:contoso:x",
        "x-9:contoso",
        `urn:contoso:${"x".repeat(243)}`,
    ]);
    refuses(identifierProblem, [
        [undefined, `${rule}, got nothing`],
        ["", `${rule}, got ""`],
        ["urn:amazon: webservices", `${rule}, got "urn:amazon: webservices"`],
        ["urn:amazon:webservices\n", `${rule}, got "urn:amazon:webservices\\n"`],
        [`urn:contoso:${"x".repeat(244)}`, `${rule}, got "urn:contoso:${"x".repeat(65)}…"`],
        ["amazon", `${rule}, got "amazon"; write for example "urn:amazon:webservices"`],
        ["urn:amazon", `${rule}, got "urn:amazon"; write for example "urn:amazon:webservices"`],
        ["1:contoso", `${rule}, got "1:contoso"; write for example "urn:amazon:webservices"`],
        ["URN:amazon", `${rule}, got "URN:amazon"; write for example "urn:amazon:webservices"`],
        ["HTTPS:contoso", `${rule}, got "HTTPS:contoso"; write for example "urn:amazon:webservices"`],
        ["https:contoso", `${rule}, got "https:contoso"; write for example "urn:amazon:webservices"`],
        ["https://[contoso", `${rule}, got "https://[contoso"; write for example "urn:amazon:webservices"`],
        ["https://#2", `${rule}, got "https://#2"; write for example "urn:amazon:webservices"`],
        [
            "https://contoso.example/",
            'must not end in "/", got "https://contoso.example/"; write "https://contoso.example"',
        ],
        [
            "urn:amazon:webservices//",
            'must not end in "/", got "urn:amazon:webservices//"; write "urn:amazon:webservices"',
        ],
        [
            "https://*.contoso.example",
            'must not contain a wildcard, got "https://*.contoso.example"; write the whole identifier',
        ],
    ]);
});

describe("replyUrlProblem", () => {
    const rule = "must be an absolute https address";
    accepts(replyUrlProblem, [
        "https://eu-central-1.signin.aws.amazon.com/saml",
        "https://contoso.example/",
        "HTTPS://contoso.example/",
        "https://contoso.example:8443/acs?x=1",
        `https://contoso.example/${"x".repeat(232)}`,
    ]);
    refuses(replyUrlProblem, [
        [undefined, `${rule}, got nothing`],
        ["/saml", `${rule}, got "/saml"`],
        [
            "http://contoso.example/saml",
            `${rule}, got "http://contoso.example/saml"; write "https://contoso.example/saml"`,
        ],
        ["HTTP://contoso.example/", `${rule}, got "HTTP://contoso.example/"; write "https://contoso.example/"`],
        ["see http://contoso.example/", `${rule}, got "see http://contoso.example/"`],
        ["http://contoso.example/ x", `${rule}, got "http://contoso.example/ x"`],
        ["x:https://contoso.example/", `${rule}, got "x:https://contoso.example/"`],
        ["x:https://contoso.example/#", `${rule}, got "x:https://contoso.example/#"`],
        ["https:contoso.example", `${rule}, got "https:contoso.example"`],
        ["https://contoso.example/saml\n", `${rule}, got "https://contoso.example/saml\\n"`],
        ["https://contoso.example:x/", `${rule}, got "https://contoso.example:x/"`],
        [
            "https://signin.aws.amazon.com/saml#2",
            'must not contain "#" (only the identifier may), got "https://signin.aws.amazon.com/saml#2"; write "https://signin.aws.amazon.com/saml"',
        ],
        [
            "https://contoso.example/100%",
            'must have two hexadecimal digits after each "%", got "https://contoso.example/100%"; write a "%" itself as "%25"',
        ],
        [
            "https://*.contoso.example/",
            'must not contain a wildcard, got "https://*.contoso.example/"; write the whole address',
        ],
        [
            "https://contoso.example",
            'must have a path, at least "/", got "https://contoso.example"; write "https://contoso.example/"',
        ],
        [
            "https://alice:secret@contoso.example/",
            "must not contain a user name or password; remove everything before the @",
        ],
        ["https://alice@contoso.example/", "must not contain a user name or password; remove everything before the @"],
        [
            "https://:secret@contoso.example/",
            "must not contain a user name or password; remove everything before the @",
        ],
        [
            "HTTPS://contoso.example",
            'must have a path, at least "/", got "HTTPS://contoso.example"; write "HTTPS://contoso.example/"',
        ],
        [
            "HTTPS://contoso.example/#x",
            'must not contain "#" (only the identifier may), got "HTTPS://contoso.example/#x"; write "HTTPS://contoso.example/"',
        ],
        [
            "https://contoso.example/o'neil",
            `must not contain any of ! $ ' ( ) , ; in a reply URL, got "https://contoso.example/o'neil"; write another address`,
        ],
        [
            `https://contoso.example/${"x".repeat(233)}`,
            `must be an https address of at most 256 characters, got "https://contoso.example/${"x".repeat(53)}…" (257 characters)`,
        ],
    ]);
});

describe("relayStateProblem", () => {
    accepts(relayStateProblem, [
        "https://eu-central-1.console.aws.amazon.com/connect/federate/11111111-2222-3333-4444-555555555555?destination=%2Fccp-v2%2Fchat&new_domain=true",
        "https://contoso.example",
    ]);
    refuses(relayStateProblem, [
        ["ccp", 'must be an absolute https address, got "ccp"'],
        [null, "must be an absolute https address, got null"],
    ]);
});

describe("displayNameProblem", () => {
    accepts(displayNameProblem, ["Amazon Connect (Köln)", "x".repeat(120)]);
    refuses(displayNameProblem, [
        [undefined, "must be a non-empty text, got nothing"],
        ["  ", 'must be a non-empty text, got "  "'],
        ["x".repeat(121), `must be at most 120 characters, got "${"x".repeat(77)}…" (121 characters)`],
        ["a\tb", 'must not contain control characters or invalid Unicode, got "a\\tb"'],
    ]);
});

describe("notificationEmailAddressesProblem", () => {
    const rule = 'must be a list of e-mail addresses such as "operations@contoso.example"';
    const five = ["a", "b", "c", "d", "e"].map((name) => `${name}@contoso.example`);
    accepts(notificationEmailAddressesProblem, [
        [],
        five,
        ["A@CONTOSO.EXAMPLE9"],
        [`${"a".repeat(238)}@contoso.example`],
    ]);
    refuses(notificationEmailAddressesProblem, [
        [five[0], 'must be a list of at most 5 e-mail addresses, got "a@contoso.example"'],
        [[...five, "f@contoso.example"], "must be a list of at most 5 e-mail addresses, got 6 of them"],
        [[`${"a".repeat(239)}@contoso.example`], `${rule}, got "${"a".repeat(77)}…"`],
        [["operations"], `${rule}, got "operations"`],
        [["a@contoso.example, b@contoso.example"], `${rule}, got "a@contoso.example, b@contoso.example"`],
        [[undefined], `${rule}, got nothing`],
        [["a@contoso.example", "A@contoso.example"], 'must not list an address twice, got "A@contoso.example" twice'],
    ]);
});
