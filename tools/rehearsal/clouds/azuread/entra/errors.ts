/** Microsoft Graph's refusals, in the words in which the azuread provider shows them. */
import { CloudError } from "../../provider/resourceType";

const reasons = { 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 409: "Conflict" } as const;
type Status = keyof typeof reasons;

/** An error answer of Graph. */
export class GraphError extends CloudError {
    readonly status: Status;
    readonly code: string;
    /** The message alone, as Graph sends it. */
    readonly detail: string;

    constructor(status: Status, code: string, message: string) {
        super(`unexpected status ${status} (${status} ${reasons[status]}) with error: ${code}: ${message}`);
        this.status = status;
        this.code = code;
        this.detail = message;
    }
}

export function badRequest(message: string, code = "Request_BadRequest"): GraphError {
    return new GraphError(400, code, message);
}

export function resourceNotFound(id: string): GraphError {
    const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
    return new GraphError(404, "Request_ResourceNotFound", message);
}

/** Graph does not say which role is missing: why comes after it. */
export function insufficientPrivileges(why?: string): GraphError {
    const message = "Insufficient privileges to complete the operation.";
    const reason = why === undefined ? "" : ` (rehearsal: ${why})`;
    return new GraphError(403, "Authorization_RequestDenied", `${message}${reason}`);
}

/** A property with a value that Graph does not take. Why comes after it: Graph itself does not say. */
export function invalidValue(property: string, resource: string, why: string): GraphError {
    return badRequest(
        `Invalid value specified for property '${property}' of resource '${resource}'. (rehearsal: ${why})`,
    );
}

/** Runs a step and puts what the provider was doing in front of a refusal. */
export function during<T>(what: string, step: () => T): T {
    try {
        return step();
    } catch (error) {
        throw error instanceof CloudError ? new CloudError(`${what}: ${error.message}`) : error;
    }
}

/** As `during`, for a step that takes its time. */
export async function duringAsync<T>(what: string, step: () => Promise<T>): Promise<T> {
    try {
        return await step();
    } catch (error) {
        throw error instanceof CloudError ? new CloudError(`${what}: ${error.message}`) : error;
    }
}
