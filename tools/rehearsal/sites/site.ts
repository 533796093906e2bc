/** What a website is asked and answers, and what all websites of a rehearsal share. */
import type { Stores } from "../clouds/readBack";
import type { Addresses } from "./addresses";
import type { Sessions } from "./sessions";

export interface Request {
    method: string;
    /** The real address that was asked for. */
    url: URL;
    cookies: Readonly<Record<string, string>>;
    form: URLSearchParams;
}

export interface Reply {
    status: number;
    headers: Record<string, string | string[]>;
    body: string | Buffer;
}

/** What is signed in to. Addresses are the real ones. */
export interface Federation {
    stores: Stores;
    /** Origins that the instance approves. */
    approvedOrigins: readonly string[];
    signInUrl: string;
    embeddedSignInUrl: string;
    ccpUrl: string;
    consoleUrl: string;
}

/** That a cloud has refused somebody. */
export interface Refusal {
    /** User principal name or session name; undefined where nobody is known. */
    person: string | undefined;
    /** The emulated cloud's words. */
    refused: string;
    nowMs: number;
}

/** Why a cloud refuses, in words for people. */
export interface Explanation {
    /** What the cloud shows. */
    message: string;
    /** The error's name in `explain`. */
    id?: string;
    cause?: string;
    change?: string;
}

/** Errors of a browser's session, by their names in `explain`. */
export type Situation = "sessionExpired" | "sessionReplaced" | "framedLogin";

/** The page that embeds the panel. */
export interface CompanyPage {
    /** `https://desk.contoso.example` */
    origin: string;
    /** Its files. */
    folder: string;
    /** The file of Amazon Connect Streams; undefined where it is not there. */
    streams: string | undefined;
    /** What its config.json has beside the two addresses. */
    config?: Readonly<Record<string, string>>;
}

/** What the websites share. */
export interface Rehearsal {
    addresses: Addresses;
    sessions: Sessions;
    company: CompanyPage;
    /** As the clouds hold it now. */
    federation(): Promise<Federation>;
    /** Why somebody is refused, whom a cloud has just refused with these words. */
    explain(refusal: Refusal): Promise<Explanation>;
    /** What is known of a situation that has nothing to do with the person. */
    situation(name: Situation): Explanation;
}

export type Site = (request: Request, rehearsal: Rehearsal) => Promise<Reply> | Reply;

export function redirect(to: string, headers: Reply["headers"] = {}): Reply {
    return { status: 302, headers: { Location: to, ...headers }, body: "" };
}

/** A cookie as the clouds set theirs: no script reads it, and it also goes with what other websites ask for. */
export function cookie(name: string, value: string, domain?: string): string {
    const of = domain === undefined ? "" : `; Domain=${domain}`;
    const end = value === "" ? "; Max-Age=0" : "";
    return `${name}=${value}; Path=/${of}; HttpOnly; Secure; SameSite=None${end}`;
}
