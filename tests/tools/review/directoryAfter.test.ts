import { expect } from "chai";
import type { Directory } from "../../../tools/deployment/directory";
import { reviewStack } from "../../../tools/review/reviewStack";
import { inputOf, remove, resourceOf, update } from "./changes";
import { directory, type RehearsedResource, type RehearsedStep, rehearsed } from "./rehearsed";

const name = "alice@contoso.example";
const alice = directory.people.find(({ userPrincipalName }) => userPrincipalName === name)?.id ?? "";
const groupId = "0a0b0c0d-0000-4000-8000-000000000001";

/** As Pulumi writes it: what the cloud made of it is among the outputs alone. */
function made(type: string, written: Record<string, unknown>, more: Record<string, unknown> = {}): RehearsedResource {
    const urn = `urn:pulumi:prod::connect-entra-sso::${type}::own`;
    return { urn, type, custom: true, id: "own", inputs: written, outputs: { ...written, ...more } } as never;
}

/** Alice is assigned by a group of the stack's own. */
function exportWith(...own: RehearsedResource[]) {
    const { export1 } = rehearsed().exports;
    const assignment = resourceOf(export1, `AppRoleAssignment::sso-${name}`);
    const values = { principalObjectId: groupId, principalType: "Group" };
    const byGroup = {
        ...assignment,
        urn: assignment.urn.replace(name, "own"),
        inputs: { ...assignment.inputs, ...values },
        outputs: { ...assignment.outputs, ...values },
    };
    const others = export1.deployment.resources.filter((it) => it !== assignment);
    return { ...export1, deployment: { resources: [...others, ...own, byGroup] } };
}

/** As it is before the change: the file is older than the deployment. */
const directoryWith = (members: string[]): Directory => ({
    ...directory,
    groups: [...directory.groups, { id: groupId, displayName: "own", members }],
    membershipsAreKnown: true,
});

function said(own: RehearsedResource[], members: string[], ...steps: RehearsedStep[]) {
    const { verdict, access } = reviewStack({
        ...inputOf(exportWith(...own), ...steps),
        directory: directoryWith(members),
    });
    return { verdict, loses: access.loses.map((it) => it.name), gains: access.gains.map((it) => it.name) };
}

const member = made("azuread:index/groupMember:GroupMember", { groupObjectId: groupId, memberObjectId: alice });
const group = made("azuread:index/group:Group", { members: [alice] }, { objectId: groupId });
const person = made("azuread:index/user:User", { userPrincipalName: name, accountEnabled: true }, { objectId: alice });
const lost = { verdict: "lookAtThis", loses: [name], gains: [] };

describe("a review with the directory of before the change", () => {
    for (const { title, own, steps, expected } of [
        { title: "the stack ends a membership", own: [member], steps: [remove(member)], expected: lost },
        {
            title: "a group of the stack loses a member",
            own: [group],
            steps: [update(group, { members: [] })],
            expected: lost,
        },
        { title: "the stack deletes the person", own: [person], steps: [remove(person)], expected: lost },
        {
            title: "the stack disables the person",
            own: [person],
            steps: [update(person, { accountEnabled: false })],
            expected: lost,
        },
        {
            title: "one of two that make the membership ends",
            own: [member, group],
            steps: [remove(member)],
            expected: { verdict: "lookAtThis", loses: [], gains: [] },
        },
        {
            title: "the person gets another telephone",
            own: [person],
            steps: [update(person, { mobilePhone: "+12065550100" })],
            expected: { verdict: "safe", loses: [], gains: [] },
        },
    ]) {
        it(`says who loses access where ${title}`, () => {
            expect(said(own, [alice], ...steps)).to.deep.equal(expected);
        });
    }

    it("says who gains access where the stack makes a member", () => {
        const { outputs: _, id: __, ...planned } = member;
        const step = { op: "create", urn: member.urn, newState: planned };
        expect(said([], [], step)).to.deep.equal({ verdict: "safe", loses: [], gains: [name] });
    });
});
