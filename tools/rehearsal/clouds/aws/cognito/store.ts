/** What Cognito holds, and how it words a refusal. */
import type { Call, Values } from "../../provider/resourceType";
import { apiError } from "../errors";

export const userPoolToken = "aws:cognito/userPool:UserPool";
export const identityProviderToken = "aws:cognito/identityProvider:IdentityProvider";
export const domainToken = "aws:cognito/userPoolDomain:UserPoolDomain";
export const clientToken = "aws:cognito/userPoolClient:UserPoolClient";

export const service = "Cognito Identity Provider";

/** The answer to a request that Cognito refuses. */
export const refused = (doing: string, operation: string, message: string): Error =>
    apiError(doing, { service, operation }, 400, message);

/** What belongs to a user pool. */
export const ofPool = (call: Pick<Call, "store">, kind: string, userPoolId: string): { id: string; value: Values }[] =>
    call.store.list(kind).filter(({ value }) => value.userPoolId === userPoolId);

/** The user pool in this Region, or Cognito's refusal. */
export function requirePool(call: Call, userPoolId: string, doing: string, operation: string): Values {
    if (!/^[\w-]+_[0-9a-zA-Z]+$/.test(userPoolId) || userPoolId.length > 55) {
        const constraint = "Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+";
        const value = `1 validation error detected: Value '${userPoolId}' at 'userPoolId' failed to satisfy constraint: ${constraint}`;
        throw refused(doing, operation, `InvalidParameterException: ${value}`);
    }
    const pool = call.find(userPoolToken, userPoolId);
    if (pool === undefined) {
        throw refused(doing, operation, `ResourceNotFoundException: User pool ${userPoolId} does not exist.`);
    }
    return pool;
}
