/** Who can sign in after the merge who could not before, who no longer can, and who is unknown. */
import { connectSsoCommand } from "../../../rules/commandLine";
import type { Access, Standing } from "../review";
import { groupItems, type Item, type Section } from "./outline";
import { counted, join, prose, say, type Text, value } from "./text";

export function accessSection({ before, after, gains, loses, addedInVain, unknown }: Access): Section {
    const hasChange = gains.length + loses.length + addedInVain.length + unknown.length > 0;
    const uncertain = loses.filter(({ wasUnknown }) => wasUnknown === true);
    const certain = loses.filter((it) => !uncertain.includes(it));
    const isSame = JSON.stringify(before) === JSON.stringify(after);
    return {
        title: say`Who can sign in`,
        items: [
            ...(before !== undefined && after !== undefined && (hasChange || !isSame)
                ? [{ text: countsText(before, after) }]
                : []),
            ...kind(certain, loseTitle),
            ...kind(uncertain, mayLoseTitle),
            ...kind(unknown, unknownTitle),
            ...kind(addedInVain, inVainTitle),
            ...kind(gains, gainTitle),
            ...(isFirst(before, after) ? [{ text: firstText }] : []),
        ],
    };
}

const loseTitle = (count: number) =>
    say`${counted(count, say`person who can sign in today`, say`people who can sign in today`)} cannot after the merge`;
const mayLoseTitle = (count: number) =>
    say`${counted(count, say`person`, say`people`)} who may be able to sign in today cannot after the merge`;
const inVainTitle = (count: number) =>
    say`${counted(count, say`person is added who`, say`people are added who`)} cannot sign in after the merge`;
const gainTitle = (count: number) =>
    say`${counted(count, say`person who cannot sign in today`, say`people who cannot sign in today`)} can after the merge`;
const unknownTitle = (count: number) =>
    say`For ${counted(count, say`person`, say`people`)} it is unknown whether they can sign in after the merge`;

/** Nothing stood before, and most values are not known yet. */
function isFirst(before: Counts | undefined, after: Counts | undefined): boolean {
    return (
        after !== undefined &&
        after.unknown > 0 &&
        before !== undefined &&
        before.can + before.cannot + before.unknown === 0
    );
}
const firstText = say`Nobody had a Connect user in this stack before. Who is unknown here is known after the deployment: run \`${{ own: connectSsoCommand("sign-in") }}\` then`;

/** One item for each reason. */
function kind(standings: readonly Standing[], title: (count: number) => Text): Item[] {
    return groupItems(
        standings,
        ({ because }) => because?.id,
        (first, count, group) => ({ text: title(count), more: why(first, group) }),
    );
}

function why(first: Standing, group: readonly Standing[]): Text[] {
    if (first.because === undefined) {
        return [];
    }
    const { text } = first.because;
    const isShared = group.every(({ because }) => because?.text === text);
    return [isShared ? say`Why: ${prose(text)}` : say`Why, for ${value(first.name)}: ${prose(text)}`];
}

type Counts = NonNullable<Access["before"]>;

function countsText(before: Counts, after: Counts): Text {
    const rows = [
        [say`can sign in`, before.can, after.can],
        [say`cannot sign in`, before.cannot, after.cannot],
        [say`unknown`, before.unknown, after.unknown],
    ] as const;
    const shown = rows.filter(([, one, other]) => one + other > 0);
    return say`Before → after: ${join(
        shown.map(([what, one, other]) => say`${what} ${one} → ${other}`),
        say`, `,
    )}`;
}
