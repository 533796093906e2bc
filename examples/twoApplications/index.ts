import * as pulumi from "@pulumi/pulumi";
import {
    AwsSamlFederation,
    awsSamlEndpoints,
    ConnectInstance,
    type ConnectUserEntry,
    ConnectUsers,
    connectRelayState,
    EntraAppAssignments,
    EntraAwsClaims,
    EntraSamlApp,
    landingPages,
} from "connect-entra-sso";

const config = new pulumi.Config();
const notificationEmailAddresses = config.requireObject<string[]>("notificationEmailAddresses");
const location = { region: new pulumi.Config("aws").require("region"), partition: "aws" };
const instance = new ConnectInstance("contact-centre", { instanceAlias: config.require("instanceAlias") });

interface Application {
    /** Unique in the tenant; AWS accepts these two. */
    identifier: string;
    landingPage: string;
    sessionDurationSeconds: number;
}

const applications: Record<string, Application> = {
    administrators: {
        identifier: "urn:amazon:webservices",
        landingPage: landingPages.ccp,
        sessionDurationSeconds: 3600,
    },
    agents: {
        identifier: "https://signin.aws.amazon.com/saml",
        landingPage: landingPages.agentWorkspace,
        sessionDurationSeconds: 43_200,
    },
};

export const signInUrls = Object.fromEntries(
    Object.entries(applications).map(([team, { identifier, landingPage, sessionDurationSeconds }]) => {
        const users = config.requireObject<Record<string, ConnectUserEntry>>(team);
        const app = new EntraSamlApp(team, {
            displayName: `Amazon Connect ${team}`,
            identifier,
            replyUrl: awsSamlEndpoints(location.region, location.partition).regional,
            notificationEmailAddresses,
            relayState: instance.instanceId.apply((instanceId) =>
                connectRelayState({ ...location, instanceId, landingPage }),
            ),
        });
        // A provider and a role for each: neither application can let anybody in as the other's people.
        const federation = new AwsSamlFederation(team, {
            samlMetadataDocument: app.samlMetadataDocument,
            instanceArn: instance.instanceArn,
            samlProviderName: `connect-${team}`,
            roleName: `connect-${team}`,
            maxSessionDurationSeconds: sessionDurationSeconds,
        });
        new EntraAwsClaims(team, {
            servicePrincipalId: app.servicePrincipalId,
            roleArn: federation.roleArn,
            samlProviderArn: federation.samlProviderArn,
            sessionDurationSeconds,
            maxSessionDurationSeconds: sessionDurationSeconds,
        });
        new ConnectUsers(team, { instanceId: instance.instanceId, users });
        new EntraAppAssignments(team, {
            servicePrincipalObjectId: app.servicePrincipalObjectId,
            users: Object.keys(users),
        });
        return [team, app.signInUrl];
    }),
);
