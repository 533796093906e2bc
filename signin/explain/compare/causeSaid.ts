/** Causes that a text itself tells: the kind of policy that denies, another instance than the deployment's, a name. */
import { type Comparison, type Finding, findingOfMatch } from "../explanation";
import type { TextMatch } from "../words/text";

const explicitly = /\bexplicit\s{1,9}deny\s{1,9}in\s{1,9}(an?\s{1,9}(?:[a-z-]{2,20}\s{1,9}){0,3}(?:policy|boundary))/i;

interface Said {
    pasted: string;
    comparisons: readonly Comparison[];
    /** Whom the text alone knows. */
    stranger: string | undefined;
}

const guest = /[\w.+-]{1,100}#EXT#@[\w.-]{1,100}\w/i;

/** Undefined where it tells none. */
export function causeSaid(
    match: TextMatch,
    known: Parameters<typeof findingOfMatch>[1],
    { pasted, comparisons, stranger }: Said,
): Finding | undefined {
    const [user] = guest.exec(pasted) ?? [];
    if (match.error === "roleSessionNameInvalid" && user !== undefined) {
        return findingOfMatch(match, { ...known, causeId: "guest", values: { ...known.values, user } });
    }
    if (match.error === "notOnboarded" && stranger !== undefined) {
        // Whoever is named may be another than whom it befell: the usual cause, with their name.
        return findingOfMatch(match, { ...known, values: { ...known.values, seen: stranger, user: stranger } });
    }
    if (match.error !== "federationDenied") {
        return undefined;
    }
    const policy = explicitly.exec(pasted)?.[1]?.replace(/\s+/g, " ");
    if (policy !== undefined) {
        const values = { ...known.values, statement: `a statement in ${policy}` };
        return findingOfMatch(match, { ...known, causeId: "explicitDeny", values });
    }
    const other = comparisons.find(({ what, same }) => what === "instance" && !same);
    const isOurRole = !comparisons.some(({ what, same }) => what === "role" && !same);
    if (other === undefined || !isOurRole) {
        return undefined;
    }
    const { seen, expected } = other;
    return findingOfMatch(match, { ...known, causeId: "wrongInstance", values: { ...known.values, seen, expected } });
}
