/** SAML providers and roles of a stack. */
import type { IamRole, PermissionPolicy, SamlProvider } from "./deployment";
import { ofType, type State } from "./exportedState";
import { collectManagedPolicies, type ManagedPolicies, managedPolicy, policiesOf } from "./iamPolicies";
import type { UnreadPart } from "./otherProviders";
import { count, jsonText, text } from "./properties";
import { withoutReadCopies } from "./readCopies";
import type { StateResource } from "./stateResource";
import { awsTypes } from "./types";
import { isUnreadable } from "./unreadable";

/** With those that a replacement left behind under another ARN: people sign in through them until they are deleted. */
export function readSamlProviders(state: State): SamlProvider[] {
    const living = ofType(state, awsTypes.samlProvider);
    const old = ofType({ resources: state.leftBehind }, awsTypes.samlProvider);
    const standing = old.filter(({ id }) => living.every((it) => it.id !== id));
    return withoutReadCopies([...living, ...standing]).map((provider) => ({
        arn: text(provider, "arn", { what: "the ARN", otherwise: provider.id }),
        metadataDocument: text(provider, "samlMetadataDocument", { what: "the metadata document" }),
        ...uuidOf(provider),
    }));
}

function uuidOf(provider: StateResource): Pick<SamlProvider, "uuid"> {
    const uuid = text(provider, "samlProviderUuid", { what: "the sign-in URL id", otherwise: "" });
    return uuid === "" ? {} : { uuid };
}

/** @param unread policies that other providers' resources make */
export function readRoles(state: State, unread: readonly UnreadPart[] = []): IamRole[] {
    const managed = collectManagedPolicies(state);
    // The name, which is the id, may stand in several accounts.
    const roles = withoutReadCopies(ofType(state, awsTypes.role), (role) => {
        const arn = text(role, "arn", { what: "the ARN" });
        return isUnreadable(arn) ? undefined : arn;
    });
    const policies = policiesOf(roles, state, managed);
    return roles.map((role, index) => ({
        arn: text(role, "arn", { what: "the ARN" }),
        name: text(role, "name", { what: "the name", otherwise: role.id }),
        uniqueId: text(role, "uniqueId", { what: "the unique id" }),
        trustPolicy: jsonText(role, "assumeRolePolicy", { what: "the trust policy" }),
        // IAM's own default: one hour (CreateRole).
        maxSessionDurationSeconds: count(role, "maxSessionDuration", {
            what: "the longest session",
            otherwise: 3600,
        }),
        ...withUnread(policies[index] ?? [], role, unread),
        ...permissionsBoundary(role, managed),
    }));
}

/** Those of other providers' resources: what names the role may allow or deny anything, and a template may be about any role. */
function withUnread(policies: readonly PermissionPolicy[], role: StateResource, unread: readonly UnreadPart[]) {
    const name = text(role, "name", { what: "the name", otherwise: role.id });
    const further = unread.filter(({ names }) => !policies.some((policy) => names.includes(policy.name)));
    const own = further.filter(({ roles }) => roles?.includes(name));
    const others = further.find(({ roles }) => roles === undefined);
    return {
        policies: [...policies, ...own.map((document) => ({ name: document.unreadable, document }))],
        ...(others === undefined ? {} : { otherPolicies: others }),
    };
}

function permissionsBoundary(
    role: StateResource,
    managed: ManagedPolicies,
): { permissionsBoundary?: PermissionPolicy } {
    const arn = text(role, "permissionsBoundary", { what: "the permissions boundary", otherwise: "" });
    if (arn === "") {
        return {};
    }
    return {
        permissionsBoundary: isUnreadable(arn)
            ? { name: "the permissions boundary", document: arn }
            : managedPolicy(arn, managed),
    };
}
