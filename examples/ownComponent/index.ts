import { Provider as AwsProvider } from "@pulumi/aws";
import { Provider as EntraProvider } from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { ContactCentre } from "./contactCentre";

const config = new pulumi.Config();

const support = new ContactCentre(
    "support",
    { alias: config.require("alias"), people: config.requireObject("people") },
    {
        providers: [
            new AwsProvider("frankfurt", { region: "eu-central-1" }),
            new EntraProvider("contoso", { tenantId: config.require("tenantId") }),
        ],
        // The component was called "helpdesk" once. With the alias its resources stay what they are.
        aliases: [{ name: "helpdesk" }],
        // What a platform team wants of every role in the program.
        transforms: [
            ({ type, props, opts }) =>
                type === "aws:iam/role:Role"
                    ? { props: { ...props, description: "Made by the platform team's program" }, opts }
                    : undefined,
        ],
    },
);

export const { signInUrl, numberOfAgents } = support;
