import { deepEqual } from "node:assert";
import * as pulumi from "@pulumi/pulumi";
import {
    AwsSamlFederation,
    ConnectInstance,
    ConnectSso,
    ConnectUsers,
    EntraAppAssignments,
    EntraAwsClaims,
    EntraSamlApp,
    EntraSigningCertificate,
} from "connect-entra-sso";

const id = "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846";
const users = { "admin@contoso.example": { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] } };

/** As in Pulumi's documentation. */
const documented: pulumi.runtime.Mocks = {
    newResource: (args) => ({ id: `${args.inputs.name}_id`, state: args.inputs }),
    call: (args) => args.inputs,
};

/** Each component, and how many look-ups are not answered. */
const components: [create: () => { notChecked: pulumi.Output<string[]> }, unanswered: number][] = [
    [() => new ConnectSso("sso", { instanceAlias: "contoso-support", users }), 7],
    [() => new ConnectInstance("instance", { existingInstanceId: id }), 3],
    [() => new ConnectUsers("users", { instanceId: id, users }), 2],
    [
        () => {
            const facts = { thumbprint: "A".repeat(40), endDate: "2029-01-01T00:00:00Z", activateCommand: "az rest" };
            const certificates = { "2026": facts };
            const signing = { signingCertificate: "2026", certificates, servicePrincipalObjectId: id };
            return new EntraSigningCertificate("wiki", signing);
        },
        0,
    ],
    [() => new EntraAppAssignments("people", { servicePrincipalObjectId: id, users: Object.keys(users) }), 1],
    [
        () =>
            new EntraAwsClaims("claims", {
                servicePrincipalId: `/servicePrincipals/${id}`,
                displayName: "contoso",
                roleArn: "arn:aws:iam::123456789012:role/contoso",
                samlProviderArn: "arn:aws:iam::123456789012:saml-provider/contoso",
            }),
        0,
    ],
    [
        () => {
            const identifier = "https://wiki.contoso.example";
            const app = new EntraSamlApp("app", { displayName: "Wiki", identifier, replyUrl: `${identifier}/acs` });
            return new AwsSamlFederation("federation", {
                samlMetadataDocument: app.samlMetadataDocument,
                instanceArn: `arn:aws:connect:eu-central-1:123456789012:instance/${id}`,
                roleName: "Wiki",
                samlProviderName: "Wiki",
            });
        },
        2,
    ],
];

describe("Under the mocks of Pulumi's documentation", () => {
    it("every component works, and says what is not checked", async () => {
        await pulumi.runtime.setMocks(documented);
        for (const [create, unanswered] of components) {
            const lines = await new Promise<string[]>((resolve) => create().notChecked.apply(resolve));
            deepEqual([lines.length, lines.filter((line) => !line.includes("the mocks"))], [unanswered, []]);
        }
    });
});
