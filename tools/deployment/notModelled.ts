/** Resources of a stack that bear on sign-in and are outside the model. */
import { lineOf, type State } from "./exportedState";
import { isPart } from "./otherProviders";
import { modelledTypes } from "./types";

/** Each may stop or let in somebody whom the model would judge otherwise. */
const bearing: readonly RegExp[] = [
    // Conditions on top of an assignment, whoever's package declares them.
    /conditional_?access/i,
    /^azuread:index\/servicePrincipalCertificate:/,
    /^azuread:index\/applicationOptionalClaims:/,
    // Service control policies limit what every role of an account may do.
    /^(aws:organizations\/policy:|aws-native:organizations:Policy$)/,
];

export const bearsOnSignIn = (resource: { type: string; inputs?: unknown }) =>
    isPart(resource) || bearing.some((it) => it.test(resource.type));

/** Lines such as `aws-native:iam:Role "sso"`, in the order of the stack. */
export function findNotModelled(state: State): string[] {
    return [
        ...state.resources.filter(bearsOnSignIn).map(lineOf),
        ...state.pending
            .filter(({ resource }) => bearsOnSignIn(resource) || modelledTypes.has(resource.type))
            .map(({ resource, doing }) => `${lineOf(resource)}, which an interrupted update left ${doing}`),
        ...state.leftOut,
    ];
}
