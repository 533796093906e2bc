import { expect } from "chai";
import { accepted, base64, type Circumstances, type Outcome, post, refused } from "./attempt";

/** What is posted (`xml` is encoded first), in which circumstances, and what AWS says: `error/cause`, its words, or `accepted`. */
export interface Row extends Circumstances {
    xml?: () => string | Promise<string>;
    posted?: () => string | Promise<string>;
    is: string;
    words?: string;
    /** For what is accepted with something that AWS does not document. */
    assumed?: string[];
}

/** One test a row; the row's name is the test's title. */
export function table(rows: Record<string, Row>): void {
    for (const [title, { xml, posted, is, words, assumed, ...circumstances }] of Object.entries(rows)) {
        it(title, async () => {
            const field = xml === undefined ? await posted?.() : base64(await xml());
            const expected: Outcome =
                is === "accepted" ? ({ ...accepted, assumed: assumed ?? [] } as Outcome) : refused(is, words ?? null);
            expect(await post(field ?? "", circumstances)).to.deep.equal(expected);
        });
    }
}

/** AWS's own words (IAM guide, "Troubleshoot SAML federation"; the catalogue has the sources). */
export const awsWords = {
    invalidResponse: "Your request included an invalid SAML response. To logout, click here.",
    tooLong:
        "1 validation error detected: Value at 'sAMLAssertion' failed to satisfy constraint: Member must have length less than or equal to 100000",
    signature:
        "Response signature invalid (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)",
    audience: "Response does not contain the required audience.",
    otherAccount: "Principal exists outside the account of the Role being assumed",
    invalidBase64:
        "Invalid base64 SAMLResponse (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlInvalidSamlResponseException)",
    expired:
        "Response has expired (service: AWSSecurityTokenService; status code: 400; error code: ExpiredTokenException)",
    late: "Token must be redeemed within 5 minutes of issuance (service: AWSSecurityTokenService; status code: 400; error code: ExpiredTokenException)",
    confirmation: "Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter",
    notAuthorized:
        "Not authorized to perform sts:AssumeRoleWithSAML (service: AWSSecurityTokenService; status code: 403; error code: AccessDenied)",
    sessionName:
        "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64} (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)",
    sessionNameRequired:
        "RoleSessionName is required in AuthnResponse (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)",
};
