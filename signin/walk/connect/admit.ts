/** The third hop: the console takes the person to the instance, and Connect looks for the user. */
import type { ConnectInstance, Deployment } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import type { Accepted } from "../aws/accept";
import { checkPermission } from "../aws/permission";
import type { Trail } from "../trail";
import { type FederateUrl, readFederateUrl } from "./federateUrl";
import { checkPermissionForPage, pageOf } from "./page";
import { checkBinding, findUser, type UserIndex } from "./user";

/** The instance of the deployment to which a relay state leads, if it is one of these and in that Region. */
export function instanceOf(
    deployment: Deployment,
    relayState: string,
): (ConnectInstance & { arn: string }) | undefined {
    const target = readFederateUrl(relayState);
    const found = deployment.instances.find(({ instanceId }) => instanceId === target?.instanceId);
    const isThere = typeof found?.arn === "string" && regionOf(found.arn) === target?.region;
    return found !== undefined && isThere ? { ...found, arn: found.arn as string } : undefined;
}

export interface Admitted {
    connectUser: string;
    page: string;
}

export interface AdmitRequest {
    deployment: Deployment;
    users: UserIndex;
    relayState: string;
    accepted: Accepted;
}

export function admit(trail: Trail, { deployment, users, relayState, accepted }: AdmitRequest): Admitted {
    const target = openRelayState(trail, relayState);
    const instance = enterInstance(trail, deployment, target, accepted);
    const { roleSessionName, pair } = accepted;
    const user = findUser(trail, users, target.instanceId, roleSessionName);
    checkBinding(trail, user, pair.roleArn);
    const page = pageOf(trail, target, instance);
    checkPermissionForPage(trail, target, user, deployment.securityProfiles);
    return { connectUser: roleSessionName, page };
}

function openRelayState(trail: Trail, relayState: string): FederateUrl {
    const about = "the relay state leads to an instance of Amazon Connect";
    const expected = "https://<region>.console.aws.amazon.com/connect/federate/<instance id>?destination=…";
    if (relayState === "") {
        return trail.stop("landsInConsole", "noRelayState", { about, seen: "no relay state", expected });
    }
    const target = readFederateUrl(relayState);
    if (target === undefined) {
        return trail.stop("instanceNotFound", "relayState", { about, seen: relayState, expected });
    }
    trail.know({ region: target.region });
    trail.checked(about, relayState);
    return target;
}

function enterInstance(
    trail: Trail,
    deployment: Deployment,
    target: FederateUrl,
    { role, roleSessionName, pair }: Accepted,
): ConnectInstance {
    const about = "the instance exists, in the relay state's Region";
    const { partition, region, instanceId } = target;
    const found = deployment.instances.find((instance) => instance.instanceId === instanceId);
    const arn = found === undefined ? undefined : trail.read("the instance's ARN is known", found.arn);
    if (found === undefined || arn === undefined || regionOf(arn) !== region) {
        const [other] = deployment.instances.map((one) => one.instanceId).filter((id) => !isUnreadable(id));
        if (found === undefined && other === undefined) {
            return trail.cannotGoOn(about, {
                what: `the instance ${instanceId}`,
                why: `${deployment.source} holds no instance that can be read`,
                supply: "give the export of the stack that makes or adopts it",
            });
        }
        // IAM is asked before Connect looks for the instance: the role's policies are for another one.
        const instanceArn = `arn:${partition}:connect:${region}:${pair.accountId}:instance/${instanceId}`;
        checkPermission(trail, { role, roleSessionName, instanceArn, instanceId });
        if (arn !== undefined) {
            return trail.stop("wrongRegion", "otherRegion", { about, seen: region, expected: regionOf(arn) });
        }
        return trail.stop("instanceNotFound", "absent", { about, seen: instanceId, expected: String(other) });
    }
    trail.checked(about, arn);
    const management = trail.tryRead("the instance's users come by SAML", found.identityManagementType);
    if (management !== undefined && management !== "SAML") {
        trail.stop("notSamlInstance", "otherIdentityManagement", {
            about: "the instance's users come by SAML",
            seen: management,
            expected: "SAML",
        });
    }
    if (management !== undefined) {
        trail.checked("the instance's users come by SAML", management);
    }
    return found;
}

const regionOf = (arn: string): string => arn.split(":")[3] ?? "";
