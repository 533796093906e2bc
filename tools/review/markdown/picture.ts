/** Tenant, application, SAML provider, role, instance and people as a Mermaid flowchart, with what changes marked. */
import { visibleLine } from "../../../rules/text";
import type { Picture, PictureChange, PictureNode } from "../review";

const kinds: Readonly<Record<PictureNode["kind"], string>> = {
    tenant: "Tenant",
    application: "Application",
    samlProvider: "SAML provider",
    role: "Role",
    instance: "Instance",
    people: "People",
};

/** A sign and a word for those who don't see the colours. */
const changes: Readonly<Record<PictureChange, { sign: string; word: string; style?: string }>> = {
    same: { sign: "", word: "unchanged" },
    create: { sign: "+", word: "new", style: "fill:#dafbe1,stroke:#1a7f37,color:#1f2328" },
    update: { sign: "~", word: "changed", style: "fill:#fff8c5,stroke:#9a6700,color:#1f2328" },
    replace: { sign: "±", word: "replaced", style: "fill:#ffebe9,stroke:#cf222e,color:#1f2328" },
    delete: { sign: "−", word: "deleted", style: "fill:#ffebe9,stroke:#cf222e,color:#1f2328,stroke-dasharray:5 5" },
};

const everyChange = Object.keys(changes) as PictureChange[];

const mostNodes = 24;
const mostEdges = 48;
const longestName = 60;

/** Nothing where nothing in the picture changes. */
export function mermaidOf({ nodes, edges }: Picture): string | undefined {
    const isChange = ({ change }: { change: PictureChange }) => change !== "same";
    if (![...nodes, ...edges].some(isChange)) {
        return undefined;
    }
    // What changes is kept where not all of it can be shown.
    const kept = new Set(
        nodes
            .map((node, index) => ({ node, index }))
            .sort((one, other) => Number(isChange(other.node)) - Number(isChange(one.node)))
            .slice(0, mostNodes)
            .map(({ index }) => index),
    );
    const shown = edges.filter(({ from, to }) => kept.has(from) && kept.has(to)).slice(0, mostEdges);
    const left = nodes.length - kept.size;
    return [
        "flowchart LR",
        ...nodes.flatMap((node, index) => (kept.has(index) ? [`    n${index}${shape(node)}`] : [])),
        ...(left > 0 ? [`    more["and ${left} more"]`] : []),
        ...shown.map(({ from, to, change, count }) => `    n${from}${arrow(change, count)}n${to}`),
        ...everyChange.flatMap((change) => classes(change, nodes, kept)),
    ].join("\n");
}

function shape(node: PictureNode): string {
    const label = `"${labelOf(node)}"`;
    return node.kind === "people" ? `([${label}])` : `[${label}]`;
}

function labelOf({ kind, name, change, counts }: PictureNode): string {
    const { sign, word } = changes[change];
    const title = `${sign === "" ? "" : `${sign} `}${kinds[kind]}${change === "same" ? "" : ` (${word})`}`;
    if (kind === "people") {
        const parts = everyChange.flatMap((one) =>
            counts !== undefined && counts[one] > 0 ? [`${counts[one]} ${changes[one].word}`] : [],
        );
        return parts.length === 0 ? escapeLabel(title) : [kinds.people, ...parts].join("<br/>");
    }
    return name === "" ? escapeLabel(title) : `${escapeLabel(title)}<br/>${escapeLabel(shortened(visibleLine(name)))}`;
}

function arrow(change: PictureChange, count: number | undefined): string {
    const words = [
        ...(count === undefined ? [] : [String(count)]),
        ...(change === "same" ? [] : [changes[change].word]),
    ].join(" ");
    return words === "" ? " --> " : ` -- "${words}" --> `;
}

function classes(change: PictureChange, nodes: readonly PictureNode[], kept: ReadonlySet<number>): string[] {
    const { style } = changes[change];
    const ids = nodes.flatMap((node, index) => (node.change === change && kept.has(index) ? [`n${index}`] : []));
    return style === undefined || ids.length === 0
        ? []
        : [`    classDef ${change} ${style}`, `    class ${ids.join(",")} ${change}`];
}

/** Letters, digits and blanks as they are, the rest as Mermaid's entities: it reads Markdown and HTML in labels otherwise. */
export function escapeLabel(text: string): string {
    return [...text].map((one) => (/[\p{L}\p{N} ]/u.test(one) ? one : `#${one.codePointAt(0)};`)).join("");
}

function shortened(text: string): string {
    const characters = [...text];
    return characters.length <= longestName ? text : `${characters.slice(0, longestName - 1).join("")}…`;
}
