/** The third hop: the console takes the person to the instance, and Connect looks for the user. */

import { quote } from "../../../../rules/text";
import type { ConnectInstance, Deployment } from "../../../deployment/deployment";
import { exportAgain, isUnreadable } from "../../../deployment/unreadable";
import type { RolePair } from "../aws/rolePair";
import { isOwn, unreadPart } from "../isOwn";
import type { Trail } from "../trail";
import { type FederateUrl, federateAddress, isNearlyFederateUrl, readFederateUrl, withoutId } from "./federateUrl";
import { checkPage, pageOf } from "./page";
import { checkPermissionForPage } from "./pagePermission";
import { checkBinding, findUser, type UserIndex } from "./user";

/**
 * The instance to which a relay state leads, for the role's policies; undefined where it leads to none. They are asked before
 * Connect looks for it, so it need not exist.
 */
export function destinationOf(
    deployment: Deployment,
    relayState: string,
    { accountId, partition }: Pick<RolePair, "accountId" | "partition">,
): { instanceArn: string; instanceId: string } | undefined {
    const target = readFederateUrl(relayState);
    if (target === undefined || target.partition !== partition) {
        return undefined;
    }
    const { region, instanceId } = target;
    const arn = deployment.instances.find((instance) => instance.instanceId === instanceId)?.arn;
    const isThere = typeof arn === "string" && regionOf(arn) === region;
    const instanceArn = isThere ? arn : `arn:${partition}:connect:${region}:${accountId}:instance/${instanceId}`;
    return { instanceArn, instanceId };
}

interface AdmitRequest {
    deployment: Deployment;
    users: UserIndex;
    relayState: string;
    /** `roleSessionName` undefined: not known. */
    accepted: { pair: RolePair; roleSessionName?: string };
}

/** Answers with the address at which the person arrives. */
export function admit(trail: Trail, { deployment, users, relayState, accepted }: AdmitRequest): string {
    const { roleSessionName, pair } = accepted;
    const target = openRelayState(trail, deployment, relayState);
    const instance = enterInstance(trail, deployment, target, pair);
    if (roleSessionName === undefined || (instance === undefined && !users.makers.has(target.instanceId))) {
        return trail.giveUp();
    }
    const user = findUser(trail, users, target.instanceId, roleSessionName);
    checkBinding(trail, user, pair.roleArn);
    if (instance === undefined) {
        return trail.giveUp();
    }
    const page = pageOf(target, instance);
    const address = checkPage(trail, page, target, instance);
    const { instanceId } = target;
    checkPermissionForPage(trail, page, user, { instanceId, profiles: deployment.securityProfiles });
    return address;
}

function openRelayState(trail: Trail, deployment: Deployment, relayState: string): FederateUrl {
    const about = "relayState";
    const expected =
        addressesOf(deployment)[0] ??
        "the console's address of an instance (https://<region>.console.aws.amazon.com/connect/federate/<id>)";
    if (relayState === "") {
        return trail.stop("landsInConsole", "noRelayState", { about, seen: "no relay state", expected });
    }
    const target = readFederateUrl(relayState);
    stopWithoutId(trail, relayState, deployment.instances);
    if (target === undefined && isNearlyFederateUrl(relayState)) {
        return trail.cannotGoOn(about, {
            what: `whether AWS reads ${quote(relayState)} as the address of an instance`,
            why: "its spelling differs, and AWS does not document which spellings it accepts",
            supply: `write it as ${expected}: \`pulumi up --refresh\` does`,
        });
    }
    if (target === undefined) {
        return trail.stop("instanceNotFound", "relayState", { about, seen: relayState, expected });
    }
    trail.know({ region: target.region, instanceId: target.instanceId });
    trail.checked(about, relayState);
    return target;
}

/** The console looks an instance up by its id. */
export function stopWithoutId(trail: Trail, relayState: string, instances: readonly ConnectInstance[]): void {
    const found = withoutId(relayState, instances);
    if (found !== undefined) {
        const { region, ...values } = found;
        trail.stop("instanceNotFound", "notAnId", { about: "relayState", ...values }, { region });
    }
}

/** Undefined, with a note, where it is not known. */
function enterInstance(
    trail: Trail,
    deployment: Deployment,
    { partition, region, instanceId }: FederateUrl,
    pair: Pick<RolePair, "accountId" | "partition">,
): ConnectInstance | undefined {
    const about = "instanceExists";
    if (partition !== pair.partition) {
        return trail.stop("wrongRegion", "otherPartition", { about, seen: partition, expected: pair.partition });
    }
    const found = deployment.instances.find((instance) => instance.instanceId === instanceId);
    const arn = found === undefined ? undefined : trail.tryRead("instanceArn", found.arn);
    if (found !== undefined && arn === undefined) {
        return undefined;
    }
    if (found === undefined || arn === undefined || regionOf(arn) !== region) {
        const ids = deployment.instances.map((one) => one.instanceId);
        const unread = ids.find(isUnreadable) ?? unreadPart(deployment, "instance", instanceId);
        if (arn === undefined && unread !== undefined) {
            return trail.tryRead<never>(about, unread);
        }
        // Only where this project's stack has people in another instance is it clear that this one is the wrong one.
        const isElsewhere = isOwn(deployment) && deployment.connectUsers.some((user) => ids.includes(user.instanceId));
        if (arn === undefined && !isElsewhere) {
            return trail.unknown(about, {
                what: `the instance ${instanceId}`,
                why: `${deployment.source} ${ids.length === 0 ? "holds no instance" : "does not hold it"}`,
                supply: "give the export of the stack that makes or adopts it: a second --deployment FILE",
            });
        }
        if (arn !== undefined) {
            return trail.stop("wrongRegion", "otherRegion", { about, seen: region, expected: regionOf(arn) });
        }
        return trail.stop("instanceNotFound", "absent", { about, seen: instanceId, expected: ids.join(", ") });
    }
    const accountId = arn.split(":")[4] ?? "";
    if (accountId !== pair.accountId) {
        const values = { seen: accountId, expected: pair.accountId };
        return trail.stop("instanceNotFound", "otherAccount", { about, seen: arn }, values);
    }
    trail.checked(about, arn);
    checkStatus(trail, found);
    checkIdentityManagement(trail, found);
    return found;
}

function checkStatus(trail: Trail, { status: read }: ConnectInstance): void {
    const about = "instanceActive";
    if (read === undefined) {
        trail.assumed(about, "the export does not say its status");
        return;
    }
    const status = trail.tryRead(about, read);
    if (status === "CREATION_FAILED") {
        trail.stop("instanceNotActive", "creationFailed", { about, seen: status, expected: "ACTIVE" });
    }
    if (status === "ACTIVE") {
        trail.checked(about, status);
    } else if (status !== undefined) {
        trail.unknown(about, {
            what: "whether the instance is active by now",
            why: `its status was ${quote(status)} when Pulumi looked`,
            supply: exportAgain,
        });
    }
}

function checkIdentityManagement(trail: Trail, { identityManagementType, isAdopted }: ConnectInstance): void {
    const about = "samlInstance";
    const management = trail.tryRead(about, identityManagementType);
    if (management !== undefined && management !== "SAML") {
        trail.stop("notSamlInstance", "otherIdentityManagement", { about, seen: management, expected: "SAML" });
    }
    if (isAdopted === true) {
        const why = "the component that adopted the instance takes no other; the state does not hold the instance";
        trail.assumed(about, why, management);
    } else if (management !== undefined) {
        trail.checked(about, management);
    }
}

/** Where the instances that are known can be entered, without a page. */
function addressesOf({ instances }: Deployment): string[] {
    return instances.flatMap(({ arn }) => {
        const address = isUnreadable(arn) ? undefined : federateAddress(arn);
        return address === undefined ? [] : [address];
    });
}

const regionOf = (arn: string): string => arn.split(":")[3] ?? "";
