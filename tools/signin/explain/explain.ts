/** From whatever somebody has of a failed sign-in back to its cause. */

import { characters } from "../../../rules/text";
import { valuesOfStack } from "./explainMatches";
import { explainText, unknownCode } from "./explainText";
import type { Attempt, Explanation } from "./explanation";
import { readHar } from "./har/har";
import { recognizeInput } from "./input/input";
import type { RecognizedInput, SamlResponseInput } from "./input/inputKind";
import { responseAround } from "./input/wrapAssertion";
import { type Note, notesOf } from "./note";
import { quotable } from "./quotable";
import { severalRoles } from "./severalRoles";
import type { ExplainContext } from "./stack";
import { longest } from "./words/plainText";

/** The input can't be explained: why, what was looked for, and what to give instead. */
export interface NotUnderstood {
    name: string;
    problem: string;
}

const lookedFor =
    "looked for an error text or code of Entra, AWS or Amazon Connect, a relay state, a SAMLResponse (XML, base64, URL-encoded, in a form, a " +
    "request or JSON), a HAR file and Entra's sign-in log; docs/sign-in-errors.md lists what is known";

/** Never throws, whatever the bytes. What only other inputs need is not loaded. `name`: what the input is called in the answer. */
export async function explain(
    name: string,
    bytes: Uint8Array,
    context: ExplainContext,
): Promise<Explanation | NotUnderstood> {
    const input = recognizeInput(bytes);
    switch (input.kind) {
        case "rolePage":
            return {
                input: { name, kind: "text" },
                attempts: [rolePageAttempt(input.roles, context)],
                notes: inputNotes(input.notes),
            };
        case "samlResponse": {
            const { explainResponse } = require("./explainResponse") as typeof import("./explainResponse");
            const attempt = await explainResponse(postedOf(input), context);
            if (input.roles !== undefined) {
                attempt.findings.push(severalRoles(input.roles, rolePageEvidence, valuesOfStack(context)));
            }
            return { input: { name, kind: "samlResponse" }, attempts: [attempt], notes: inputNotes(input.notes) };
        }
        case "assertion": {
            const samlResponse = Buffer.from(responseAround(input.xml), "utf8").toString("base64");
            const { explainResponse } = require("./explainResponse") as typeof import("./explainResponse");
            const attempt = await explainResponse({ samlResponse, isCopy: true, isAssertion: true }, context);
            const notes = inputNotes([
                ...input.notes,
                "it is an assertion without its response, which AWS does not take: it is explained as if it were in one",
            ]);
            const contents = attempt.contents.filter(({ id }) => id !== "size");
            const one = { ...attempt, title: "the assertion", contents };
            return { input: { name, kind: "assertion" }, attempts: [one], notes };
        }
        case "har": {
            const reading = readHar(input.har);
            if (reading.problems.length > 0) {
                return { name, problem: reading.problems.join("; ") };
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
        default:
            return { name, problem: problemOf(input) };
    }
}

const rolePageEvidence = "the page of AWS that asks for a role";

function rolePageAttempt(roles: string[], context: ExplainContext): Attempt {
    const findings = [severalRoles(roles, rolePageEvidence, valuesOfStack(context))];
    return { title: "the page of AWS", findings, comparisons: [], contents: [], notes: [] };
}

function postedOf({ samlResponse, isWhole, repaired, relayState, action }: SamlResponseInput) {
    return {
        samlResponse,
        isWhole: isWhole === true,
        isCopy: isWhole !== true,
        repaired,
        relayState,
        postedTo: action,
    };
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
    const address = answer === undefined ? await addressIn(text, context) : undefined;
    const attempts = answer?.attempts ?? (address === undefined ? [] : [address]);
    if (attempts.length === 0) {
        return {
            name,
            problem: `no known sign-in error found: ${beginning(text)}; ${[...notes, ...(text.length > longest ? [onlyTheFirst] : []), lookedFor].join("; ")}`,
        };
    }
    return { input: { name, kind: "text" }, attempts, notes: inputNotes(notes) };
}

async function addressIn(text: string, { stack }: ExplainContext): Promise<Attempt | undefined> {
    const { explainAddress } = require("./explainAddress") as typeof import("./explainAddress");
    return await explainAddress(text, stack);
}

const onlyTheFirst = `only its first ${longest.toLocaleString("en")} characters were read: give the part with the error`;

/** Its first words, or its size where they may be a secret. */
function beginning(text: string): string {
    const words = quotable(text);
    return words === undefined ? `it has ${characters(text)}, which are not shown` : `it begins ${words}`;
}

const inputNotes = (texts: readonly string[]): Note[] => notesOf("input", texts);

type Other = Exclude<
    RecognizedInput,
    { kind: "samlResponse" | "assertion" | "har" | "signInLog" | "rolePage" | "text" }
>;

/** Why it is larger than what is read, and what to do. */
export function tooLarge(bytes: number, limit: number): string {
    return `it has ${bytes} bytes, and ${limit} is the most that is read; save a HAR file without other pages`;
}

function problemOf(input: Other): string {
    switch (input.kind) {
        case "empty":
            return `it is empty; ${lookedFor}`;
        case "tooLarge":
            return tooLarge(input.bytes, input.limit);
        case "binary":
            return `it is ${input.what}; ${lookedFor}`;
        case "otherMessage":
            return `it is ${input.what}`;
        case "samlRequest":
            return "it is a SAMLRequest, with which a service starts a sign-in; AWS starts none: give the SAMLResponse, or a HAR file";
        case "metadata":
            return "it is a metadata document, not a response; give the SAMLResponse of the sign-in, or a HAR file";
        case "deployment":
            return "it is the export of a stack; give it with --deployment, and beside it what the person saw";
        case "otherList":
            return `it is ${input.what}, which says nothing of a failed sign-in; give what the person saw, or Entra's sign-in log`;
        default:
            return "it is a directory of people; give it with --directory, and beside it what the person saw";
    }
}
