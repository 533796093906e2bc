/** The deployment that a sign-in meets: as it was made, and as it will be. */

import { entraEntityId, entraSingleSignOnUrl } from "../../rules/entraClouds";
import { longestSessionSeconds } from "../../rules/iam";
import { deriveMetadataDocument } from "../../rules/saml";
import type { ConnectUser, Deployment, EntraApplication, IamRole } from "../deployment/deployment";
import { existingApplication, importedApplication, secondApplication, standIn } from "./applications";
import { addedPolicyOf, ownProviderArn, trustPolicyOf } from "./changes";
import type { MadeByHand } from "./made";
import type { Planned } from "./planned";

export function worldBefore(made: MadeByHand): { deployment: Deployment; application: EntraApplication } {
    const application = existingApplication(made);
    return { application, deployment: deploymentOf(made, [application], roleOf(made)) };
}

/** `application`: the existing one, as it will be; `second`: the one beside it, if there is to be one. */
export function worldAfter(planned: Planned): {
    deployment: Deployment;
    application: EntraApplication;
    second?: EntraApplication;
} {
    const { made, how } = planned;
    const role = roleAfter(planned);
    if (how === "import") {
        const application = importedApplication(planned);
        return { application, deployment: withUsersAfter(deploymentOf(made, [application], role), planned) };
    }
    const application = existingApplication(made);
    const second = secondApplication(planned);
    const deployment = deploymentOf(made, [application, second], role);
    const own = {
        arn: ownProviderArn(planned),
        metadataDocument: deriveMetadataDocument({
            entityId: entraEntityId(made.servicePrincipal.tenantId, made.environment),
            singleSignOnUrl: entraSingleSignOnUrl(made.servicePrincipal.tenantId, made.environment),
            signingCertificates: [{ name: "initial", value: standIn }],
        }),
    };
    return {
        application,
        second,
        deployment: withUsersAfter({ ...deployment, samlProviders: [...deployment.samlProviders, own] }, planned),
    };
}

function deploymentOf(made: MadeByHand, applications: EntraApplication[], role: IamRole): Deployment {
    const { instance } = made;
    return {
        source: "what was made by hand",
        applications,
        samlProviders: made.samlProviders.map(({ arn, document }) => ({ arn, metadataDocument: document })),
        roles: [role],
        instances: [
            {
                ...{ instanceId: instance.id, arn: instance.arn, alias: instance.alias },
                ...{ identityManagementType: instance.identityManagementType, status: instance.status },
                isRead: true,
            },
        ],
        connectUsers: made.users.map(
            ({ username, id, securityProfileIds }): ConnectUser => ({
                ...{ username, userId: id, instanceId: instance.id, securityProfileIds },
            }),
        ),
        securityProfiles: [...made.securityProfiles].map(([securityProfileId, name]) => ({
            ...{ securityProfileId, name, permissions: made.permissions.get(securityProfileId) ?? [] },
        })),
        notModelled: [],
    };
}

function roleOf({ role }: MadeByHand): IamRole {
    const { inlinePolicies, attachedPolicies, boundaryArn } = role;
    return {
        ...{ arn: role.arn, name: role.name, uniqueId: role.uniqueId, trustPolicy: role.trustPolicy },
        maxSessionDurationSeconds: role.maxSessionDurationSeconds,
        policies: [...inlinePolicies, ...attachedPolicies.map(({ arn, document }) => ({ name: arn, document }))],
        ...(boundaryArn === undefined
            ? {}
            : {
                  permissionsBoundary: {
                      name: boundaryArn,
                      document: {
                          unreadable: "the permissions boundary of the role",
                          why: "no file has its document",
                          supply: "look at it in the IAM console: it must allow connect:GetFederationToken",
                      },
                  },
              }),
    };
}

function roleAfter(planned: Planned): IamRole {
    const role = roleOf(planned.made);
    return {
        ...role,
        trustPolicy: trustPolicyOf(planned),
        maxSessionDurationSeconds: longestSessionSeconds,
        policies: [...role.policies, addedPolicyOf(planned)],
    };
}

function withUsersAfter(deployment: Deployment, { people }: Planned): Deployment {
    const kept = new Set(people.taken.filter(({ entry }) => entry.signIn === false).map(({ user }) => user.id));
    return {
        ...deployment,
        connectUsers: deployment.connectUsers.map((user) =>
            kept.has(String(user.userId)) ? { ...user, signIn: false } : user,
        ),
    };
}
