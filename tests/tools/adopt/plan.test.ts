import { expect } from "chai";
import { lostIn, staying, type Verdict } from "../../../tools/adopt/access";
import { commandFor } from "../../../tools/adopt/files";
import type { Plan } from "../../../tools/adopt/plan";
import type { Printed } from "../../../tools/adopt/reading";
import { leftSentence, obstacleSentence, reasonSentence } from "../../../tools/adopt/words/obstacles";
import { namesOf, wayOutOf } from "../../../tools/adopt/words/wayOut";
import { changed, madeOf, planOf, printedIn } from "./worlds";

const provider = (name: string) => `arn:aws:iam::123456789012:saml-provider/${name}`;
const entries = ({ people }: Plan) =>
    Object.fromEntries(
        people.taken.map(({ user, access, group, entry }) => [
            user.username,
            [access, ...(group === undefined ? [] : [group]), entry.signIn ?? true, entry.objectId !== undefined],
        ]),
    );
const left = ({ people }: Plan) => Object.fromEntries(people.left.map(({ user, reason }) => [user.username, reason]));
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe("A sign-in as the procedure of 2020 leaves it", () => {
    it("keeps its instance, role and users, and gets a second application with the other identifier", () => {
        const plan = planOf(printedIn("made2020"));
        expect({
            how: plan.how,
            identifier: plan.identifier,
            samlProviderName: plan.samlProviderName,
            landingPage: plan.landingPage,
            alsoTrusted: plan.alsoTrusted,
            retired: plan.retired,
            obstacles: plan.obstacles,
            losses: plan.losses,
            attribute: [plan.people.attribute, plan.people.isAttributeInferred, plan.people.directoryLookup],
        }).to.deep.equal({
            how: "second",
            identifier: "https://signin.aws.amazon.com/saml",
            samlProviderName: "connect-entra-sso-prod",
            landingPage: "ccp",
            alsoTrusted: [provider("AzureAD")],
            retired: [],
            obstacles: [],
            losses: [],
            attribute: ["userPrincipalName", false, true],
        });
        expect(plan.reasons).to.deep.equal([
            { id: "portalClaims" },
            { id: "appRoles", count: 2 },
            { id: "replyUrls", replyUrls: ["https://signin.aws.amazon.com/saml"] },
            { id: "more", properties: ["oauth2PermissionScopes", "web.homePageUrl"] },
        ]);
    });

    it("gives nobody more than they have, and leaves who could not sign in by the name in Connect", () => {
        const plan = planOf(printedIn("made2020"));
        expect(entries(plan)).to.deep.equal({
            "ada@contoso.example": ["direct", true, false],
            "alice@contoso.example": ["direct", true, false],
            "bob@contoso.example": ["direct", true, false],
            "zoe@contoso.example": ["disabled", false, false],
            "dora@contoso.example": ["notAssigned", false, false],
        });
        expect(left(plan)).to.deep.equal({
            "Carol@contoso.example": { id: "otherCase", spelled: "carol@contoso.example" },
            temp1: { id: "noPerson" },
        });
    });

    it("lets everybody sign in at the second application who may today; the old relay state leaves today unknown", () => {
        const rows = (plan: Plan) =>
            plan.access.map(({ username, before, after, second }) => `${username} ${before} ${after} ${second}`);
        const others = [
            "Carol@contoso.example no no no",
            "temp1 no no no",
            "zoe@contoso.example no no no",
            "dora@contoso.example no no no",
        ];
        const able = ["ada@contoso.example", "alice@contoso.example", "bob@contoso.example"];
        expect(rows(planOf(printedIn("made2020")))).to.deep.equal([
            ...able.map((name) => `${name} unknown unknown yes`),
            ...others,
        ]);
        const corrected = changed("made2020", {
            "service-principal.json": ([one]) => {
                const { samlSingleSignOnSettings: settings } = one;
                settings.relayState = settings.relayState.replace("%2Fconnect%2Fccp-v2", "%2Fccp-v2");
            },
        });
        expect(rows(planOf(corrected))).to.deep.equal([...able.map((name) => `${name} yes yes yes`), ...others]);
    });

    it("announces each object that is created, imported or changed", () => {
        const { announced } = planOf(printedIn("made2020"));
        const short = announced.map(({ op, type, name, properties = {} }) =>
            [op, type.split(":").at(-1), name, ...Object.keys(properties)].join(" "),
        );
        expect(short.sort()).to.deep.equal([
            "create AppRoleAssignment sso-ada@contoso.example",
            "create AppRoleAssignment sso-alice@contoso.example",
            "create AppRoleAssignment sso-bob@contoso.example",
            "create Application sso",
            "create ApplicationIdentifierUri sso",
            "create ClaimsMappingPolicy sso",
            "create RolePolicy sso",
            "create SamlProvider sso",
            "create ServicePrincipal sso",
            "create ServicePrincipalClaimsMappingPolicyAssignment sso",
            "create ServicePrincipalTokenSigningCertificate sso-initial",
            "import Role sso",
            "import User sso-ada@contoso.example",
            "import User sso-alice@contoso.example",
            "import User sso-bob@contoso.example",
            "import User sso-dora@contoso.example",
            "import User sso-zoe@contoso.example",
            "update Role sso assumeRolePolicy",
        ]);
    });

    it("takes the attribute that most user names are where nobody read the claims, and says that it is unknown today", () => {
        const plan = planOf(changed("made2020", { "claims.json": () => [] }));
        expect([plan.people.attribute, plan.people.isAttributeInferred]).to.deep.equal(["userPrincipalName", true]);
        expect(plan.access.slice(0, 3).map(({ before, second }) => [before, second])).to.deep.equal(
            Array(3).fill(["unknown", "yes"]),
        );
        const byMail = changed("made2020", {
            "claims.json": () => [],
            "people.json": ([one]) => {
                for (const person of one.value) {
                    person.userPrincipalName = person.userPrincipalName.replace("@contoso", ".upn@contoso");
                }
            },
        });
        expect(planOf(byMail).people.attribute).to.equal("mail");
    });

    it("lets everybody in at the second application where the existing one needs no assignment", () => {
        const plan = planOf(
            changed("made2020", {
                "service-principal.json": ([one]) => {
                    one.appRoleAssignmentRequired = false;
                },
            }),
        );
        expect(entries(plan)["dora@contoso.example"]).to.deep.equal(["everybody", true, false]);
        expect(ids(plan.reasons)).to.include("assignmentNotRequired");
    });
});

describe("A sign-in that a script made", () => {
    it("is imported as a whole, with its certificates and the providers that the role trusts", () => {
        const plan = planOf(printedIn("madeByScript"));
        expect({
            how: plan.how,
            reasons: plan.reasons,
            displayName: plan.displayName,
            identifier: plan.identifier,
            samlProviderName: plan.samlProviderName,
            landingPage: plan.landingPage,
            seconds: plan.sessionDurationSeconds,
            certificates: Object.entries(plan.certificates.valid).map(([name, { notAfter }]) => [name, notAfter]),
            signing: plan.certificates.signing,
            alsoTrustedCertificates: plan.certificates.alsoTrusted,
            alsoTrusted: plan.alsoTrusted,
            retired: plan.retired,
            groups: plan.people.groups,
            directoryLookup: plan.people.directoryLookup,
        }).to.deep.equal({
            how: "import",
            reasons: [],
            displayName: "Amazon Connect Sales",
            identifier: "urn:amazon:webservices",
            samlProviderName: "Entra",
            landingPage: "agentWorkspace",
            seconds: 28_800,
            certificates: [
                ["initial", "2035-06-01T00:00:00Z"],
                ["other", "2034-03-01T00:00:00Z"],
            ],
            signing: "initial",
            alsoTrustedCertificates: [],
            alsoTrusted: [provider("Okta")],
            retired: [provider("Gone")],
            groups: { "Contact centre agents": "00000601-2222-4333-8444-555555555555" },
            directoryLookup: false,
        });
        expect(entries(plan)).to.deep.equal({
            "ada@contoso.example": ["direct", true, true],
            "alice@contoso.example": ["direct", true, true],
            "bob@contoso.example": ["group", "Contact centre (agents)", true, false],
        });
        expect(left(plan)).to.deep.equal({ "gina.guest@fabrikam.example": { id: "noPerson" } });
        expect(plan.people.otherAssignments.map((one) => one.principalDisplayName)).to.deep.equal(["Henry Helper"]);
        expect(plan.access.map(({ username, before, after }) => `${username} ${before} ${after}`)).to.deep.equal([
            "ada@contoso.example yes yes",
            "alice@contoso.example yes yes",
            "bob@contoso.example yes yes",
            "gina.guest@fabrikam.example no no",
        ]);
    });

    it("announces only what differs from what the program writes", () => {
        const { announced } = planOf(printedIn("madeByScript"));
        const changes = announced.filter(({ op }) => op !== "import");
        expect(
            changes.map(({ op, type, properties = {} }) => [op, type.split(":").at(-1), ...Object.keys(properties)]),
        ).to.deep.equal([
            ["update", "Role", "assumeRolePolicy"],
            ["create", "RolePolicy"],
            ["update", "ClaimsMappingPolicy", "displayName"],
            ["update", "SamlProvider", "samlMetadataDocument"],
        ]);
        const older = changed("madeByScript", {
            "application.json": ([one]) => {
                one.api.requestedAccessTokenVersion = null;
                one.tags = [];
                one.web.redirectUris = ["https://signin.aws.amazon.com/saml"];
            },
            "service-principal.json": ([one]) => {
                one.loginUrl = "https://contoso.example/login";
                one.samlSingleSignOnSettings.relayState += "&x=1";
            },
        });
        const properties = Object.fromEntries(
            planOf(older).announced.map(({ type, properties: some = {} }) => [
                type.split(":").at(-1),
                Object.keys(some),
            ]),
        );
        expect([properties.Application, properties.ServicePrincipal]).to.deep.equal([
            ["web", "api", "tags"],
            ["samlSingleSignOn", "loginUrl"],
        ]);
    });

    it("adopts a guest under their mail address", () => {
        const byMail = changed("madeByScript", {
            "people.json": ([one]) => {
                one.value.find((it: { userType: string }) => it.userType === "Guest").mail =
                    "gina.guest@fabrikam.example";
            },
            "service-principal.json": ([one]) => {
                const [policy] = one.claimsMappingPolicies;
                policy.definition = [policy.definition[0].replaceAll('"userprincipalname"', '"mail"')];
            },
            "assignments.json": ([one]) => {
                one.value.push({
                    ...one.value[0],
                    id: "assignment-8",
                    principalId: "00000408-2222-4333-8444-555555555555",
                });
            },
        });
        const plan = planOf(byMail);
        expect([plan.how, plan.people.attribute]).to.deep.equal(["import", "mail"]);
        expect(entries(plan)["gina.guest@fabrikam.example"]).to.deep.equal(["direct", true, true]);
        expect(plan.access.at(-1)).to.deep.include({ before: "yes", after: "yes" });
    });

    it("keeps a certificate trusted that AWS has and Entra has not", () => {
        const plan = planOf(
            changed("madeByScript", {
                "service-principal.json": ([one]) => {
                    one.keyCredentials = one.keyCredentials.slice(2);
                },
            }),
        );
        expect([plan.how, Object.keys(plan.certificates.valid), plan.certificates.alsoTrusted.length]).to.deep.equal([
            "import",
            ["initial"],
            1,
        ]);
    });

    // biome-ignore lint/suspicious/noExplicitAny: what az and aws printed has no types.
    const unfit: Record<string, [file: string, change: (one: any) => void]> = {
        sharedPolicy: ["policy-uses.json", (one) => one.appliesTo.push({ id: "another" })],
        otherClaims: [
            "service-principal.json",
            (one) => replaceIn(one, '"ClaimsSchema":[', '"ClaimsSchema":[{"Value":"x","SamlClaimType":"department"},'),
        ],
        roleClaim: ["service-principal.json", (one) => replaceIn(one, "role/ConnectAgents,", "role/ConnectAgents, ")],
        sessionName: ["service-principal.json", (one) => replaceIn(one, '"userprincipalname"', '"department"')],
        appRoles: ["application.json", (one) => one.appRoles.push({ id: "x", isEnabled: true, value: "y" })],
        roleAssignments: [
            "assignments.json",
            (one) => {
                one.value[0].appRoleId = "18d14569-c3bd-439b-9a66-3a2aee01d14f";
            },
        ],
        notSaml: [
            "service-principal.json",
            (one) => {
                one.preferredSingleSignOnMode = null;
            },
        ],
        disabled: [
            "service-principal.json",
            (one) => {
                one.accountEnabled = false;
            },
        ],
        identifier: [
            "application.json",
            (one) => {
                one.identifierUris = ["api://x"];
            },
        ],
        displayName: [
            "application.json",
            (one) => {
                one.displayName = "x".repeat(121);
            },
        ],
        replyUrls: [
            "role.json",
            (one) => {
                const { Statement: statements } = one.Role.AssumeRolePolicyDocument;
                const [statement] = statements;
                const [own, ...others] = statement.Principal.Federated;
                const global = { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } };
                // Only the others may come by the endpoint of the Region.
                statements.push({ ...statement, Principal: { Federated: own }, Condition: global });
                statement.Principal.Federated = others;
            },
        ],
        signer: [
            "service-principal.json",
            (one) => {
                one.preferredTokenSigningKeyThumbprint = null;
            },
        ],
        issuer: [
            "saml-providers.json",
            (one) => {
                one.SAMLMetadataDocument = one.SAMLMetadataDocument.replaceAll(
                    "sts.windows.net/3f",
                    "sts.windows.net/4f",
                );
            },
        ],
    };
    for (const [id, [file, change]] of Object.entries(unfit)) {
        it(`is not imported, and says why: ${id}`, () => {
            const plan = planOf(
                changed("madeByScript", {
                    [file]: ([one]: unknown[]) => change(one),
                    ...(id === "replyUrls" ? { "application.json": ([one]) => void globalReplyUrl(one) } : {}),
                }),
            );
            expect([plan.how, ids(plan.reasons).includes(id)]).to.deep.equal(["second", true]);
            expect(reasonSentence(plan.reasons.find((it) => it.id === id) as never)).to.match(/\.$/);
        });
    }
});

// biome-ignore lint/suspicious/noExplicitAny: what az and aws printed has no types.
function replaceIn(one: any, from: string, to: string): void {
    const [policy] = one.claimsMappingPolicies;
    policy.definition = [policy.definition[0].replaceAll(from, to)];
}

function globalReplyUrl(one: { web: { redirectUris: string[] } }): void {
    one.web.redirectUris = ["https://signin.aws.amazon.com/saml"];
}

describe("What can't be adopted as it stands", () => {
    // biome-ignore lint/suspicious/noExplicitAny: what az and aws printed has no types.
    const obstacles: Record<string, [file: string, change: (one: any) => void, says: string]> = {
        identityManagement: [
            "instance.json",
            (one) => {
                one.Instance.IdentityManagementType = "CONNECT_MANAGED";
            },
            "the type is permanent",
        ],
        notActive: [
            "instance.json",
            (one) => {
                one.Instance.InstanceStatus = "CREATION_IN_PROGRESS";
            },
            "print instance.json again",
        ],
        roleName: [
            "role.json",
            (one) => {
                one.Role.RoleName = "Connect,Agents";
            },
            "can't be renamed",
        ],
        noSamlTrust: [
            "role.json",
            (one) => {
                one.Role.AssumeRolePolicyDocument.Statement = [];
            },
            "trusts no SAML provider",
        ],
        sessionTags: [
            "role.json",
            (one) => {
                one.Role.AssumeRolePolicyDocument.Statement[0].Action = ["sts:AssumeRoleWithSAML", "sts:TagSession"];
            },
            "PrincipalTag",
        ],
        replyUrl: [
            "application.json",
            (one) => {
                one.web.redirectUris = ["https://us-east-1.signin.aws.amazon.com/saml"];
            },
            "print application.json again",
        ],
        otherRole: [
            "claims.json",
            (one) => {
                const [{ attribute }] = one.claims[1].configurations;
                attribute.value = attribute.value.replace("role/AmazonConnectSSO", "role/Another");
            },
            "print the files of that role",
        ],
        otherInstance: [
            "service-principal.json",
            (one) => {
                const { samlSingleSignOnSettings: settings } = one;
                settings.relayState = settings.relayState.replace("11111111-2222", "99999999-2222");
            },
            "Print the files of that instance",
        ],
        nobody: [
            "people.json",
            (one) => {
                one.value = [];
            },
            "No name of the 7 Connect users is the user principal name, mail or employee id of somebody in people.json.",
        ],
        noIdentifier: [
            "application.json",
            (one) => {
                one.identifierUris = ["urn:amazon:webservices", "https://signin.aws.amazon.com/saml"];
            },
            "Remove the one that you don't use",
        ],
    };
    for (const [id, [file, change, says]] of Object.entries(obstacles)) {
        it(`says what to do first: ${id}`, () => {
            const plan = planOf(changed("made2020", { [file]: ([one]: unknown[]) => change(one) }));
            const found = plan.obstacles.find((it) => it.id === id);
            expect(ids(plan.obstacles)).to.include(id);
            expect(obstacleSentence(found as never, plan.made)).to.contain(says);
        });
    }

    it("names what keeps all users from being adopted, and the command that leads out", () => {
        const wayOut = (printed: Printed) => {
            const plan = planOf(printed);
            return plan.obstacles.map((one) => [
                obstacleSentence(one, plan.made),
                ...wayOutOf(one, plan).map((command) => command.replace(/ --.*>/, " … >")),
            ]);
        };
        const emptied = changed("made2020", {
            "users.json": () => [],
            "user-list.json": ([one]) => {
                one.UserSummaryList = [];
            },
        });
        const capitals = changed("made2020", {
            "people.json": ([one]) => {
                for (const person of one.value) {
                    person.userPrincipalName = person.userPrincipalName.toUpperCase();
                }
            },
        });
        const profiles = changed("made2020", {
            "routing-profiles.json": ([one]) => {
                one.RoutingProfileSummaryList = [];
            },
        });
        const peopleAgain = commandFor("people.json", namesOf(madeOf(capitals))).replace(/ --.*/, " … > people.json");
        expect([emptied, capitals, profiles].map(wayOut)).to.deep.equal([
            [
                [
                    "The instance has no users, so there is nobody to adopt. Create users in a stack of its own, or print user-list.json and users.json of the instance that people use.",
                    "aws connect list-users --instance-id 11111111-2222-4333-8444-555555555555",
                ],
            ],
            [
                [
                    "The directory spells the names of the 7 Connect users with other capitals. Connect compares letter by letter, so nobody can sign in today: correct the names in the directory, then print people.json again.",
                    peopleAgain,
                ],
            ],
            [
                [
                    "The users have profiles that security-profiles.json and routing-profiles.json do not have: these files are of another instance, or old. Print both again.",
                    "aws connect list-security-profiles … > security-profiles.json",
                    "aws connect list-routing-profiles … > routing-profiles.json",
                    peopleAgain,
                ],
            ],
        ]);
    });

    it("is nothing where somebody who can sign in today could not, or perhaps not, at the application that they use", () => {
        const row = (username: string, before: Verdict, after: Verdict, second?: Verdict) => ({
            ...{ username, before, after, why: "", whyAfter: "" },
            ...(second === undefined ? {} : { second }),
        });
        const rows = [
            row("a", "yes", "no"),
            row("b", "yes", "unknown"),
            row("c", "yes", "yes", "no"),
            row("d", "unknown", "unknown", "yes"),
            row("e", "no", "no"),
        ];
        expect([lostIn(rows), staying(rows)]).to.deep.equal([["a", "b"], ["c"]]);
    });

    it("lists what the trust policy allows today and will not: other principals and endpoints", () => {
        const plan = planOf(
            changed("made2020", {
                "role.json": ([one]) => {
                    const { Statement } = one.Role.AssumeRolePolicyDocument;
                    Statement[0].Condition.StringEquals["SAML:aud"] = [
                        "https://signin.aws.amazon.com/saml",
                        "https://us-east-1.signin.aws.amazon.com/saml",
                    ];
                    Statement.push({
                        Effect: "Allow",
                        Principal: { Service: "ec2.amazonaws.com" },
                        Action: "sts:AssumeRole",
                    });
                },
            }),
        );
        expect(plan.losses).to.deep.equal([
            { id: "principal", principal: "Service ec2.amazonaws.com" },
            { id: "endpoint", endpoint: "https://us-east-1.signin.aws.amazon.com/saml" },
        ]);
    });

    it("leaves a user whose name, profile or number the program would refuse, each with its reason", () => {
        const plan = planOf(
            changed("made2020", {
                "users.json": ([ada, alice, bob, carol, temp]) => {
                    ada.User.IdentityInfo.LastName = "";
                    alice.User.SecurityProfileIds = ["00000999-2222-4333-8444-555555555555"];
                    bob.User.PhoneConfig.DeskPhoneNumber = "030 123";
                    carol.User.Username = "CAROL@contoso.example";
                    return [ada, alice, bob, carol, temp];
                },
                "user-list.json": ([one]) => {
                    one.UserSummaryList = one.UserSummaryList.slice(0, 5);
                },
            }),
        );
        expect(plan.people.left.map(({ reason }) => [reason.id, "field" in reason ? reason.field : ""])).to.deep.equal([
            ["rule", "lastName"],
            ["unknownProfile", ""],
            ["rule", "deskPhoneNumber"],
            ["otherCase", ""],
            ["noPerson", ""],
        ]);
        for (const one of plan.people.left) {
            expect(leftSentence(one, "userPrincipalName")).to.match(/^The Connect user ".+": .+\.$/);
        }
        expect(ids(plan.obstacles)).to.deep.equal(["nobody"]);
    });

    it("says that an e-mail address or a mobile number leaves a user, since no entry can have them", () => {
        const plan = planOf(
            changed("made2020", {
                "users.json": ([ada]) => {
                    Object.assign(ada.User.IdentityInfo, { Email: "ada@contoso.example", Mobile: "+4930123456" });
                },
            }),
        );
        expect(plan.announced.filter(({ op, name }) => op === "update" && name.includes("ada"))).to.deep.equal([
            {
                op: "update",
                type: "aws:connect/user:User",
                name: "sso-ada@contoso.example",
                properties: { identityInfo: { from: "with e-mail address and mobile number", to: "without" } },
            },
        ]);
    });
});
