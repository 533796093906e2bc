import { namespaces, success } from "../../saml/names";

/** The smallest response around an assertion. What signs the assertion does not see it: SAML's canonicalization is exclusive. */
export function responseAround(assertion: string): string {
    const bare = assertion.replace(/^[\ufeff\s]*<\?xml[^>]{0,200}\?>/, "");
    return [
        `<samlp:Response xmlns:samlp="${namespaces.protocol}" ID="_around" Version="2.0" IssueInstant="1970-01-01T00:00:00Z">`,
        `<samlp:Status><samlp:StatusCode Value="${success}"/></samlp:Status>${bare}</samlp:Response>`,
    ].join("");
}
