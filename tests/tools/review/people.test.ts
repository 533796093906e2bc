import { expect } from "chai";
import type { PersonChange } from "../../../tools/review/review";
import { reviewStack } from "../../../tools/review/reviewStack";
import {
    aliceUser,
    application,
    inputOf,
    instance,
    remove,
    resourceOf,
    role,
    servicePrincipal,
    update,
} from "./changes";
import { directory, type RehearsedExport, type RehearsedStep, rehearsed } from "./rehearsed";

const alice = "alice@contoso.example";

function peopleAfter(...steps: RehearsedStep[]): { verdict: string; people: PersonChange[] } {
    const { verdict, people } = reviewStack(inputOf(rehearsed().exports.export1, ...steps));
    return { verdict, people };
}

const user = (exported: RehearsedExport = rehearsed().exports.export1) => resourceOf(exported, aliceUser);

describe("People in a review", () => {
    it("keep their history where the stack only lets go of them", () => {
        const kept = { ...user(), retainOnDelete: true };
        const { verdict, people, permanent } = reviewStack(inputOf(rehearsed().exports.export1, remove(kept)));
        expect({ verdict, people, permanent }).to.deep.equal({
            verdict: "lookAtThis",
            people: [{ name: alice, id: "removed", history: "kept" }],
            permanent: [{ id: "userDeleted", name: alice, isKept: true }],
        });
    });

    it("are adopted where their user is imported", () => {
        const carol = "carol@contoso.example";
        const { outputs: _, ...made } = user();
        const urn = made.urn.replace(alice, carol);
        const newState = { ...made, urn, inputs: { ...made.inputs, name: carol } };
        expect(peopleAfter({ op: "import", urn, newState })).to.deep.equal({
            verdict: "safe",
            people: [{ name: carol, id: "adopted" }],
        });
    });

    it("are renamed where another name replaces the user", () => {
        expect(peopleAfter(update(user(), { name: "alicia@contoso.example" }, "replace"))).to.deep.equal({
            verdict: "cannotBeUndone",
            people: [{ name: "alicia@contoso.example", id: "renamed", before: alice, history: "lost" }],
        });
    });

    it("are renamed where one leaves and one comes, and the assignment stays with the person", () => {
        const { export1 } = rehearsed().exports;
        const name = "alice.new@contoso.example";
        const { outputs: _, id: __, ...made } = user();
        const urn = made.urn.replace(alice, name);
        const comes = { op: "create", urn, newState: { ...made, urn, inputs: { ...made.inputs, name } } };
        const people = directory.people.map((it) =>
            it.userPrincipalName === alice
                ? { ...it, userPrincipalName: name, attributes: { ...it.attributes, userprincipalname: name } }
                : it,
        );
        const review = reviewStack({ ...inputOf(export1, remove(user()), comes), directory: { ...directory, people } });
        expect({ people: review.people, access: review.access }).to.deep.equal({
            people: [{ name, id: "renamed", before: alice, history: "lost" }],
            access: {
                before: { can: 1, cannot: 1, unknown: 0 },
                after: { can: 2, cannot: 0, unknown: 0 },
                gains: [{ name }],
                addedInVain: [],
                loses: [],
                unknown: [],
            },
        });
    });

    it("have other details and another routing profile, each with both values", () => {
        const inputs = {
            routingProfileId: "11111111-2222-4333-8444-555555555555",
            identityInfo: { firstName: "Alice", lastName: "Agent", secondaryEmail: "a@contoso.example" },
            phoneConfig: { phoneType: "DESK_PHONE", deskPhoneNumber: "+4930123456", autoAccept: false },
            tags: { "team <b>": "@everyone" },
        };
        expect(peopleAfter(update(user(), inputs))).to.deep.equal({
            verdict: "safe",
            people: [
                {
                    name: alice,
                    id: "routingProfile",
                    before: "7388daa3-7ee4-4892-a506-fbe863c40082",
                    after: "11111111-2222-4333-8444-555555555555",
                },
                {
                    name: alice,
                    id: "details",
                    fields: [
                        { path: "identityInfo.secondaryEmail", after: "a@contoso.example" },
                        { path: "phoneConfig.deskPhoneNumber", after: "+4930123456" },
                        { path: "phoneConfig.phoneType", before: "SOFT_PHONE", after: "DESK_PHONE" },
                        { path: "tags.team <b>", after: "@everyone" },
                    ],
                },
            ],
        });
    });

    it("have profiles by name where the component names them, also those that nobody had before", () => {
        const component = resourceOf(rehearsed().exports.export1, "connect-entra-sso:index:ConnectUsers::sso");
        const [basic, sales] = ["7388daa3-7ee4-4892-a506-fbe863c40082", "11111111-2222-4333-8444-555555555555"];
        const analyst = "99999999-2222-4333-8444-555555555555";
        const names = {
            securityProfileIds: { QualityAnalyst: analyst },
            routingProfileIds: { "Basic Routing Profile": basic, Sales: sales },
        };
        const { people } = peopleAfter(
            update(component, names),
            update(user(), { routingProfileId: sales, securityProfileIds: [analyst] }),
        );
        expect(people).to.deep.equal([
            { name: alice, id: "securityProfiles", before: ["Agent"], after: ["QualityAnalyst"] },
            { name: alice, id: "routingProfile", before: "Basic Routing Profile", after: "Sales" },
        ]);
    });

    it("pass through with whatever name they have", () => {
        const name = "</td><img src=x> @here [a](javascript:1) `x`\u202e$" + "{{ github.token }}";
        const { outputs: _, id: __, ...made } = user();
        const urn = made.urn.replace(alice, name);
        const { people } = peopleAfter({
            op: "create",
            urn,
            newState: { ...made, urn, inputs: { ...made.inputs, name } },
        });
        expect(people).to.deep.equal([{ name, id: "added", securityProfiles: ["Agent"], signIn: true }]);
    });

    const ends: { resource: string; id: string }[] = [
        { resource: instance, id: "instance" },
        { resource: role, id: "role" },
        { resource: "aws:iam/samlProvider:SamlProvider::sso", id: "samlProvider" },
        { resource: application, id: "application" },
        { resource: servicePrincipal, id: "servicePrincipal" },
    ];
    for (const { resource, id } of ends) {
        it(`lose what nobody can bring back with a ${id} that is deleted or replaced`, () => {
            const { export1 } = rehearsed().exports;
            const found = resourceOf(export1, resource);
            const said = (step: RehearsedStep) => {
                const { verdict, reasons, permanent } = reviewStack(inputOf(export1, step));
                return { verdict, reasons, permanent };
            };
            expect(said(remove(found))).to.deep.equal({
                verdict: "cannotBeUndone",
                reasons: [{ kind: "permanent", id: `${id}Deleted`, count: 1 }],
                permanent: [{ id: `${id}Deleted`, name: "sso" }],
            });
            const { permanent, verdict } = said(update(found, { other: "new" }, "replace"));
            expect({ permanent, verdict }).to.deep.equal({
                verdict: "cannotBeUndone",
                permanent: [{ id: `${id}Replaced`, name: "sso", forcedBy: [{ path: "other", after: "new" }] }],
            });
        });
    }

    it("lose an instance whose users are to be managed in another way", () => {
        const { export1 } = rehearsed().exports;
        const step = update(resourceOf(export1, instance), { identityManagementType: "CONNECT_MANAGED" }, "replace");
        const forcedBy = [{ path: "identityManagementType", before: "SAML", after: "CONNECT_MANAGED" }];
        expect(reviewStack(inputOf(export1, step)).permanent).to.deep.equal([
            { id: "instanceReplaced", name: "sso", forcedBy },
            { id: "identityTypeChanged", name: "sso", forcedBy },
        ]);
    });

    it("are reviewed where 500 of them change", () => {
        const { export1 } = rehearsed().exports;
        const assignment = resourceOf(export1, "AppRoleAssignment::sso-alice@contoso.example");
        const one = resourceOf(export1, aliceUser);
        const id = String(assignment.inputs?.principalObjectId);
        const people: typeof directory.people = [];
        const steps = Array.from({ length: 500 }, (_, index) => {
            const name = `user${index}@contoso.example`;
            const own = `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
            const copy = <T>(value: T): T =>
                JSON.parse(JSON.stringify(value).replaceAll(alice, name).replaceAll(id, own));
            people.push({
                id: own,
                userPrincipalName: name,
                accountEnabled: true,
                userType: "Member",
                attributes: { userprincipalname: name },
            });
            export1.deployment.resources.push(copy(one), copy(assignment));
            return index % 2 === 0
                ? remove(copy(assignment))
                : update(copy(one), { identityInfo: { firstName: "New" } });
        });
        const review = reviewStack({ ...inputOf(export1, ...steps), directory: { ...directory, people } });
        const counts = (ids: string) => review.people.filter(({ id: it }) => it === ids).length;
        expect({
            access: { ...review.access, loses: review.access.loses.length },
            ended: counts("signInEnded"),
            details: counts("details"),
        }).to.deep.equal({
            access: {
                before: { can: 500, cannot: 2, unknown: 0 },
                after: { can: 250, cannot: 252, unknown: 0 },
                gains: [],
                addedInVain: [],
                loses: 250,
                unknown: [],
            },
            ended: 250,
            details: 250,
        });
    });
});
