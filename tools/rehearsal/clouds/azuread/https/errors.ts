/** Error answers of Graph: https://learn.microsoft.com/graph/errors */
import { randomUUID } from "node:crypto";
import { GraphError } from "../entra/errors";
import type { Answer } from "./route";

/** A refusal that the service in front of the directory makes. */
export class HttpRefusal extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        message: string,
        readonly headers: Record<string, string> = {},
    ) {
        super(message);
    }
}

export const malformed = (message: string): HttpRefusal => new HttpRefusal(400, "BadRequest", message);

/** What Graph has and the emulated Entra has not. */
export const notServed = (what: string): HttpRefusal =>
    new HttpRefusal(501, "NotImplemented", `The emulated Entra does not serve ${what}.`);

/** A refusal as an answer; any other error is no answer. */
export function errorAnswer(error: unknown, requestId: string = randomUUID()): Answer {
    if (error instanceof GraphError) {
        return answerOf(error.status, error.code, error.detail, requestId, {});
    }
    if (error instanceof HttpRefusal) {
        return answerOf(error.status, error.code, error.message, requestId, error.headers);
    }
    throw error;
}

function answerOf(
    status: number,
    code: string,
    message: string,
    requestId: string,
    headers: Record<string, string>,
): Answer {
    const date = new Date().toISOString().slice(0, 19);
    const innerError = { date, "request-id": requestId, "client-request-id": requestId };
    return { status, headers, body: { error: { code, message, innerError } } };
}
