/** A unit test of an importer's, under mocks, whose Output never comes because the component is refused. */
import * as pulumi from "@pulumi/pulumi";
import { ConnectEntraSsoError, ConnectSso } from "connect-entra-sso";
import { refused } from "./program";

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

before(() =>
    pulumi.runtime.setMocks({
        newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
        call: ({ token }) => answers[token] ?? {},
    }),
);

it("catches what is invalid", () => {
    try {
        new ConnectSso("bad", { instanceAlias: "-", users: {} });
    } catch (error) {
        if (error instanceof ConnectEntraSsoError && error.problems.some(({ path }) => path[0] === "instanceAlias")) {
            return;
        }
    }
    throw new Error("not caught");
});

it("waits for an Output", async () => {
    await new Promise((resolve) => refused().signInUrl.apply(resolve));
});
