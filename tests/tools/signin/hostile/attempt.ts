/** A good response for Alice, and what AWS's side of the walk says to whatever is posted in its place. */
import { webcrypto } from "node:crypto";
import { entraEntityId } from "../../../../rules/entraClouds";
import { awsAttributes, emailAddressFormat } from "../../../../tools/signin/saml/names";
import { providerDocuments } from "../../../../tools/signin/walk/aws/provider";
import { Stopped, Trail } from "../../../../tools/signin/walk/trail";
import { buildResponse, type ResponseContent } from "../../../helpers/buildResponse";
import { signResponse } from "../../../helpers/signResponse";
import { acsUrl, makeWorld, now, providerArn, roleArn, tenantId, worldCertificate } from "../../../helpers/world";
import { accept } from "./accept";

export const alice = "alice@contoso.example";
export const admin = "admin@contoso.example";

/** What Entra says of Alice. */
export const content: ResponseContent = {
    responseId: "_response-1",
    assertionId: "_assertion-1",
    issuer: entraEntityId(tenantId, "global"),
    audience: "urn:amazon:webservices",
    recipient: acsUrl,
    nameId: { value: alice, format: emailAddressFormat },
    attributes: [
        { name: awsAttributes.role, values: [`${roleArn},${providerArn}`] },
        { name: awsAttributes.roleSessionName, values: [alice] },
        { name: awsAttributes.sessionDuration, values: ["43200"] },
    ],
    issuedAtMs: now,
};

/** Signed by the world's key, as the walk's own Entra does it. */
export async function signedResponse(changes: Partial<ResponseContent> = {}): Promise<string> {
    return sign(buildResponse({ ...content, ...changes }));
}

/** Signs the assertion of a response that a test has written itself. */
export async function sign(xml: string): Promise<string> {
    const { privateKey, value } = await worldCertificate();
    return signResponse(xml, { privateKey, certificate: value });
}

export const base64 = (xml: string | Uint8Array) => Buffer.from(xml).toString("base64");

export interface Circumstances {
    postedTo?: string;
    nowMs?: number;
    /** The SAML provider's document; by default with the world's certificate. */
    metadataDocument?: string;
}

export type Outcome =
    | { verdict: "accepted"; as: string; assumed: string[] }
    | { verdict: "refused"; hop: string; error: string; causeId: string; message: string | null };

const documents = providerDocuments();

/** Posts a form field to AWS. Whatever is thrown but a refusal goes on to the test. */
export async function post(
    samlResponse: string,
    { metadataDocument, ...circumstances }: Circumstances = {},
): Promise<Outcome> {
    const { deployment } = await makeWorld();
    if (metadataDocument !== undefined) {
        deployment.samlProviders = [{ arn: providerArn, metadataDocument }];
    }
    const trail = new Trail("aws");
    try {
        const { roleSessionName } = await accept(trail, {
            ...{ samlResponse, deployment, documents, nowMs: now, postedTo: acsUrl, crypto: webcrypto },
            ...circumstances,
        });
        const checks = trail.hops("through").flatMap((hop) => hop.checks);
        const assumed = checks.filter(({ outcome }) => outcome === "assumed").map(({ about }) => about);
        return { verdict: "accepted", as: roleSessionName, assumed };
    } catch (error) {
        if (!(error instanceof Stopped)) {
            throw error;
        }
        const { hop, error: id, causeId, message } = error.stop;
        return { verdict: "refused", hop, error: id, causeId, message };
    }
}

export const accepted: Outcome = { verdict: "accepted", as: alice, assumed: [] };

/** `cause`: `error/cause`. `message`: what AWS shows where that is documented. */
export function refused(cause: string, message: string | null = null): Outcome {
    const [error = "", causeId = ""] = cause.split("/");
    return { verdict: "refused", hop: "aws", error, causeId, message };
}
