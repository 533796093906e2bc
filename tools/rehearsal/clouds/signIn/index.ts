/** Somebody's sign-in in the emulated clouds, judged by what their stores hold. */
import { Directory } from "../azuread/entra/directory";
import { reading } from "../provider/reading";
import type { Stores } from "../readBack";
import { assumeRole } from "./aws";
import { enterUserPool } from "./cognito";
import { enterInstance } from "./connect";
import { issueResponse } from "./entra";
import { Refused } from "./refused";

/** `servicePrincipalId`, `userId`: object ids in the directory. */
interface Attempt {
    servicePrincipalId: string;
    userId: string;
    nowMs: number;
}

type Answer = { page: string } | { refused: string };

/** Answers with the page at which they arrive, or with why they do not. */
export function signIn(stores: Stores, { servicePrincipalId, userId, nowMs }: Attempt): Answer {
    return attempt(() => {
        const response = issueResponse(new Directory(reading(stores.azuread)), servicePrincipalId, userId, nowMs);
        const aws = reading(stores.aws);
        return enterInstance(aws, response.relayState, assumeRole(aws, response));
    });
}

/** The same to an application by a user pool, whose app client asks Entra for the response. */
export function signInByCognito(
    stores: Stores,
    { servicePrincipalId, userId, nowMs, clientId }: Attempt & { clientId: string },
): Answer {
    return attempt(() => {
        const directory = new Directory(reading(stores.azuread));
        const response = issueResponse(directory, servicePrincipalId, userId, nowMs, "service");
        return enterUserPool(reading(stores.aws), clientId, response);
    });
}

function attempt(go: () => string): Answer {
    try {
        return { page: go() };
    } catch (error) {
        if (error instanceof Refused) {
            return { refused: error.message };
        }
        throw error;
    }
}
