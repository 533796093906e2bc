/** The one catalogue of errors: what the clouds say, what it means, and what to change. */
import { awsResponseErrors } from "./errors/aws";
import { awsRoleErrors } from "./errors/awsRoles";
import { awsTimeErrors } from "./errors/awsTimes";
import { awsTrustErrors } from "./errors/awsTrust";
import { browserErrors } from "./errors/browser";
import { connectErrors } from "./errors/connect";
import { connectInstanceErrors } from "./errors/connectInstances";
import { entraApplicationErrors } from "./errors/entra";
import { entraTokenErrors } from "./errors/entraTokens";
import { entraUserErrors } from "./errors/entraUsers";
import { sessionErrors } from "./errors/sessions";
import type { SignInError } from "./errors/signInError";

/** Every way in which a sign-in is refused, by name. The names are part of the commands' JSON: keep them. */
export const signInErrors = {
    ...entraApplicationErrors,
    ...entraUserErrors,
    ...entraTokenErrors,
    ...awsResponseErrors,
    ...awsTrustErrors,
    ...awsTimeErrors,
    ...awsRoleErrors,
    ...connectErrors,
    ...connectInstanceErrors,
    ...sessionErrors,
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
