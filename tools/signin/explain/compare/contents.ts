/** What a response says, in a few words each. Claims that AWS does not read are named, their values not shown. */
import { awsAttributes } from "../../saml/names";
import { type ReadResponse, valuesOf } from "../../saml/response";
import { type Content, type ContentId, contents } from "../content";
import type { PostedResponse } from "../postedResponse";
import { redactText } from "../redact";

/** More names than these are counted. */
const mostNamed = 12;

export function contentsOf({ response, signatures }: ReadResponse, posted: PostedResponse): Content[] {
    const { assertion } = response;
    if (assertion === undefined) {
        return [];
    }
    const [confirmation] = assertion.confirmations;
    const aws = Object.values(awsAttributes) as string[];
    const others = assertion.attributes.map(({ name }) => name).filter((name) => !aws.includes(name));
    const named = others.slice(0, mostNamed).join(", ");
    const isDated = assertion.notBefore !== undefined || assertion.notOnOrAfter !== undefined;
    const found: [ContentId, string | undefined][] = [
        ["issuer", assertion.issuer],
        ["audience", assertion.audienceRestrictions.flat().join(", ")],
        ["recipient", confirmation?.recipient],
        [
            "valid",
            isDated
                ? `${assertion.notBefore ?? "from any time"} to ${assertion.notOnOrAfter ?? "any time"}`
                : undefined,
        ],
        ["issued", assertion.issueInstant],
        ["nameId", assertion.nameId?.value],
        ["role", valuesOf(assertion, awsAttributes.role).join(" and ")],
        ["roleSessionName", valuesOf(assertion, awsAttributes.roleSessionName).join(" and ")],
        ["sessionDuration", valuesOf(assertion, awsAttributes.sessionDuration).join(" and ")],
        ["otherClaims", others.length > mostNamed ? `${named} and ${others.length - mostNamed} more` : named],
        ["signed", signatures.map(({ signed }) => `the ${signed}`).join(" and ") || "nothing"],
        ["relayState", posted.relayState],
        ["size", posted.isAssertion === true ? undefined : `${posted.samlResponse.length} characters of base64`],
    ];
    return contents(found.map(([id, value]) => [id, value === undefined ? value : redactText(value)]));
}
