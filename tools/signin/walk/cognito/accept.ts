/** The second hop: what the user pool and the app client look at. */
import { quote } from "../../../../rules/text";
import type { CognitoAppClient, CognitoIdentityProvider, CognitoUserPool } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { nameIdentifierClaim } from "../../saml/names";
import { comparedWith, type ReadDocument } from "../aws/provider";
import type { Issued } from "../entra/issue";
import type { Trail } from "../trail";

interface Pool {
    pool: CognitoUserPool;
    appClient: CognitoAppClient;
    read: ReadDocument;
}

/** Answers with the address to which Cognito sends the person. */
export function acceptInPool(trail: Trail, issued: Issued, { pool, appClient, read }: Pool): string {
    checkAudience(trail, issued, pool);
    checkReplyUrl(trail, issued, pool);
    const provider = providerOf(trail, issued, pool, read);
    checkAppClient(trail, appClient, provider);
    checkDocument(trail, issued, provider, read);
    const nameId = checkNameId(trail, issued);
    checkAttributes(trail, issued, pool, provider);
    const name = isUnreadable(provider.name) ? undefined : provider.name;
    if (nameId !== undefined && name !== undefined) {
        trail.found.userPoolUser = `${name}_${nameId}`;
    }
    trail.notModelled("userPoolUser", "no stack shows disabled or linked users of the pool, or its Lambda triggers");
    const about = "callbackUrl";
    const urls = trail.read(about, appClient.callbackUrls);
    const [first] = urls;
    if (first === undefined) {
        return trail.stop("cognitoRedirectMismatch", "noCallbackUrl", { about, seen: "none", expected: "its address" });
    }
    trail.checked(about, urls.join(" or "));
    return first;
}

/** Cognito asks as this identifier, so Entra looks for the application by it. */
function checkAudience(trail: Trail, { audience }: Issued, { userPoolId }: CognitoUserPool): void {
    const about = "userPoolAudience";
    const expected = `urn:amazon:cognito:sp:${userPoolId}`;
    if (audience !== undefined && audience !== expected) {
        trail.stop("cognitoAudience", "otherIdentifier", { about, seen: audience, expected });
    }
    if (audience !== undefined) {
        trail.checked(about, audience);
    }
}

function checkReplyUrl(trail: Trail, { recipient }: Issued, { hosts, userPoolId }: CognitoUserPool): void {
    const about = "userPoolDomain";
    if (recipient === undefined) {
        return;
    }
    const expected = hosts.map((host) => `https://${host}/saml2/idpresponse`);
    if (expected.includes(recipient)) {
        trail.checked(about, recipient);
    } else if (expected.length === 0) {
        trail.unknown(about, {
            what: `the domain of the user pool ${userPoolId}`,
            why: "the stack does not hold it",
            supply: `compare it with the reply URL: \`aws cognito-idp describe-user-pool --user-pool-id ${userPoolId}\``,
        });
    } else {
        trail.stop("cognitoReplyUrl", "otherDomain", { about, seen: recipient, expected: expected.join(" or ") });
    }
}

/** The SAML provider of the issuer, else the only one. */
function providerOf(
    trail: Trail,
    { issuer }: Issued,
    { providers, userPoolId }: CognitoUserPool,
    read: ReadDocument,
): CognitoIdentityProvider {
    const about = "userPoolProvider";
    const saml = providers.filter(({ type }) => isUnreadable(type) || type === "SAML");
    const ofIssuer = saml.filter(({ metadataDocument }) => {
        const document = isUnreadable(metadataDocument) || metadataDocument === "" ? undefined : read(metadataDocument);
        return document !== undefined && !(document instanceof Error) && document.entityId === issuer;
    });
    const [found, another] = ofIssuer.length > 0 ? ofIssuer : saml;
    if (found === undefined) {
        return trail.cannotGoOn(about, {
            what: `the identity provider in the user pool ${userPoolId}`,
            why: "the stack holds no SAML provider of it",
            supply: "give the export of the stack that makes it: a second --deployment FILE",
        });
    }
    if (another !== undefined && ofIssuer.length !== 1) {
        const options = (ofIssuer.length > 0 ? ofIssuer : saml).map((value) => ({ value, words: String(value.name) }));
        return trail.oneOf(about, options);
    }
    trail.checked(about, isUnreadable(found.name) ? undefined : found.name);
    return found;
}

function checkAppClient(trail: Trail, appClient: CognitoAppClient, { name }: CognitoIdentityProvider): void {
    const allowed = trail.tryRead("providerOfAppClient", appClient.providers);
    const wanted = trail.tryRead("providerOfAppClient", name);
    if (allowed !== undefined && wanted !== undefined) {
        const seen = allowed.join(", ") || "none";
        if (!allowed.includes(wanted)) {
            trail.stop("cognitoProviderNotEnabled", "notInAppClient", {
                about: "providerOfAppClient",
                seen,
                expected: wanted,
            });
        }
        trail.checked("providerOfAppClient", seen);
    }
    const about = "appClientFlow";
    const flows = trail.tryRead(about, appClient.flows);
    const usesOauth = trail.tryRead(about, appClient.usesOauth);
    if (flows === undefined || usesOauth === undefined) {
        return;
    }
    if (!usesOauth || !flows.includes("code")) {
        const seen = usesOauth ? flows.join(", ") || "none" : "allowedOauthFlowsUserPoolClient: false";
        trail.stop("cognitoFlowNotAllowed", "noCodeFlow", { about, seen, expected: "code" });
    }
    trail.checked(about, flows.join(", "));
}

function checkDocument(
    trail: Trail,
    { issuer, signingKey }: Issued,
    provider: CognitoIdentityProvider,
    read: ReadDocument,
): void {
    const about = "userPoolSignature";
    const text = trail.tryRead(about, provider.metadataDocument);
    if (text === "") {
        trail.assumed(
            about,
            "Cognito reads the metadata from an address, at times that it chooses",
            String(provider.metadataUrl),
        );
        return;
    }
    const document = text === undefined ? undefined : read(text);
    if (document instanceof Error) {
        trail.unknown(about, {
            what: "the issuer and the certificates in the metadata that Cognito holds",
            why: `this command can't read it: ${document.message}`,
            supply: "sign in once, or replace the document with the identity provider's own metadata",
        });
        return;
    }
    if (document === undefined) {
        return;
    }
    if (issuer !== undefined && issuer !== document.entityId) {
        const refusal = { about: "userPoolIssuer", seen: issuer, expected: document.entityId } as const;
        trail.stop("cognitoSignature", "otherIssuer", refusal);
    }
    if (issuer !== undefined) {
        trail.checked("userPoolIssuer", issuer);
    }
    if (signingKey === undefined) {
        return;
    }
    const { found, ...values } = comparedWith(document, signingKey);
    if (found === undefined) {
        trail.stop("cognitoSignature", "certificateNotInMetadata", { about, ...values });
    }
    trail.checked(about, found?.name);
}

/** The NameID, where it is known. */
function checkNameId(trail: Trail, { nameId, unknownClaims }: Issued): string | undefined {
    const about = "nameId";
    if (nameId === undefined && !unknownClaims.has(nameIdentifierClaim)) {
        trail.stop("cognitoNameId", "noValue", { about, seen: "no NameID" });
    }
    trail.checked(about, nameId?.value || undefined);
    return nameId?.value || undefined;
}

function checkAttributes(
    trail: Trail,
    { attributes, unknownClaims }: Issued,
    { requiredAttributes, isManaged }: CognitoUserPool,
    provider: CognitoIdentityProvider,
): void {
    const mapping = trail.tryRead("userPoolSchema", provider.attributeMapping);
    if (requiredAttributes === undefined) {
        const why = isManaged
            ? "the component compared the user pool's schema with the attribute mapping when it was deployed; it does not show who lacks a value in the directory"
            : "the stack does not hold the user pool, which may require attributes";
        trail.assumed("userPoolSchema", why);
        return;
    }
    const required = trail.tryRead("userPoolSchema", requiredAttributes);
    for (const attribute of required === undefined || mapping === undefined ? [] : required) {
        const about = ["requiredAttribute", attribute] as const;
        const claim = mapping?.[attribute];
        if (claim === undefined) {
            trail.stop("cognitoRequiredAttribute", "notMapped", { about, seen: "no mapping" }, { attribute });
        }
        if (unknownClaims.has(claim)) {
            trail.unknown(about, {
                what: `the claim ${claim}`,
                why: "the directory does not hold what it is made of",
                supply: "give the people with that attribute, `--directory FILE`",
            });
            continue;
        }
        const value = attributes.find(({ name }) => name === claim)?.values[0];
        if (value === undefined || value === "") {
            trail.stop("cognitoRequiredAttribute", "noValue", { about, seen: `no ${claim}` }, { attribute, claim });
        }
        trail.checked(about, quote(value));
    }
}
