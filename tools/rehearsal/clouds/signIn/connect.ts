/** Connect's half of a sign-in: where the console leads a session, and whether the instance knows its name. */
import type { Call } from "../provider/resourceType";
import type { Session } from "./aws";
import { isAllowed } from "./policy";
import { Refused } from "./refused";

/** By partition: the console's host, and the Region to which it leads without one before it. */
const consoles: Readonly<Record<string, readonly [host: string, region: string]>> = {
    aws: ["console.aws.amazon.com", "us-east-1"],
    "aws-us-gov": ["console.amazonaws-us-gov.com", "us-gov-west-1"],
};

/** The destination at which the person arrives. */
export function enterInstance(call: Call, relayState: string, session: Session): string {
    const url = URL.canParse(relayState) ? new URL(relayState) : undefined;
    const [, instanceId = ""] = /^\/connect\/federate\/([\da-f-]+)$/.exec(url?.pathname ?? "") ?? [];
    const instance = call.store.get("aws:connect/instance:Instance", instanceId);
    const [, partition = "", , region = "", account] = String(instance?.arn ?? "").split(":");
    const [host, plainRegion] = consoles[partition] ?? [];
    const isHere = url?.hostname === `${region}.${host}` || (url?.hostname === host && region === plainRegion);
    if (url === undefined || !isHere || session.roleArn.split(":")[4] !== account) {
        throw new Refused("the relay state leads to no instance of this account");
    }
    if (instance?.status !== "ACTIVE" || instance.identityManagementType !== "SAML") {
        throw new Refused("the instance is not active, or its users do not come by SAML");
    }
    const request = {
        action: "connect:GetFederationToken",
        resource: `${instance.arn}/user/${session.userId}`,
        keys: { "aws:userid": session.userId, "connect:instanceid": instanceId },
    };
    if (!isAllowed(session.policies, request)) {
        throw new Refused("access denied: the role lacks connect:GetFederationToken");
    }
    const users = call.store.list("aws:connect/user:User").map(({ value }) => value);
    const user = users.find((one) => one.instanceId === instanceId && one.name === session.name);
    if (user === undefined) {
        throw new Refused("access denied: not onboarded");
    }
    const destination = url.searchParams.get("destination") ?? "/";
    if (/^\/(?:ccp-v2|agent-app-v2)(?:[/?]|$)/.test(destination)) {
        refuseWithoutPermission(call, instanceId, user.securityProfileIds as string[]);
    }
    return destination;
}

function refuseWithoutPermission(call: Call, instanceId: string, securityProfileIds: readonly string[]): void {
    const profiles = call.store
        .list("aws:connect/securityProfile:SecurityProfile")
        .map(({ value }) => value)
        .filter((one) => one.instanceId === instanceId && securityProfileIds.includes(String(one.securityProfileId)));
    if (!profiles.some(({ permissions }) => (permissions as string[]).includes("BasicAgentAccess"))) {
        throw new Refused("the user's security profiles do not open the page");
    }
}
