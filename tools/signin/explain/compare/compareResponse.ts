/** A response's values and the deployment's, side by side. */
import { readMetadataDocument, thumbprintOf } from "../../../../rules/saml";
import { awsAttributes } from "../../saml/names";
import { type ReadResponse, type SamlAssertion, valuesOf } from "../../saml/response";
import { readRolePair } from "../../walk/aws/rolePair";
import type { PostedResponse } from "../postedResponse";
import { isText, type Stack } from "../stack";
import { compareAll } from "./compare";
import type { Comparison } from "./comparison";

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
    const { samlProviders } = stack.deployment;
    const pair = readRolePair(valuesOf(assertion, awsAttributes.role)[0] ?? "");
    const provider = samlProviders.find(({ arn }) => arn === pair?.providerArn) ?? samlProviders[0];
    const document = provider && documentOf(provider.metadataDocument);
    const enclosed = read.enclosedCertificates.map((one) => thumbprintOf(Buffer.from(one, "base64")));
    return compareAll(
        [
            ["issuer", assertion.issuer],
            ["audience", assertion.audienceRestrictions.flat()[0]],
            ["recipient", assertion.confirmations[0]?.recipient],
            ["role", pair?.roleArn],
            ["samlProvider", pair?.providerArn],
            ["certificate", enclosed[0]],
            ["sessionName", valuesOf(assertion, awsAttributes.roleSessionName)[0]],
            ["relayState", posted.isWhole ? (posted.relayState ?? "") : posted.relayState],
        ],
        stack,
        document && {
            issuer: [document.entityId],
            certificate: document.certificates.map(({ thumbprint }) => thumbprint),
        },
    );
}

export function documentOf(document: unknown): ReturnType<typeof readMetadataDocument> | undefined {
    try {
        return isText(document) ? readMetadataDocument(document) : undefined;
    } catch {
        return undefined;
    }
}
