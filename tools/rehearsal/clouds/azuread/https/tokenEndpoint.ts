/** `POST /{tenant}/oauth2/v2.0/token`: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
import { randomUUID, timingSafeEqual } from "node:crypto";
import type { Caller } from "./graph";
import type { Answer } from "./route";
import { lifetimeSeconds, type TokenSigner } from "./tokens";

export interface TokenSettings {
    caller: Caller;
    clientSecret: string;
    signer: TokenSigner;
    /** `https://host`: the login endpoint and, as an audience, Graph. */
    origin: string;
}

const grant = "client_credentials";
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** A refusal, with Entra's number for it. */
class Refused extends Error {
    constructor(
        readonly status: number,
        readonly error: string,
        readonly number: number,
        message: string,
    ) {
        super(message);
    }
}

export function tokenAnswer(
    settings: TokenSettings,
    tenant: string,
    form: URLSearchParams,
    nowMs = Date.now(),
): Answer {
    try {
        return granted(settings, tenant, form, Math.floor(nowMs / 1000));
    } catch (error) {
        if (error instanceof Refused) {
            return refusal(error, nowMs);
        }
        throw error;
    }
}

function granted(settings: TokenSettings, tenant: string, form: URLSearchParams, now: number): Answer {
    const { caller, origin, signer } = settings;
    if (tenant.toLowerCase() !== caller.tenantId.toLowerCase()) {
        throw new Refused(
            400,
            "invalid_request",
            90002,
            `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
        );
    }
    if (field(form, "grant_type") !== grant) {
        throw new Refused(
            400,
            "unsupported_grant_type",
            70003,
            `The app requested an unsupported grant type '${form.get("grant_type")}'.`,
        );
    }
    const clientId = field(form, "client_id");
    if (clientId.toLowerCase() !== caller.clientId.toLowerCase()) {
        throw new Refused(
            400,
            "unauthorized_client",
            700016,
            `Application with identifier '${clientId}' was not found in the directory '${caller.tenantId}'.`,
        );
    }
    refuseCredential(settings, tenant, form, now);
    const scope = field(form, "scope");
    const [, audience = ""] = /^(.+)\/\.default$/.exec(scope) ?? [];
    if (audience === "") {
        throw new Refused(
            400,
            "invalid_scope",
            1002012,
            `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
        );
    }
    if (![origin, "https://graph.microsoft.com"].includes(audience)) {
        throw new Refused(
            400,
            "invalid_resource",
            500011,
            `The resource principal named ${audience} was not found in the tenant named ${caller.tenantId}.`,
        );
    }
    const token = signer.accessToken(caller, audience, `${origin}/${caller.tenantId}/`, now);
    return {
        status: 200,
        body: {
            token_type: "Bearer",
            expires_in: lifetimeSeconds,
            ext_expires_in: lifetimeSeconds,
            access_token: token,
        },
    };
}

function refuseCredential(
    { caller, clientSecret, origin, signer }: TokenSettings,
    tenant: string,
    form: URLSearchParams,
    now: number,
): void {
    const assertion = form.get("client_assertion");
    if (assertion === null) {
        if (!isSame(field(form, "client_secret"), clientSecret)) {
            throw new Refused(
                401,
                "invalid_client",
                7000215,
                `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${caller.clientId}'.`,
            );
        }
        return;
    }
    if (field(form, "client_assertion_type") !== assertionType) {
        throw new Refused(
            400,
            "invalid_request",
            900144,
            `The request body must contain the following parameter: 'client_assertion_type' with the value '${assertionType}'.`,
        );
    }
    const claims = signer.verified(assertion);
    if (claims === undefined) {
        throw new Refused(
            401,
            "invalid_client",
            700027,
            "The certificate with identifier used to sign the client assertion is not registered on application.",
        );
    }
    const { aud, exp, iss, sub } = claims;
    if (iss !== caller.clientId || sub !== caller.clientId || !`${aud}`.startsWith(`${origin}/${tenant}/`)) {
        throw new Refused(
            401,
            "invalid_client",
            700023,
            "Client assertion audience claim does not match Realm issuer.",
        );
    }
    if (typeof exp !== "number" || exp <= now) {
        throw new Refused(401, "invalid_client", 700024, "Client assertion is not within its valid time range.");
    }
}

function field(form: URLSearchParams, name: string): string {
    const value = form.get(name);
    if (value === null || value === "") {
        throw new Refused(
            400,
            "invalid_request",
            900144,
            `The request body must contain the following parameter: '${name}'.`,
        );
    }
    return value;
}

function isSame(one: string, other: string): boolean {
    const [a, b] = [Buffer.from(one), Buffer.from(other)];
    return a.length === b.length && timingSafeEqual(a, b);
}

function refusal({ status, error, number, message }: Refused, nowMs: number): Answer {
    const timestamp = new Date(nowMs)
        .toISOString()
        .replace("T", " ")
        .replace(/\.\d+Z$/, "Z");
    const [traceId, correlationId] = [randomUUID(), randomUUID()];
    const description = `AADSTS${number}: ${message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`;
    return {
        status,
        body: {
            error,
            error_description: description,
            error_codes: [number],
            timestamp,
            trace_id: traceId,
            correlation_id: correlationId,
            error_uri: `https://login.microsoftonline.com/error?code=${number}`,
        },
    };
}
