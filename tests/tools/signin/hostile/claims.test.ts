import { awsAttributes } from "../../../../tools/signin/saml/names";
import type { SamlAttribute } from "../../../../tools/signin/saml/response";
import { buildResponse } from "../../../helpers/buildResponse";
import { providerArn, roleArn } from "../../../helpers/world";
import { admin, alice, content, sign, signedResponse } from "./attempt";
import { edit, swap } from "./edit";
import { awsWords, table } from "./table";

const unsigned = buildResponse(content);
const saying = (from: string | RegExp, to: string) => () => sign(swap(unsigned, from, to));
const [role, sessionName, duration] = content.attributes as [SamlAttribute, SamlAttribute, SamlAttribute];
const claims =
    (...attributes: SamlAttribute[]) =>
    () =>
        signedResponse({ attributes });
const roles = (...values: string[]) => claims({ name: awsAttributes.role, values }, sessionName, duration);
const named = (...values: string[]) => claims(role, { name: awsAttributes.roleSessionName, values });
const lasting = (...values: string[]) => claims(role, sessionName, { name: awsAttributes.sessionDuration, values });

const twice = { is: "hostileResponse/duplicateAttribute" };
const malformed = { is: "hostileResponse/malformed" };
const noRole = { is: "invalidSamlResponse/roleMissing", words: awsWords.invalidResponse };
const oddRole = { is: "invalidSamlResponse/roleMalformed", words: awsWords.invalidResponse };
const badName = (cause: string) => ({ is: `roleSessionNameInvalid/${cause}`, words: awsWords.sessionName });
const noName = { is: "roleSessionNameRequired/attributeEmpty", words: awsWords.sessionNameRequired };
const badDuration = { is: "durationInvalid/outOfRange" };

describe("The Role claim", () => {
    const other = "arn:aws:iam::999999999999";
    const pair = `${roleArn},${providerArn}`;
    const choice = ["the person chooses this role"];
    table({
        "may have the provider first": { xml: roles(`${providerArn},${roleArn}`), is: "accepted" },
        "may have a blank after the comma": { xml: roles(`${roleArn}, ${providerArn}`), is: "accepted" },
        "may have line ends around it": { xml: roles(`\n  ${pair}\n`), is: "accepted" },
        "may have a comma at the end": { xml: roles(`${pair},`), is: "accepted" },
        "may have two values, of which the first counts here": {
            xml: roles(pair, `${roleArn}-2,${providerArn}`),
            is: "accepted",
            assumed: choice,
        },
        "may have a value beside it that is no pair": { xml: roles("x", pair), is: "accepted", assumed: choice },
        "may have a hundred values": {
            xml: roles(...Array.from({ length: 100 }, () => pair)),
            is: "accepted",
            assumed: choice,
        },
        "may be typed": {
            xml: saying(
                `<AttributeValue>${pair}`,
                `<AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">${pair}`,
            ),
            is: "accepted",
        },
        "is refused with three parts": { xml: roles(`${pair},${roleArn}`), ...oddRole },
        "is refused with two roles": { xml: roles(`${roleArn},${roleArn}`), ...oddRole },
        "is refused with a role alone": { xml: roles(roleArn), ...oddRole },
        "is refused when it is empty": { xml: roles(""), ...oddRole },
        "is refused when it has a semicolon": { xml: roles(`${roleArn};${providerArn}`), ...oddRole },
        "is refused when it holds an element": { xml: saying(`>${pair}<`, `><b>${pair}</b><`), ...malformed },
        "is refused when an element stands beside it": { xml: saying(`>${pair}<`, `>${pair}<b/><`), ...malformed },
        "is refused when it has no value": { xml: roles(), ...noRole },
        "is refused when there is none": { xml: claims(sessionName, duration), ...noRole },
        "is refused under a name in other letters": {
            xml: claims({ ...role, name: role.name.replace("Role", "role") }, sessionName),
            ...noRole,
        },
        "is refused under a name with a blank": {
            xml: claims({ ...role, name: `${role.name} ` }, sessionName),
            ...noRole,
        },
        "is refused in another namespace": {
            xml: saying(`<Attribute Name="${role.name}"`, `<Attribute xmlns="urn:x" Name="${role.name}"`),
            ...noRole,
        },
        "is refused when the attribute stands twice": { xml: claims(role, role, sessionName), ...twice },
        "is refused when it stands twice in two statements": {
            xml: () =>
                sign(
                    edit(unsigned, ({ one, copy }) => {
                        one("//Assertion").appendChild(copy("//AttributeStatement"));
                    }),
                ),
            ...twice,
        },
        "is refused when its two ARNs are of two accounts": {
            xml: roles(`${other}:role/connect-sso,${providerArn}`),
            is: "roleInOtherAccount/mixed",
            words: awsWords.otherAccount,
        },
    });
});

describe("The session's name", () => {
    table({
        "may have 64 characters, and no more": { xml: named("a".repeat(65)), ...badName("tooLong") },
        "is refused with one character": { xml: named("a"), ...badName("tooShort") },
        "is refused with a blank at its end": { xml: named(`${alice} `), ...badName("character") },
        "is refused with a line end at its end": { xml: named(`${alice}\n`), ...badName("character") },
        "is refused with letters beyond ASCII": { xml: named("\u0430lice@contoso.example"), ...badName("character") },
        "is refused with a letter of no width": { xml: named("ali\u200bce@contoso.example"), ...badName("character") },
        "is refused as a guest's": { xml: named("alice_example.org#EXT#@contoso.example"), ...badName("guest") },
        "is refused when it is empty": { xml: named(""), ...badName("tooShort") },
        "is refused with two values": { xml: named(alice, admin), ...badName("several") },
        "is refused with many values": {
            xml: named(...Array.from({ length: 500 }, () => alice)),
            ...badName("several"),
        },
        "is refused without a value": { xml: named(), ...noName },
        "is refused when there is none": { xml: claims(role, duration), ...noName },
        "is refused under a name in other letters": {
            xml: claims(role, { ...sessionName, name: sessionName.name.toLowerCase() }),
            ...{ ...noName, is: "roleSessionNameRequired/claimMissing" },
        },
        "is refused when the attribute stands twice": {
            xml: claims(role, sessionName, { ...sessionName, values: [admin] }),
            ...twice,
        },
        "is refused when it holds an element": {
            xml: saying(`<AttributeValue>${alice}`, `<AttributeValue><b>${alice}</b>`),
            ...malformed,
        },
    });
});

describe("Other claims", () => {
    table({
        "a SessionDuration may be missing": { xml: claims(role, sessionName), is: "accepted" },
        "a SessionDuration may be 900": { xml: lasting("900"), is: "accepted" },
        "a SessionDuration of 899 is refused": { xml: lasting("899"), ...badDuration },
        "a SessionDuration of 43201 is refused": { xml: lasting("43201"), ...badDuration },
        "a SessionDuration with a sign is refused": { xml: lasting("+3600"), ...badDuration },
        "a SessionDuration in another notation is refused": { xml: lasting("3.6e3"), ...badDuration },
        "a SessionDuration with a blank is refused": { xml: lasting(" 3600"), ...badDuration },
        "two values of SessionDuration are refused": { xml: lasting("3600", "3600"), ...badDuration },
        "an empty SessionDuration is refused": { xml: lasting(""), ...badDuration },
        "two attributes SessionDuration are refused": { xml: claims(role, sessionName, duration, duration), ...twice },
        "two attributes of one session tag are refused": {
            xml: claims(
                ...[role, sessionName],
                { name: `${awsAttributes.principalTagPrefix}team`, values: ["a"] },
                { name: `${awsAttributes.principalTagPrefix}team`, values: ["b"] },
            ),
            ...twice,
        },
        "claims that AWS does not read may stand twice, and hold elements": {
            xml: () =>
                sign(
                    swap(
                        unsigned,
                        "</AttributeStatement>",
                        `${'<Attribute Name="x"><AttributeValue><b>y</b></AttributeValue></Attribute>'.repeat(2)}</AttributeStatement>`,
                    ),
                ),
            is: "accepted",
        },
        "no NameID is refused": {
            xml: () => signedResponse({ nameId: undefined }),
            is: "notAuthorizedToAssume/noNameId",
            words: awsWords.notAuthorized,
        },
        "an empty NameID is refused": {
            xml: saying(`>${alice}</NameID>`, "></NameID>"),
            is: "notAuthorizedToAssume/noNameId",
            words: awsWords.notAuthorized,
        },
        "two NameIDs are refused": {
            xml: saying("<SubjectConfirmation ", `<NameID>${admin}</NameID><SubjectConfirmation `),
            ...malformed,
        },
        "a NameID that holds an element is refused": {
            xml: saying(`>${alice}</NameID>`, `><b>${alice}</b></NameID>`),
            ...malformed,
        },
        "an encrypted NameID is none": {
            xml: saying(/<NameID .*<\/NameID>/, "<EncryptedID/>"),
            is: "notAuthorizedToAssume/noNameId",
            words: awsWords.notAuthorized,
        },
    });
});
