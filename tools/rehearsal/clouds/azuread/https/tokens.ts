/** The access tokens of the emulated Entra: JSON Web Tokens, signed with the key of its server. */
import { createPrivateKey, createPublicKey, randomUUID, sign, verify } from "node:crypto";
import type { Caller } from "./graph";
import type { JsonObject } from "./route";

export const lifetimeSeconds = 3599;

export class TokenSigner {
    private readonly privateKey;
    private readonly publicKey;

    constructor(key: string) {
        this.privateKey = createPrivateKey(key);
        this.publicKey = createPublicKey(this.privateKey);
    }

    accessToken(caller: Caller, audience: string, issuer: string, nowSeconds: number): string {
        const { tenantId, clientId, objectId, appRoles } = caller;
        return this.sign({
            aud: audience,
            iss: issuer,
            iat: nowSeconds,
            nbf: nowSeconds,
            exp: nowSeconds + lifetimeSeconds,
            appid: clientId,
            appidacr: "1",
            idp: issuer,
            idtyp: "app",
            oid: objectId,
            roles: appRoles,
            sub: objectId,
            tenant_region_scope: "EU",
            tid: tenantId,
            uti: randomUUID(),
            ver: "1.0",
        });
    }

    sign(claims: JsonObject): string {
        const head = [{ alg: "ES256", typ: "JWT" }, claims].map(encode).join(".");
        const signature = sign("sha256", Buffer.from(head), { key: this.privateKey, dsaEncoding: "ieee-p1363" });
        return `${head}.${signature.toString("base64url")}`;
    }

    /** The claims of a token of this server's, or undefined for any other. */
    verified(token: string): JsonObject | undefined {
        const [header = "", claims = "", signature = "", ...rest] = token.split(".");
        const key = { key: this.publicKey, dsaEncoding: "ieee-p1363" } as const;
        const isOurs = verify("sha256", Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, "base64url"));
        return isOurs && rest.length === 0 ? JSON.parse(Buffer.from(claims, "base64url").toString()) : undefined;
    }
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");
