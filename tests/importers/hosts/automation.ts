/** An Automation API program: prints how its preview ended. */
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { refused } from "./program";

async function main() {
    const stack = await LocalWorkspace.createOrSelectStack({
        projectName: "hosts",
        stackName: "automation",
        program: async () => ({ signInUrl: refused().signInUrl }),
    });
    await stack.setConfig("aws:region", { value: "eu-central-1" });
    const end = await stack.preview().then(
        () => "resolved",
        (error: Error) => `rejected: ${error.message}`,
    );
    console.log(end);
}

void main();
