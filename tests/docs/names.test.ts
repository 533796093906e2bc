import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { Command } from "commander";
import * as ts from "typescript";
import { cognitoFederationFields } from "../../components/internal/check/cognitoFederation";
import { certificateKeys, configKeys, userKeys } from "../../configKeys";
import { browse } from "../../tools/cli/commands/browse";
import { commands as ofConnectSso } from "../../tools/cli/connectSso";
import { commands as ofStart } from "../../tools/cli/main";
import { commands as ofPipeline } from "../../tools/cli/pipeline";
import type { Define } from "../../tools/cli/program";
import { addSettings } from "../../tools/cli/settings";
import { signInError, signInErrorIds } from "../../tools/signin/errors";
import { describeCause } from "../../tools/signin/errors/describe";
import { documents, forUsers, textOf } from "../helpers/markdown";

const root = join(__dirname, "..", "..");

const outputs = [...readFileSync(join(root, "index.ts"), "utf8").matchAll(/^export const (\w+)/gm)].map(
    ([, name]) => name,
);
const keys = [configKeys, userKeys, certificateKeys].flatMap((group) => Object.keys(group));
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const programs = {
    "start --": program([...ofStart, browse], addSettings(new Command())),
    "connect-sso --": program(ofConnectSso, new Command()),
    "pipeline --": program(ofPipeline, new Command()),
};

function program(definitions: readonly Define[], defined: Command): { commands: string[]; options: string[] } {
    for (const define of definitions) {
        define(defined, () => undefined);
    }
    const all = [defined, ...defined.commands];
    return {
        commands: defined.commands.map((command) => command.name()),
        options: [...all.flatMap(({ options }) => options.map(({ long }) => long ?? "")), "--help"],
    };
}

const options = Object.values(programs).flatMap((one) => one.options);

/** What the catalogue advises, without the clouds' own words. */
const advice = signInErrorIds.flatMap((id) => {
    const { meaning, causes } = signInError(id);
    return [meaning, ...Object.values(causes).flatMap((cause) => Object.values(describeCause(cause)))].map((text) => ({
        place: id as string,
        text,
    }));
});

const written = documents()
    .filter((path) => forUsers(path) || path === "CONTRIBUTING.md")
    .map((path) => ({ place: path, text: textOf(path) }));

/** What the sources print. */
const printed = ["components", "rules", "tools/signin", "tools/deployment", "tools/recover", "tools/cli"].flatMap(
    textsIn,
);

function textsIn(path: string): { place: string; text: string }[] {
    if (statSync(join(root, path)).isDirectory()) {
        return readdirSync(join(root, path)).flatMap((name) => textsIn(join(path, name)));
    }
    if (!path.endsWith(".ts")) {
        return [];
    }
    const source = ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.Latest, true);
    const found: { place: string; text: string }[] = [];
    const visit = (node: ts.Node) => {
        if (ts.isStringLiteralLike(node)) {
            found.push({ place: path, text: node.text });
        } else if (ts.isTemplateExpression(node)) {
            const parts = [node.head, ...node.templateSpans.map(({ literal }) => literal)];
            found.push({ place: path, text: parts.map(({ text }) => text).join("…") });
        }
        ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
}

const everything = [...advice, ...written, ...printed];
const ofExamples = written.filter(({ place }) => place.startsWith("examples/"));
const ofTheProgram = everything.filter((one) => !ofExamples.includes(one));
const outputRead = /pulumi stack output (?!-)([A-Za-z]+)/g;
const scriptRun = /\bnpm run (?:-s |--silent )?([\w:-]+)/g;

/** What an example's own program exports, and the scripts of its package.json. */
function exampleOf(folder: string): { outputs: string[]; scripts: string[] } {
    const names = readdirSync(join(root, folder));
    const text = (name: string) => (names.includes(name) ? readFileSync(join(root, folder, name), "utf8") : "");
    const exported = text("index.ts").matchAll(/^export const (?:\{ ([^}]*) \}|(\w+))/gm);
    // Of a project in YAML.
    const written = (text("Pulumi.yaml").split("\noutputs:")[1] ?? "").matchAll(/^ {4}()(\w+):/gm);
    return {
        outputs: [...exported, ...written].flatMap(([, several = "", one = ""]) => [...several.split(", "), one]),
        scripts: Object.keys(JSON.parse(text("package.json") || "{}").scripts ?? {}),
    };
}

/** Names that a pattern finds and the list does not have, each with its place. */
function unknown(
    texts: readonly { place: string; text: string }[],
    pattern: RegExp,
    known: readonly (string | undefined)[],
) {
    return texts.flatMap(({ place, text }) =>
        [...text.matchAll(pattern)].flatMap(([, name]) => (known.includes(name) ? [] : [`${place}: ${name}`])),
    );
}

/** Properties and values of Entra, AWS and Streams that the catalogue names in code. */
const ofTheClouds = [
    ...[
        "acceptMappedClaims",
        "disabledByMicrosoftStatus",
        "employeeId",
        "entityID",
        "false",
        "issuerWithApplicationId",
    ],
    ...["mail", "startDateTime", "ccp", "agentWorkspace", "ccpLoadTimeout", "initCCP", "loginPopup", "loginUrl"],
    ...["activateCommand", "samlMetadataDocument", "supportedIdentityProviders", "identities"],
    ...Object.keys(cognitoFederationFields),
    ...Object.keys(cognitoFederationFields.appClients.entries.fields),
];

describe("Names in the documents and in what is printed", () => {
    it("of the stack's outputs exist", () => {
        expect(unknown(ofTheProgram, outputRead, outputs)).to.deep.equal([]);
        expect(outputs).to.include("signInUrl");
    });

    it("of an example's outputs and npm scripts exist", () => {
        for (const { place, text } of ofExamples) {
            const { outputs: own, scripts: ownScripts } = exampleOf(dirname(place));
            expect(unknown([{ place, text }], outputRead, own)).to.deep.equal([]);
            expect(unknown([{ place, text }], scriptRun, ownScripts)).to.deep.equal([]);
        }
        expect(exampleOf("examples/otherService").outputs).to.include("samlMetadataDocument");
    });

    it("of configuration keys exist", () => {
        expect(unknown(ofTheProgram, /\bconnect-entra-sso:(?!index)([a-zA-Z]+)\b(?!:)/g, keys)).to.deep.equal([]);
        expect(unknown(ofTheProgram, /pulumi config (?:get|set)(?: --\w+)* ([a-z]\w+)(?!:)\b/g, keys)).to.deep.equal(
            [],
        );
        const known = [...keys, ...outputs, ...ofTheClouds];
        expect(unknown(advice, /`([a-z][A-Za-z]+)(?:: [^`]*)?`/g, known)).to.deep.equal([]);
    });

    for (const [name, { commands, options: own }] of Object.entries(programs)) {
        it(`of commands and options of ${name.replace(" --", "")} exist`, () => {
            const call = new RegExp(`\\b${name} ([a-z][a-z-]*)\\b`, "g");
            expect(unknown(everything, call, commands)).to.deep.equal([]);
            const called = everything.flatMap(({ place, text }) =>
                [...text.matchAll(new RegExp(`\\b${name} ([^\`\\n|;&]*)`, "g"))].map(([, rest = ""]) => ({
                    place,
                    text: rest,
                })),
            );
            // What follows the command of an engine or of az goes to it.
            const ours = called.filter(({ text }) => !/^(?:az|preview|up|refresh|destroy|export)\b/.test(text));
            expect(unknown(ours, /(?<=^|\s)(--[a-z][a-z-]+)/g, own)).to.deep.equal([]);
        });
    }

    it("of npm scripts exist", () => {
        expect(unknown(ofTheProgram, scriptRun, Object.keys(scripts))).to.deep.equal([]);
    });

    it("of options that the answers ask for exist", () => {
        const own = [...advice, ...printed.filter(({ place }) => /^tools\/(?:signin|deployment)\//.test(place))].map(
            ({ place, text }) => ({ place, text: text.replace(/`(?:aws|az|pulumi|npm) [^`]*`?/g, "") }),
        );
        expect(unknown(own, /(?<=^|[\s(])(--[a-z][a-z-]+)/g, options)).to.deep.equal([]);
    });
});
