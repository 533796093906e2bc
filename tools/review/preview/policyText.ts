/**
 * Violations of policies, from the text that `pulumi preview` prints: its JSON leaves them out. The form is that of
 * pulumi/pulumi, pkg/backend/display, `printPolicies` and `renderDiffPolicyViolationEvent`.
 */
import { withoutColours } from "./colours";
import type { PolicyViolation } from "./preview";

/** `        - [mandatory] [severity: high]  the-policy  (aws:iam/role:Role: sso)`. */
const heading =
    /^ {2,12}(?:- |\S+@v\S+ )?\[(?<level>mandatory|advisory)\](?: \[severity: \w+\])? {2}(?<policy>\S.*?)(?: {2}\((?<type>[^()]*): (?<name>.*)\))?$/;

export function readPolicyText(text: string): PolicyViolation[] {
    const violations: PolicyViolation[] = [];
    let at: { indent: number; violation: PolicyViolation; isFirst: boolean } | undefined;
    for (const line of withoutColours(text).split(/\r?\n/)) {
        const found = heading.exec(line)?.groups;
        const indent = line.search(/\S/);
        if (found !== undefined) {
            const { level, policy = "", name } = found;
            const violation = { message: policy, isMandatory: level === "mandatory", ...(name ? { name } : {}) };
            violations.push(violation);
            at = { indent, violation, isFirst: true };
        } else if (at !== undefined && indent > at.indent) {
            at.violation.message += `${at.isFirst ? ": " : "\n"}${line.trim()}`;
            at.isFirst = false;
        } else {
            at = undefined;
        }
    }
    return violations;
}
