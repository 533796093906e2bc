/** The one catalogue of errors: what the clouds say, what it means, and what to change. */
import { awsResponseErrors } from "./aws";
import { awsRoleErrors } from "./awsRoles";
import { awsSessionErrors } from "./awsSessions";
import { awsTimeErrors } from "./awsTimes";
import { awsTrustErrors } from "./awsTrust";
import { browserErrors } from "./browser";
import { cognitoErrors } from "./cognito";
import { connectErrors } from "./connect";
import { connectInstanceErrors } from "./connectInstances";
import { connectPageErrors } from "./connectPages";
import { entraApplicationErrors } from "./entra";
import { entraIdentifierErrors } from "./entraIdentifiers";
import { entraStartErrors } from "./entraStarts";
import { entraTokenErrors } from "./entraTokens";
import { entraUserErrors } from "./entraUsers";
import { sessionErrors } from "./sessions";
import type { SignInError } from "./signInError";

/** Every way in which a sign-in is refused, by name. The names are part of the commands' JSON: keep them. */
export const signInErrors = {
    ...entraApplicationErrors,
    ...entraStartErrors,
    ...entraIdentifierErrors,
    ...entraUserErrors,
    ...entraTokenErrors,
    ...awsResponseErrors,
    ...awsSessionErrors,
    ...awsTrustErrors,
    ...awsTimeErrors,
    ...awsRoleErrors,
    ...connectErrors,
    ...connectPageErrors,
    ...connectInstanceErrors,
    ...sessionErrors,
    ...cognitoErrors,
    ...browserErrors,
} satisfies Record<string, SignInError>;

export type SignInErrorId = keyof typeof signInErrors;

/** The names of an error's causes. */
export type CauseId<E extends SignInErrorId> = keyof (typeof signInErrors)[E]["causes"] & string;

export const signInErrorIds = Object.keys(signInErrors) as SignInErrorId[];

/** An entry in its general form. */
export function signInError(id: SignInErrorId): SignInError {
    return signInErrors[id];
}
