/** The answer of `connect-sso sign-in`: what `--json` prints (docs/sign-in.schema.json) and the table is made of. */

import { duplicateUsernames } from "../../../rules/connect";
import { listOf, quote } from "../../../rules/text";
import type { Deployment } from "../../deployment/deployment";
import { isUnreadable } from "../../deployment/unreadable";
import type { CheckId } from "../../signin/checks";
import type { Check, HopName, SignIn } from "../../signin/result";
import { isOwn } from "../../signin/walk/isOwn";
import { notOurs } from "./notOurs";
import type { Sources } from "./sources";

export interface SignInReport {
    /** Of this form; another number for one that readers of this can't read. */
    version: 1;
    /** The time for which it is answered, RFC 3339. */
    now: string;
    deployment: { source: string; application: string; clientId: string | null };
    directory: { source: string; people: number } | null;
    /** Numbers of people. `stoppedAsWanted`: those of `no` whose entry says `signIn: false`. */
    summary: { people: number; yes: number; no: number; unknown: number; stoppedAsWanted: number };
    signIns: SignIn[];
    /** What was taken for true, once each, with the number of people that it concerns. */
    assumed: Assumption[];
    notModelled: Assumption[];
    notes: string[];
}

export interface Assumption {
    hop: HopName;
    id: CheckId;
    about: string;
    why: string;
    people: number;
}

export function makeReport(sources: Sources, signIns: SignIn[], nowMs: number): SignInReport {
    const { deployment, application, directory, notes } = sources;
    const count = (verdict: SignIn["verdict"]) => signIns.filter((one) => one.verdict === verdict).length;
    const { displayName, clientId, name } = application;
    return {
        version: 1,
        now: new Date(nowMs).toISOString(),
        deployment: {
            source: deployment.source,
            application: isUnreadable(displayName) ? name : displayName,
            clientId: isUnreadable(clientId) ? null : clientId,
        },
        directory: directory === undefined ? null : { source: directory.source, people: directory.people.length },
        summary: {
            people: signIns.length,
            yes: count("yes"),
            no: count("no"),
            unknown: count("unknown"),
            stoppedAsWanted: signIns.filter(isAsWanted).length,
        },
        signIns,
        assumed: together(signIns, "assumed"),
        notModelled: together(signIns, "notModelled"),
        notes: [...notes, ...notesOn(sources, signIns)],
    };
}

/** Stopped by Entra, as `signIn: false` asks. */
export function isAsWanted({ verdict, stopIsWanted, stop }: SignIn): boolean {
    return verdict === "no" && stopIsWanted === true && stop?.hop === "entra";
}

function together(signIns: SignIn[], outcome: Check["outcome"]): Assumption[] {
    const found = new Map<string, Assumption>();
    for (const { hops } of signIns) {
        for (const { hop, checks } of hops) {
            for (const { id, about, why = "" } of checks.filter((check) => check.outcome === outcome)) {
                const key = `${hop} ${about} ${why}`;
                const known = found.get(key);
                if (known === undefined) {
                    found.set(key, { hop, id, about, why, people: 1 });
                } else {
                    known.people += 1;
                }
            }
        }
    }
    return [...found.values()];
}

function notesOn({ deployment }: Sources, signIns: SignIn[]): string[] {
    const isAdvised = signIns.some(({ stop }) => stop !== undefined);
    const against = signIns.filter(({ verdict, stopIsWanted }) => verdict === "yes" && stopIsWanted === true);
    return [
        ...(isAdvised && !isOwn(deployment) ? [notOurs] : []),
        ...against.map(
            ({ user }) =>
                `${user} can sign in although their entry says signIn: false: they are in a group that is assigned`,
        ),
        ...warningsOn(deployment),
        ...deployment.notModelled.map((resource) => `not modelled: ${resource}`),
    ];
}

/** What refuses nobody, and is seldom meant. */
function warningsOn({ connectUsers, roles }: Deployment): string[] {
    const names = connectUsers.flatMap(({ username }) => (isUnreadable(username) ? [] : [username]));
    const everyInstance = roles.flatMap(({ policies }) =>
        policies.filter(({ document }) => typeof document === "string" && /:instance\/\*/.test(document)),
    );
    return [
        ...duplicateUsernames([...new Set(names)]).map(
            (twins) =>
                `the Connect users ${listOf(twins)} differ only in upper and lower case: a person is the one whose name is their session name, ` +
                "letter by letter, and nobody is the other one",
        ),
        ...everyInstance.map(
            ({ name }) =>
                `the policy ${quote(name)} allows every instance (instance/*): name the one instance, unless several are meant`,
        ),
    ];
}

/** 0: everybody can sign in who should; 1: somebody cannot; 3: nobody is refused, and for somebody the answer is unknown. */
export function exitCodeOf({ signIns }: SignInReport): number {
    if (signIns.some((one) => one.verdict === "no" && !isAsWanted(one))) {
        return 1;
    }
    return signIns.some(({ verdict }) => verdict === "unknown") ? 3 : 0;
}
