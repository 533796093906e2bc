/** What the program, the engine and policies said. */
import type { Check } from "../review";
import type { Item, Section } from "./outline";
import { prose, say, type Text, value } from "./text";

const order: readonly Check["id"][] = ["refusal", "policyViolation", "warning", "notChecked"];

export function checksSection(checks: readonly Check[]): Section {
    const sorted = [...checks].sort((one, other) => weight(one) - weight(other));
    return { title: say`Checks`, items: sorted.map(item) };
}

/** A policy that stops the deployment comes before one that advises. */
const weight = ({ id, isMandatory }: Check) => order.indexOf(id) * 2 + (isMandatory === false ? 1 : 0);

function item(check: Check): Item {
    const [first = "", ...others] = check.text
        .split("\n")
        .map((line) => line.trim().replace(/^[-*•]\s+/, ""))
        .filter((line) => line !== "");
    const where = check.name === undefined ? say`` : say` (${value(check.name)})`;
    const [, rule, must = first] = (check.id === "policyViolation" && ruleFirst.exec(first)) || [];
    const broken = rule === undefined ? say`` : say` ${value(rule)}`;
    return {
        text: say`${kindOf(check)}${broken}${where}: ${prose(must)}`,
        ...(others.length === 0 ? {} : { more: others.map((line) => [prose(line)]) }),
    };
}

/** `protection: Instance, role and application are …`. */
const ruleFirst = /^([a-z][a-z0-9]*(?:-[a-z0-9]+)*): (.+)$/;

function kindOf({ id, isMandatory }: Check): Text {
    switch (id) {
        case "refusal":
            return say`Refused`;
        case "policyViolation":
            return isMandatory === false ? say`Advisory policy` : say`Mandatory policy`;
        case "warning":
            return say`Warning`;
        case "notChecked":
            return say`Not checked`;
    }
}
