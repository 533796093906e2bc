/** What is said of a copy as such. */
import { listOf } from "../../../../rules/text";
import { type Note, note, notesOf } from "../note";
import type { Copy } from "./copy";
import { repaired } from "./repairs";

const mostNamed = 8;

/** A sentence for each thing that was put up with. */
export function notesOfCopy({ repairs, takenOut }: Copy): Note[] {
    const names =
        takenOut.length > mostNamed
            ? [...takenOut.slice(0, mostNamed), `${takenOut.length - mostNamed} more`]
            : takenOut;
    return notesOf("copyRead", [
        ...(repairs.length === 0
            ? []
            : [
                  `this copy is not XML as it was sent (${repairs.map((one) => repaired[one]).join("; ")}); it was read as far as it goes`,
              ]),
        ...(takenOut.length === 0
            ? []
            : [`values are missing from this copy, so these were not checked: ${listOf(names)}`]),
    ]);
}

export const fitsWithoutLayout = note(
    "fitsWithoutLayout",
    "an editor or viewer laid this copy out: without the white space that it added, the signature fits, so the response itself was not changed",
);

export function notJudged({ read, isLaidOut, takenOut, isFragment }: Copy): Note {
    const why =
        isFragment && read.signatures.length === 0
            ? "the assertion is not signed, and the response around it may be"
            : takenOut.length > 0
              ? "values are missing"
              : isLaidOut
                ? "an editor or viewer changed its white space"
                : "it had to be repaired to be read";
    return note(
        "signatureNotJudged",
        `the signature can't be judged on this copy, because ${why}; a HAR file of the sign-in has the response as it was sent`,
    );
}
