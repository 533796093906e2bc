/** The one catalogue of errors: what the clouds say, what it means, and what to change. */
import { awsResponseErrors } from "./aws";
import { awsRoleErrors } from "./awsRoles";
import { awsSessionErrors } from "./awsSessions";
import { awsTimeErrors } from "./awsTimes";
import { awsTrustErrors } from "./awsTrust";
import { browserErrors } from "./browser";
import { cognitoErrors } from "./cognito";
import { connectErrors, connectPermissionErrors } from "./connect";
import { connectPageErrors } from "./connectPages";
import { entraApplicationErrors } from "./entra";
import { entraStartErrors } from "./entraStarts";
import { entraTokenErrors } from "./entraTokens";
import { entraUserErrors } from "./entraUsers";
import { sessionErrors } from "./sessions";
import type { Entries, RefusedBy, SignInError } from "./signInError";

const entra = { ...entraApplicationErrors, ...entraStartErrors, ...entraUserErrors, ...entraTokenErrors };
const aws = {
    ...awsResponseErrors,
    ...awsSessionErrors,
    ...awsTrustErrors,
    ...awsTimeErrors,
    ...awsRoleErrors,
    ...connectPermissionErrors,
};
const connect = { ...connectErrors, ...connectPageErrors, ...sessionErrors };

const refusals = [
    ["entra", entra],
    ["aws", aws],
    ["connect", connect],
    ["cognito", cognitoErrors],
    ["browser", browserErrors],
] as const satisfies [RefusedBy, Entries][];

/** Every way in which a sign-in is refused, by name. The names are part of the commands' JSON: keep them. */
type Named = typeof entra & typeof aws & typeof connect & typeof cognitoErrors & typeof browserErrors;

export type SignInErrorId = keyof Named;

/** The names of an error's causes. */
export type CauseId<E extends SignInErrorId> = keyof Named[E]["causes"] & string;

const catalogue = Object.fromEntries(
    refusals.flatMap(([refusedBy, entries]) =>
        Object.entries<Entries[string]>(entries).map(([id, { texts = [], ...entry }]) => {
            const code = /^AADSTS\d+/.exec(texts[0] ?? "")?.[0];
            return [id, { ...entry, texts, refusedBy, ...(code === undefined ? {} : { code }) }];
        }),
    ),
) as Record<SignInErrorId, SignInError>;

export const signInErrorIds = Object.keys(catalogue) as SignInErrorId[];

/** An entry in its general form. */
export function signInError(id: SignInErrorId): SignInError {
    return catalogue[id];
}
