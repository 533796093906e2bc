/** Tables of bad arguments of a component, each with every line of the one error they get. */
import { expect } from "chai";
import { directoryProblems } from "../../rules/directory";
import { type Deployment, deploy, failureOf, treeOf } from "./cloud";
import type { CloudFacts } from "./cloudAnswers";

/** A refusal's whole text. */
export function report(headline: string, problems: readonly string[]): string {
    return [headline, ...problems.map((problem) => `  - ${problem}`)].join("\n");
}

/** What is said of a user name that no user of the directory has; the test of the rule holds the sentence. */
export function notInDirectory(username: string, leaver = "set signIn: false for someone who has left"): string {
    const cures = { leaver, withoutLookup: "" };
    return directoryProblems([username], "userPrincipalName", [], cures)[0]?.message ?? "";
}

/** Expects that nothing was registered and that this was the one error. */
export function expectRefusal(deployment: Deployment<unknown>, headline: string, problems: readonly string[]): void {
    expect(failureOf(deployment)).to.equal(report(headline, problems));
    expect(treeOf(deployment)).to.deep.equal([]);
}

/**
 * Expects that this was the one error, its problems in any order, since each is found when its Output is known; and that only
 * the components of these names were registered.
 */
export function expectLaterRefusal(
    deployment: Deployment<unknown>,
    headline: string,
    problems: readonly string[],
    registered: readonly string[] = [],
): void {
    const [first, ...lines] = failureOf(deployment).split("\n");
    expect([first, ...lines.sort()].join("\n")).to.equal(report(headline, [...problems].sort()));
    expect(treeOf(deployment)).to.deep.equal(registered);
}

/** One test for each set of bad arguments: refused before anything is looked up or registered. */
export function refusesArguments(
    headline: string,
    make: (args: object) => () => unknown,
    cases: readonly (readonly [what: string, args: object, problems: readonly string[]])[],
    facts: CloudFacts = {},
): void {
    for (const [what, args, problems] of cases) {
        it(`refuses ${what}, and registers nothing`, async () => {
            const deployment = await deploy(make(args), facts);
            expectRefusal(deployment, headline, problems);
            expect(deployment.lookups).to.deep.equal([]);
        });
    }
}
