import { expect } from "chai";
import { createClaimsMappingPolicy } from "../../../../tools/rehearsal/clouds/azuread/entra/claimsMappingPolicies";
import { Directory } from "../../../../tools/rehearsal/clouds/azuread/entra/directory";
import { type Change, remove, set, signIn } from "../../../helpers/brokenExport";
import { MemoryStore } from "../../../helpers/emulated";
import { ciphertext } from "../../../helpers/stackExport";

const alice = "alice@contoso.example";
const roleId = "0fb90000-0000-4000-8000-000000000001";
const pair =
    "arn:aws:iam::123456789012:role/connect-entra-sso-dev,arn:aws:iam::123456789012:saml-provider/connect-entra-sso-dev";

/** Microsoft, "Claims mapping policy type": the sample of a transformation. */
const transformation = {
    ClaimsSchema: [
        { Source: "user", ID: "extensionattribute1" },
        { Source: "transformation", ID: "DataJoin", TransformationId: "JoinTheData", JwtClaimType: "JoinedData" },
    ],
    ClaimsTransformations: [
        {
            ID: "JoinTheData",
            TransformationMethod: "Join",
            InputClaims: [{ ClaimTypeReferenceId: "extensionattribute1", TransformationClaimType: "string1" }],
            InputParameters: [
                { ID: "string2", Value: "sandbox" },
                { ID: "separator", Value: "." },
            ],
            OutputClaims: [{ ClaimTypeReferenceId: "DataJoin", TransformationClaimType: "outputClaim" }],
        },
    ],
};

const policyWith = (change: (policy: { ClaimsSchema: object[] }) => object) =>
    set("ClaimsMappingPolicy", "definitions", ([definition]: string[]) => {
        const { ClaimsMappingPolicy: policy } = JSON.parse(definition ?? "");
        return [JSON.stringify({ ClaimsMappingPolicy: change(policy) })];
    });

/** Role comes from the application's roles, as in Microsoft's tutorial for AWS. */
const assignedRoles =
    (source = "assignedroles"): Change =>
    (resources) => {
        const role = { id: roleId, allowedMemberTypes: ["User"], displayName: "Agents", enabled: true, value: pair };
        set("Application", "appRoles", () => [role])(resources);
        set("AppRoleAssignment", "appRoleId", () => roleId)(resources);
        return policyWith((policy) => ({
            ...policy,
            ClaimsSchema: policy.ClaimsSchema.map((entry) =>
                "Value" in entry && entry.Value === pair
                    ? { Source: "user", ID: source, SamlClaimType: "https://aws.amazon.com/SAML/Attributes/Role" }
                    : entry,
            ),
        }))(resources);
    };

const wrapped = set("SamlProvider", "samlMetadataDocument", (document: string) =>
    document
        .replace(
            "<EntityDescriptor",
            '<EntitiesDescriptor Name="urn:keycloak" xmlns="urn:oasis:names:tc:SAML:2.0:metadata"><EntityDescriptor',
        )
        .replace("</EntityDescriptor>", "</EntityDescriptor></EntitiesDescriptor>"),
);

/** The stack assigns a group, and makes it with these members. */
const group =
    (members: unknown, by: "Group" | "GroupMember"): Change =>
    (resources) => {
        const assignment = resources.find(({ urn }) => urn.includes("AppRoleAssignment::sso-alice"));
        const id = "7c16d8f2-0000-4000-8000-000000000001";
        const person = assignment?.outputs.principalObjectId;
        Object.assign(assignment?.outputs ?? {}, { principalObjectId: id, principalType: "Group" });
        Object.assign(assignment?.inputs ?? {}, { principalObjectId: id });
        const made = members === "alice" ? [person] : members;
        const outputs =
            by === "Group"
                ? { objectId: id, members: made }
                : { groupObjectId: id, memberObjectId: (made as [unknown])[0] };
        const type = `azuread:index/${by === "Group" ? "group" : "groupMember"}:${by}`;
        return [
            ...resources,
            { type, urn: `urn:pulumi:dev::x::${type}::agents`, id: by, inputs: {}, outputs } as never,
        ];
    };

describe("A stack as other people have it", () => {
    const yes: [about: string, change: Change][] = [
        [
            "a transformation that makes no claim for AWS",
            policyWith((policy) => ({
                ...policy,
                ...transformation,
                ClaimsSchema: [...policy.ClaimsSchema, ...transformation.ClaimsSchema],
            })),
        ],
        ["a document in an EntitiesDescriptor, which IAM has taken", wrapped],
        ["a Role claim from the app roles that the person has", assignedRoles()],
        ["the same in other letters", assignedRoles("AssignedRoles")],
        ["a group of the stack that lists the person as a member", group("alice", "Group")],
        ["a membership of an assigned group by a resource of its own", group("alice", "GroupMember")],
    ];
    for (const [about, change] of yes) {
        it(`lets people sign in with ${about}`, () => {
            const { verdict, stop, missing } = signIn(change, alice);
            expect({ verdict, stop, missing }).to.deep.equal({ verdict: "yes", stop: undefined, missing: [] });
        });
    }

    it("does not let people sign in by a role that they do not have", () => {
        const other = set("AppRoleAssignment", "appRoleId", () => "0fb90000-0000-4000-8000-000000000002");
        const { verdict, stop } = signIn((resources) => other(assignedRoles()(resources)), alice);
        expect([verdict, stop?.error, stop?.causeId]).to.deep.equal(["no", "invalidSamlResponse", "roleMissing"]);
    });

    it("leaves open whether somebody is in a group of the stack that does not list them, or whose members are ciphertext", () => {
        for (const members of [[], ciphertext]) {
            const { verdict, missing } = signIn(group(members, "Group"), alice);
            expect([verdict, missing.length]).to.deep.equal(["unknown", 1]);
        }
    });

    it("says that a claims mapping policy lies unassigned in it", () => {
        const { verdict, stop } = signIn(remove(/ClaimsMappingPolicyAssignment/), alice);
        expect([verdict, stop?.hop, stop?.causeId, stop?.cause]).to.deep.equal([
            "no",
            "aws",
            "policyUnassigned",
            'The stack contains the claims mapping policy "sso" and does not assign it to the service principal, so the response has no Role claim.',
        ]);
    });

    it("may have Microsoft's own sample of a transformation, which the emulated Graph takes", () => {
        const store = new MemoryStore();
        const directory = new Directory({ store, config: {}, find: store.get });
        const definition = [
            JSON.stringify({ ClaimsMappingPolicy: { Version: 1, IncludeBasicClaimSet: "true", ...transformation } }),
        ];
        expect(createClaimsMappingPolicy(directory, { displayName: "sample", definition }).definition).to.deep.equal(
            definition,
        );
    });
});
