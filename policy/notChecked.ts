/** What the rules could not find out in a run, said once for the whole stack. */
import type { Finding, Rule } from "./rule";

interface Gap {
    rule: string;
    /** Type and name of the resource. */
    resource: string;
    what: string;
}

/** Of the stack that is looked at. An analyzer serves one run of the engine, so there is one of these in a process. */
const gaps = new Map<string, Gap[]>();

export function note({ id }: Rule, findings: readonly Finding[]): void {
    gaps.set(
        id,
        findings.flatMap((one) =>
            "notChecked" in one
                ? [
                      {
                          rule: id,
                          resource: `${one.resource.type.split(":").at(-1)} "${one.resource.name}"`,
                          what: one.notChecked,
                      },
                  ]
                : [],
        ),
    );
}

/** One line for each thing, with the rules that miss it; undefined where all was checked. Forgets them. */
export function takeNotes(): string | undefined {
    const rules = new Map<string, string[]>();
    for (const { rule, resource, what } of [...gaps.values()].flat()) {
        const line = `${resource}: ${what}`;
        rules.set(line, [...(rules.get(line) ?? []), rule]);
    }
    gaps.clear();
    const lines = [...rules].map(([line, ids]) => `${line} (${[...new Set(ids)].join(", ")})`);
    return lines.length === 0 ? undefined : ["No violation is known here, and none is excluded:", ...lines].join("\n");
}
