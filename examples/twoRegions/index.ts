import { Provider, type Region } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ConnectSso, type ConnectSsoArgs } from "connect-entra-sso";

const config = new pulumi.Config();
const users = config.requireObject<ConnectSsoArgs["users"]>("users");
const notificationEmailAddresses = config.requireObject<string[]>("notificationEmailAddresses");

/** The two identifiers that AWS accepts: a tenant has each of them once, so one directory serves two instances. */
const identifiers = ["urn:amazon:webservices", "https://signin.aws.amazon.com/saml"];

const sites = config.requireObject<Record<string, { region: Region; instanceAlias: string }>>("sites");

export const signInUrls = Object.fromEntries(
    Object.entries(sites).map(([site, { region, instanceAlias }], index) => {
        const provider = new Provider(site, { region });
        const sso = new ConnectSso(
            site,
            {
                instanceAlias,
                identifier: identifiers[index],
                displayName: `Amazon Connect ${site}`,
                users,
                notificationEmailAddresses,
            },
            { providers: [provider] },
        );
        return [site, sso.signInUrl];
    }),
);
