/** From whatever somebody has of a failed sign-in back to its cause. */
import { explainHar } from "./explainHar";
import { explainResponse } from "./explainResponse";
import { explainText } from "./explainText";
import type { Explanation } from "./explanation";
import { readHar } from "./har";
import { type RecognizedInput, recognizeInput } from "./input";
import { redactText } from "./redact";
import type { ExplainContext } from "./stack";

/** The input can't be explained: why, what was looked for, and what to give instead. */
export interface NotUnderstood {
    name: string;
    problem: string;
}

const lookedFor =
    "looked for an error text or code of Entra, AWS or Amazon Connect, a SAMLResponse (XML, base64, URL-encoded, in a form or a " +
    "request) and a HAR file; docs/sign-in-errors.md lists what is known";

/** Never throws, whatever the bytes. `name`: what the input is called in the answer. */
export async function explain(
    name: string,
    bytes: Uint8Array,
    context: ExplainContext,
): Promise<Explanation | NotUnderstood> {
    const input = recognizeInput(bytes);
    switch (input.kind) {
        case "samlResponse": {
            const { samlResponse, relayState } = input;
            const posted = { samlResponse, relayState };
            const attempt = await explainResponse(posted, context);
            return { input: { name, kind: "samlResponse" }, attempts: [attempt], notes: input.notes };
        }
        case "har": {
            const reading = readHar(input.har);
            if (reading.problems.length > 0) {
                return { name, problem: reading.problems.join("; ") };
            }
            const attempts = await explainHar(reading, context);
            return { input: { name, kind: "har" }, attempts, notes: [...input.notes, ...reading.notes] };
        }
        case "text": {
            const attempt = await explainText(input.text, context);
            return attempt === undefined
                ? {
                      name,
                      problem: `it speaks of no sign-in error that is known: ${beginning(input.text)}; ${lookedFor}`,
                  }
                : { input: { name, kind: "text" }, attempts: [attempt], notes: input.notes };
        }
        default:
            return { name, problem: problemOf(input) };
    }
}

function beginning(text: string): string {
    const words = redactText(text.slice(0, 2000)).replace(/\s+/g, " ").trim();
    return `it begins ${JSON.stringify(words.length > 60 ? `${words.slice(0, 59)}…` : words)}`;
}

type Other = Exclude<RecognizedInput, { kind: "samlResponse" | "har" | "text" }>;

function problemOf(input: Other): string {
    switch (input.kind) {
        case "empty":
            return `it is empty; ${lookedFor}`;
        case "tooLarge":
            return `it has ${input.bytes} bytes, and ${input.limit} is the most that is read; save a HAR file without other pages`;
        case "binary":
            return `it is ${input.what}; ${lookedFor}`;
        case "assertion":
            return "it is an assertion without the response around it: its signature can't be told from the whole; give the whole SAMLResponse";
        case "samlRequest":
            return "it is a SAMLRequest, with which a service starts a sign-in; AWS starts none: give the SAMLResponse, or a HAR file";
        case "metadata":
            return "it is a metadata document, not a response; give the SAMLResponse of the sign-in, or a HAR file";
        case "deployment":
            return "it is the export of a stack; give it with --deployment, and beside it what the person saw";
        default:
            return "it is a directory of people; give it with --directory, and beside it what the person saw";
    }
}
