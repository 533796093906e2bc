import { expect } from "chai";
import { readJsonStream } from "../../../tools/adopt/jsonStream";
import { changed, madeOf, printedIn, problemsOf } from "./worlds";

describe("What az and aws printed of a sign-in made by hand", () => {
    it("is read whole, of both worlds", () => {
        const { instance, users, role, samlProviders, claims } = madeOf(printedIn("made2020"));
        expect(instance).to.deep.equal({
            id: "11111111-2222-4333-8444-555555555555",
            arn: "arn:aws:connect:eu-central-1:123456789012:instance/11111111-2222-4333-8444-555555555555",
            alias: "contoso-support",
            identityManagementType: "SAML",
            status: "ACTIVE",
            partition: "aws",
            region: "eu-central-1",
            accountId: "123456789012",
        });
        expect(users[2]).to.deep.equal({
            id: "00000303-2222-4333-8444-555555555555",
            username: "bob@contoso.example",
            firstName: 'Bob: "the" #1',
            lastName: "O'Neil",
            secondaryEmail: "bob.private@contoso.example",
            phoneType: "DESK_PHONE",
            autoAccept: false,
            afterContactWorkTimeLimit: 60,
            deskPhoneNumber: "+4930123456",
            routingProfileId: "00000201-2222-4333-8444-555555555555",
            securityProfileIds: ["00000105-2222-4333-8444-555555555555"],
        });
        expect(role.inlinePolicies.map(({ name }) => name)).to.deep.equal(["ConnectFederation"]);
        expect(samlProviders.map(({ arn }) => arn)).to.deep.equal(["arn:aws:iam::123456789012:saml-provider/AzureAD"]);
        expect(claims).to.deep.equal({
            kind: "portal",
            definition: JSON.stringify({
                ClaimsMappingPolicy: {
                    Version: 1,
                    IncludeBasicClaimSet: "true",
                    ClaimsSchema: [
                        {
                            Source: "user",
                            ID: "userprincipalname",
                            SamlClaimType: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier",
                        },
                        {
                            Value: "arn:aws:iam::123456789012:role/AmazonConnectSSO,arn:aws:iam::123456789012:saml-provider/AzureAD",
                            SamlClaimType: "https://aws.amazon.com/SAML/Attributes/Role",
                        },
                        {
                            Source: "user",
                            ID: "userprincipalname",
                            SamlClaimType: "https://aws.amazon.com/SAML/Attributes/RoleSessionName",
                        },
                    ],
                },
            }),
        });
        const script = madeOf(printedIn("madeByScript"));
        expect(script.claims).to.include({ kind: "policy", isShared: false, others: 0 });
        expect(script.servicePrincipal.certificates.map(({ notAfter }) => notAfter)).to.deep.equal([
            "2034-03-01T00:00:00Z",
            "2035-06-01T00:00:00Z",
        ]);
    });

    it("names every missing file at once", () => {
        const { "role.json": _, "users.json": __, ...printed } = printedIn("made2020");
        expect(problemsOf(printed)).to.deep.equal(["users.json is missing", "role.json is missing"]);
    });

    it("names a file that has what another must have, or an error, and nothing else of it", () => {
        const { "role.json": role, "instance.json": instance, ...others } = printedIn("made2020");
        const denied = { error: { code: "Authorization_RequestDenied", message: "Insufficient privileges" } };
        expect(
            problemsOf({ ...others, "role.json": instance, "instance.json": role, "people.json": [denied] }),
        ).to.deep.equal([
            "instance.json has what role.json must have",
            "role.json has what instance.json must have",
            'people.json has an error of Graph, "Authorization_RequestDenied: Insufficient privileges"; docs/adopt.md has the permissions that the commands need',
        ]);
    });

    it("is refused where profiles are of another instance, or the permissions of one are missing", () => {
        const moved = (documents: unknown[]) =>
            JSON.parse(JSON.stringify(documents).replaceAll("11111111-2222", "99999999-2222")) as unknown[];
        const other =
            "is of the instance 99999999-2222-4333-8444-555555555555, and instance.json is 11111111-2222-4333-8444-555555555555";
        expect(
            new Set(
                problemsOf(
                    changed("made2020", {
                        "user-list.json": moved,
                        "security-profiles.json": moved,
                        "routing-profiles.json": moved,
                        "profile-permissions.json": (all) => all.slice(1),
                    }),
                ),
            ),
        ).to.deep.equal(
            new Set([
                'profile-permissions.json lacks "00000101-2222-4333-8444-555555555555", which security-profiles.json lists: print it again',
                ...["user-list.json", "security-profiles.json", "routing-profiles.json"].map(
                    (file) => `${file} ${other}`,
                ),
            ]),
        );
    });

    it("is of the cloud that its answers name, and of one only", () => {
        const moved = (documents: unknown[]) =>
            JSON.parse(JSON.stringify(documents).replaceAll("graph.microsoft.com", "graph.microsoft.us")) as unknown[];
        const files = { "application.json": moved, "assignments.json": moved, "people.json": moved };
        expect(madeOf(changed("made2020", files)).environment).to.equal("usgovernment");
        expect(problemsOf(changed("made2020", { "people.json": moved }))).to.deep.equal([
            'service-principal.json and the other files are of several clouds ("graph.microsoft.com" and "graph.microsoft.us"): print all of them with one `az cloud`',
        ]);
    });

    it("may be lists of documents", () => {
        const whole = (documents: unknown[]) => [documents];
        expect(madeOf(changed("made2020", { "users.json": whole, "role-policies.json": whole }))).to.deep.equal(
            madeOf(printedIn("made2020")),
        );
    });

    it("may lack the claims of the portal, which a preview of Graph shows, and nothing else", () => {
        const { "claims.json": _, ...printed } = printedIn("made2020");
        expect(madeOf(printed).claims).to.deep.equal({ kind: "unknown" });
        expect(madeOf(changed("made2020", { "claims.json": () => [] })).claims).to.deep.equal({ kind: "unknown" });
        expect(problemsOf(changed("made2020", { "instance.json": () => [] }))[0]).to.match(/^instance\.json is empty/);
        expect(problemsOf(changed("made2020", { "instance.json": ([one]) => [one, one] }))[0]).to.match(
            /^instance\.json has 2 documents, and must have one/,
        );
    });

    it("is refused where files are of different accounts, instances or applications", () => {
        const other = "99999999-2222-4333-8444-555555555555";
        const printed = changed("made2020", {
            "role.json": ([one]) => {
                one.Role.Arn = "arn:aws:iam::999999999999:role/AmazonConnectSSO";
            },
            "users.json": ([one]) => {
                one.User.Arn = one.User.Arn.replace("11111111-2222", "99999999-2222");
            },
            "service-principal.json": ([one]) => {
                one.appId = other;
            },
            "assignments.json": ([one]) => {
                one.value = [{ ...one.value[0], resourceId: other }];
            },
        });
        expect(problemsOf(printed)).to.deep.equal([
            `users.json is of the instance ${other}, and instance.json is 11111111-2222-4333-8444-555555555555`,
            "role.json has a role of the account 999999999999, and the instance is in 123456789012: log in to one account and print both again",
            `service-principal.json is of the application ${other}, and application.json is c0ffee00-0001-4333-8444-555555555555`,
            `assignments.json has an assignment of the application ${other}, and service-principal.json is a1b2c3d4-0001-4333-8444-555555555555`,
        ]);
    });

    it("does not take for gone what a loop that stopped left out", () => {
        const printed = changed("madeByScript", {
            "users.json": (all) => all.slice(1),
            "saml-providers.json": () => [],
            "role-policies.json": () => [],
            "groups.json": () => [],
        });
        expect(problemsOf(printed)).to.deep.equal([
            'users.json lacks "00000301-2222-4333-8444-555555555555", which user-list.json lists: print it again',
            'role-policies.json lacks "federation", which role-policy-list.json lists: print it again',
            'saml-providers.json lacks "arn:aws:iam::123456789012:saml-provider/Entra" and ' +
                '"arn:aws:iam::123456789012:saml-provider/Okta", which saml-provider-list.json lists: print it again',
            'groups.json lacks the group "Contact centre (agents)" (00000601-2222-4333-8444-555555555555), which assignments.json has: print it again',
        ]);
    });

    it("is refused where the SAML providers are of another account: the role's own would seem to be gone", () => {
        const moved = (documents: unknown[]) =>
            JSON.parse(JSON.stringify(documents).replaceAll("123456789012", "210987654321")) as unknown[];
        expect(
            problemsOf(changed("made2020", { "saml-provider-list.json": moved, "saml-providers.json": moved })),
        ).to.deep.equal([
            "saml-providers.json has a SAML provider of the account 210987654321, and the instance is in 123456789012: log in to one account " +
                "and print saml-provider-list.json and this again",
        ]);
    });

    it("says at once what is missing and what is wrong", () => {
        const printed = changed("made2020", {
            "user-list.json": ([one]) => {
                one.NextToken = "more";
            },
            "application.json": () => [{ error: { code: "Authorization_RequestDenied" } }],
        });
        const { "role.json": _, "instance.json": __, ...others } = printed;
        expect(problemsOf(others).map((problem) => problem.replace(/(is missing).*/, "$1"))).to.deep.equal([
            "instance.json is missing",
            "role.json is missing",
            'application.json has an error of Graph, "Authorization_RequestDenied"; docs/adopt.md has the permissions that the commands need',
            "user-list.json is one page of several; print all of them, without --max-items and --no-paginate",
        ]);
    });

    it("is refused as a first page, where others would seem not to exist", () => {
        const pages = changed("made2020", {
            "user-list.json": ([one]) => {
                one.NextToken = "more";
            },
            "people.json": ([one]) => {
                one["@odata.nextLink"] = "https://graph.microsoft.com/v1.0/users?$skiptoken=x";
            },
        });
        expect(problemsOf(pages)).to.deep.equal([
            "user-list.json is one page of several; print all of them, without --max-items and --no-paginate",
            "people.json ends before the last page; print it again",
        ]);
    });

    it("is JSON documents one after the other, whatever their texts hold", () => {
        expect(readJsonStream("")).to.deep.equal([]);
        expect(readJsonStream('{"a": "}\\"{"}\n\n[1]{"b": {}}')).to.deep.equal([{ a: '}"{' }, [1], { b: {} }]);
        for (const wrong of ['{"a":', "nothing", '{"a": 1} rest', "{]", "}", '{"a"}']) {
            expect(readJsonStream(wrong), wrong).to.equal(undefined);
        }
    });

    it("reads a portal's claim with a condition or a transformation as unknown, and a constant without its quotes", () => {
        const printed = changed("made2020", {
            "claims.json": ([one]) => {
                one.claims[1].configurations[0].attribute.value = '"constant"';
                one.claims[2].configurations[0].transformations = [
                    { "@odata.type": "#microsoft.graph.extractTransformation" },
                ];
            },
        });
        const { claims } = madeOf(printed);
        const { ClaimsSchema } = JSON.parse("definition" in claims ? claims.definition : "{}").ClaimsMappingPolicy;
        expect(ClaimsSchema.slice(1)).to.deep.equal([
            { Value: "constant", SamlClaimType: "https://aws.amazon.com/SAML/Attributes/Role" },
            {
                Conditions: "set in the portal",
                SamlClaimType: "https://aws.amazon.com/SAML/Attributes/RoleSessionName",
            },
        ]);
    });
});
