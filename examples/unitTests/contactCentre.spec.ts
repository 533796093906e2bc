import { deepEqual, match } from "node:assert";
import * as pulumi from "@pulumi/pulumi";
import { type SsoMocks, type SsoMocksOptions, ssoMocks } from "connect-entra-sso/testing";
import { contactCentre } from "./contactCentre";

const users = {
    "admin@contoso.example": { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] },
    "alice@contoso.example": { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] },
};

let clouds: SsoMocks;

/** Both clouds and the configuration, new for each test. */
async function start(options: SsoMocksOptions = {}): Promise<void> {
    clouds = ssoMocks(options);
    await pulumi.runtime.setMocks(clouds, "unit-tests", "dev");
    pulumi.runtime.setAllConfig({
        "aws:region": "eu-central-1",
        "unit-tests:instanceAlias": "contoso-support",
        "unit-tests:users": JSON.stringify(users),
    });
}

describe("The contact centre", () => {
    // What a test began must not reach the clouds of the next one.
    afterEach(() => clouds.settled());

    it("assigns everybody, and gives each a Connect user", async () => {
        await start();
        contactCentre();
        await clouds.settled();
        deepEqual(clouds.assigned, Object.keys(users));
        deepEqual(clouds.connectUsers["alice@contoso.example"]?.securityProfiles, ["Agent"]);
    });

    it("sends people to the softphone in Frankfurt", async () => {
        await start();
        const relayState = await new Promise<string>((resolve) => contactCentre().relayState.apply(resolve));
        match(relayState, /^https:\/\/eu-central-1\.console\.aws\.amazon\.com\/connect\/federate\/.*ccp-v2/);
    });

    it("is refused while somebody has left the company", async () => {
        await start({ directory: { users: ["admin@contoso.example"] } });
        const { problems } = await clouds.refusalOf(contactCentre);
        deepEqual(
            problems.map(({ path }) => path),
            [["users", "alice@contoso.example"]],
        );
    });
});
