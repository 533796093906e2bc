/** The application's parts as a file for `pulumi import`, which puts them into the state under the components that will make them. */
import { awsTypes, componentTypes, entraTypes } from "../deployment/types";
import { hasAssignment } from "./people";
import type { Planned } from "./planned";

/** A resource of such a file: `name` is unique in the file, `logicalName` is its name in the stack. */
export interface ImportLine {
    type: string;
    name: string;
    logicalName: string;
    id?: string;
    parent?: string;
    component?: true;
}

/** Empty where a second application is made. */
export function importLines(planned: Planned): ImportLine[] {
    const { how, provider, component: own } = planned;
    if (how === "second" || provider === undefined) {
        return [];
    }
    const { application, servicePrincipal, claims } = planned.made;
    const principalId = `/servicePrincipals/${servicePrincipal.objectId}`;
    const policyId = claims.kind === "policy" ? claims.policyId : "";
    const identifier = Buffer.from(planned.identifier).toString("base64");
    const part = (type: string, name: string): ImportLine => ({
        ...{ type, name, logicalName: own, component: true, parent: "sso" },
    });
    const inside = (parent: string, type: string, id: string, logicalName = own): ImportLine => ({
        ...{ type, name: `${parent} ${type.split(":").at(-1)} ${logicalName}`, logicalName, id, parent },
    });
    return [
        { type: componentTypes.connectSso, name: "sso", logicalName: own, component: true },
        part(componentTypes.entraSamlApp, "application"),
        part(componentTypes.awsSamlFederation, "federation"),
        part(componentTypes.entraAwsClaims, "claims"),
        inside("application", entraTypes.application, `/applications/${application.objectId}`),
        inside("application", entraTypes.servicePrincipal, principalId),
        inside(
            "application",
            entraTypes.identifierUri,
            `/applications/${application.objectId}/identifierUris/${identifier}`,
        ),
        ...Object.entries(planned.certificates.valid).map(([name, { keyId }]) =>
            inside(
                "application",
                entraTypes.signingCertificate,
                `${servicePrincipal.objectId}/tokenSigningCertificate/${keyId}`,
                `${own}-${name}`,
            ),
        ),
        inside("federation", awsTypes.samlProvider, provider.arn),
        inside("claims", entraTypes.claimsPolicy, `/policies/claimsMappingPolicies/${policyId}`),
        inside("claims", entraTypes.policyAssignment, `${principalId}/claimsMappingPolicies/${policyId}`),
        ...assignments(planned).map(({ name, id }) =>
            inside("sso", entraTypes.roleAssignment, `${principalId}/appRoleAssignedTo/${id}`, `${own}-${name}`),
        ),
    ];
}

/** The assignments that exist of those that the stack makes, each under the name of its user or group. */
function assignments({ people, made }: Planned): { name: string; id: string }[] {
    const users = people.taken.filter(({ entry }) => hasAssignment(entry, people.directoryLookup));
    const names = [
        ...users.map(({ user, person }) => ({ name: user.username, principal: person.id?.toLowerCase() })),
        ...Object.entries(people.groups).map(([name, principal]) => ({ name, principal })),
    ];
    return names.flatMap(({ name, principal }) => {
        const assignment = made.assignments.find(({ principalId }) => principalId === principal);
        return assignment === undefined ? [] : [{ name, id: assignment.id }];
    });
}
