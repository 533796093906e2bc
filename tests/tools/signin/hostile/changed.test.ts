import { providerArn, roleArn } from "../../../helpers/world";
import { admin, alice, content, signedResponse } from "./attempt";
import { swap } from "./edit";
import { awsWords, type Row, table } from "./table";

const noRole = { is: "invalidSamlResponse/roleMissing", words: awsWords.invalidResponse };

describe("A response changed after it was signed", () => {
    const changes: Record<string, [from: string | RegExp, to: string]> = {
        "in the NameID": [`>${alice}</NameID>`, `>${admin}</NameID>`],
        "in the session's name": [`<AttributeValue>${alice}`, `<AttributeValue>${admin}`],
        "in one letter's case": [`<AttributeValue>${alice}`, "<AttributeValue>Alice@contoso.example"],
        "in the role": ["role/connect-sso,", "role/connect-ssp,"],
        "in the order of the role's pair": [`${roleArn},${providerArn}`, `${providerArn},${roleArn}`],
        "in the audience": [">urn:amazon:webservices<", ">https://signin.aws.amazon.com/saml<"],
        "in the recipient, to AWS's other address": [
            /Recipient="[^"]*"/,
            'Recipient="https://signin.aws.amazon.com/saml"',
        ],
        "in the end of the Conditions": [
            /(?<=NotBefore="[^"]*" )NotOnOrAfter="[^"]*"/,
            'NotOnOrAfter="2027-11-24T09:00:00Z"',
        ],
        "in the time of its making": [
            /<Assertion ID="_assertion-1" IssueInstant="[^"]*"/,
            '<Assertion ID="_assertion-1" IssueInstant="2026-11-24T08:00:00Z"',
        ],
        "by one claim more": [
            "</AttributeStatement>",
            '<Attribute Name="x"><AttributeValue>y</AttributeValue></Attribute></AttributeStatement>',
        ],
        "by one claim less": [/<Attribute Name="[^"]*SessionDuration">.*?<\/Attribute>/, ""],
        "by one value more": [`<AttributeValue>${alice}`, `<AttributeValue>x</AttributeValue><AttributeValue>${alice}`],
        "by a blank in a value": [`<AttributeValue>${alice}`, `<AttributeValue> ${alice}`],
        "by a line end between two elements": ["<Conditions", "\n<Conditions"],
        "by an attribute of XML": ["<Conditions", '<Conditions x="y"'],
        "by a namespace": ["<Conditions", '<Conditions xmlns="urn:x"'],
    };
    const changed = { is: "signatureInvalid/changedAfterSigning", words: awsWords.signature };
    const rows = Object.entries(changes).map(([where, [from, to]]): [string, Row] => [
        `${where} is refused`,
        {
            xml: async () => swap(await signedResponse(), from, to),
            ...(where.startsWith("in the recipient") ? { postedTo: undefined } : {}),
            ...changed,
        },
    ]);
    table({
        ...Object.fromEntries(rows),
        "by a namespace on its claims is refused before that": {
            xml: async () => swap(await signedResponse(), "<AttributeStatement", '<AttributeStatement xmlns="urn:x"'),
            ...noRole,
        },
        "in its SignedInfo is refused": {
            xml: async () => swap(await signedResponse(), "<SignedInfo>", '<SignedInfo Id="x">'),
            is: "signatureInvalid/certificateNotInProvider",
            words: awsWords.signature,
        },
        "outside of what is signed, by a line end, is accepted": {
            xml: async () => `${swap(await signedResponse(), "<samlp:Status>", "\r\n\t<samlp:Status>")}\n`,
            is: "accepted",
        },
        "in the spelling of XML alone is accepted: quotes, empty elements, order of attributes": {
            xml: async () =>
                swap(
                    swap(
                        await signedResponse(),
                        /<SubjectConfirmationData NotOnOrAfter="([^"]*)" /,
                        "<SubjectConfirmationData  ",
                    ),
                    / Recipient="([^"]*)"\/>/,
                    ` Recipient='${content.recipient}'\n NotOnOrAfter = '2026-11-24T09:00:00.000Z' ></SubjectConfirmationData >`,
                ),
            is: "accepted",
        },
    });
});
