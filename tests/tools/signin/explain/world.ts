/** What an explanation is given in tests: a federation to compare with, responses of it, and recordings. */
import { webcrypto } from "node:crypto";
import { explain, type NotUnderstood } from "../../../../tools/signin/explain/explain";
import type { Attempt, Explanation } from "../../../../tools/signin/explain/explanation";
import type { ExplainContext } from "../../../../tools/signin/explain/stack";
import { awsAttributes, emailAddressFormat } from "../../../../tools/signin/saml/names";
import { buildResponse, type ResponseContent } from "../../../helpers/buildResponse";
import type { TestCertificate } from "../../../helpers/certificates";
import { signResponse } from "../../../helpers/signResponse";
import {
    acsUrl,
    guid,
    makeWorld,
    now,
    providerArn,
    roleArn,
    type TestWorld,
    tenantId,
    worldCertificate,
} from "../../../helpers/world";

/** Without a world nothing is compared with; without a time it is not known when it was tried. */
export function contextOf(world: TestWorld | undefined, triedAtMs?: number): ExplainContext {
    let made = 0;
    const stack = world && {
        ...{ deployment: world.deployment, application: world.application, directory: world.directory },
    };
    return {
        ...(stack === undefined ? {} : { stack }),
        ...(triedAtMs === undefined ? {} : { triedAtMs }),
        nowMs: now,
        newId: () => {
            made += 1;
            return guid(8000 + made);
        },
        crypto: webcrypto,
    };
}

/** The explanation of an input that is understood. */
export async function explained(input: string | Uint8Array, context: ExplainContext): Promise<Explanation> {
    const answer = await explainAny(input, context);
    if ("problem" in answer) {
        throw new Error(`not understood: ${answer.problem}`);
    }
    return answer;
}

export function explainAny(input: string | Uint8Array, context: ExplainContext): Promise<Explanation | NotUnderstood> {
    return explain("input", typeof input === "string" ? Buffer.from(input, "utf8") : input, context);
}

/** Of an input that holds one sign-in. */
export async function attemptOf(input: string | Uint8Array, context: ExplainContext): Promise<Attempt> {
    const [attempt] = (await explained(input, context)).attempts;
    if (attempt === undefined) {
        throw new Error("no attempt");
    }
    return attempt;
}

/** `error.cause` of each, in their order. */
export const causesOf = ({ findings }: Attempt): string[] =>
    findings.map(({ error, causeId }) => `${error}.${causeId}`);

export const noteIdsOf = ({ notes }: Pick<Attempt, "notes">): string[] => notes.map(({ id }) => id);

/** `what: seen | expected (remark)` of those that differ. */
export const differencesOf = ({ comparisons }: Attempt): string[] =>
    comparisons
        .filter(({ same }) => !same)
        .map(({ what, seen, expected, remark }) => `${what}: ${seen} | ${expected}${remark ? ` (${remark})` : ""}`);

export interface ResponseChanges extends Partial<Omit<ResponseContent, "attributes">> {
    role?: string[];
    sessionName?: string[];
    duration?: string[];
    more?: ResponseContent["attributes"];
    /** Changes the XML before it is signed. */
    before?: (xml: string) => string;
    /** Changes it after. */
    after?: (xml: string) => string;
    signedBy?: TestCertificate;
    /** @default true */
    signed?: boolean;
}

/** The XML of a response that is right in all but what is changed. */
export async function responseXml(changes: ResponseChanges = {}): Promise<string> {
    const { role, sessionName, duration, more = [], before, after, signedBy, signed = true, ...content } = changes;
    const attributes = [
        { name: awsAttributes.role, values: role ?? [`${roleArn},${providerArn}`] },
        { name: awsAttributes.roleSessionName, values: sessionName ?? ["alice@contoso.example"] },
        { name: awsAttributes.sessionDuration, values: duration ?? ["43200"] },
    ].filter(({ values }) => values.length > 0);
    const xml = buildResponse({
        responseId: "_r1",
        assertionId: "_a1",
        issuer: `https://sts.windows.net/${tenantId}/`,
        audience: "urn:amazon:webservices",
        recipient: acsUrl,
        nameId: { value: "alice@contoso.example", format: emailAddressFormat },
        issuedAtMs: now,
        ...content,
        attributes: [...attributes, ...more],
    });
    const { privateKey, value } = signedBy ?? (await worldCertificate());
    const changed = before?.(xml) ?? xml;
    const ready = signed ? signResponse(changed, { privateKey, certificate: value }) : changed;
    return after?.(ready) ?? ready;
}

export const base64 = (xml: string) => Buffer.from(xml, "utf8").toString("base64");

export const formOf = (xml: string, relayState?: string) =>
    `SAMLResponse=${encodeURIComponent(base64(xml))}${relayState === undefined ? "" : `&RelayState=${encodeURIComponent(relayState)}`}`;

/** The world's own relay state. */
export function relayStateOf({ servicePrincipal }: TestWorld): string {
    return String(servicePrincipal.relayState);
}

export async function brokenWorld(fault: (world: TestWorld) => void): Promise<TestWorld> {
    const world = await makeWorld();
    fault(world);
    return world;
}
