/** A person of a directory's export. */

import { isRecord } from "../../rules/record";
import { nonEmptyTextProblem, quote } from "../../rules/text";
import type { Person } from "./directory";
import { kindOf } from "./pulumiValue";

/** Properties that are text or not set; absent where the export does not have them. */
const optionalTexts = ["userType", "displayName", "givenName", "surname", "mail"] as const;

/** Reads a person, or adds to the problems why they can't be read. */
export function readPerson(entry: unknown, at: string, problems: string[]): Person | undefined {
    if (!isRecord(entry)) {
        problems.push(`${at} must be a person, got ${kindOf(entry)}`);
        return undefined;
    }
    const { userPrincipalName, accountEnabled } = entry;
    // `objectId` is what az called it before version 2.37.
    const id = entry.id ?? entry.objectId ?? undefined;
    const before = problems.length;
    if (typeof userPrincipalName !== "string" || nonEmptyTextProblem(userPrincipalName) !== undefined) {
        const problem = nonEmptyTextProblem(userPrincipalName);
        problems.push(`${at}.userPrincipalName ${problem}; export it, since people sign in by it`);
    }
    if (id !== undefined && (typeof id !== "string" || id === "")) {
        problems.push(`${at}.id must be the object id, a text, got ${quote(id)}; export it again, or leave it out`);
    }
    if (accountEnabled !== undefined && accountEnabled !== null && typeof accountEnabled !== "boolean") {
        const cure = "write true or false without quotes, or leave it out";
        problems.push(`${at}.accountEnabled must be true or false, got ${quote(accountEnabled)}; ${cure}`);
    }
    if (problems.length > before) {
        return undefined;
    }
    return {
        ...(typeof id === "string" ? { id } : {}),
        userPrincipalName: userPrincipalName as string,
        ...(typeof accountEnabled === "boolean" ? { accountEnabled } : {}),
        ...Object.fromEntries(
            optionalTexts
                .map((name) => [name, entry[name]] as const)
                .filter(([, value]) => value === null || typeof value === "string"),
        ),
        attributes: {
            ...telephoneNumber(entry.businessPhones),
            ...textsOf(entry),
            ...extensionAttributes(entry.onPremisesExtensionAttributes),
        },
    };
}

/** Object ids and user principal names that two people have; Entra takes no account of case in either. */
export function findDuplicates(people: readonly Person[]): string[] {
    return [
        ...duplicates(people.map(({ id }) => id)).map(
            (id) => `the object id ${quote(id)} must be one person's, got two with it; leave out the second`,
        ),
        ...duplicates(people.map(({ userPrincipalName }) => userPrincipalName)).map(
            (name) =>
                `the userPrincipalName ${quote(name)} must be one person's, got two with it, upper and lower case being alike; ` +
                "leave out the second",
        ),
    ];
}

function duplicates(values: readonly (string | undefined)[]): string[] {
    const seen = new Set<string>();
    return values.filter((value): value is string => {
        const key = value?.toLowerCase();
        const again = key !== undefined && seen.has(key);
        seen.add(key ?? "");
        return again;
    });
}

function textsOf(entry: Record<string, unknown>): Record<string, string | null> {
    return Object.fromEntries(
        Object.entries(entry)
            .filter((it): it is [string, string | null] => it[1] === null || typeof it[1] === "string")
            .filter(([name]) => !name.includes("@odata."))
            .map(([name, value]) => [name.toLowerCase(), value]),
    );
}

/** Graph has it as a list that holds one number at most (https://learn.microsoft.com/graph/api/resources/user). */
function telephoneNumber(phones: unknown): Record<string, string | null> {
    const [phone = null, ...others] = Array.isArray(phones) ? phones : [undefined, undefined];
    return others.length === 0 && (phone === null || typeof phone === "string") ? { telephonenumber: phone } : {};
}

/** Graph nests the fifteen extension attributes; a claims policy names them by themselves. */
function extensionAttributes(nested: unknown): Record<string, string | null> {
    return isRecord(nested)
        ? Object.fromEntries(
              Object.entries(textsOf(nested)).filter(([name]) => /^extensionattribute([1-9]|1[0-5])$/.test(name)),
          )
        : {};
}
