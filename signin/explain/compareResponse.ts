/** A response's values and the deployment's, side by side. */
import { createHash } from "node:crypto";
import { isUnreadable } from "../../deployment/unreadable";
import { readMetadataDocument } from "../../rules/saml";
import { nearest } from "../../rules/text";
import { awsAttributes } from "../saml/names";
import { type ReadResponse, type SamlAssertion, valuesOf } from "../saml/response";
import { readRolePair } from "../walk/aws/roleClaim";
import type { PostedResponse } from "./explainResponse";
import type { Comparison } from "./explanation";
import type { Stack } from "./stack";

/** Only what both sides have. */
export function compareResponse(
    read: ReadResponse,
    assertion: SamlAssertion,
    posted: PostedResponse,
    stack: Stack | undefined,
): Comparison[] {
    if (stack === undefined) {
        return [];
    }
    const { deployment, application } = stack;
    const pair = readRolePair(valuesOf(assertion, awsAttributes.role)[0] ?? "");
    const provider =
        deployment.samlProviders.find(({ arn }) => arn === pair?.providerArn) ?? deployment.samlProviders[0];
    const document = provider && documentOf(provider.metadataDocument);
    const [recipient] = assertion.confirmations.map((one) => one.recipient);
    const known = document?.certificates.map(({ thumbprint }) => thumbprint) ?? [];
    const enclosed = read.enclosedCertificates.map(thumbprintOf);
    return [
        compare("issuer", assertion.issuer, document === undefined ? [] : [document.entityId]),
        compare(
            "audience",
            assertion.audienceRestrictions.flat()[0],
            withoutSuffix(readable(application.identifierUris)),
        ),
        compare("recipient", recipient, readable(application.replyUrls)),
        compare("role", pair?.roleArn, deployment.roles.map(({ arn }) => arn).filter(isText)),
        compare("SAML provider", pair?.providerArn, deployment.samlProviders.map(({ arn }) => arn).filter(isText)),
        compare("certificate (SHA-1)", enclosed[0], known),
        compare(
            "RoleSessionName, in the list of users",
            valuesOf(assertion, awsAttributes.roleSessionName)[0],
            deployment.connectUsers.map(({ username }) => username).filter(isText),
        ),
        compare("relay state", posted.relayState, [application.servicePrincipal?.relayState].filter(isText)),
    ].flatMap((comparison) => comparison ?? []);
}

/** More than these are not listed. */
const mostListed = 3;

function compare(what: string, seen: string | undefined, known: readonly string[]): Comparison | undefined {
    if (seen === undefined || known.length === 0) {
        return undefined;
    }
    if (known.includes(seen)) {
        return { what, seen, expected: seen, same: true };
    }
    const otherCase = known.find((one) => one.toLowerCase() === seen.toLowerCase());
    const otherDomain = known.find((one) => one.includes("@") && one.split("@")[0] === seen.split("@")[0]);
    const near = otherCase ?? otherDomain ?? nearest(seen, known.slice(0, 5000));
    const expected =
        near ??
        `${known.slice(0, mostListed).join(" or ")}${known.length > mostListed ? ` or ${known.length - mostListed} others` : ""}`;
    const remark =
        otherCase !== undefined
            ? "differs in upper and lower case"
            : otherDomain !== undefined
              ? "differs in what follows the @"
              : undefined;
    return { what, seen, expected, same: false, ...(remark === undefined ? {} : { remark }) };
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const readable = (value: unknown): string[] =>
    isUnreadable(value) || !Array.isArray(value) ? [] : value.filter(isText);
const withoutSuffix = (values: string[]) => values.map((value) => value.replace(/#.*$/s, ""));

function documentOf(document: unknown): ReturnType<typeof readMetadataDocument> | undefined {
    try {
        return isText(document) ? readMetadataDocument(document) : undefined;
    } catch {
        return undefined;
    }
}

function thumbprintOf(certificate: string): string {
    return createHash("sha1").update(Buffer.from(certificate, "base64")).digest("hex").toUpperCase();
}
