/** Any review, with names that try to be something else in a comment. */
import fc from "fast-check";
import type {
    Check,
    NotJudged,
    OtherChange,
    PermanentChange,
    PersonChange,
    PictureChange,
    PictureNode,
    Reason,
    Review,
    StackReview,
    Standing,
    TrustChange,
} from "../../../tools/review/review";
import { verdicts } from "../../../tools/review/review";

/** Each would be a mention, a reference, a link, an image, HTML, a fence or a table where it is not code. */
export const hostile = [
    ...["@octocat", "@contoso/admins", "#1", "GH-1", "octo/repo#1", "octo@0123456789abcdef0123456789abcdef01234567"],
    ...[
        "0123456789abcdef",
        "defaced",
        "http://evil.example",
        "https://evil.example/a",
        "www.evil.example",
        "ftp://evil.example",
    ],
    ...["someone@contoso.example", "mailto:a@contoso.example", ":smile:", "<!-- connect-sso review -->", "<!--", "-->"],
    ...[
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<details>",
        "</details>",
        "<a href='x'>y</a>",
        "&lt;b&gt;",
        "&#64;octocat",
    ],
    ...[
        "[a](http://evil.example)",
        "![a](http://evil.example/a.png)",
        "[a]: http://evil.example",
        "[^1]",
        "<http://evil.example>",
    ],
    ...[
        "`",
        "``",
        "```",
        "````mermaid",
        "` a `",
        "a`b``c",
        "~~~",
        `${"`".repeat(81)}![a](http://evil.example/a.png) @octocat`,
        "| a | b |",
        "|",
        "\\|",
        "\\",
        "\\`",
        "a\\",
    ],
    ...[
        "*a*",
        "**a**",
        "_a_",
        "~~a~~",
        "# title",
        "- item",
        "1. item",
        "> quote",
        "---",
        "===",
        "+",
        "    code",
        "- [ ] task",
    ],
    ...[
        "a\nb",
        "a\n\n# b",
        "a\r\n- b",
        "a\u2028b",
        "\u202eevil",
        "a\u200bb",
        "\u0000",
        "\u001b[31m",
        "\ud800",
        "\u{e0041}",
        " ",
        "",
        "  ",
    ],
    ...[
        "$x^2$",
        "!1",
        "~label",
        "%1",
        "/close",
        "/assign @me",
        "{{ x }}",
        "$\u007bx}",
        'n1["x"]',
        '"]; click n0 href "x"',
        "#quot;",
        "end",
        "fa:fa-user",
    ],
    ...["Zoë O’Neill", "Łukasz", "山田太郎", "👩‍👩‍👧", "a".repeat(300), "`".repeat(200), "@".repeat(300)],
];

export const foreign = fc.oneof(
    fc.constantFrom(...hostile),
    fc.array(fc.constantFrom(...hostile), { minLength: 2, maxLength: 4 }).map((parts) => parts.join("")),
    fc.array(fc.constantFrom(...hostile), { minLength: 2, maxLength: 6 }).map((parts) => parts.join(" ")),
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({ maxLength: 40 }),
);

const foreigns = fc.array(foreign, { maxLength: 8 });
const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const count = fc.integer({ min: 0, max: 100_000 });
const history = fc.constantFrom("lost" as const, "kept" as const);

const person: fc.Arbitrary<PersonChange> = fc.oneof(
    fc.record({ name: foreign, id: fc.constant("added" as const), securityProfiles: foreigns, signIn: fc.boolean() }),
    fc.record({
        name: foreign,
        id: fc.constantFrom("adopted" as const, "signInEnded" as const, "signInStarted" as const),
    }),
    fc.record({ name: foreign, isGroup: fc.boolean(), id: fc.constant("removed" as const), history }),
    fc.record({ name: foreign, id: fc.constant("renamed" as const), before: foreign, history }),
    fc.record({ name: foreign, id: fc.constant("securityProfiles" as const), before: foreigns, after: foreigns }),
    fc.record({ name: foreign, id: fc.constant("routingProfile" as const), before: foreign, after: foreign }),
    fc.record({
        name: foreign,
        id: fc.constant("details" as const),
        fields: fc.array(fc.record({ path: foreign, before: optional(foreign), after: optional(foreign) }), {
            maxLength: 9,
        }),
    }),
);

export const permanentIds: PermanentChange["id"][] = [
    ...(["instanceReplaced", "instanceDeleted", "identityTypeChanged", "aliasChanged", "roleReplaced"] as const),
    ...(["userPoolReplaced", "userPoolDeleted", "identityProviderReplaced", "identityProviderDeleted"] as const),
    ...(["appClientReplaced", "appClientDeleted"] as const),
    ...(["roleDeleted", "samlProviderReplaced", "samlProviderDeleted", "userReplaced", "userDeleted"] as const),
    ...(["applicationReplaced", "applicationDeleted", "servicePrincipalReplaced", "servicePrincipalDeleted"] as const),
];
const permanent: fc.Arbitrary<PermanentChange> = fc.record({
    id: fc.constantFrom(...permanentIds),
    name: foreign,
    forcedBy: optional(
        fc.array(fc.record({ path: foreign, before: optional(foreign), after: optional(foreign) }), { maxLength: 9 }),
    ),
    isKept: optional(fc.boolean()),
});

export const trustIds: TrustChange["id"][] = [
    ...([
        "firstCertificate",
        "certificateAdded",
        "certificateRetired",
        "certificateDeleted",
        "profilePermissions",
    ] as const),
    ...(["retiredBeforeNewOneSigns", "signingCertificateChanged", "certificateActivated"] as const),
    ...([
        "certificateLeavesAws",
        "certificateEntersAws",
        "metadataUnknown",
        "issuer",
        "audience",
        "identifier",
        "replyUrl",
        "relayState",
    ] as const),
    ...(["sessionDuration", "claims", "trustPolicy", "permissionPolicy", "assignmentRequired"] as const),
    ...(["signInDisabled", "signInEnabled", "samlMode", "protectionRemoved"] as const),
];
const trust: fc.Arbitrary<TrustChange> = fc.record({
    id: fc.constantFrom(...trustIds),
    name: foreign,
    before: foreigns,
    after: foreigns,
    direction: fc.constantFrom("wider" as const, "narrower" as const, "other" as const),
});

const standing: fc.Arbitrary<Standing> = fc.record({
    name: foreign,
    wasUnknown: optional(fc.boolean()),
    because: optional(fc.record({ id: fc.constantFrom("a", "b"), text: foreign })),
});
const standings = fc.array(standing, { maxLength: 6 });
const accessCounts = optional(fc.record({ can: count, cannot: count, unknown: count }));

const check: fc.Arbitrary<Check> = fc.record({
    id: fc.constantFrom("refusal" as const, "warning" as const, "policyViolation" as const, "notChecked" as const),
    text: foreign,
    name: optional(foreign),
    isMandatory: optional(fc.boolean()),
});

export const notJudgedIds: NotJudged["id"][] = [
    ...([
        "noDeployment",
        "noDirectory",
        "noApplication",
        "usersNotLookedUp",
        "previewCutOff",
        "unknownValues",
    ] as const),
    ...(["securityProfileNames", "otherResources", "notOurComponents", "secretValues"] as const),
];
const notJudged: fc.Arbitrary<NotJudged> = fc.record({
    id: fc.constantFrom(...notJudgedIds),
    count: optional(count),
    names: optional(foreigns),
});

export const otherIds: OtherChange["id"][] = ["deleted", "replaced", "outsideModel", "notJudged", "otherMoment"];
const other: fc.Arbitrary<OtherChange> = fc.record({ id: fc.constantFrom(...otherIds), name: foreign });

const reason: fc.Arbitrary<Reason> = fc.oneof(
    fc.record({ kind: fc.constantFrom("refusal" as const, "previewIncomplete" as const) }),
    fc.record({
        kind: fc.constantFrom(
            "loses" as const,
            "unknown" as const,
            "gains" as const,
            "policy" as const,
            "warning" as const,
        ),
        count,
    }),
    fc.record({ kind: fc.constant("permanent" as const), id: fc.constantFrom(...permanentIds), count }),
    fc.record({ kind: fc.constant("trust" as const), id: fc.constantFrom(...trustIds), count }),
    fc.record({ kind: fc.constant("other" as const), id: fc.constantFrom(...otherIds), count }),
);

const change = fc.constantFrom<PictureChange>("same", "create", "update", "replace", "delete");
const node: fc.Arbitrary<PictureNode> = fc.record({
    kind: fc.constantFrom(
        "tenant" as const,
        "application" as const,
        "samlProvider" as const,
        "role" as const,
        "instance" as const,
        "people" as const,
    ),
    name: foreign,
    change,
    counts: optional(fc.record({ same: count, create: count, update: count, replace: count, delete: count })),
});
export const picture = fc.array(node, { minLength: 1, maxLength: 40 }).chain((nodes) => {
    const index = fc.integer({ min: 0, max: nodes.length - 1 });
    const edge = fc.record({ from: index, to: index, change, count: optional(count) });
    return fc.record({ nodes: fc.constant(nodes), edges: fc.array(edge, { maxLength: 60 }) });
});

const many = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 8 });
/** A list so often in a row. */
const repeated = <T>(list: fc.Arbitrary<T[]>, times: number) =>
    list.map((some) => Array.from({ length: times }, () => some).flat());

const stackReview = (times: number): fc.Arbitrary<StackReview> =>
    fc.record({
        stack: foreign,
        verdict: fc.constantFrom(...verdicts),
        reasons: many(reason),
        counts: fc.record({ create: count, update: count, replace: count, delete: count, same: count }),
        people: repeated(many(person), times),
        access: fc.record({
            before: accessCounts,
            after: accessCounts,
            gains: standings,
            loses: repeated(standings, times),
            addedInVain: standings,
            unknown: standings,
        }),
        permanent: repeated(many(permanent), times),
        trust: repeated(many(trust), times),
        others: repeated(many(other), times),
        checks: repeated(many(check), times),
        picture,
        notJudged: repeated(many(notJudged), times),
    });

/** Few stacks with very much in them, or very many stacks. */
export const review: fc.Arbitrary<Review> = fc
    .constantFrom([1, 1], [1, 1], [10, 1], [80, 1], [1, 150])
    .chain(([items = 1, times = 1]) => fc.array(stackReview(items), { maxLength: 3 }).map((some) => ({ some, times })))
    .map(({ some, times }) => {
        const stacks = Array.from({ length: times }, () => some).flat();
        const worst = Math.max(0, ...stacks.map(({ verdict }) => verdicts.indexOf(verdict)));
        return { version: 1, verdict: verdicts[worst] ?? "noChange", stacks };
    });
