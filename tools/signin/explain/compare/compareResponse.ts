/** A response's values and the deployment's, side by side. */
import { readMetadataDocument, thumbprintOf } from "../../../../rules/saml";
import { awsAttributes } from "../../saml/names";
import { type ReadResponse, type SamlAssertion, valuesOf } from "../../saml/response";
import { readRolePair } from "../../walk/aws/rolePair";
import type { PostedResponse } from "../postedResponse";
import type { Stack } from "../stack";
import { compare, isText, textsOf, withoutSuffix } from "./compare";
import { compareRelayStates } from "./compareRelayStates";
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
    const { deployment, application } = stack;
    const pair = readRolePair(valuesOf(assertion, awsAttributes.role)[0] ?? "");
    const provider =
        deployment.samlProviders.find(({ arn }) => arn === pair?.providerArn) ?? deployment.samlProviders[0];
    const document = provider && documentOf(provider.metadataDocument);
    const [recipient] = assertion.confirmations.map((one) => one.recipient);
    const known = document?.certificates.map(({ thumbprint }) => thumbprint) ?? [];
    const enclosed = read.enclosedCertificates.map((one) => thumbprintOf(Buffer.from(one, "base64")));
    const relayState = posted.isWhole ? (posted.relayState ?? "") : posted.relayState;
    return [
        compare("issuer", assertion.issuer, document === undefined ? [] : [document.entityId]),
        compare(
            "audience",
            assertion.audienceRestrictions.flat()[0],
            withoutSuffix(textsOf(application.identifierUris)),
        ),
        compare("recipient", recipient, textsOf(application.replyUrls)),
        compare("role", pair?.roleArn, deployment.roles.map(({ arn }) => arn).filter(isText)),
        compare("samlProvider", pair?.providerArn, deployment.samlProviders.map(({ arn }) => arn).filter(isText)),
        compare("certificate", enclosed[0], known),
        compare(
            "sessionName",
            valuesOf(assertion, awsAttributes.roleSessionName)[0],
            deployment.connectUsers.map(({ username }) => username).filter(isText),
        ),
        compareRelayStates(relayState, application.servicePrincipal?.relayState),
    ].flatMap((comparison) => comparison ?? []);
}

function documentOf(document: unknown): ReturnType<typeof readMetadataDocument> | undefined {
    try {
        return isText(document) ? readMetadataDocument(document) : undefined;
    } catch {
        return undefined;
    }
}
