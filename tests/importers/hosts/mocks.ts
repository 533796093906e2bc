/** What the clouds answer in a unit test of an importer's. */
import * as pulumi from "@pulumi/pulumi";

const user = {
    userPrincipalName: "admin@contoso.example",
    mail: "",
    employeeId: "",
    objectId: "1",
    accountEnabled: true,
};
const answers: Record<string, object> = {
    "azuread:index/getUsers:getUsers": { users: [user] },
    "aws:index/getRegion:getRegion": { region: "eu-central-1" },
    "aws:index/getPartition:getPartition": { partition: "aws" },
    "azuread:index/getClientConfig:getClientConfig": { tenantId: "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846" },
};

/** What resources have once they exist. */
const made: Record<string, object> = {
    "aws:connect/instance:Instance": { arn: "arn:aws:connect:eu-central-1:123456789012:instance/1" },
    "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate": {
        value: process.env.CERTIFICATE,
        thumbprint: "C0FFEE",
    },
};

export function mockClouds(): Promise<void> {
    return pulumi.runtime.setMocks({
        newResource: ({ type, name, inputs }) => ({ id: name, state: { ...inputs, ...made[type] } }),
        call: ({ token }) => answers[token] ?? {},
    });
}
