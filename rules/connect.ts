/** What Amazon Connect accepts: instances, users and the names they go by. */
import { guidProblem, sameButForCase } from "./guid";
import { mapKeyProblem } from "./mapKeys";
import { misread } from "./misread";
import { characters, hasControlCharacter, hasLoneSurrogate, quote } from "./text";

export { connectTagsProblem } from "./tags";

/** Security profiles that every new instance has. */
export const defaultSecurityProfileNames: readonly string[] = ["Admin", "Agent", "CallCenterManager", "QualityAnalyst"];

/** The routing profile that every new instance has. */
export const defaultRoutingProfileNames: readonly string[] = ["Basic Routing Profile"];

/** How a Connect user takes calls. */
export const phoneTypes = { softPhone: "SOFT_PHONE", deskPhone: "DESK_PHONE" } as const;

/** One of {@link phoneTypes}. */
export function phoneTypeProblem(value: unknown): string | undefined {
    const known = Object.values(phoneTypes) as string[];
    return typeof value === "string" && known.includes(value)
        ? undefined
        : `must be ${known.map(quote).join(" or ")}, got ${quote(value)}`;
}

const usernameRule = "2 to 64 letters a-z or A-Z, digits or _ . @ -";

/**
 * A user name under SAML, which must equal the RoleSessionName of the sign-in, case included. CreateUser: up to 64 of
 * `[a-zA-Z0-9_-.\@]`, `@` only as in an e-mail address; STS: `[\w+=,.@-]{2,64}`. Accepted is what both accept.
 */
export function usernameProblem(value: unknown): string | undefined {
    const other = misread(value);
    if (other !== undefined || typeof value !== "string") {
        return `must be ${usernameRule}, got ${other ?? quote(value)}`;
    }
    if (/#EXT#/i.test(value)) {
        return `must not be a guest's user principal name: "#" is invalid in Connect, got ${quote(value)}; set roleSessionNameAttribute to "mail" and write the guest's mail address`;
    }
    if (value.length < 2 || value.length > 64) {
        return `must be ${usernameRule}, got ${quote(value)} (${characters(value)})`;
    }
    if (!/^[a-zA-Z0-9_.@-]+$/.test(value)) {
        const wrong = [...new Set(value.match(/[^a-zA-Z0-9_.@-]/gu) ?? [])].map((character) => quote(character));
        return `must be ${usernameRule}, got ${quote(value)}, which contains ${wrong.join(" ")}`;
    }
    if (value.includes("@") && !/^[^@]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+$/.test(value)) {
        return `may contain "@" only as part of an e-mail address with a full domain, got ${quote(value)}; write it like "alice@contoso.example"`;
    }
    return mapKeyProblem(value);
}

/** Groups of user names that differ at most in case: two people whom nobody could tell apart. */
export function duplicateUsernames(names: string[]): string[][] {
    return sameButForCase(names);
}

/**
 * The alias, which becomes `https://<alias>.my.connect.aws`. API: up to 45, `^(?!d-)([\da-zA-Z]+)([-]*[\da-zA-Z])*$`;
 * provider: at least 2.
 */
export function instanceAliasProblem(value: unknown): string | undefined {
    const rule = "must be 2 to 45 letters a-z or A-Z, digits or hyphens, and must not begin or end with a hyphen";
    if (typeof value !== "string" || value.length < 2 || value.length > 45) {
        const length = typeof value === "string" ? ` (${characters(value)})` : "";
        return `${rule}, got ${quote(value)}${length}`;
    }
    if (!/^[0-9a-zA-Z][0-9a-zA-Z-]*[0-9a-zA-Z]$/.test(value)) {
        const plain = value.replace(/[^0-9a-zA-Z]+/g, "-").replace(/^-+|-+$/g, "");
        const cure = instanceAliasProblem(plain) === undefined ? `; write ${quote(plain)}` : "";
        return `${rule}, got ${quote(value)}${cure}`;
    }
    if (value.startsWith("d-")) {
        return `must not begin with "d-", which AWS reserves for directories, got ${quote(value)}; choose another beginning`;
    }
    return undefined;
}

/** The id of an instance: the GUID at the end of its ARN. */
export function instanceIdProblem(value: unknown): string | undefined {
    return idProblem(value, "the instance's id");
}

/** The ARN of an instance. */
export function instanceArnProblem(value: unknown): string | undefined {
    return typeof value === "string" &&
        /^arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:instance\/[0-9a-f-]{36}$/i.test(value)
        ? undefined
        : `must be the ARN of an Amazon Connect instance, "arn:aws:connect:<region>:<account>:instance/<id>", got ${quote(value)}`;
}

/** The id of a Connect user: the GUID at the end of their ARN. */
export function userIdProblem(value: unknown): string | undefined {
    return idProblem(value, "the Connect user's id");
}

function idProblem(value: unknown, what: string): string | undefined {
    return guidProblem(value)?.replace(/^must be/, `must be ${what},`);
}

/** A first or last name: required under SAML; the provider allows 1 to 100 bytes of UTF-8; Connect wants Unicode NFC. */
export function personNameProblem(value: unknown): string | undefined {
    const other = misread(value);
    if (other !== undefined || typeof value !== "string" || value.trim() === "") {
        return `must be 1 to 100 characters and not blank, got ${other ?? quote(value)}`;
    }
    const bytes = Buffer.byteLength(value, "utf8");
    if (bytes > 100) {
        return `must be 1 to 100 characters (counted in bytes of UTF-8), got ${quote(value)} (${bytes} bytes)`;
    }
    if (hasControlCharacter(value) || hasLoneSurrogate(value)) {
        return `must not contain control characters or invalid Unicode, got ${quote(value)}`;
    }
    if (value.normalize("NFC") !== value) {
        return `must be in Unicode form NFC, got ${quote(value)}, which stores letters and accents separately; type it again`;
    }
    return undefined;
}

/** The name of a security or routing profile: API model 1 to 127, neither first nor last a blank. */
export function profileNameProblem(value: unknown): string | undefined {
    const other = misread(value);
    if (other !== undefined || typeof value !== "string" || value.trim() === "" || value.length > 127) {
        return `must be the name of a profile, 1 to 127 characters, got ${other ?? quote(value)}`;
    }
    if (hasControlCharacter(value) || hasLoneSurrogate(value)) {
        return `must not contain control characters or invalid Unicode, got ${quote(value)}`;
    }
    return value === value.trim()
        ? mapKeyProblem(value)
        : `must not begin or end with a space, got ${quote(value)}; write ${quote(value.trim())}`;
}

/** A user's security profiles, by name: 1 to 10 (API model, SecurityProfileIds), none twice. */
export function securityProfilesProblem(value: unknown): string | undefined {
    if (!Array.isArray(value) || value.length < 1 || value.length > 10) {
        const count = Array.isArray(value) ? `${value.length} of them` : quote(value);
        return `must be a list of 1 to 10 names of security profiles, got ${count}; write for example ["Agent"]`;
    }
    const seen = new Set<unknown>();
    for (const name of value) {
        const problem = profileNameProblem(name);
        if (problem !== undefined) {
            return `must be a list of names of security profiles, each of which ${problem}`;
        }
        if (seen.has(name)) {
            return `must not name a security profile twice, got ${quote(name)} twice`;
        }
        seen.add(name);
    }
    return undefined;
}

/** The number of a desk phone in E.164; API model `\+[1-9]\d{1,14}$`, here anchored at both ends. */
export function deskPhoneNumberProblem(value: unknown): string | undefined {
    if (typeof value === "string" && /^\+[1-9]\d{1,14}$/.test(value)) {
        return undefined;
    }
    if (typeof value === "number") {
        return `must be a phone number in E.164, "+" and 2 to 15 digits, got ${misread(value)?.replace(/"[^"]*"$/, `"+${value}"`)}`;
    }
    const plain =
        typeof value === "string" && value.length < 40 ? value.replace(/[\s().-]/g, "").replace(/^00/, "+") : "";
    const cure = /^\+[1-9]\d{1,14}$/.test(plain) ? `write ${quote(plain)}` : 'write it like "+4930123456"';
    return `must be a phone number in E.164, "+" and 2 to 15 digits, got ${quote(value)}; ${cure}`;
}

/** Seconds of after-contact work: 0 (no limit) to 2,000,000, whole (Connect administrator guide). */
export function afterContactWorkTimeLimitProblem(value: unknown): string | undefined {
    if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 2_000_000) {
        return undefined;
    }
    return `must be a whole number of seconds from 0 (no limit) to 2000000, got ${quote(value)}`;
}

/** The one e-mail address a SAML user may have; API model `[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,63}`, up to 265. */
export function secondaryEmailProblem(value: unknown): string | undefined {
    if (
        typeof value === "string" &&
        value.length <= 265 &&
        /^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,63}$/.test(value)
    ) {
        return undefined;
    }
    return `must be an e-mail address of at most 265 characters such as "alice@contoso.example", got ${quote(value)}`;
}

/** What stands behind an instance's alias in its host, by partition. */
export const connectDomains: Readonly<Record<string, string>> = {
    aws: "my.connect.aws",
    "aws-us-gov": "govcloud.connect.aws",
};

/** Where an instance is reached. Instances from before 2021 may still stand under `<alias>.awsapps.com/connect`. */
export function accessUrl(alias: string, partition: string): string {
    if (!Object.hasOwn(connectDomains, partition)) {
        throw new RangeError(`Amazon Connect is not offered in AWS partition ${quote(partition)}`);
    }
    return `https://${alias}.${connectDomains[partition]}`;
}

/** The Contact Control Panel below an access URL, as `initCCP` of Amazon Connect Streams takes it. */
export function ccpUrl(accessUrl: string): string {
    return `${accessUrl.replace(/\/+$/, "")}/ccp-v2/`;
}
