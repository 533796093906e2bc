/** The same world as the files with which the emulated clouds begin, so that the adoption can be rehearsed before anything changes. */
import { readStatements } from "../../rules/policyStatements";
import { quotas } from "../../rules/quotas";
import { awsTypes } from "../deployment/types";
import type { MadeByHand, MadeProvider } from "./made";
import type { Planned } from "./planned";

const securityProfileType = "aws:connect/securityProfile:SecurityProfile";
const routingProfileType = "aws:connect/routingProfile:RoutingProfile";
/** An emulated instance has these of its own. */
const ownSecurityProfiles = ["Admin", "Agent", "CallCenterManager", "QualityAnalyst"];
const ownRoutingProfiles = ["Basic Routing Profile"];

/** Without the SAML provider that is imported: a rehearsal has no application to import, and creates both. */
export function accountFile({ made, people, provider: imported }: Planned): object {
    const { instance, role } = made;
    // Who is left may have a name or profiles that the emulated Connect takes as little as this program.
    const users = people.taken.map(({ user }) => user);
    return {
        accountId: instance.accountId,
        partition: instance.partition,
        // An instance has at most as many users as its quota: AWS has raised it.
        ...(made.users.length > quotas.usersPerInstance.default
            ? { quotas: { usersPerInstance: made.users.length } }
            : {}),
        existing: [
            {
                type: awsTypes.instance,
                id: instance.id,
                inputs: {
                    identityManagementType: instance.identityManagementType,
                    // The emulated Connect makes none without.
                    instanceAlias: instance.alias || instance.id,
                    ...{ inboundCallsEnabled: true, outboundCallsEnabled: true },
                },
            },
            ...[...made.securityProfiles].flatMap(([id, name]) =>
                ownSecurityProfiles.includes(name)
                    ? []
                    : [
                          {
                              type: securityProfileType,
                              id,
                              inputs: { instanceId: instance.id, name, permissions: made.permissions.get(id) ?? [] },
                          },
                      ],
            ),
            ...[...made.routingProfiles].flatMap(([id, name]) =>
                ownRoutingProfiles.includes(name)
                    ? []
                    : [{ type: routingProfileType, id, inputs: { instanceId: instance.id, name } }],
            ),
            ...users.map((user) => ({ type: awsTypes.user, id: user.id, inputs: userInputs(user, made) })),
            ...made.samlProviders.filter((one) => one !== imported).map(samlProviderEntry),
            {
                type: awsTypes.role,
                inputs: {
                    name: role.name,
                    maxSessionDuration: role.maxSessionDurationSeconds,
                    assumeRolePolicy: role.trustPolicy,
                },
            },
            ...[
                ...role.inlinePolicies,
                // The emulated IAM has no managed policies.
                ...role.attachedPolicies.map(({ arn, document }) => ({
                    name: arn.slice(arn.lastIndexOf("/") + 1),
                    document,
                })),
            ]
                .filter(({ document }) => readStatements(document) !== undefined)
                .map(({ name, document }) => ({
                    type: awsTypes.rolePolicy,
                    inputs: { role: role.name, name, policy: document },
                })),
        ],
    };
}

export const samlProviderEntry = ({ arn, document }: MadeProvider) => ({
    type: awsTypes.samlProvider,
    inputs: { name: arn.slice(arn.lastIndexOf("/") + 1), samlMetadataDocument: document },
});

function userInputs(user: MadeByHand["users"][number], made: MadeByHand): object {
    const { firstName, lastName, secondaryEmail, phoneType, autoAccept } = user;
    return {
        instanceId: made.instance.id,
        name: user.username,
        identityInfo: { firstName, lastName, secondaryEmail },
        phoneConfig: {
            ...{ phoneType, autoAccept, deskPhoneNumber: user.deskPhoneNumber },
            afterContactWorkTimeLimit: user.afterContactWorkTimeLimit,
        },
        securityProfiles: user.securityProfileIds.map((id) => made.securityProfiles.get(id) ?? id),
        routingProfile: made.routingProfiles.get(user.routingProfileId) ?? user.routingProfileId,
    };
}

/** Only those who have to do with it: a directory has people who are nobody's business here. */
export function directoryFile({ made, people }: Planned): object {
    const { directory, servicePrincipal, assignments } = made;
    const assigned = new Set(assignments.map(({ principalId }) => principalId));
    const members = directory.groups.flatMap((group) => group.members.map((id) => id.toLowerCase()));
    const known = new Set([...people.taken.map(({ person }) => person.id?.toLowerCase()), ...members, ...assigned]);
    const concerned = directory.people.filter(({ id }) => known.has(id?.toLowerCase()));
    const present = new Set(concerned.map(({ id }) => id?.toLowerCase()));
    return {
        tenantId: servicePrincipal.tenantId,
        users: concerned.map(({ id, userPrincipalName, accountEnabled, attributes, ...person }) => ({
            ...{ id, userPrincipalName, accountEnabled: accountEnabled ?? true },
            ...{ mail: person.mail ?? null, employeeId: attributes.employeeid ?? null },
            ...{ displayName: person.displayName ?? null, givenName: person.givenName ?? null },
            ...{ surname: person.surname ?? null, userType: person.userType ?? "Member" },
        })),
        groups: directory.groups.map((group) => ({
            ...{ id: group.id, displayName: nameOf(group.id, assignments), securityEnabled: true },
            members: group.members.filter((id) => present.has(id.toLowerCase())),
        })),
    };
}

const nameOf = (id: string, assignments: MadeByHand["assignments"]) =>
    assignments.find(({ principalId }) => principalId === id.toLowerCase())?.principalDisplayName || id;
