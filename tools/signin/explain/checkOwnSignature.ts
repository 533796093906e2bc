import { X509Certificate } from "node:crypto";
import type { ReadResponse } from "../saml/response";
import { SignatureVerifier } from "../saml/verifySignature";
import type { Refusal, Trail } from "../walk/trail";
import type { Copy } from "./copy/copy";
import { fitsWithoutLayout, notJudged } from "./copy/notes";
import { judgeSignature } from "./copy/signatureOfCopy";
import type { Attempt } from "./explanation";
import type { Findings } from "./findings";
import { note } from "./note";
import type { ExplainContext } from "./stack";

interface Examined {
    read: ReadResponse;
    /** Undefined: as a browser posted it. */
    copy: Copy | undefined;
    context: ExplainContext;
    attempt: Attempt;
}

/** Without a deployment: whether it was changed after it was signed, by the certificate that came along. */
export async function checkOwnSignature(
    trail: Trail,
    found: Findings,
    { read, copy, context, attempt }: Examined,
): Promise<void> {
    const certificates = read.enclosedCertificates.map((value) => ({ name: "the certificate in the response", value }));
    const verifier = new SignatureVerifier(certificates, context.crypto);
    const judged = copy === undefined ? { read, isWithoutLayout: false } : await judgeSignature(copy, verifier);
    if (copy !== undefined && judged === undefined) {
        attempt.notes.push(notJudged(copy));
        return;
    }
    const answer = await verifier.verify(judged?.read ?? read);
    const about = "ownSignature";
    if (answer.signed) {
        attempt.notes.push(
            ...(judged?.isWithoutLayout === true ? [fitsWithoutLayout] : []),
            note(
                "signatureFits",
                "its signature fits the certificate in it, which anybody can make: a deployment shows whether AWS knows that certificate",
            ),
        );
        return;
    }
    const { because, words } = answer;
    if (because === "wrong" && !certificates.some(isReadable)) {
        const why = certificates.length === 0 ? "is not in the response" : "in the response is damaged";
        attempt.notes.push(note("signatureNotChecked", `its signature was not checked: the certificate ${why}`));
        return;
    }
    await found.of(() => {
        const refusal: Refusal = { about, seen: words };
        switch (because) {
            case "notSigned":
                return trail.stop("signatureInvalid", "notSigned", refusal);
            case "changed":
            case "wrong":
                return trail.stop("signatureInvalid", "changedAfterSigning", refusal);
            default:
                return trail.stop("hostileResponse", because, refusal);
        }
    });
}

function isReadable({ value }: { value: string }): boolean {
    try {
        return new X509Certificate(Buffer.from(value, "base64")).raw.length > 0;
    } catch {
        return false;
    }
}
