/** Whether the signature of a copy says anything of the response it was made from. */
import { readResponse } from "../../saml/readResponse";
import type { ReadResponse } from "../../saml/response";
import type { SignatureVerifier } from "../../saml/verifySignature";
import type { Copy } from "./copy";
import { withoutLayout } from "./layout";
import { namesTakenOut } from "./redacted";

interface Judged {
    /** The form of the copy to verify. */
    read: ReadResponse;
    /** The white space that an editor put in had to go. */
    isWithoutLayout: boolean;
    fits: boolean;
}

/**
 * The copy as it stands, or without the white space of an editor, whichever fits; undefined where layout or a redaction may be
 * all that does not fit.
 */
export async function judgeSignature(copy: Copy, verifier: SignatureVerifier): Promise<Judged | undefined> {
    const answer = await verifier.verify(copy.read);
    const asItStands = { read: copy.read, isWithoutLayout: false, fits: answer.signed };
    if (answer.signed) {
        return asItStands;
    }
    let digestFits: Judged | undefined;
    for (const xml of copy.isLaidOut ? withoutLayout(copy.xml) : []) {
        const read = readResponse(xml);
        const one = await verifier.verify(read);
        const judged = { read, isWithoutLayout: true, fits: one.signed };
        if (one.signed) {
            return judged;
        }
        digestFits = one.because === "wrong" ? judged : digestFits;
    }
    if (answer.because === "notSigned" && copy.isFragment) {
        return undefined;
    }
    const isChanged = copy.takenOut.length > 0 || copy.repairs.length > 0;
    if (answer.because === "weakAlgorithm" || (answer.because === "notSigned" && !isChanged)) {
        return asItStands;
    }
    return isChanged ? undefined : (digestFits ?? (copy.isLaidOut ? undefined : asItStands));
}

/** What a signature stands for was sent as it is, however it reads: nothing was taken out of it. */
export async function withoutSigned(copy: Copy, verifier: SignatureVerifier): Promise<Copy> {
    const judged = copy.takenOut.length === 0 ? undefined : await judgeSignature(copy, verifier);
    if (judged?.fits !== true) {
        return copy;
    }
    return { ...copy, takenOut: namesTakenOut(judged.read.root, judged.read.signatures), isSigned: true };
}
