import { buildResponse } from "../../../helpers/buildResponse";
import { now } from "../../../helpers/world";
import { content, sign, signedResponse } from "./attempt";
import { swap } from "./edit";
import { awsWords, type Row, table } from "./table";

const unsigned = buildResponse(content);
/** An identity provider's own response that says something else: changed first, then signed. */
const saying = (from: string | RegExp, to: string) => () => sign(swap(unsigned, from, to));
const minutes = (count: number) => count * 60_000;

const late = { is: "redeemedLate/late", words: awsWords.late };
const expired = { is: "responseExpired/stale", words: awsWords.expired };
const unconfirmed = { is: "subjectConfirmationMissing/incomplete", words: awsWords.confirmation };
const malformed = { is: "hostileResponse/malformed" };

/** Issued by another clock, posted at `now`. */
const issued = (ago: number) => () => signedResponse({ issuedAtMs: now - ago });

describe("The time of a response", () => {
    const confirmationEnds = (time: string) =>
        saying('NotOnOrAfter="2026-11-24T09:00:00.000Z" R', `NotOnOrAfter="${time}" R`);
    const conditionsEnd = (time: string) =>
        saying(/(?<=NotBefore="[^"]*" )NotOnOrAfter="[^"]*"/, `NotOnOrAfter="${time}"`);
    const begins = (time: string) => saying(/NotBefore="[^"]*"/, `NotBefore="${time}"`);
    table({
        "is right five minutes after its making": { xml: issued(minutes(5)), is: "accepted" },
        "is over five minutes and a millisecond after its making": { xml: issued(minutes(5) + 1), ...late },
        "is over a millisecond before its own end, for it is too late then": { xml: issued(minutes(60) - 1), ...late },
        "is over at its own end, and that is what AWS says": { xml: issued(minutes(60)), ...expired },
        "is over a day after": { xml: issued(minutes(24 * 60)), ...expired },
        "has come when it begins": { xml: issued(-minutes(5)), is: "accepted" },
        "has not come a millisecond before it begins": { xml: issued(-minutes(5) - 1), is: "notYetValid/clock" },
        "is over at the end of the Conditions": { xml: conditionsEnd("2026-11-24T08:00:00Z"), ...expired },
        "is right a millisecond before the end of the Conditions": {
            xml: conditionsEnd("2026-11-24T08:00:00.001Z"),
            is: "accepted",
        },
        "is over at the end of the confirmation": { xml: confirmationEnds("2026-11-24T08:00:00Z"), ...expired },
        "is right a millisecond before the end of the confirmation": {
            xml: confirmationEnds("2026-11-24T08:00:00.001Z"),
            is: "accepted",
        },
        "has not come before the confirmation's beginning": {
            xml: saying("<SubjectConfirmationData ", '<SubjectConfirmationData NotBefore="2026-11-24T08:00:00.001Z" '),
            is: "notYetValid/clock",
        },
        "may lack what the Conditions say of it": { xml: saying(/<Conditions [^>]*>/, "<Conditions>"), is: "accepted" },
        "may have parts of a second": { xml: begins("2026-11-24T07:59:59.9999999Z"), is: "accepted" },
        "is refused without Z": { xml: begins("2026-11-24T07:55:00"), ...malformed },
        "is refused with an offset": { xml: begins("2026-11-24T08:55:00+01:00"), ...malformed },
        "is refused with an offset of nothing": { xml: begins("2026-11-24T07:55:00+00:00"), ...malformed },
        "is refused as a day": { xml: begins("2026-11-24"), ...malformed },
        "is refused as a number": { xml: begins("1795507200000"), ...malformed },
        "is refused as words": { xml: begins("yesterday"), ...malformed },
        "is refused in small letters": { xml: begins("2026-11-24t07:55:00z"), ...malformed },
        "is refused with a blank": { xml: begins(" 2026-11-24T07:55:00Z"), ...malformed },
        "is refused when it is empty": { xml: begins(""), ...malformed },
        "is refused on the 30th of February": { xml: begins("2026-02-30T07:55:00Z"), ...malformed },
        "is refused in a 13th month": { xml: begins("2026-13-24T07:55:00Z"), ...malformed },
        "is refused as an end that can't be read": { xml: conditionsEnd("never"), ...malformed },
        "is refused without the assertion's IssueInstant": {
            xml: saying(/(<Assertion ID="[^"]*") IssueInstant="[^"]*"/, '<Assertion ID="_assertion-1"'),
            ...malformed,
        },
    });
});

describe("The audience of a response", () => {
    const audiences = (...names: string[]) =>
        saying(
            /<AudienceRestriction>.*<\/AudienceRestriction>/,
            `<AudienceRestriction>${names.map((name) => `<Audience>${name}</Audience>`).join("")}</AudienceRestriction>`,
        );
    const wrong = (cause: string) => ({ is: `audienceWrong/${cause}`, words: awsWords.audience });
    const own = "<AudienceRestriction><Audience>urn:amazon:webservices</Audience></AudienceRestriction>";
    const other = "<AudienceRestriction><Audience>https://contoso.example</Audience></AudienceRestriction>";
    table({
        "may be the address of AWS's global sign-in": {
            xml: audiences("https://signin.aws.amazon.com/saml"),
            is: "accepted",
        },
        "may be one of several": {
            xml: audiences("https://contoso.example", "urn:amazon:webservices"),
            is: "accepted",
        },
        "may be restricted twice, if AWS is in both": { xml: saying(own, own + own), is: "accepted" },
        "is refused where the second restriction leaves AWS out": {
            xml: saying(own, own + other),
            ...wrong("identifier"),
        },
        "is refused where the first restriction leaves AWS out": {
            xml: saying(own, other + own),
            ...wrong("identifier"),
        },
        "is refused when it is another": { xml: audiences("https://contoso.example"), ...wrong("identifier") },
        "is refused when it is a part of AWS's": { xml: audiences("urn:amazon"), ...wrong("identifier") },
        "is refused in capitals": { xml: audiences("URN:AMAZON:WEBSERVICES"), ...wrong("identifier") },
        "is refused with Entra's suffix": { xml: audiences("urn:amazon:webservices#2"), ...wrong("suffix") },
        "is refused when it is GovCloud's": {
            xml: audiences("urn:amazon:webservices:govcloud"),
            ...wrong("partition"),
        },
        "is refused when it is China's": { xml: audiences("urn:amazon:webservices:cn-north-1"), ...wrong("partition") },
        "is refused when it is empty": { xml: audiences(""), ...wrong("identifier") },
        "is refused when it names nobody": { xml: audiences(), ...wrong("identifier") },
        "is refused when there is none": { xml: saying(own, ""), ...wrong("identifier") },
        "is refused when there are no Conditions": {
            xml: saying(/<Conditions.*<\/Conditions>/, ""),
            ...wrong("identifier"),
        },
        "is refused when it holds an element": { xml: audiences("<b>urn:amazon:webservices</b>"), ...malformed },
        "is refused when there are two Conditions": {
            xml: saying("<AttributeStatement>", `<Conditions>${own}</Conditions><AttributeStatement>`),
            ...malformed,
        },
    });
});

describe("The recipient of a response", () => {
    const to = (recipient: string, more: Partial<Row> = {}): Row => ({
        xml: () => signedResponse({ recipient }),
        is: "recipientWrong/replyUrl",
        ...more,
    });
    const frankfurt = "https://eu-central-1.signin.aws.amazon.com/saml";
    table({
        "may be unknown to who looks at a saved response": to(frankfurt, { postedTo: undefined, is: "accepted" }),
        "may be AWS's global sign-in": to("https://signin.aws.amazon.com/saml", {
            ...{ postedTo: "https://signin.aws.amazon.com/saml", is: "accepted" },
        }),
        "is refused when it is another Region's": to("https://eu-west-1.signin.aws.amazon.com/saml"),
        "is refused when it is the global sign-in's and the response is posted to a Region": to(
            "https://signin.aws.amazon.com/saml",
        ),
        "is refused with http": to("http://eu-central-1.signin.aws.amazon.com/saml"),
        "is refused with http even where it is posted so": to("http://eu-central-1.signin.aws.amazon.com/saml", {
            postedTo: "http://eu-central-1.signin.aws.amazon.com/saml",
        }),
        "is refused with a slash at the end": to(`${frankfurt}/`),
        "is refused with a query": to(`${frankfurt}?x`),
        "is refused with a fragment": to(`${frankfurt}#x`),
        "is refused with a port": to("https://eu-central-1.signin.aws.amazon.com:443/saml"),
        "is refused in capitals": to("https://eu-central-1.signin.aws.amazon.com/SAML"),
        "is refused with a blank": to(` ${frankfurt}`),
        "is refused with a user name": to("https://eu-central-1.signin.aws.amazon.com@contoso.example/saml"),
        "is refused on another host": to("https://contoso.example/saml"),
        "is refused on a host that ends alike": to("https://evilsignin.aws.amazon.com/saml", {
            postedTo: "https://evilsignin.aws.amazon.com/saml",
        }),
        "is refused on a host that begins alike": to(
            "https://eu-central-1.signin.aws.amazon.com.contoso.example/saml",
            {
                postedTo: "https://eu-central-1.signin.aws.amazon.com.contoso.example/saml",
            },
        ),
        "is refused through Defender for Cloud Apps": to("https://eu-central-1.signin.aws.amazon.com.mcas.ms/saml", {
            is: "recipientWrong/proxy",
        }),
        "is refused when it is empty": to("", { ...unconfirmed }),
        "is refused when there is none": { xml: saying(/ Recipient="[^"]*"/, ""), ...unconfirmed },
        "is refused without an end of the confirmation": {
            xml: saying('NotOnOrAfter="2026-11-24T09:00:00.000Z" R', "R"),
            ...unconfirmed,
        },
    });
});

describe("The confirmation of a subject", () => {
    const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    const holder = "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key";
    const data = /<SubjectConfirmation .*<\/SubjectConfirmation>/;
    const confirmation = (method: string, recipient = content.recipient) =>
        `<SubjectConfirmation Method="${method}"><SubjectConfirmationData NotOnOrAfter="2026-11-24T09:00:00Z" Recipient="${recipient}"/></SubjectConfirmation>`;
    const elsewhere = "https://eu-west-1.signin.aws.amazon.com/saml";
    table({
        "is refused when it is missing": { xml: saying(data, ""), ...unconfirmed },
        "is refused when there is no Subject": { xml: saying(/<Subject>.*<\/Subject>/, ""), ...unconfirmed },
        "is refused when there are two Subjects": { xml: saying("<Conditions", "<Subject/><Conditions"), ...malformed },
        "is refused without its data": { xml: saying(/<SubjectConfirmationData [^>]*>/, ""), ...unconfirmed },
        "is refused as holder of key": { xml: saying(bearer, holder), ...unconfirmed },
        "is refused as sender vouches": {
            xml: saying(bearer, "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"),
            ...unconfirmed,
        },
        "is refused in capitals": { xml: saying(bearer, bearer.toUpperCase()), ...unconfirmed },
        "is refused without a method": { xml: saying(` Method="${bearer}"`, ""), ...unconfirmed },
        "may be beside one of another method": {
            xml: saying(data, confirmation(holder, elsewhere) + confirmation(bearer)),
            is: "accepted",
        },
        "is the first where there are two bearers": {
            xml: saying(data, confirmation(bearer) + confirmation(bearer, elsewhere)),
            is: "accepted",
        },
        "is the first where there are two bearers, and that is for elsewhere": {
            xml: saying(data, confirmation(bearer, elsewhere) + confirmation(bearer)),
            is: "recipientWrong/replyUrl",
        },
    });
});
