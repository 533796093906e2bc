import { buildResponse } from "../../../helpers/buildResponse";
import { content, signedResponse } from "./attempt";
import { edit, swap } from "./edit";
import { assertionPath, type Signing, signBy } from "./sign";
import { awsWords, table } from "./table";

const unsigned = buildResponse(content);
const dsig = "http://www.w3.org/2000/09/xmldsig#";
const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
const enveloped = `${dsig}enveloped-signature`;
const by = (signing: Signing) => () => signBy(unsigned, signing);
const wrapping = "hostileResponse/signatureWrapping";
const unknownKey = { is: "signatureInvalid/certificateNotInProvider", words: awsWords.signature };

describe("What a signature is over", () => {
    table({
        "the Subject alone is refused": {
            xml: () =>
                signBy(swap(unsigned, "<Subject>", '<Subject ID="_subject">'), { over: "//*[local-name()='Subject']" }),
            is: wrapping,
        },
        "the Subject, with the signature in the assertion, is refused": {
            xml: () =>
                signBy(swap(unsigned, "<Subject>", '<Subject ID="_subject">'), {
                    ...{ over: "//*[local-name()='Subject']", into: assertionPath },
                }),
            is: wrapping,
        },
        "the Conditions, with the signature in the assertion, is refused": {
            xml: () =>
                signBy(swap(unsigned, "<Conditions ", '<Conditions ID="_conditions" '), {
                    ...{ over: "//*[local-name()='Conditions']", into: assertionPath },
                }),
            is: wrapping,
        },
        "the Response, with the signature in the assertion, is refused": {
            xml: by({ over: "/*", into: assertionPath }),
            is: wrapping,
        },
        "the whole Response, while the assertion's own signature is broken, is refused": {
            xml: async () =>
                signBy(swap(await signedResponse(), /<SignatureValue>.{8}/, "<SignatureValue>AAAAAAAA"), {
                    over: "/*",
                }),
            ...unknownKey,
        },
        "the assertion, while the whole Response's own signature is broken, is refused": {
            xml: async () => {
                const whole = await signBy(unsigned, { over: "/*" });
                return signBy(swap(whole, /<SignatureValue>.{8}/, "<SignatureValue>AAAAAAAA"));
            },
            is: "signatureInvalid/changedAfterSigning",
            words: awsWords.signature,
        },
        "an empty reference is refused": { xml: by({ uri: "" }), is: wrapping },
        "another element's name is refused": { xml: by({ uri: "#other" }), is: wrapping },
        "an XPointer is refused": { xml: by({ uri: "#xpointer(id('_assertion-1'))" }), is: wrapping },
        "an XPointer to the root is refused": { xml: by({ uri: "#xpointer(/)" }), is: wrapping },
        "an XPointer that is the assertion's own ID, but points to the Subject, is refused": {
            xml: () => {
                const named = swap(unsigned, 'ID="_assertion-1"', "ID=\"xpointer(id('_subject'))\"");
                return signBy(swap(named, "<Subject>", '<Subject ID="_subject">'), {
                    ...{ over: "//*[local-name()='Subject']", into: assertionPath, uri: "#xpointer(id('_subject'))" },
                });
            },
            is: wrapping,
        },
        "an address elsewhere is refused": { xml: by({ uri: "https://contoso.example/x.xml" }), is: wrapping },
        "the name without # is refused": { xml: by({ uri: "_assertion-1" }), is: wrapping },
        "two references are refused": {
            xml: by({
                moreReferences: `<Reference URI="#_response-1"><Transforms><Transform Algorithm="${enveloped}"/></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AAAA</DigestValue></Reference>`,
            }),
            is: wrapping,
        },
        "an XPath transform is refused": {
            xml: by({
                transforms: [enveloped, "http://www.w3.org/TR/1999/REC-xpath-19991116"],
                insideTransform: "<XPath>not(self::x)</XPath>",
            }),
            is: wrapping,
        },
        "an XPath filter 2.0 is refused": {
            xml: by({ transforms: [enveloped, "http://www.w3.org/2002/06/xmldsig-filter2"] }),
            is: wrapping,
        },
        "XSLT is refused": {
            xml: by({ transforms: [enveloped, "http://www.w3.org/TR/1999/REC-xslt-19991116"] }),
            is: wrapping,
        },
        "a base64 transform is refused": { xml: by({ transforms: [enveloped, `${dsig}base64`] }), is: wrapping },
        "three transforms are refused": { xml: by({ transforms: [enveloped, exclusive, exclusive] }), is: wrapping },
        "no enveloped signature, so that the signature would be over itself, is refused": {
            xml: by({ transforms: [exclusive] }),
            is: wrapping,
        },
        "canonicalization with comments is refused": {
            xml: by({ transforms: [enveloped, `${exclusive}WithComments`] }),
            is: wrapping,
        },
        "a SignedInfo canonicalized with comments is refused": {
            xml: by({ canonicalization: `${exclusive}WithComments` }),
            is: wrapping,
        },
        "an Object with a Manifest is refused": {
            xml: by({ object: `<Object><Manifest><Reference URI="#_assertion-1"/></Manifest></Object>` }),
            is: wrapping,
        },
        "two SignedInfos are refused": {
            xml: async () =>
                edit(await signedResponse(), ({ one, copy }) =>
                    one("//Signature").insertBefore(copy("//SignedInfo"), one("//SignedInfo")),
                ),
            is: "hostileResponse/malformed",
        },
        "a wrong signature value before the right one is refused": {
            xml: async () =>
                swap(
                    await signedResponse(),
                    "<SignatureValue>",
                    "<SignatureValue>AAAA</SignatureValue><SignatureValue>",
                ),
            ...unknownKey,
        },
    });
});
