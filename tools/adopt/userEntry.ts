/** An entry of `users` for a Connect user who exists, and what of it this program would refuse. */
import {
    afterContactWorkTimeLimitProblem,
    deskPhoneNumberProblem,
    personNameProblem,
    phoneTypeProblem,
    profileNameProblem,
    secondaryEmailProblem,
    securityProfilesProblem,
    usernameProblem,
} from "../../rules/connect";

/** An entry of `users`. */
export interface UserEntry {
    firstName: string;
    lastName: string;
    securityProfiles: string[];
    routingProfile: string;
    phoneType: string;
    deskPhoneNumber?: string;
    afterContactWorkTimeLimitSeconds?: number;
    autoAccept?: boolean;
    secondaryEmail?: string;
    userId: string;
    objectId?: string;
    signIn?: false;
}

/** The first problem, with the name of its field. */
export function problemOf(username: string, entry: UserEntry): { field: string; message: string } | undefined {
    const rules: [string, string | undefined][] = [
        ["the user name", usernameProblem(username)],
        ["firstName", personNameProblem(entry.firstName)],
        ["lastName", personNameProblem(entry.lastName)],
        ["securityProfiles", securityProfilesProblem(entry.securityProfiles)],
        ["routingProfile", profileNameProblem(entry.routingProfile)],
        ["phoneType", phoneTypeProblem(entry.phoneType)],
        ["deskPhoneNumber", problemIf(deskPhoneNumberProblem, entry.deskPhoneNumber)],
        [
            "afterContactWorkTimeLimitSeconds",
            problemIf(afterContactWorkTimeLimitProblem, entry.afterContactWorkTimeLimitSeconds),
        ],
        ["secondaryEmail", problemIf(secondaryEmailProblem, entry.secondaryEmail)],
    ];
    const found = rules.find(([, message]) => message !== undefined);
    return found === undefined ? undefined : { field: found[0], message: found[1] ?? "" };
}

const problemIf = (rule: (value: unknown) => string | undefined, value: unknown) =>
    value === undefined ? undefined : rule(value);
