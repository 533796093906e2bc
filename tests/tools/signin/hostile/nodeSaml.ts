/** @node-saml/node-saml as a second opinion, and what it is known not to look at. */
import { constants, createSign } from "node:crypto";
import { SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import { buildResponse, type ResponseContent } from "../../../helpers/buildResponse";
import { acsUrl, worldCertificate } from "../../../helpers/world";
import { admin, alice, base64, content, sign } from "./attempt";
import { swap } from "./edit";
import { rsa, signBy } from "./sign";

export type Opinion =
    | { verdict: "accepted"; nameId: string; attributes: Record<string, unknown> }
    | { verdict: "refused"; words: string };

/** What the library says now; it goes by the machine's clock. `certificates`: DER in base64. */
export async function askNodeSaml(field: string, certificates: string[], audience: string): Promise<Opinion> {
    const saml = new SAML({
        idpCert: certificates,
        ...{ audience, issuer: audience, callbackUrl: acsUrl },
        ...{ wantAssertionsSigned: true, wantAuthnResponseSigned: false },
        ...{ acceptedClockSkewMs: 0, validateInResponseTo: ValidateInResponseTo.never },
    });
    try {
        const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: field });
        const attributes = (profile?.attributes ?? {}) as Record<string, unknown>;
        return { verdict: "accepted", nameId: profile?.nameID ?? "", attributes };
    } catch (error) {
        return { verdict: "refused", words: (error as Error).message };
    }
}

/** Makes the form field of a response that is good at `nowMs` but for one thing; `is`: what the walk says of it. */
export interface NotChecked {
    field: (nowMs: number) => Promise<string>;
    is: string;
}

const unsigned = (nowMs: number, changes: Partial<ResponseContent> = {}) =>
    buildResponse({ ...content, issuedAtMs: nowMs, ...changes });
/** Changed before it was signed. */
const saying = (from: string | RegExp, to: string) => async (nowMs: number) =>
    base64(await sign(swap(unsigned(nowMs), from, to)));
/** Changed afterwards, where that makes no difference to the signature. */
const changed = (from: string | RegExp, to: string) => async (nowMs: number) =>
    base64(swap(await sign(unsigned(nowMs)), from, to));
const posted = (change: (field: string) => string) => async (nowMs: number) =>
    change(base64(await sign(unsigned(nowMs))));
const other = (changes: (nowMs: number) => Partial<ResponseContent>) => async (nowMs: number) =>
    base64(await sign(unsigned(nowMs, changes(nowMs))));

const [role, sessionName] = content.attributes as [(typeof content.attributes)[0], (typeof content.attributes)[0]];

export const notCheckedByNodeSaml: Record<string, NotChecked> = {
    "RSA-SHA1": {
        field: async (nowMs) => {
            const { privateKey } = await worldCertificate();
            const algorithm = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
            return base64(await signBy(unsigned(nowMs), { algorithm, make: rsa("RSA-SHA1", privateKey) }));
        },
        is: "hostileResponse/weakAlgorithm",
    },
    "a digest of SHA-1": {
        field: async (nowMs) =>
            base64(await signBy(unsigned(nowMs), { digest: "http://www.w3.org/2000/09/xmldsig#sha1" })),
        is: "hostileResponse/weakAlgorithm",
    },
    "RSA-PSS": {
        field: async (nowMs) => {
            const { privateKey: key } = await worldCertificate();
            const padding = constants.RSA_PKCS1_PSS_PADDING;
            const make = (text: string) => createSign("RSA-SHA256").update(text).sign({ key, padding, saltLength: 32 });
            const algorithm = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1";
            return base64(await signBy(unsigned(nowMs), { algorithm, make }));
        },
        is: "hostileResponse/weakAlgorithm",
    },
    "the issuer": {
        field: other(() => ({ issuer: "https://contoso.example" })),
        is: "issuerNotInProvider/otherProvider",
    },
    "the recipient": { field: other(() => ({ recipient: "https://contoso.example" })), is: "recipientWrong/replyUrl" },
    "a missing recipient": {
        field: saying(/ Recipient="[^"]*"/, ""),
        is: "subjectConfirmationMissing/incomplete",
    },
    "a missing confirmation": {
        field: saying(/<SubjectConfirmation .*<\/SubjectConfirmation>/, ""),
        is: "subjectConfirmationMissing/incomplete",
    },
    "the confirmation's end": {
        field: saying(/NotOnOrAfter="[^"]*" R/, 'NotOnOrAfter="2020-01-01T00:00:00Z" R'),
        is: "responseExpired/stale",
    },
    "the confirmation's method": {
        field: saying("cm:bearer", "cm:holder-of-key"),
        is: "subjectConfirmationMissing/incomplete",
    },
    "five minutes to redeem it in": {
        field: other((nowMs) => ({ issuedAtMs: nowMs - 6 * 60_000 })),
        is: "redeemedLate/late",
    },
    "times with an offset": {
        field: saying(/NotBefore="[^"]*"/, 'NotBefore="2020-01-01T00:00:00+01:00"'),
        is: "hostileResponse/malformed",
    },
    "a status that is no success": {
        field: changed("status:Success", "status:Requester"),
        is: "statusNotSuccess/failed",
    },
    "an attribute twice": {
        field: other(() => ({ attributes: [role, sessionName, { ...sessionName, values: [admin] }] })),
        is: "hostileResponse/duplicateAttribute",
    },
    comments: {
        field: changed(`>${alice}</NameID>`, ">alice<!-- -->@contoso.example</NameID>"),
        is: "hostileResponse/comment",
    },
    "processing instructions outside of what is signed": {
        field: changed("<samlp:Status>", "<?x?><samlp:Status>"),
        is: "hostileResponse/comment",
    },
    "a declared encoding": {
        field: changed(/^/, '<?xml version="1.0" encoding="UTF-7"?>'),
        is: "hostileResponse/encoding",
    },
    "a DOCTYPE": { field: changed(/^/, "<!DOCTYPE a []>"), is: "hostileResponse/doctype" },
    "a namespace's name that no URI has": {
        field: changed("<Conditions", "<Conditions xmlns:a='a\"b'"),
        is: "hostileResponse/signatureWrapping",
    },
    "a second response inside the first": {
        field: changed("<samlp:Status>", "<samlp:Response/><samlp:Status>"),
        is: "hostileResponse/signatureWrapping",
    },
    "an assertion outside of its place": {
        field: changed(
            "</samlp:Status>",
            '<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_2"/></samlp:Status>',
        ),
        is: "hostileResponse/twoAssertions",
    },
    base64url: {
        field: posted((field) => field.replaceAll("+", "-").replaceAll("/", "_")),
        is: "invalidBase64/damaged",
    },
    "characters outside of base64": {
        field: posted((field) => `${field.slice(0, 8)}%\u00e9${field.slice(8)}`),
        is: "invalidBase64/damaged",
    },
    "missing padding": {
        field: async (nowMs) => base64(`${await sign(unsigned(nowMs))}\n\n\n`).replace(/.=*$/, ""),
        is: "invalidBase64/damaged",
    },
    "the length": {
        field: changed("<samlp:Status>", `<samlp:Status x="${"y".repeat(100_000)}">`),
        is: "responseTooLarge/claims",
    },
};
