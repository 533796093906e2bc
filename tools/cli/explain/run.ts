/** What `connect-sso explain` does once its options are read. Only with a deployment does it need what reads one. */
import { randomUUID, webcrypto } from "node:crypto";
import { explain, type NotUnderstood } from "../../signin/explain/explain";
import type { Explanation } from "../../signin/explain/explanation";
import { type Note, notesOf } from "../../signin/explain/note";
import { print, printError } from "../output";
import { notOurs } from "../signIn/notOurs";
import type { SourceOptions, Sources } from "../signIn/sources";
import { terminalWidth } from "../wrap";
import { readInputs } from "./inputs";
import { renderExplanation } from "./render";

export interface ExplainOptions extends SourceOptions {
    now?: number;
    json?: boolean;
}

/** Returns the exit code. */
export async function runExplain(files: string[], options: ExplainOptions): Promise<number> {
    const stack = await stackOf(options);
    const unread = stack === undefined ? notRead(options) : [];
    const answers: (Explanation | NotUnderstood)[] = [];
    for (const input of readInputs(files)) {
        const answer = isNotUnderstood(input)
            ? input
            : await explain(input.name, input.bytes, {
                  stack,
                  triedAtMs: options.now,
                  nowMs: Date.now(),
                  newId: randomUUID,
                  crypto: webcrypto,
              });
        const noFile = isNotUnderstood(input) ? undefined : input.noFile;
        answers.push(
            isNotUnderstood(answer)
                ? {
                      ...answer,
                      problem: noFile === undefined ? answer.problem : `${noFile}; as a text: ${answer.problem}`,
                  }
                : { ...answer, notes: [...answer.notes, ...notesOn(stack), ...unread] },
        );
    }
    printAll(answers, options.json === true);
    return answers.some(isNotUnderstood) ? 2 : 0;
}

async function stackOf(options: ExplainOptions): Promise<Sources | undefined> {
    if (options.deployment === undefined && options.stack === undefined) {
        return undefined;
    }
    const { readSources } = require("../signIn/sources") as typeof import("../signIn/sources");
    return await readSources(options);
}

const comparing = [
    "values",
    "directory",
    "application",
    "signingCertificate",
    "servicePrincipal",
    "securityProfiles",
] as const;

/** Options that only tell of a deployment, which is not there. */
function notRead(options: ExplainOptions): Note[] {
    const given = comparing
        .filter((name) => options[name] !== undefined)
        .map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    return notesOf(
        "deployment",
        given.length === 0
            ? []
            : [
                  `${given.join(", ")}: not used, because there is no deployment to compare with; add --deployment FILE (or --stack NAME)`,
              ],
    );
}

function notesOn(stack: Sources | undefined): Note[] {
    if (stack === undefined) {
        return [];
    }
    const { isOwn } = require("../../signin/walk/isOwn") as typeof import("../../signin/walk/isOwn");
    return notesOf("deployment", [...stack.notes, ...(isOwn(stack.deployment) ? [] : [notOurs])]);
}

const isNotUnderstood = (answer: object): answer is NotUnderstood => "problem" in answer;

function printAll(answers: (Explanation | NotUnderstood)[], json: boolean): void {
    if (json) {
        print(JSON.stringify({ version: 3, explanations: answers }, null, 2));
        return;
    }
    const explained = answers.filter((answer) => !isNotUnderstood(answer)) as Explanation[];
    if (explained.length > 0) {
        print(explained.map((one) => renderExplanation(one, terminalWidth())).join("\n\n\n"));
    }
    for (const { name, problem } of answers.filter(isNotUnderstood)) {
        printError(`error: ${name}: ${problem}`);
    }
}
