/** What a stack of the rehearsal has people sign in to, as the websites need it. */
import { awsConsoleHost } from "../../../rules/awsSignIn";
import { accessUrl, ccpUrl } from "../../../rules/connect";
import { embeddedSignInUrl } from "../../../rules/embedding";
import { entraEnvironments, signInUrl } from "../../../rules/entraClouds";
import { isRecord } from "../../../rules/record";
import { connectRelayState, landingPages } from "../../../rules/relayState";
import { isUnreadable, type Readable } from "../../deployment/unreadable";
import type { Federation } from "../../rehearsal/sites/site";
import { readFederateUrl } from "../../signin/walk/connect/federateUrl";
import { UsageError } from "../errors";
import type { Sources } from "../signIn/sources";
import type { Checkpoint } from "../stateFile";

/** All but what changes while people browse. */
export type Addresses = Omit<Federation, "stores" | "approvedOrigins">;

export function addressesOf({ deployment, application }: Sources): Addresses {
    const relayState = readable(application.servicePrincipal?.relayState);
    const instanceId = relayState === undefined ? undefined : readFederateUrl(relayState)?.instanceId;
    const instance =
        deployment.instances.find((one) => readable(one.instanceId) === instanceId) ?? deployment.instances[0];
    const [arn, alias, clientId, tenantId] = [
        instance?.arn,
        instance?.alias,
        application.clientId,
        application.tenantId,
    ].map(readable);
    if (arn === undefined || alias === undefined || clientId === undefined || tenantId === undefined) {
        throw new UsageError(
            `${deployment.source} holds no instance of Connect with an application in front, so that there is nothing to browse`,
        );
    }
    const [, partition = "", , region = "", , resource = ""] = arn.split(":");
    const environment = readable(application.environment) ?? entraEnvironments.global;
    const start = signInUrl({ clientId, tenantId, environment });
    const panel = { region, partition, instanceId: resource.split("/")[1] ?? "", landingPage: landingPages.ccp };
    return {
        signInUrl: start,
        embeddedSignInUrl: embeddedSignInUrl({ signInUrl: start, relayState: connectRelayState(panel) }),
        ccpUrl: ccpUrl(accessUrl(alias, partition)),
        consoleUrl: `https://${awsConsoleHost(region, partition)}/console/home`,
    };
}

const readable = (value: Readable<string> | undefined): string | undefined =>
    value === undefined || isUnreadable(value) ? undefined : value;

/** Those whose commands the component has: a rehearsal takes them for run. */
export function approvedOriginsIn({ resources = [] }: Checkpoint): string[] {
    const components = resources.filter(({ type }) => type === "connect-entra-sso:index:ConnectSso");
    return components.flatMap(({ outputs }) =>
        isRecord(outputs?.approvedOrigins) ? Object.keys(outputs.approvedOrigins) : [],
    );
}
