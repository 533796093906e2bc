/** Resources of a stack that bear on sign-in and are outside the model. */
import type { EntraApplication } from "./deployment";
import { lineOf, type State } from "./exportedState";
import { lastSegment, reference } from "./properties";
import type { StateResource } from "./stateResource";
import { modelledTypes } from "./types";

/** Each may stop or let in somebody whom the model would judge otherwise. */
const bearing: readonly RegExp[] = [
    // Conditions on top of an assignment, whoever's package declares them.
    /conditional_?access/i,
    /^azuread:index\/servicePrincipalCertificate:/,
    /^azuread:index\/applicationOptionalClaims:/,
    /^aws-native:iam:(Role|RolePolicy|ManagedPolicy|SamlProvider|SAMLProvider)$/,
    /^aws-native:connect:(Instance|User|SecurityProfile)$/,
    // Service control policies limit what every role of an account may do.
    /^(aws:organizations\/policy:|aws-native:organizations:Policy$)/,
];
/** Membership of an assigned group lets in; a directory file says it of the directory as it is. */
const groupTypes: ReadonlyMap<string, string> = new Map([
    ["azuread:index/group:Group", "objectId"],
    ["azuread:index/groupWithoutMembers:GroupWithoutMembers", "objectId"],
    ["azuread:index/groupMember:GroupMember", "groupObjectId"],
]);

/** Lines such as `aws-native:iam:Role "sso"`, in the order of the stack. */
export function findNotModelled(state: State, applications: readonly EntraApplication[]): string[] {
    const assigned = new Set(
        applications
            .flatMap(({ servicePrincipal }) => servicePrincipal?.appRoleAssignments ?? [])
            .map(({ principalObjectId }) => principalObjectId),
    );
    const bears = (resource: StateResource) => {
        const property = groupTypes.get(resource.type);
        return property === undefined
            ? bearing.some((it) => it.test(resource.type))
            : assigned.has(reference(resource, property) ?? lastSegment(resource.id ?? ""));
    };
    return [
        ...state.resources.filter(bears).map(lineOf),
        ...state.pending
            .filter(({ resource }) => bears(resource) || modelledTypes.has(resource.type))
            .map(({ resource, doing }) => `${lineOf(resource)}, which an interrupted update left ${doing}`),
        ...state.leftOut,
    ];
}
