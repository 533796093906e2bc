import { buildResponse } from "../../../helpers/buildResponse";
import { admin, alice, base64, content, sign, signedResponse } from "./attempt";
import { swap } from "./edit";
import { awsWords, table } from "./table";

const inSessionName = 'RoleSessionName"><AttributeValue>';
const declare = async (declaration: string) => `${declaration}${await signedResponse()}`;
const bytes = async (encoding: BufferEncoding, declaration = "") =>
    base64(Buffer.from(`${declaration}${await signedResponse()}`, encoding));

/** Signed with the changed text in it, as an identity provider would that is itself taken in. */
const signed = (from: string, to: string) => () => sign(swap(buildResponse(content), from, to));
const changed = (from: string | RegExp, to: string) => async () => swap(await signedResponse(), from, to);
const withDoctype = (doctype: string) => async () => `${doctype}${await signedResponse()}`;

describe("Comments, instructions and CDATA", () => {
    table({
        "a comment in the NameID is refused, signed with it or not": {
            xml: signed(`>${alice}</NameID>`, `>${admin}<!---->.evil</NameID>`),
            is: "hostileResponse/comment",
        },
        "a comment in the NameID, added after signing, is refused": {
            xml: changed(`>${alice}</NameID>`, ">alice@<!-- -->contoso.example</NameID>"),
            is: "hostileResponse/comment",
        },
        "a comment in the session's name is refused": {
            xml: signed(`${inSessionName}${alice}`, `${inSessionName}${admin}<!---->.evil`),
            is: "hostileResponse/comment",
        },
        "a comment in the session's name that changes no letter is refused": {
            xml: changed(`${inSessionName}${alice}`, `${inSessionName}alice<!---->@contoso.example`),
            is: "hostileResponse/comment",
        },
        "a comment between two elements is refused": {
            xml: changed("<Conditions", "<!-- --><Conditions"),
            is: "hostileResponse/comment",
        },
        "a comment in the signature is refused": {
            xml: changed("<SignatureValue>", "<SignatureValue><!-- -->"),
            is: "hostileResponse/comment",
        },
        "a comment before the response is refused": {
            xml: () => declare("<!-- -->"),
            is: "hostileResponse/comment",
        },
        "a comment after the response is refused": {
            xml: async () => `${await signedResponse()}<!-- -->`,
            is: "hostileResponse/comment",
        },
        "a processing instruction in the session's name is refused": {
            xml: changed(`${inSessionName}${alice}`, `${inSessionName}${alice}<?x?>`),
            is: "hostileResponse/comment",
        },
        "a processing instruction before the response is refused": {
            xml: () => declare('<?xml-stylesheet href="https://contoso.example/x.xsl"?>'),
            is: "hostileResponse/comment",
        },
        "a second XML declaration inside a value is refused": {
            xml: changed(`${inSessionName}alice`, `${inSessionName}alice<?xml version="1.0"?>`),
            is: "hostileResponse/malformed",
        },
        "CDATA is accepted, for it is text: every reader and every canonicalizer sees the same letters": {
            xml: changed(`${inSessionName}${alice}`, `${inSessionName}<![CDATA[alice@]]>contoso.example`),
            is: "accepted",
        },
        "CDATA that holds what looks like a comment is text, and no session's name": {
            xml: signed(`${inSessionName}${alice}`, `${inSessionName}<![CDATA[${admin}<!---->]]>.evil`),
            is: "roleSessionNameInvalid/character",
            words: awsWords.sessionName,
        },
        "letters written as character references are accepted, for they are the same letters": {
            xml: changed(`${inSessionName}alice`, `${inSessionName}&#97;&#x6C;ice`),
            is: "accepted",
        },
    });
});

describe("A DOCTYPE", () => {
    const rows: Record<string, string> = {
        "with an entity of its own": '<!DOCTYPE a [<!ENTITY who "admin">]>',
        "with an external entity": '<!DOCTYPE a [<!ENTITY who SYSTEM "file:///etc/passwd">]>',
        "with a parameter entity": '<!DOCTYPE a [<!ENTITY % who SYSTEM "https://contoso.example/x.dtd"> %who;]>',
        "that grows a billionfold": `<!DOCTYPE a [<!ENTITY a0 "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join("")}]>`,
        "with an attribute's default": '<!DOCTYPE a [<!ATTLIST Assertion ID ID "_evil">]>',
        "that names another document": '<!DOCTYPE a SYSTEM "https://contoso.example/x.dtd">',
        "after a comment": "<!-- --><!DOCTYPE a []>",
        "in small letters": "<!doctype a []>",
        "after the XML declaration": '<?xml version="1.0"?>\n<!DOCTYPE a>',
    };
    table(
        Object.fromEntries(
            Object.entries(rows).map(([name, doctype]) => [
                `${name} is refused`,
                { xml: withDoctype(doctype), is: "hostileResponse/doctype" },
            ]),
        ),
    );
    table({
        "an entity that nobody declared is refused": {
            xml: changed(`${inSessionName}alice`, `${inSessionName}&who;`),
            is: "hostileResponse/malformed",
        },
        "a character reference to what is no character of XML is refused": {
            xml: signed(`>${alice}</NameID>`, ">alice&#0;</NameID>"),
            is: "hostileResponse/malformed",
        },
        "a character reference to half a surrogate pair is refused": {
            xml: signed(`>${alice}</NameID>`, ">alice&#xD800;</NameID>"),
            is: "hostileResponse/malformed",
        },
    });
});

describe("An encoding", () => {
    table({
        "UTF-8, declared, is accepted": {
            xml: () => declare('<?xml version="1.0" encoding="UTF-8"?>'),
            is: "accepted",
        },
        "UTF-8, declared in small letters and single quotes, is accepted": {
            xml: () => declare("<?xml version='1.0' encoding='utf-8' standalone='yes'?>\r\n"),
            is: "accepted",
        },
        "US-ASCII, declared, is refused, for no identity provider declares it": {
            xml: () => declare('<?xml version="1.0" encoding="US-ASCII"?>'),
            is: "hostileResponse/encoding",
        },
        "ISO-8859-1, declared, is refused": {
            xml: () => declare('<?xml version="1.0" encoding="ISO-8859-1"?>'),
            is: "hostileResponse/encoding",
        },
        "UTF-7, declared, is refused: other readers would see other markup in the same bytes": {
            xml: () => declare("<?xml version='1.0' encoding='UTF-7'?>"),
            is: "hostileResponse/encoding",
        },
        "UTF-16, declared in bytes of UTF-8, is refused": {
            xml: () => declare('<?xml version="1.0"  encoding = "UTF-16"?>'),
            is: "hostileResponse/encoding",
        },
        "XML 1.1, which has other line ends and characters, is refused": {
            xml: () => declare('<?xml version="1.1"?>'),
            is: "hostileResponse/encoding",
        },
        "bytes of UTF-16 with a byte order mark are refused": {
            posted: () => bytes("utf16le", "\ufeff"),
            is: "invalidSamlResponse/notXml",
            words: awsWords.invalidResponse,
        },
        "bytes of UTF-16 without a byte order mark are refused": {
            posted: () => bytes("utf16le"),
            is: "hostileResponse/malformed",
        },
        "bytes of Latin-1 are refused": {
            posted: async () => base64(Buffer.from(swap(await signedResponse(), "alice", "\u00e9lice"), "latin1")),
            is: "invalidSamlResponse/notXml",
            words: awsWords.invalidResponse,
        },
        "an overlong form of UTF-8 is refused": {
            posted: async () => {
                const [before = "", after = ""] = (await signedResponse()).split("alice", 2);
                return base64(Buffer.concat([Buffer.from(before), Buffer.from([0xc1, 0xa1]), Buffer.from(after)]));
            },
            is: "invalidSamlResponse/notXml",
            words: awsWords.invalidResponse,
        },
        "a byte order mark of UTF-8 is refused": {
            posted: () => bytes("utf8", "\ufeff"),
            is: "hostileResponse/malformed",
        },
        "a NUL in a value is refused": { xml: changed("alice@", "alice\0@"), is: "hostileResponse/malformed" },
    });
});
