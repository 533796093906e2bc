/** Somebody's sign-in in the emulated clouds, judged by what their stores hold. */
import { Directory } from "../azuread/entra/directory";
import { reading } from "../provider/reading";
import type { Stores } from "../readBack";
import { assumeRole } from "./aws";
import { enterInstance } from "./connect";
import { issueResponse } from "./entra";
import { Refused } from "./refused";

/** `servicePrincipalId`, `userId`: object ids in the directory. */
interface Attempt {
    servicePrincipalId: string;
    userId: string;
    nowMs: number;
}

/** Answers with the page at which they arrive, or with why they do not. */
export function signIn(
    stores: Stores,
    { servicePrincipalId, userId, nowMs }: Attempt,
): { page: string } | { refused: string } {
    try {
        const response = issueResponse(new Directory(reading(stores.azuread)), servicePrincipalId, userId, nowMs);
        const aws = reading(stores.aws);
        return { page: enterInstance(aws, response.relayState, assumeRole(aws, response)) };
    } catch (error) {
        if (error instanceof Refused) {
            return { refused: error.message };
        }
        throw error;
    }
}
