/**
 * The emulated AWS: IAM, Amazon Connect and Amazon Cognito as far as the program uses them. One file a resource type or a set of
 * look-ups; the rules are AWS's own, from its API models, quotas and guides, stated here and nowhere else.
 */

import { version } from "@pulumi/aws/package.json";
import type { Cloud, Failure } from "../provider/resourceType";
import { configuredRegion, isRegion } from "./account";
import { noteCaller, requests } from "./caller";
import { identityProvider } from "./cognito/identityProvider";
import { getUserPool, getUserPoolClient, getUserPoolClients, getUserPools } from "./cognito/lookUps";
import { userPool } from "./cognito/userPool";
import { userPoolClient } from "./cognito/userPoolClient";
import { userPoolDomain } from "./cognito/userPoolDomain";
import { getUser } from "./connect/getUser";
import { hoursOfOperation } from "./connect/hoursOfOperation";
import { instance } from "./connect/instance";
import { getHoursOfOperation, getInstance, getQueue, getRoutingProfile, getSecurityProfile } from "./connect/lookUps";
import { queue } from "./connect/queue";
import { routingProfile } from "./connect/routingProfile";
import { securityProfile } from "./connect/securityProfile";
import { user } from "./connect/user";
import { throttled } from "./errors";
import { getRole, getSamlProvider } from "./iam/lookUps";
import { role } from "./iam/role";
import { rolePolicy } from "./iam/rolePolicy";
import { samlProvider } from "./iam/samlProvider";
import { pace } from "./pace";
import { getCallerIdentity, getPartition, getRegion } from "./regionLookUps";
import { seedAccount } from "./seed";

function checkConfig(config: Parameters<typeof configuredRegion>[0]): Failure[] {
    const region = configuredRegion(config);
    if (region === "") {
        const hint = "Make sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`.";
        return [{ reason: `Missing region information\n${hint}` }];
    }
    return isRegion(region)
        ? []
        : [{ reason: `could not validate provider configuration: invalid AWS Region: ${region}` }];
}

export const awsCloud: Cloud = {
    name: "aws",
    version,
    types: [
        ...[samlProvider, role, rolePolicy],
        ...[instance, user, securityProfile, routingProfile, queue, hoursOfOperation],
        ...[userPool, identityProvider, userPoolClient, userPoolDomain],
    ],
    lookUps: [
        getRegion,
        getPartition,
        getCallerIdentity,
        getSamlProvider,
        getRole,
        getInstance,
        getUser,
        getSecurityProfile,
        getRoutingProfile,
        getQueue,
        getHoursOfOperation,
        getUserPool,
        getUserPools,
        getUserPoolClients,
        getUserPoolClient,
    ],
    checkConfig,
    configReplaces: ["region"],
    seed: seedAccount,
    noteCaller,
    requests,
    pace,
    throttled,
};
