/** Unit tests of an importer's, the same in each test runner. Those of what is refused fail. */
import type * as pulumi from "@pulumi/pulumi";
import { ConnectEntraSsoError, ConnectSso } from "connect-entra-sso";
import { mockClouds } from "./mocks";
import { accepted, refused } from "./program";

/** As Pulumi's documentation waits for an Output in a test. */
const wait = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

type Declare = (title: string, test: () => Promise<void>) => void;

export function declareTests(test: Declare, before: (prepare: () => Promise<void>) => void): void {
    before(mockClouds);

    test("has the Outputs of what is all right", async () => {
        const relayState = await wait(accepted().relayState);
        if (!relayState.startsWith("https://eu-central-1.console.aws.amazon.com/connect/federate/")) {
            throw new Error(relayState);
        }
    });

    test("catches what is invalid", async () => {
        try {
            new ConnectSso("bad", { instanceAlias: "-", users: {} });
        } catch (error) {
            if (
                error instanceof ConnectEntraSsoError &&
                error.problems.some(({ path }) => path[0] === "instanceAlias")
            ) {
                return;
            }
        }
        throw new Error("not caught");
    });

    test("waits for an Output of what is refused", async () => {
        await wait(refused().signInUrl);
    });

    test("waits for what follows from what is refused", async () => {
        await wait(refused().certificates.apply((certificates) => Object.keys(certificates).length));
    });

    test("goes on with other tests", async () => {
        await wait(accepted().clientId);
    });
}
