import { expect } from "chai";
import { differencesOfRole, differencesOfUser } from "../../components/internal/adopt/aws";
import { differencesBetween } from "../../components/internal/adopt/compare";

describe("A Connect user that an interrupted run left", () => {
    const wanted = {
        instanceId: "i-1",
        name: "alice@contoso.example",
        identityInfo: { firstName: "Alice", lastName: "Agent", secondaryEmail: undefined },
        phoneConfig: { phoneType: "SOFT_PHONE", autoAccept: false, deskPhoneNumber: undefined },
        securityProfileIds: ["a", "b"],
        routingProfileId: "r",
        tags: { team: "one" },
    };
    const identity = { firstName: "Alice", lastName: "Agent", email: "", secondaryEmail: "" };
    const phone = { phoneType: "SOFT_PHONE", autoAccept: false, deskPhoneNumber: "", afterContactWorkTimeLimit: 0 };
    const same = {
        identityInfos: [identity],
        phoneConfigs: [phone],
        securityProfileIds: ["b", "a"],
        routingProfileId: "r",
        hierarchyGroupId: "",
        tags: { team: "one", cost: "default of the provider" },
    };

    it("is the same as the one that would be created, whatever order AWS lists in", () => {
        expect(differencesOfUser(wanted, same)).to.deep.equal([]);
    });

    for (const [change, differences] of [
        [{ identityInfos: [{ ...identity, firstName: "Alina" }] }, ["firstName"]],
        [{ identityInfos: [{ ...identity, lastName: "Before" }] }, ["lastName"]],
        [{ identityInfos: [{ ...identity, email: "a@contoso.example" }] }, ["email"]],
        [{ identityInfos: [{ ...identity, secondaryEmail: "a@contoso.example" }] }, ["secondaryEmail"]],
        [{ identityInfos: [] }, ["firstName", "lastName"]],
        [{ phoneConfigs: [{ ...phone, phoneType: "DESK_PHONE" }] }, ["phoneType"]],
        [{ phoneConfigs: [{ ...phone, autoAccept: true }] }, ["autoAccept"]],
        [{ phoneConfigs: [{ ...phone, deskPhoneNumber: "+4930123456" }] }, ["deskPhoneNumber"]],
        [{ phoneConfigs: [{ ...phone, afterContactWorkTimeLimit: 30 }] }, ["afterContactWorkTimeLimit"]],
        [{ securityProfileIds: ["a"] }, ["securityProfileIds"]],
        [{ securityProfileIds: ["a", "b", "c"] }, ["securityProfileIds"]],
        [{ routingProfileId: "other" }, ["routingProfileId"]],
        [{ hierarchyGroupId: "g" }, ["hierarchyGroupId"]],
        [{ tags: {} }, ["tags"]],
        [{ tags: { team: "two" } }, ["tags"]],
    ] as const) {
        it(`is a stranger's with ${JSON.stringify(change)}`, () => {
            expect(differencesOfUser(wanted, { ...same, ...change } as never)).to.deep.equal(differences);
        });
    }
});

describe("A role that an interrupted run left", () => {
    const trust = (principal: unknown, audiences: unknown) =>
        JSON.stringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Federated: principal },
                    Action: "sts:AssumeRoleWithSAML",
                    Condition: { StringEquals: { "SAML:aud": audiences } },
                },
            ],
        });
    const provider = "arn:aws:iam::123456789012:saml-provider/ours";
    const wanted = {
        name: "people",
        description: "For people",
        maxSessionDuration: 43_200,
        assumeRolePolicy: trust([provider], ["one", "two"]),
    };
    const same = {
        name: "people",
        description: "For people",
        maxSessionDuration: 43_200,
        path: "/",
        permissionsBoundary: "",
        assumeRolePolicy: trust(provider, ["two", "one"]),
        tags: {},
    };

    it("is the same also where IAM writes its trust policy in another way", () => {
        expect(differencesOfRole(wanted, same)).to.deep.equal([]);
    });

    for (const [change, differences] of [
        [{ assumeRolePolicy: trust(provider.replace("ours", "theirs"), ["one", "two"]) }, ["assumeRolePolicy"]],
        [{ assumeRolePolicy: trust(provider, "one") }, ["assumeRolePolicy"]],
        [{ assumeRolePolicy: "" }, ["assumeRolePolicy"]],
        [{ description: "Made by hand" }, ["description"]],
        [{ maxSessionDuration: 3_600 }, ["maxSessionDuration"]],
        [{ path: "/people/" }, ["path"]],
        [{ permissionsBoundary: "arn:aws:iam::123456789012:policy/limit" }, ["permissionsBoundary"]],
    ] as const) {
        it(`is a stranger's with another ${differences[0]}`, () => {
            expect(differencesOfRole(wanted, { ...same, ...change })).to.deep.equal(differences);
        });
    }

    it("is a stranger's without a tag that is configured", () => {
        expect(differencesOfRole({ ...wanted, tags: { team: "one" } }, same)).to.deep.equal(["tags"]);
    });
});

describe("Values compared", () => {
    for (const [one, other, same] of [
        [undefined, "", true],
        [null, [], true],
        [false, undefined, true],
        [{ a: 1, b: [2, 3] }, { b: [3, 2], a: 1 }, true],
        [["a"], "a", true],
        [["a", "a"], ["a"], false],
        ["a", "A", false],
        [1, "1", false],
        [{ a: 1 }, { a: 1, b: 2 }, false],
    ] as const) {
        it(`${JSON.stringify(one)} and ${JSON.stringify(other)} are ${same ? "the same" : "not the same"}`, () => {
            expect(differencesBetween({ it: one }, { it: other })).to.deep.equal(same ? [] : ["it"]);
        });
    }
});
