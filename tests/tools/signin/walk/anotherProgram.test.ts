import { expect } from "chai";
import { guid, makeWorld, type TestWorld } from "../../../helpers/world";
import { alice, roleOf } from "./faults/fault";

const cases: { about: string; change: (world: TestWorld) => void; user?: string; own: string; other: string }[] = [
    {
        about: "a role that trusts the provider, not the one of the claim",
        change: (world) => {
            roleOf(world).arn = "arn:aws:iam::123456789012:role/ConsoleAdmin";
        },
        own: "no notAuthorizedToAssume.roleNotFound",
        other: "unknown the role arn:aws:iam::123456789012:role/connect-sso",
    },
    {
        about: "a SAML provider of the same tenant, not the one of the claim",
        change: ({ deployment }) => {
            for (const provider of deployment.samlProviders) {
                provider.arn = "arn:aws:iam::123456789012:saml-provider/ClientVpn";
            }
        },
        own: "no providerNotFound.absent",
        other: "unknown the SAML provider arn:aws:iam::123456789012:saml-provider/connect-sso",
    },
    {
        about: "users of another instance than that of relay state and policy",
        change: (world) => {
            const { deployment } = world;
            deployment.instances = deployment.instances.map((one) => ({ ...one, instanceId: guid(9) }));
            deployment.connectUsers = deployment.connectUsers.map((one) => ({ ...one, instanceId: guid(9) }));
        },
        own: "no instanceNotFound.absent",
        other: "unknown the instance f34cb4d0-7b12-4cb1-bf89-3edef7fdc738",
    },
    {
        about: "an assignment that is only read, and another person",
        change: ({ servicePrincipal }) => {
            servicePrincipal.appRoleAssignments = servicePrincipal.appRoleAssignments
                .filter(({ principalType }) => principalType === "User")
                .map((one) => ({ ...one, isRead: true }));
        },
        user: "bob@contoso.example",
        own: "no notAssigned.notAssigned",
        other: 'unknown whether "bob@contoso.example" is assigned to the application',
    },
];

describe("What a stack does not hold", () => {
    for (const { about, change, user = alice, own, other } of cases) {
        const answer = async (isManaged: boolean) => {
            const world = await makeWorld();
            Object.assign(world.application, { isManaged, isWhole: isManaged });
            change(world);
            const { verdict, stop, missing } = await world.signIn(user);
            return `${verdict} ${stop === undefined ? missing[0]?.what : `${stop.error}.${stop.causeId}`}`;
        };
        it(`is missing in a stack of this project's, with ${about}`, async () => {
            expect(await answer(true)).to.equal(own);
        });

        it(`may be made elsewhere in another program's, with ${about}`, async () => {
            expect(await answer(false)).to.equal(other);
        });
    }

    it("is anybody of an instance of which it only reads a user", async () => {
        const world = await makeWorld();
        world.deployment.connectUsers = world.deployment.connectUsers.slice(1).map((one) => ({ ...one, isRead: true }));
        const { verdict, missing } = await world.signIn(alice);
        expect([verdict, missing[0]?.what]).to.deep.equal([
            "unknown",
            'whether the instance has a user "alice@contoso.example"',
        ]);
    });
});
