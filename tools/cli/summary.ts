import { shellWord } from "../../rules/shell";
import type { Deployment, StateResource } from "./stateFile";

export interface Place {
    /** The rehearsal's folder. */
    folder: string;
    stack: string;
    /** Type tokens that the clouds echoed, under `--lenient`. */
    echoed?: string[];
}

/** What a person wants to know after a rehearsal: where people sign in, what was made, what can be done next. */
export function summarize(deployment: Deployment, outputs: Record<string, unknown>, place: Place): string {
    const { folder, stack, echoed = [] } = place;
    const resources = deployment.resources ?? [];
    const option = stack === "dev" ? "" : ` --stack ${shellWord(stack)}`;
    const start = stack === "dev" ? "npm start" : `npm start --${option}`;
    return [
        "The federation stands, and a second run has nothing to change.",
        "",
        ...section("Where", addresses(outputs)),
        ...section("Signing certificates", certificates(outputs)),
        ...section("What was not checked", [...notChecked(outputs), ...echoedLines(echoed)]),
        ...section("What was made", counts(resources)),
        ...section("Where it is kept", [`${folder} (state, clouds); \`npm start -- reset\` removes it`]),
        ...section("What next", [
            `change Pulumi.${stack}.yaml and run \`${start}\` again`,
            `\`npm start -- preview --diff${option}\` shows a change in detail`,
            "`pulumi up` with your own accounts deploys the same program (README)",
        ]),
    ]
        .join("\n")
        .trimEnd();
}

function section(title: string, lines: string[]): string[] {
    return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ""];
}

/** The outputs that a person follows, under what they are for. */
function addresses(outputs: Record<string, unknown>): string[] {
    const purposes = { signInUrl: "people start at", ccpUrl: "and reach the CCP at" };
    const found = Object.entries(purposes).filter(([name]) => typeof outputs[name] === "string");
    const width = Math.max(0, ...found.map(([, purpose]) => purpose.length));
    return found.map(([name, purpose]) => `${purpose.padEnd(width)}  ${outputs[name]}`);
}

/** The signing certificates by name, with the day each ends. */
function certificates(outputs: Record<string, unknown>): string[] {
    const all = (outputs.certificates ?? {}) as Record<string, { thumbprint?: string; endDate?: string }>;
    return Object.entries(all).map(([name, { thumbprint, endDate }]) => `${name}  ends ${endDate}  ${thumbprint}`);
}

function notChecked({ notChecked: told = [] }: Record<string, unknown>): string[] {
    return (Array.isArray(told) ? told : [told]).map(String);
}

/** What the clouds do not model, a line a type token. */
export function echoedLines(echoed: readonly string[]): string[] {
    return echoed.map((token) => `${token} (not modelled; echoed because of --lenient)`);
}

/** How many of each type, a line for each cloud; components and providers are the program's affair. */
function counts(resources: StateResource[]): string[] {
    const byCloud = new Map<string, Map<string, number>>();
    for (const { type } of resources.filter(({ id, type }) => id !== undefined && !type.startsWith("pulumi:"))) {
        const [cloud = "", ...words] = wordsOf(type);
        const ofCloud = byCloud.get(cloud) ?? new Map<string, number>();
        const name = words.join(" ");
        byCloud.set(cloud, ofCloud.set(name, (ofCloud.get(name) ?? 0) + 1));
    }
    return [...byCloud].map(([cloud, types]) => {
        const listed = [...types].map(([name, count]) => (count === 1 ? name : `${count} × ${name}`));
        return `${cloud}: ${listed.join(", ")}`;
    });
}

/** `aws:iam/role:Role` → `aws`, `iam`, `Role`. */
function wordsOf(type: string): string[] {
    const [cloud = "", module = "", name = ""] = type.split(":");
    const service = module.split("/")[0] ?? "";
    return [cloud, service === "index" ? "" : service, name].filter((word) => word !== "");
}
