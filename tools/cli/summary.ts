import { isPackage, rehearsalCommand } from "../../rules/commandLine";
import { shellWord } from "../../rules/shell";
import type { Checkpoint, EngineResource } from "./stateFile";

interface Place {
    /** The rehearsal's folder. */
    folder: string;
    stack: string;
    /** Type tokens that the clouds echoed, under `--lenient`. */
    echoed?: string[];
    /** How many of the configured users can sign in; undefined where none is configured. */
    signedIn?: { people: number; canSignIn: number };
}

/** What a person wants to know after a rehearsal: what is deployed, who can sign in, what was not checked, what next. */
export function summarize(
    deployment: Checkpoint,
    outputs: Record<string, unknown>,
    place: Place,
    installed = isPackage(),
): string {
    const { folder, stack, echoed = [], signedIn } = place;
    const resources = deployment.resources ?? [];
    const option = stack === "dev" ? "" : ` --stack ${shellWord(stack)}`;
    const start = rehearsalCommand(option.trim(), installed);
    return [
        "Deployed. A second run has nothing to change.",
        "",
        ...section("What is deployed", [...counts(resources), ...certificates(outputs)]),
        ...section("Who can sign in", [...verdict(signedIn), ...addresses(outputs)]),
        ...section("What was not checked", [...notChecked(outputs), ...echoedLines(echoed)]),
        ...section("What next", [
            `change Pulumi.${stack}.yaml, and run \`${start}\` again`,
            `\`${rehearsalCommand(`preview --diff${option}`, installed)}\` shows a change in detail`,
            installed
                ? `\`pulumi up --stack ${shellWord(stack)}\` deploys to your own accounts`
                : "docs/deploying.md says how to deploy to your own accounts",
            `\`${rehearsalCommand("reset", installed)}\` removes the emulated clouds and the state, which are in ${folder}`,
        ]),
    ]
        .join("\n")
        .trimEnd();
}

function verdict(signedIn: Place["signedIn"]): string[] {
    return signedIn === undefined ? [] : [`${signedIn.canSignIn} of ${signedIn.people} users (listed above)`];
}

function section(title: string, lines: string[]): string[] {
    return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ""];
}

/** The outputs that a person follows, under what they are for. */
function addresses(outputs: Record<string, unknown>): string[] {
    const purposes = { signInUrl: "they start at", ccpUrl: "the CCP is at" };
    const found = Object.entries(purposes).filter(([name]) => typeof outputs[name] === "string");
    const width = Math.max(0, ...found.map(([, purpose]) => purpose.length));
    return found.map(([name, purpose]) => `${purpose.padEnd(width)}  ${outputs[name]}`);
}

/** The signing certificates by name, with the day each ends. */
function certificates(outputs: Record<string, unknown>): string[] {
    const all = (outputs.certificates ?? {}) as Record<string, { thumbprint?: string; endDate?: string }>;
    return Object.entries(all).map(
        ([name, { thumbprint, endDate }]) => `certificate ${name}: ends ${endDate}, thumbprint ${thumbprint}`,
    );
}

function notChecked({ notChecked: told = [] }: Record<string, unknown>): string[] {
    return (Array.isArray(told) ? told : [told]).map(String);
}

/** What the clouds do not model, a line a type token. */
export function echoedLines(echoed: readonly string[]): string[] {
    return echoed.map((token) => `${token} (not modelled; echoed because of --lenient)`);
}

/** How many of each type, a line for each cloud; components and providers are the program's affair. */
function counts(resources: EngineResource[]): string[] {
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
