/** From whatever somebody has of a failed sign-in back to its cause. */

import { characters } from "../../../rules/text";
import { explainText, unknownCode } from "./explainText";
import { type Attempt, type Explanation, emptyAttempt } from "./explanation";
import { type Given, recognizeInputs } from "./input/input";
import { lookedFor, type RecognizedInput } from "./input/recognized";
import { type Note, notesOf } from "./note";
import { quotable } from "./quotable";
import { severalRoles } from "./severalRoles";
import { type ExplainContext, valuesOfStack } from "./stack";
import { hasServiceAddress } from "./words/origin";
import { longest } from "./words/plainText";

/** The input can't be explained: why, what was looked for, and what to give instead. */
export interface NotUnderstood {
    name: string;
    problem: string;
}

/** Never throws, whatever the bytes. What only other inputs need is not loaded. `name`: what the input is called in the answer. */
export async function explain(
    name: string,
    bytes: Uint8Array,
    context: ExplainContext,
): Promise<Explanation | NotUnderstood> {
    const given = recognizeInputs(bytes);
    const [{ input, words }] = given as [Given];
    if (given.length > 1) {
        return await explainSeveral(name, given, context);
    }
    switch (input.kind) {
        case "rolePage": {
            const attempt = { ...emptyAttempt("the page of AWS"), findings: [rolesOffered(input.roles, context)] };
            return { input: { name, kind: "text" }, attempts: [attempt], notes: inputNotes(input.notes) };
        }
        case "samlResponse": {
            const kind = input.posted.isAssertion === true ? "assertion" : "samlResponse";
            const attempts = [await explainOne(input, words, context)];
            return { input: { name, kind }, attempts, notes: inputNotes(input.notes) };
        }
        case "har": {
            const { readHar } = require("./har/har") as typeof import("./har/har");
            const reading = readHar(input.har);
            if (reading.problem !== undefined) {
                return { name, problem: reading.problem };
            }
            const { explainHar } = require("./explainHar") as typeof import("./explainHar");
            const attempts = await explainHar(reading, context);
            return { input: { name, kind: "har" }, attempts, notes: inputNotes([...input.notes, ...reading.notes]) };
        }
        case "signInLog": {
            const { explainSignInLog } = require("./log/explainSignInLog") as typeof import("./log/explainSignInLog");
            const { attempts, notes } = await explainSignInLog(input.records, context);
            return { input: { name, kind: "signInLog" }, attempts, notes: [...inputNotes(input.notes), ...notes] };
        }
        case "text":
            return await explainWords(name, input, context);
        case "other":
            return { name, problem: input.problem };
    }
}

/** AWS's page asks which of them to take. */
const rolesOffered = (roles: string[], context: ExplainContext) =>
    severalRoles(roles, "the page of AWS that asks for a role", valuesOfStack(context));

type Response = Extract<RecognizedInput, { kind: "samlResponse" }>;

/** What stands around a response may say how it was refused. */
async function explainOne({ posted, roles }: Response, words: string, context: ExplainContext): Promise<Attempt> {
    const { explainResponse } = require("./explainResponse") as typeof import("./explainResponse");
    const response = await explainResponse({ ...posted, isCopy: posted.isWhole !== true }, context);
    if (roles !== undefined) {
        response.findings.push(rolesOffered(roles, context));
        return response;
    }
    const { explainBeside } = require("./explainShown") as typeof import("./explainShown");
    return await explainBeside(response, words, context);
}

/** Responses of several sign-ins in one text. */
async function explainSeveral(name: string, given: readonly Given[], context: ExplainContext): Promise<Explanation> {
    const attempts: Attempt[] = [];
    for (const { input, words } of given) {
        const attempt = await explainOne(input as Response, words, context);
        const who = attempt.contents.find(({ id }) => id === "roleSessionName" || id === "nameId")?.value;
        attempts.push({
            ...attempt,
            title: `${attempt.title} ${attempts.length + 1} of ${given.length}${who === undefined ? "" : `, of ${who}`}`,
            notes: [...inputNotes(input.notes), ...attempt.notes],
        });
    }
    return { input: { name, kind: "samlResponse" }, attempts, notes: [] };
}

async function explainWords(
    name: string,
    { text, notes }: Extract<RecognizedInput, { kind: "text" }>,
    context: ExplainContext,
): Promise<Explanation | NotUnderstood> {
    const answer = await explainText(text, context);
    if (answer !== undefined && "unknownCodes" in answer) {
        return {
            name,
            problem: `Entra refused: ${answer.unknownCodes.map((code) => unknownCode(code).text).join("; ")}`,
        };
    }
    const isTold = answer?.attempts.some(({ findings }) => findings.some(({ sureness }) => sureness !== "possible"));
    const [address] = isTold === true ? [] : await addressIn(text, context);
    const [attempt, ...more] = answer?.attempts ?? [];
    const attempts = [joined(address, attempt) ?? [], ...more].flat();
    if (attempts.length === 0) {
        return {
            name,
            problem: `no known sign-in error found: ${beginning(text)}; ${[...notes, ...(text.length > longest ? [onlyTheFirst] : []), ...inEnglish(text), lookedFor].join("; ")}`,
        };
    }
    return { input: { name, kind: "text" }, attempts, notes: inputNotes(notes) };
}

/** A relay state, and what the words around it may mean. */
const joined = (address: Attempt | undefined, words: Attempt | undefined): Attempt | undefined =>
    address && words
        ? {
              ...{ ...words, ...address },
              findings: [...address.findings, ...words.findings],
              notes: [...address.notes, ...words.notes],
          }
        : (address ?? words);

async function addressIn(text: string, { stack }: ExplainContext): Promise<Attempt[]> {
    const { explainAddress } = require("./explainAddress") as typeof import("./explainAddress");
    const attempt = await explainAddress(text, stack);
    return attempt === undefined ? [] : [attempt];
}

const onlyTheFirst = `only its first ${longest.toLocaleString("en")} characters were read: give the part with the error`;

/** Names stay in any language; these words are in any English page. */
function inEnglish(text: string): string[] {
    const words = text.slice(0, 20_000);
    const isOfAws = hasServiceAddress(words) || /\b(?:AWS|Amazon|SAML)\b/.test(words);
    const isEnglish = /\b(?:the|is|to|you|your|not|of|and|for|was|has|on|after|error|with)\b/i.test(words);
    return isOfAws && !isEnglish
        ? [
              "if it is a page of AWS in another language, copy it in English (turn the browser's translation off, or set its first language to English and reload), or give a HAR file, which is understood in any language",
          ]
        : [];
}

/** Its first words, or its size where they may be a secret. */
function beginning(text: string): string {
    const words = quotable(text);
    return words === undefined ? `it has ${characters(text)}, which are not shown` : `it begins ${words}`;
}

const inputNotes = (texts: readonly string[]): Note[] => notesOf("input", texts);
