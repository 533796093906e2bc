/** The emulated clouds' own answer to whoever can sign in by what the stack holds. */
import { rehearsalCommand } from "../../../rules/commandLine";
import type { EntraApplication } from "../../deployment/deployment";
import type { Directory } from "../../deployment/directory";
import type { Stores } from "../../rehearsal/clouds/readBack";
import { signIn as signInToClouds } from "../../rehearsal/clouds/signIn";
import { checks } from "../../signin/checks";
import type { Check, HopName, SignIn } from "../../signin/result";

const id = "emulatedClouds";

/** Connect's clouds: where they refuse, the two contradict each other, and the answer is unknown. */
export function confirm(
    signIn: SignIn,
    {
        stores,
        application,
        directory,
        nowMs,
    }: { stores: Stores; application: EntraApplication; directory: Directory; nowMs: number },
): SignIn {
    const servicePrincipalId = String(application.servicePrincipal?.objectId);
    return confirmedBy(signIn, directory, "connect", (userId) =>
        signInToClouds(stores, { servicePrincipalId, userId, nowMs }),
    );
}

/** The same by whatever takes the person through, whose answer belongs to the last hop. */
export function confirmedBy(
    signIn: SignIn,
    directory: Directory,
    last: HopName,
    take: (userId: string) => ReturnType<typeof signInToClouds>,
): SignIn {
    const person = directory.people.find(({ userPrincipalName }) => userPrincipalName === signIn.userPrincipalName);
    if (signIn.verdict !== "yes" || person?.id === undefined) {
        return signIn;
    }
    const answer = take(person.id);
    const withCheck = (check: Pick<Check, "outcome" | "seen" | "why">) =>
        signIn.hops.map((one) =>
            one.hop === last ? { ...one, checks: [...one.checks, { id, about: checks[id], ...check } as const] } : one,
        );
    if ("page" in answer) {
        return { ...signIn, hops: withCheck({ outcome: "checked", seen: answer.page }) };
    }
    const { refused } = answer;
    const hops = withCheck({ outcome: "unknown", why: refused }).map((one) =>
        one.hop === last ? { ...one, outcome: "unknown" as const } : one,
    );
    const missing = {
        hop: last,
        what: "whether the stack or the emulated clouds are right",
        why: `the emulated clouds refuse it: ${refused}`,
        supply: `run \`${rehearsalCommand("refresh")}\` and \`${rehearsalCommand("up")}\`, then ask again`,
    };
    return { ...signIn, verdict: "unknown", hops, missing: [...signIn.missing, missing] };
}
