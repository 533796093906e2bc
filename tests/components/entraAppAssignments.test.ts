import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EntraAppAssignments, type EntraAppAssignmentsArgs } from "../../components/index";
import { childUrnsOf, deploy, find, treeOf, unknown } from "../helpers/cloud";
import { type CloudFacts, servicePrincipalObjectId } from "../helpers/cloudAnswers";
import { expectRefusal, notInDirectory, refusesArguments } from "../helpers/refusals";

const headline = 'EntraAppAssignments "sso" has invalid args:';
const later = 'EntraAppAssignments "sso" can\'t be deployed:';
const assignmentType = "azuread:index/appRoleAssignment:AppRoleAssignment";
const aliceId = "99999999-aaaa-4444-8888-000000000001";
const groupId = "99999999-bbbb-4444-8888-000000000001";
const people = [{ objectId: aliceId, userPrincipalName: "alice@contoso.example", mail: "alice@mail.example" }];
const both = { users: ["alice@contoso.example"], groups: { agents: groupId } };
const make =
    (args: object) =>
    (name = "sso") =>
        new EntraAppAssignments(name, { servicePrincipalObjectId, ...args } as EntraAppAssignmentsArgs);
const run = (args: object, facts: CloudFacts = {}) => deploy(() => make(args)(), { people, ...facts });

describe("EntraAppAssignments", () => {
    it("assigns users and groups, under URNs of its class", async () => {
        const deployment = await run(both);
        expect(treeOf(deployment)).to.deep.equal([
            `${assignmentType} sso-agents < EntraAppAssignments sso`,
            `${assignmentType} sso-alice@contoso.example < EntraAppAssignments sso`,
            "connect-entra-sso:index:EntraAppAssignments sso",
        ]);
        const component = "connect-entra-sso:index:EntraAppAssignments";
        expect(childUrnsOf(deployment, "EntraAppAssignments")).to.deep.equal([
            `${component}$${assignmentType}::sso-agents`,
            `${component}$${assignmentType}::sso-alice@contoso.example`,
        ]);
    });

    it("assigns the default role by the object id that the directory has", async () => {
        const { inputs, options } = find(await run(both), assignmentType, "sso-alice@contoso.example");
        expect([inputs, options]).to.deep.equal([
            {
                appRoleId: "00000000-0000-0000-0000-000000000000",
                principalObjectId: aliceId,
                resourceObjectId: servicePrincipalObjectId,
            },
            {},
        ]);
    });

    it("assigns the role that is given, and an id in capitals as Entra spells it", async () => {
        const appRoleId = "33333333-bbbb-4444-8888-000000000003";
        const deployment = await run({ groups: { agents: groupId.toUpperCase() }, appRoleId });
        expect(find(deployment, assignmentType, "sso-agents").inputs).to.deep.equal({
            appRoleId,
            principalObjectId: groupId,
            resourceObjectId: servicePrincipalObjectId,
        });
    });

    it("looks users up by the attribute that they are listed by", async () => {
        const deployment = await run({ users: ["alice@mail.example"], userAttribute: "mail" });
        expect(deployment.lookups).to.deep.equal([
            {
                token: "azuread:index/getUsers:getUsers",
                inputs: { mails: ["alice@mail.example"], ignoreMissing: true },
            },
        ]);
        expect(deployment.result).to.deep.equal({
            userObjectIds: { "alice@mail.example": aliceId },
            notChecked: [],
        });
    });

    it("looks nobody up for groups alone", async () => {
        expect((await run({ groups: { agents: groupId } })).lookups).to.deep.equal([]);
    });

    it("results in the users' object ids, and registers the same", async () => {
        const deployment = await run(both);
        const outputs = { userObjectIds: { "alice@contoso.example": aliceId }, notChecked: [] };
        expect(deployment.result).to.deep.equal(outputs);
        expect(find(deployment, "connect-entra-sso:index:EntraAppAssignments", "sso").outputs).to.deep.equal({
            ...outputs,
            whole: true,
        });
    });

    it("registers what was asked for, with all defaults", async () => {
        const { inputs } = find(await run(both), "connect-entra-sso:index:EntraAppAssignments", "sso");
        expect(inputs).to.deep.equal({
            ...both,
            servicePrincipalObjectId,
            userAttribute: "userPrincipalName",
            protection: true,
        });
    });

    it("assigns to a service principal that a preview does not know yet", async () => {
        const notKnown = pulumi.output((pulumi as unknown as { unknown: string }).unknown);
        const deployment = await run({ ...both, servicePrincipalObjectId: notKnown }, { preview: true });
        expect(deployment.failures).to.deep.equal([]);
        expect(find(deployment, assignmentType, "sso-agents").inputs.resourceObjectId).to.equal(unknown);
    });

    it("refuses users who can't sign in, and registers nothing", async () => {
        expectRefusal(await run({ users: ["alice@contoso.example", "bob@contoso.example"] }), later, [
            `users["bob@contoso.example"] ${notInDirectory("bob@contoso.example", "remove the entry of someone who has left")}`,
        ]);
    });

    it("refuses two groups whose ids turn out to be the same, before it assigns the second", async () => {
        const groups = { agents: pulumi.output(groupId), leads: pulumi.output(Promise.resolve(groupId.toUpperCase())) };
        const deployment = await run({ groups });
        expect(deployment.failures).to.deep.equal([
            `${later}\n  - groups.leads has the same object id as "agents". Entra assigns each user and group once: remove one of the two`,
        ]);
        expect(treeOf(deployment)).not.to.include(`${assignmentType} sso-leads < EntraAppAssignments sso`);
    });

    refusesArguments(headline, (args) => () => make(args)(), [
        [
            "nobody",
            {},
            [
                "users or groups must list at least one user or group, got none. Nobody can sign in without an assignment",
            ],
        ],
        ["users as a map", { users: { alice: {} } }, ['users must be a list of users, got {"alice":{}}']],
        [
            "a group by the name of a user, and one group twice",
            { users: ["bob"], groups: { bob: groupId, leads: groupId } },
            [
                'groups must name each group once, got the same object id for "bob" and "leads"',
                "groups.bob must not be the name of a user. Choose another name",
            ],
        ],
        [
            "a removed group that is still listed",
            { groups: { agents: groupId }, removedGroups: ["agents"] },
            ['removedGroups must not name "agents" while groups lists it. Remove the name from one of the two'],
        ],
    ]);
});
