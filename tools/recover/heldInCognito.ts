/** What `aws cognito-idp` prints. */
import { isRecord } from "../../rules/record";
import { cognitoTypes } from "../deployment/types";
import { type HeldObject, type HeldPart, unknown } from "./recovery";

type Fields = Record<string, unknown>;

/** Undefined for anything else. */
export function readCognito(printed: unknown): HeldPart | undefined {
    if (!isRecord(printed)) {
        return undefined;
    }
    const { UserPoolId: poolId, DomainDescription: domain } = printed;
    const list = (key: string) => (Array.isArray(printed[key]) ? printed[key].filter(isRecord) : []);
    if (Array.isArray(printed.UserPools)) {
        return { objects: list("UserPools").map(userPool), listings: ["userPools"] };
    }
    if (Array.isArray(printed.Providers) && typeof poolId === "string") {
        const objects = list("Providers").map((one) => identityProvider(poolId, one));
        return { objects, listings: [`identityProviders ${poolId}`.toLowerCase()] };
    }
    if (Array.isArray(printed.UserPoolClients)) {
        const listings = typeof poolId === "string" ? [`appClients ${poolId}`.toLowerCase()] : [];
        return { objects: list("UserPoolClients").map(appClient), listings };
    }
    if (isRecord(domain)) {
        const listings = typeof printed.Domain === "string" ? [`userPoolDomain ${printed.Domain}`.toLowerCase()] : [];
        return { objects: typeof domain.Domain === "string" ? [domainOf(domain)] : [], listings };
    }
    return undefined;
}

/** A list has names only. */
const userPool = ({ Id, Name }: Fields): HeldObject => ({
    type: cognitoTypes.userPool,
    id: String(Id),
    values: { name: Name, deletionProtection: unknown },
});

const identityProvider = (userPoolId: string, { ProviderName, ProviderType }: Fields): HeldObject => ({
    type: cognitoTypes.identityProvider,
    id: `${userPoolId}:${ProviderName}`,
    values: { userPoolId, providerName: ProviderName, providerType: ProviderType },
});

const appClient = ({ ClientId, UserPoolId, ClientName }: Fields): HeldObject => ({
    type: cognitoTypes.appClient,
    id: `${UserPoolId}/${ClientId}`,
    values: { userPoolId: UserPoolId, name: ClientName },
});

const domainOf = ({ Domain, UserPoolId }: Fields): HeldObject => ({
    type: cognitoTypes.domain,
    id: String(Domain),
    values: { domain: Domain, userPoolId: UserPoolId },
});
