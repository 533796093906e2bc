/** Tables for the checks of `rules/`: values that are fine, and bad ones with the whole message they get. */
import { expect } from "chai";

type Check = (value: unknown) => string | undefined;

/** One test for each value that is to be accepted. */
export function accepts(check: Check, values: readonly unknown[]): void {
    for (const value of values) {
        it(`accepts ${shown(value)}`, () => {
            expect(check(value)).to.equal(undefined);
        });
    }
}

/** One test for each value that is to be refused, with the message word by word. */
export function refuses(check: Check, cases: readonly (readonly [value: unknown, message: string])[]): void {
    for (const [value, message] of cases) {
        it(`refuses ${shown(value)}`, () => {
            expect(check(value)).to.equal(message);
        });
    }
}

function shown(value: unknown): string {
    const text = JSON.stringify(value) ?? String(value);
    return text.length > 70 ? `${text.slice(0, 70)}… (${text.length} characters)` : text;
}
