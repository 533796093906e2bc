/** What a response says, in a few words each. Claims that AWS does not read are named, their values not shown. */
import { awsAttributes } from "../../saml/names";
import { type ReadResponse, valuesOf } from "../../saml/response";
import type { PostedResponse } from "../explainResponse";
import { redactText } from "../redact";

/** More names than these are counted. */
const mostNamed = 12;

export function contentsOf(
    { response, signatures }: ReadResponse,
    posted: PostedResponse,
): { what: string; value: string }[] {
    const { assertion } = response;
    if (assertion === undefined) {
        return [];
    }
    const [confirmation] = assertion.confirmations;
    const aws = Object.values(awsAttributes) as string[];
    const others = assertion.attributes.map(({ name }) => name).filter((name) => !aws.includes(name));
    const named = others.slice(0, mostNamed).join(", ");
    const found: [string, string | undefined][] = [
        ["issuer", assertion.issuer],
        ["audience", assertion.audienceRestrictions.flat().join(", ")],
        ["recipient", confirmation?.recipient],
        ["valid", `${assertion.notBefore ?? "from any time"} to ${assertion.notOnOrAfter ?? "any time"}`],
        ["issued", assertion.issueInstant],
        ["NameID", assertion.nameId?.value],
        ["Role", valuesOf(assertion, awsAttributes.role).join(" and ")],
        ["RoleSessionName", valuesOf(assertion, awsAttributes.roleSessionName).join(" and ")],
        ["SessionDuration", valuesOf(assertion, awsAttributes.sessionDuration).join(" and ")],
        ["other claims", others.length > mostNamed ? `${named} and ${others.length - mostNamed} more` : named],
        ["signed", signatures.map(({ signed }) => `the ${signed}`).join(" and ") || "nothing"],
        ["relay state", posted.relayState],
        ["size", `${posted.samlResponse.length} characters of base64`],
    ];
    return found.flatMap(([what, value]) =>
        value === undefined || value === "" ? [] : [{ what, value: redactText(value) }],
    );
}
