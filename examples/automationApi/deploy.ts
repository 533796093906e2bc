import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { ConnectSso } from "connect-entra-sso";
import people from "./people.json";

/** `npm run deploy` previews; `npm run deploy -- up` deploys. */
async function deploy(command = "preview"): Promise<void> {
    const stack = await LocalWorkspace.createOrSelectStack(
        {
            projectName: "automation-api",
            stackName: "dev",
            program: async () => {
                const sso = new ConnectSso("contact-centre", {
                    instanceAlias: "contoso-support",
                    users: people,
                    notificationEmailAddresses: ["identity-team@contoso.example"],
                });
                return { signInUrl: sso.signInUrl, notChecked: sso.notChecked };
            },
        },
        { workDir: __dirname },
    );
    await stack.setConfig("aws:region", { value: "eu-central-1" });
    if (command === "up") {
        const { outputs } = await stack.up({ onOutput: console.log });
        console.log(`People sign in at ${outputs.signInUrl?.value}`);
    } else {
        await stack.preview({ onOutput: console.log });
    }
}

deploy(process.argv[2]).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
