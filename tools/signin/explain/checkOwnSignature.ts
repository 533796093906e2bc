import type { ReadResponse } from "../saml/response";
import { SignatureVerifier } from "../saml/verifySignature";
import type { Comparison, Trail } from "../walk/trail";
import type { Attempt } from "./explanation";
import type { Findings } from "./findings";
import type { ExplainContext } from "./stack";

interface Examined {
    read: ReadResponse;
    context: ExplainContext;
    attempt: Attempt;
}

/** Without a deployment: whether it was changed after it was signed, by the certificate that came along. */
export async function checkOwnSignature(
    trail: Trail,
    found: Findings,
    { read, context, attempt }: Examined,
): Promise<void> {
    const certificates = read.enclosedCertificates.map((value) => ({ name: "the certificate that came along", value }));
    const answer = await new SignatureVerifier(certificates, context.crypto).verify(read);
    const about = "ownSignature";
    if (answer.signed) {
        attempt.notes.push(
            "its signature fits the certificate that came along, which anybody can make: a deployment shows whether it is the one AWS knows",
        );
        return;
    }
    const { because, words } = answer;
    if (because === "wrong" && certificates.length === 0) {
        attempt.notes.push("its signature was not checked: the certificate that made it did not come along");
        return;
    }
    await found.of(() => {
        const comparison: Comparison = { about, seen: words };
        switch (because) {
            case "notSigned":
                return trail.stop("signatureInvalid", "notSigned", comparison);
            case "changed":
            case "wrong":
                return trail.stop("signatureInvalid", "changedAfterSigning", comparison);
            default:
                return trail.stop("hostileResponse", because, comparison);
        }
    });
}
