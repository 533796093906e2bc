import { expect } from "chai";
import { awsTypes, entraTypes } from "../../../tools/deployment/types";
import { joinHeld, readHeld } from "../../../tools/recover/readHeld";
import { unknown } from "../../../tools/recover/recovery";

const graph = "https://graph.microsoft.com/v1.0/$metadata";
const [id, appId, policyId] = ["sp-id", "app-id", "policy-id"];
const instance = "arn:aws:connect:eu-central-1:123456789012:instance/in-id";
const providerArn = "arn:aws:iam::123456789012:saml-provider/sso";

const forms: readonly { form: string; printed: unknown; listings: string[]; objects: object[] }[] = [
    {
        form: "Graph's applications",
        printed: {
            "@odata.context": `${graph}#applications(id,appId,displayName,identifierUris,notes,web)`,
            value: [
                { id, appId, displayName: "sso", notes: null, web: { redirectUris: [] }, identifierUris: ["urn:a"] },
            ],
        },
        listings: ["applications", "application sp-id"],
        objects: [
            {
                type: entraTypes.application,
                id: "/applications/sp-id",
                values: { displayName: "sso", notes: undefined, web: { redirectUris: [] } },
            },
            {
                type: entraTypes.identifierUri,
                id: "/applications/sp-id/identifierUris/dXJuOmE=",
                values: { applicationId: "/applications/sp-id", identifierUri: "urn:a" },
            },
        ],
    },
    {
        form: "no application",
        printed: { "@odata.context": `${graph}#applications`, value: [] },
        listings: ["applications"],
        objects: [],
    },
    {
        form: "`az ad sp list`",
        printed: [{ id, appId, displayName: "sso", keyCredentials: [] }],
        listings: [],
        objects: [
            {
                type: entraTypes.servicePrincipal,
                id: "/servicePrincipals/sp-id",
                values: { clientId: appId, preferredTokenSigningKeyThumbprint: undefined },
            },
        ],
    },
    {
        form: "a service principal with keys and policies",
        printed: {
            "@odata.context": `${graph}#servicePrincipals(id,appId)/$entity`,
            id,
            appId,
            preferredTokenSigningKeyThumbprint: "AA",
            keyCredentials: [
                { keyId: "sign", usage: "Sign", displayName: "CN=sso", key: null },
                {
                    keyId: "verify",
                    usage: "Verify",
                    displayName: "CN=sso",
                    startDateTime: "s",
                    endDateTime: "e",
                    key: "AAAA",
                },
            ],
            claimsMappingPolicies: [{ id: policyId }],
        },
        listings: ["serviceprincipal sp-id"],
        objects: [
            {
                type: entraTypes.servicePrincipal,
                id: "/servicePrincipals/sp-id",
                values: { clientId: appId, preferredTokenSigningKeyThumbprint: "AA" },
            },
            {
                type: entraTypes.signingCertificate,
                id: "sp-id/tokenSigningCertificate/verify",
                values: {
                    servicePrincipalId: "/servicePrincipals/sp-id",
                    displayName: "CN=sso",
                    startDate: "s",
                    endDate: "e",
                    thumbprint: "29E2DCFBB16F63BB0254DF7585A15BB6FB5E927D",
                },
            },
            {
                type: entraTypes.policyAssignment,
                id: "/servicePrincipals/sp-id/claimsMappingPolicies/policy-id",
                values: {
                    servicePrincipalId: "/servicePrincipals/sp-id",
                    claimsMappingPolicyId: "/policies/claimsMappingPolicies/policy-id",
                },
            },
        ],
    },
    {
        form: "assignments",
        printed: {
            resourceId: id,
            appRoleAssignedTo: [{ id: "as-id", appRoleId: "role", principalId: "alice", resourceId: id }],
            nextLink: null,
        },
        listings: ["approleassignedto sp-id"],
        objects: [
            {
                type: entraTypes.roleAssignment,
                id: "/servicePrincipals/sp-id/appRoleAssignedTo/as-id",
                values: { appRoleId: "role", principalObjectId: "alice", resourceObjectId: id },
            },
        ],
    },
    {
        form: "no assignment",
        printed: { resourceId: id, appRoleAssignedTo: [], nextLink: null },
        listings: ["approleassignedto sp-id"],
        objects: [],
    },
    {
        form: "claims mapping policies",
        printed: {
            "@odata.context": `${graph}#policies/claimsMappingPolicies`,
            value: [{ id: policyId, displayName: "sso-aws", definition: ["{}"] }],
        },
        listings: ["claimsmappingpolicies"],
        objects: [
            {
                type: entraTypes.claimsPolicy,
                id: "/policies/claimsMappingPolicies/policy-id",
                values: { displayName: "sso-aws", definitions: ["{}"] },
            },
        ],
    },
    {
        form: "SAML providers",
        printed: { SAMLProviderList: [{ Arn: providerArn }] },
        listings: ["samlproviders"],
        objects: [
            { type: awsTypes.samlProvider, id: providerArn, values: { name: "sso", samlMetadataDocument: unknown } },
        ],
    },
    {
        form: "a SAML provider",
        printed: { Arn: providerArn, SAMLMetadataDocument: "<x/>" },
        listings: [],
        objects: [
            { type: awsTypes.samlProvider, id: providerArn, values: { name: "sso", samlMetadataDocument: "<x/>" } },
        ],
    },
    {
        form: "roles",
        printed: { Roles: [{ RoleName: "sso", Path: "/", AssumeRolePolicyDocument: { Version: "2012-10-17" } }] },
        listings: ["roles"],
        objects: [
            {
                type: awsTypes.role,
                id: "sso",
                values: { name: "sso", path: "/", assumeRolePolicy: { Version: "2012-10-17" } },
            },
        ],
    },
    {
        form: "instances",
        printed: { InstanceSummaryList: [{ Id: "in-id", InstanceAlias: "contoso", IdentityManagementType: "SAML" }] },
        listings: ["instances"],
        objects: [
            {
                type: awsTypes.instance,
                id: "in-id",
                values: { instanceAlias: "contoso", identityManagementType: "SAML" },
            },
        ],
    },
    {
        form: "users by name",
        printed: { UserSummaryList: [{ Id: "u", Arn: `${instance}/agent/u`, Username: "alice" }] },
        listings: ["users in-id"],
        objects: [
            {
                type: awsTypes.user,
                id: "in-id:u",
                values: {
                    instanceId: "in-id",
                    name: "alice",
                    identityInfo: unknown,
                    phoneConfig: unknown,
                    routingProfileId: unknown,
                    securityProfileIds: unknown,
                },
            },
        ],
    },
    {
        form: "users",
        printed: {
            InstanceId: "in-id",
            Users: [
                {
                    Id: "u",
                    Arn: `${instance}/agent/u`,
                    Username: "alice",
                    IdentityInfo: { FirstName: "Alice" },
                    PhoneConfig: { PhoneType: "SOFT_PHONE" },
                    RoutingProfileId: "r",
                    SecurityProfileIds: ["s"],
                },
            ],
        },
        listings: ["users in-id"],
        objects: [
            {
                type: awsTypes.user,
                id: "in-id:u",
                values: {
                    instanceId: "in-id",
                    name: "alice",
                    identityInfo: { firstName: "Alice" },
                    phoneConfig: { phoneType: "SOFT_PHONE" },
                    routingProfileId: "r",
                    securityProfileIds: ["s"],
                },
            },
        ],
    },
    { form: "no user", printed: { InstanceId: "in-id", Users: [] }, listings: ["users in-id"], objects: [] },
];

describe("What `az` and `aws` printed", () => {
    for (const { form, printed, listings, objects } of forms) {
        it(`is read: ${form}`, () => {
            const part = readHeld(printed);
            const held = joinHeld("problem" in part ? [] : [part]);
            expect({ objects: held.objects, listings: [...(held.listings as Set<string>)] }).to.deep.equal({
                objects,
                listings,
            });
        });
    }

    for (const [what, printed, problem] of [
        ["nothing", null, "notRecognised"],
        ["an empty list", [], "notRecognised"],
        ["users of the directory", { value: [{ id, userPrincipalName: "alice@contoso.example" }] }, "notRecognised"],
        ["an error", { error: { code: "Forbidden" } }, "notRecognised"],
        ["one page of Graph", { value: [], "@odata.nextLink": "https://graph.microsoft.com/next" }, "morePages"],
        ["one page of aws", { Roles: [], NextToken: "next" }, "morePages"],
        ["a document without its provider", { SAMLMetadataDocument: "<x/>" }, "noArn"],
    ] as const) {
        it(`is refused: ${what}`, () => {
            expect(readHeld(printed)).to.deep.equal({ problem });
        });
    }

    it("counts in full before by name, whichever comes first", () => {
        const [byName, inFull] = forms
            .filter(({ form }) => form.startsWith("users"))
            .map(({ printed }) => readHeld(printed));
        for (const parts of [
            [byName, inFull],
            [inFull, byName],
        ]) {
            const held = joinHeld(parts.flatMap((part) => (part === undefined || "problem" in part ? [] : [part])));
            expect(held.objects.map(({ values }) => values.routingProfileId)).to.deep.equal(["r"]);
        }
    });
});
