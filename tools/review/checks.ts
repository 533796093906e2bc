/** Messages of the program, the engine and of policies. */
import { notCheckedPolicy, seeOtherErrors } from "../../rules/names";
import { isRecord } from "../../rules/record";
import { ownersOfApplications } from "../deployment/types";
import { cut } from "./planned/values";
import { withoutColours } from "./preview/colours";
import type { Diagnostic, PolicyViolation, Preview } from "./preview/preview";
import type { Check } from "./review";

const longest = 10_000;

/** Each once: refusals, violations that stop a deployment, warnings, what was not checked. */
export function checksOf(preview: Preview): Check[] {
    const errors = preview.diagnostics.filter(({ severity }) => severity === "error");
    const refusals = unique(errors.flatMap((it) => checkOf(it, "refusal")));
    const told = refusals.filter((it) => !saysNothing(it));
    const violations = preview.policyViolations.filter((one) => notCheckedIn(one).length === 0);
    return [
        ...(told.length > 0 ? told : refusals),
        ...unique(
            violations
                .map(({ message, isMandatory, name }): Check => {
                    const of = name === undefined ? {} : { name };
                    return { id: "policyViolation", text: cut(clean(message), longest), ...of, isMandatory };
                })
                .sort((one, other) => Number(other.isMandatory) - Number(one.isMandatory)),
        ),
        ...unique(
            preview.diagnostics
                .filter(({ severity }) => severity === "warning")
                .flatMap((it) => checkOf(it, "warning")),
        ),
        ...notChecked(preview),
        ...unique(preview.policyViolations.flatMap(notCheckedIn)),
    ];
}

/** The engine's own end of a run that was refused, and ours. */
const saysNothing = ({ text }: Check): boolean =>
    /^(preview|update) failed$/.test(text) || text.endsWith(seeOtherErrors);

/** What the engine puts before a message of a hook or a program. */
const prefixes =
    /^(?:(?:error|warning): )?(?:Error validating resource with policy '[^']*' from policy pack '[^']*':\s*(?:Error: )?)?(?:(?:Preview|preview|Update|update) failed: )?(?:before hook ".*" failed: )?(?:Running program '.*' failed with an unhandled exception:\s*)?/;

function checkOf({ message, urn }: Diagnostic, id: "refusal" | "warning"): Check[] {
    const text = clean(message).replace(prefixes, "").trim();
    const name = urn?.split("::").slice(3).join("::") ?? "";
    return text === "" ? [] : [{ id, text: cut(withoutStack(text), longest), ...(name === "" ? {} : { name }) }];
}

const clean = (text: string) => withoutColours(text).replace(/\r\n?/g, "\n").trim();

/** Lines of a stack trace are for who wrote the program. */
function withoutStack(text: string): string {
    return text
        .split("\n")
        .filter((line) => !/^\s+at .*(?::\d+:\d+\)?|<anonymous>\)?)$/.test(line))
        .join("\n")
        .trim();
}

function unique(checks: readonly Check[]): Check[] {
    const seen = new Set<string>();
    return checks.filter((check) => {
        const resource = check.id === "policyViolation" ? check.name : "";
        const key = JSON.stringify([check.id, check.text, check.isMandatory, resource]);
        const isNew = !seen.has(key);
        seen.add(key);
        return isNew;
    });
}

/** What the policy pack of this project could not check: no violation. Its first line is a heading. */
function notCheckedIn({ message }: PolicyViolation): Check[] {
    const [heading = "", ...lines] = clean(message).split("\n");
    return heading.startsWith(`${notCheckedPolicy}: `)
        ? lines.map((line): Check => ({ id: "notChecked", text: cut(line.trim(), longest) }))
        : [];
}

/** What the component could not look up, as it says in its outputs. */
function notChecked({ steps }: Preview): Check[] {
    return unique(
        steps.flatMap(({ after }) => {
            const outputs = ownersOfApplications.has(String(after?.type)) ? after?.outputs : undefined;
            const list = isRecord(outputs) && Array.isArray(outputs.notChecked) ? outputs.notChecked : [];
            return list
                .filter((it) => typeof it === "string")
                .map((text): Check => ({ id: "notChecked", text: cut(clean(text), longest) }));
        }),
    );
}
