/** Causes that the deployment contradicts: what it shows comes first, what it can't show next, and these after that. */
import type { CheckId } from "../checks";
import { signInError } from "../errors";
import type { Check, SignIn } from "../result";
import type { Finding, OtherCause } from "./explanation";
import { findingOfMatch, type Known } from "./finding";
import { redactText } from "./redact";
import type { Stack } from "./stack";
import type { TextMatch } from "./words/textMatch";

interface Walked {
    stack: Stack;
    walks: readonly SignIn[];
    /** The person in the text. */
    named: string | undefined;
}

/** Undefined where the deployment does not contradict the error. */
export function refuted(
    match: TextMatch,
    known: Omit<Known, "causeId" | "sureness">,
    { stack, walks, named }: Walked,
): Finding | undefined {
    const { refusedBy, checks = [], dependsOn = [], causes } = signInError(match.error);
    // Without a directory nothing is known about the people behind Connect users.
    const isKnown = named !== undefined && (stack.directory !== undefined || refusedBy === "connect");
    const right = walks.map((walk) => rightIn(walk, checks));
    const [one] = right;
    if (one === undefined || right.includes(undefined) || (dependsOn.includes("person") && !isKnown)) {
        return undefined;
    }
    const finding = findingOfMatch(match, known);
    const causeSureness = match.sureness === "certain" ? "likely" : "possible";
    const isAlike = right.every((other) => other?.seen === one.seen);
    const seen = isAlike && one.seen !== undefined ? `: ${redactText(one.seen)}` : "";
    const isOfDirectory = dependsOn.includes("directory");
    const source = (isOfDirectory ? stack.directory?.source : stack.deployment.source) ?? "";
    const isRight = `According to ${source} this is right${named === undefined ? "" : ` for ${named}`}: ${one.about}${seen}.`;
    const common = { ...finding, causeId: "differsFromDeployment", causeSureness } as const;
    if (isOfDirectory) {
        const cause = `${isRight} The directory has changed since it was exported, or it was another person.`;
        return { ...common, cause };
    }
    const all: OtherCause[] = [pick(finding), ...finding.otherCauses];
    const contradicted = (other: OtherCause) => ({ ...other, cause: `${source} contradicts this: ${other.cause}` });
    const [everyday] = Object.keys(causes).filter((id) => causes[id]?.isEveryday);
    if (everyday !== undefined) {
        const others = all.filter(({ causeId }) => causeId !== everyday).map(contradicted);
        return { ...findingOfMatch(match, { ...known, causeId: everyday }), causeSureness, otherCauses: others };
    }
    const isUnseen = ({ causeId }: OtherCause) => causes[causeId]?.inWalk !== undefined;
    return {
        ...common,
        cause: `${isRight} Either the clouds differ from it, because something was changed later or outside of it, or no export shows the cause.`,
        confirm: `\`pulumi preview --refresh\` lists what was changed outside of the stack. In the clouds: ${finding.confirm}`,
        change: "If it lists something, `pulumi up --refresh` restores it. If not, see the other causes.",
        otherCauses: [...all.filter(isUnseen), ...all.filter((other) => !isUnseen(other)).map(contradicted)],
    };
}

const pick = ({ causeId, cause, confirm, change }: OtherCause): OtherCause => ({ causeId, cause, confirm, change });

/** The one of these checks that came out right. */
function rightIn({ hops }: SignIn, ids: readonly CheckId[]): Check | undefined {
    return hops.flatMap(({ checks }) => checks).find(({ id, outcome }) => outcome === "checked" && ids.includes(id));
}
