/**
 * Compares a rule of the program with the emulated cloud that the value ends in. The two are written independently. What
 * the rule accepts, the cloud must accept: else a value passes the preview and fails in `up`. What the rule refuses, the
 * cloud must refuse, unless the row says on what document the rule is the stricter one.
 */
import { expect } from "chai";
import fc from "fast-check";

export interface Row {
    title: string;
    rule(value: unknown): string | undefined;
    /** The smallest and the largest size that the rule accepts. */
    least?: number;
    most: number;
    /** `least` is only where the comparison begins: the rule has no lower bound. */
    belowIsFine?: boolean;
    /** A value of this size that is fine but for its size. */
    of(size: number): unknown;
    /** The same with something odd in it, for texts: what is fine but for its characters. */
    odd?(size: number, character: string): unknown;
    /** What the cloud says against a value; `accepted` if nothing. */
    ask(value: unknown): Promise<string>;
    /** Why the rule may refuse what the emulated cloud accepts. */
    stricter?: string;
    /** Random values; fewer where the cloud is slow. */
    runs?: number;
}

const odd = [
    ..."aZ09-_.,:;/+=@# '\"(!*$%&<>",
    "é",
    "ß",
    "漢",
    "😀",
    "\t",
    "\n",
    "\u0000",
    "\u007f",
    "\u202e",
    "\ud800",
];

/** One test at the bounds of each row, and one on random values between and around them. */
export function compare(rows: () => readonly Row[]): void {
    for (const row of rows()) {
        const { title, least = 0, most, belowIsFine = false } = row;
        const sizes = [...new Set([least - 1, least, most, most + 1])].filter((size) => size >= 0);
        const fits = (size: number) => size <= most && (belowIsFine || size >= least);

        it(`${title}: rule and cloud agree at ${sizes.join(", ")}`, async () => {
            for (const size of sizes) {
                const value = row.of(size);
                expect(row.rule(value) === undefined, `the rule at ${size}`).to.equal(fits(size));
                await expectAgreement(row, value);
            }
        });

        it(`${title}: what the rule accepts, the cloud accepts, whatever the value`, async () => {
            const size = fc.oneof(
                fc.constantFrom(...sizes),
                fc.integer({ min: least, max: Math.min(most, least + 300) }),
            );
            const { odd: spoil = row.of } = row;
            const values = fc
                .tuple(size, fc.constantFrom(...odd), fc.boolean())
                .map(([length, character, spoiled]) => (spoiled ? spoil(length, character) : row.of(length)));
            await fc.assert(
                fc.asyncProperty(values, (value) => expectAgreement(row, value)),
                { numRuns: row.runs ?? 40 },
            );
        });
    }
}

async function expectAgreement({ rule, ask, stricter }: Row, value: unknown): Promise<void> {
    const problem = rule(value);
    const text = JSON.stringify(value) ?? "";
    const shown = text.slice(0, 200);
    // Half of a surrogate pair can't be written as UTF-8: it never reaches the cloud as it is.
    const unwritable = /\\u[dD][89a-fA-F]/.test(text);
    if (problem !== undefined && (stricter !== undefined || unwritable)) {
        return;
    }
    const answer = await ask(value);
    if (problem === undefined) {
        expect(answer, `the cloud on ${shown}`).to.equal("accepted");
    } else {
        expect(answer, `the cloud on ${shown}, of which the rule says: it ${problem}`).to.not.equal("accepted");
    }
}

/** A text of this many UTF-16 units with one odd character in the middle, where there is room for it. */
export function withOdd(text: string, character: string): string {
    const at = Math.floor((text.length - character.length) / 2);
    return at < 0 ? text : text.slice(0, at) + character + text.slice(at + character.length);
}
