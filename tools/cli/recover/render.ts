/** A recovery as people read it, and as JSON. */
import { visibleLine } from "../../../rules/text";
import { commandsFor } from "../../recover/commands";
import { lookCommand } from "../../recover/looks";
import type { Recovery } from "../../recover/recovery";
import { sentencesFor, stepTitle } from "../../recover/words";
import { terminalWidth, wrap } from "../wrap";
import type { Situation } from "./repair";

export function renderRecovery({ recovery, refusal }: Situation): string {
    const { stack, steps, toLook, hasPreview } = recovery;
    const width = terminalWidth();
    const parts = [
        [`The stack ${visibleLine(stack)}`, ...bullets(sentencesFor(recovery), width)],
        ...(refusal === undefined ? [] : [["The preview was refused:", indent(refusal)]]),
        ...(toLook.length === 0 ? [] : [lookPart(toLook.map(lookCommand), hasPreview, width)]),
        ...(steps.length === 0 ? [] : [["Steps"], ...steps.map((_, index) => stepPart(recovery, index, width))]),
    ];
    return parts.map((lines) => lines.join("\n")).join("\n\n");
}

/** After a repair. */
export function renderEnd(look: Situation): string {
    const { preview, refusal } = look;
    const width = terminalWidth();
    const harm = [...(preview?.replaces ?? []), ...(preview?.deletes ?? [])];
    const ending =
        refusal !== undefined
            ? ["The state is repaired, but the preview is refused."]
            : harm.length > 0
              ? [
                    `The next \`pulumi up\` would replace or delete: ${harm.map(visibleLine).join(", ")}. Situation at the preview first.`,
                ]
              : [`The state is repaired. The preview replaces and deletes nothing. ${counted(look)}`];
    return [...ending.flatMap((text) => wrap("", text, width)), "", renderRecovery(look)].join("\n");
}

function counted({ preview }: Situation): string {
    const { creates = [], updates = [] } = preview ?? {};
    return creates.length + updates.length === 0
        ? "It has no change."
        : `It creates ${creates.length} and updates ${updates.length}: run \`pulumi up\`.`;
}

export function renderJson({ recovery }: Situation): string {
    const { stack, findings, steps, toLook, hasPreview } = recovery;
    return JSON.stringify(
        {
            version: 1,
            stack,
            hasPreview,
            findings: findings.map(plainFinding),
            steps: steps.map((step) => ({ ...step, commands: commandsFor(step, recovery) })),
            toLook: toLook.map(lookCommand),
            sentences: sentencesFor(recovery),
        },
        null,
        2,
    );
}

/** Without inputs, which may hold what is nobody's business. */
function plainFinding(finding: Recovery["findings"][number]): object {
    switch (finding.kind) {
        case "creation": {
            const { urn, type, name, isInterrupted } = finding.resource;
            return { kind: finding.kind, resource: { urn, type, name, isInterrupted }, outcome: finding.outcome };
        }
        case "duplicate": {
            const { kind, type, heldId, standing } = finding;
            return { kind, type, heldId, standing: { urn: standing.urn, id: standing.id } };
        }
        default:
            return finding;
    }
}

function lookPart(commands: readonly string[], hasPreview: boolean, width: number): string[] {
    const again = hasPreview ? "" : " and --preview";
    const text = `Show what the clouds have. Write the output of each command to a file, and give all files with --cloud${again}:`;
    return [...wrap("", text, width), ...commands.map((command) => `    ${command}`)];
}

function stepPart(recovery: Recovery, index: number, width: number): string[] {
    const step = recovery.steps[index] as Recovery["steps"][number];
    return [
        ...wrap(`${index + 1}. `, stepTitle(step), width),
        ...commandsFor(step, recovery).map((command) => `       ${command}`),
    ];
}

const bullets = (sentences: readonly string[], width: number) => sentences.flatMap((text) => wrap("- ", text, width));

const indent = (text: string) => text.replace(/^/gm, "    ");
