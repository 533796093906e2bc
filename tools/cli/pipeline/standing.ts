/** Who can sign in to a stack in your accounts, before and after something. */

import { configuredUsers } from "../signIn/configuredUsers";
import { isAsWanted } from "../signIn/report";
import { signInTo } from "../signIn/signInTo";
import { readSources } from "../signIn/sources";
import { exportStack, readPeople } from "./calls";
import { withPrivateFolder, writePrivate } from "./privateFolder";

/** `stopped`: they can't, as their entry asks with `signIn: false`. */
export type Verdict = "yes" | "no" | "unknown" | "stopped";

export interface Standing {
    /** By Connect user name. */
    people: Record<string, { verdict: Verdict; because?: string }>;
    notes: string[];
}

export interface StackState {
    /** As `pulumi stack export --show-secrets` prints it; undefined for a stack that was never deployed. */
    exported: string | undefined;
    people: string | undefined;
    notes: string[];
}

export async function readState(stack: string): Promise<StackState> {
    const exported = await exportStack(stack, "--show-secrets");
    const read = await readPeople();
    return "people" in read
        ? { exported, people: read.people, notes: [] }
        : {
              exported,
              people: undefined,
              notes: [`the directory was not read, so that some answers are unknown: ${read.failure}`],
          };
}

/** Who can sign in at that time. The export, with its secrets, is in a file only while it is read. */
export async function standingOf({ exported, people, notes }: StackState, nowMs: number): Promise<Standing> {
    if (exported === undefined) {
        return { people: {}, notes: [...notes, "the stack was never deployed: nobody can sign in"] };
    }
    return withPrivateFolder(async (folder) => {
        const deployment = [writePrivate(folder, "deployment.json", exported)];
        const directory = people === undefined ? undefined : writePrivate(folder, "directory.json", people);
        const sources = await readSources({ deployment, ...(directory === undefined ? {} : { directory }) });
        if (sources.deployment.connectUsers.length === 0) {
            return { people: {}, notes: [...notes, "the stack has no Connect user"] };
        }
        const { users } = configuredUsers(sources);
        const { signIns } = signInTo(sources, users, nowMs);
        const standings = signIns.map((signIn) => {
            const verdict: Verdict = isAsWanted(signIn) ? "stopped" : signIn.verdict;
            const because = signIn.stop?.cause ?? signIn.missing[0]?.what;
            return [
                signIn.user,
                { verdict, ...(verdict === "yes" || because === undefined ? {} : { because }) },
            ] as const;
        });
        return { people: Object.fromEntries(standings), notes };
    });
}

export interface Lost {
    user: string;
    verdict: Verdict;
    because?: string;
}

/** People who could sign in and no longer can, or of whom it is no longer known. Removed users are not among them. */
export function lostBetween(before: Standing, after: Standing): Lost[] {
    return Object.entries(after.people)
        .filter(
            ([user, { verdict }]) =>
                before.people[user]?.verdict === "yes" && (verdict === "no" || verdict === "unknown"),
        )
        .map(([user, standing]) => ({ user, ...standing }));
}
