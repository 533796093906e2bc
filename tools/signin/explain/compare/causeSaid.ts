/** Causes that a text itself tells: the kind of policy that denies, an address, a name, another instance than the deployment's. */
import type { SignInErrorId } from "../../errors";
import { type Comparison, type Finding, findingOfMatch } from "../explanation";
import { placeOf } from "../har/hosts";
import type { TextMatch } from "../words/text";

interface Said {
    pasted: string;
    comparisons: readonly Comparison[];
    /** Whom the text alone knows. */
    stranger: string | undefined;
}

type Known = Parameters<typeof findingOfMatch>[1];
type Tell = (match: TextMatch, known: Known, said: Said) => Finding | undefined;

/** Undefined where it tells none. */
export function causeSaid(match: TextMatch, known: Known, said: Said): Finding | undefined {
    return tellers[match.error]?.(match, known, said);
}

const tellers: Partial<Record<SignInErrorId, Tell>> = {
    roleSessionNameInvalid: guest,
    notOnboarded: stranger,
    framedLogin: framedInstance,
    federationDenied: denial,
};

function guest(match: TextMatch, known: Known, { pasted }: Said): Finding | undefined {
    const user = /[\w.+-]{1,100}#EXT#@[\w.-]{1,100}\w/i.exec(pasted)?.[0];
    return user === undefined
        ? undefined
        : findingOfMatch(match, { ...known, causeId: "guest", values: { ...known.values, user } });
}

/** Whoever is named may be another than whom it befell: the usual cause, with their name. */
function stranger(match: TextMatch, known: Known, { stranger: name }: Said): Finding | undefined {
    return name === undefined
        ? undefined
        : findingOfMatch(match, { ...known, values: { ...known.values, seen: name, user: name } });
}

/** An instance's own pages may be framed by approved origins, the sign-in's by none. */
function framedInstance(match: TextMatch, known: Known): Finding | undefined {
    const { url = "" } = match.values;
    if (placeOf(url)?.station !== "connect") {
        return undefined;
    }
    const { cause, confirm, change } = findingOfMatch(match, known);
    return {
        ...findingOfMatch(match, { ...known, causeId: "originNotApproved" }),
        ...{ causeSureness: "likely", otherCauses: [{ cause, confirm, change }] },
    };
}

const explicitly = /\bexplicit\s{1,9}deny\s{1,9}in\s{1,9}(an?\s{1,9}(?:[a-z-]{2,20}\s{1,9}){0,3}(?:policy|boundary))/i;

function denial(match: TextMatch, known: Known, { pasted, comparisons }: Said): Finding | undefined {
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
