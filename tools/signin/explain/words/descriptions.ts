/** What people say of refusals for which the clouds have no words. */
import type { SignInErrorId } from "../../errors";

const hours = "\\b(?:12|twelve)[ -]?h(?:ou)?rs?\\b";
const thrownOut = "\\b(?:logged|signed|thrown|kicked|timed) out\\b";
const arrives = "\\b(?:lands?|landed|ends? up|ended up|arrives?|arrived|redirected|taken|sent|brought|comes?|came)\\b";
const awsConsole = "\\baws(?: management)? console\\b";
const opens = "(?: home)? (?:opens|appears|shows up|comes up|loads)\\b";
const instead = "\\binstead of\\b";
const within = (most: number) => `[^.!?]{0,${most}}`;

const descriptions: readonly (readonly [SignInErrorId, string])[] = [
    ["landsInConsole", `${arrives} (?:[a-z]{1,12} ){0,3}${awsConsole}`],
    ["landsInConsole", `${awsConsole}(?:${opens}|${within(40)}${instead}(?: [a-z]{1,12}){0,2})`],
    ["landsInConsole", `${instead}${within(60)}${awsConsole}`],
    ["sessionEnded", `${thrownOut}${within(80)}${hours}|${hours}${within(80)}${thrownOut}`],
];
const forms = descriptions.map(([error, form]) => [error, new RegExp(form, "i")] as const);

/** Each error once, with the words that tell of it. */
export function describedIn(text: string): Map<SignInErrorId, string> {
    const words = text.replace(/\s{1,20}/g, " ");
    const found = new Map<SignInErrorId, string>();
    for (const [error, form] of forms) {
        const said = form.exec(words)?.[0];
        if (said !== undefined && !found.has(error)) {
            found.set(error, said.trim());
        }
    }
    return found;
}
