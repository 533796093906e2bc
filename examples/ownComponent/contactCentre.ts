import * as pulumi from "@pulumi/pulumi";
import { ConnectSso, type ConnectSsoUserEntry } from "connect-entra-sso";

/** What this organisation says of a person. */
export interface Person {
    name: string;
    role: "agent" | "supervisor" | "administrator";
}

const securityProfiles: Record<Person["role"], string> = {
    agent: "Agent",
    supervisor: "CallCenterManager",
    administrator: "Admin",
};

/** A contact centre as this organisation has them: one argument for people, everything else decided here. */
export class ContactCentre extends pulumi.ComponentResource {
    readonly signInUrl: pulumi.Output<string>;
    readonly numberOfAgents: number;

    constructor(
        name: string,
        { alias, people }: { alias: string; people: Record<string, Person> },
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("contoso:contactCentre:ContactCentre", name, { alias }, opts);
        const users = Object.entries(people).map(([username, { name: fullName, role }]) => {
            const [firstName = "", ...others] = fullName.split(" ");
            const entry = { firstName, lastName: others.join(" "), securityProfiles: [securityProfiles[role]] };
            return [username, entry] satisfies [string, ConnectSsoUserEntry];
        });
        const sso = new ConnectSso(
            `${name}-sso`,
            {
                instanceAlias: alias,
                landingPage: "agentWorkspace",
                users: Object.fromEntries(users),
                notificationEmailAddresses: ["identity-team@contoso.example"],
                tags: { contactCentre: name },
            },
            { parent: this },
        );
        this.signInUrl = sso.signInUrl;
        this.numberOfAgents = Object.values(people).filter(({ role }) => role === "agent").length;
        this.registerOutputs({ signInUrl: this.signInUrl });
    }
}
