/** What else is worth knowing of an input: the id is what code compares, the words are for people. */
export interface Note {
    id: NoteId;
    /** A clause, without a full stop. */
    text: string;
}

export type NoteId =
    /** How the input was recognized, and what was left out of it. */
    | "input"
    /** What a recording lacks. */
    | "recording"
    /** About the deployment and its application. */
    | "deployment"
    | "noDeployment"
    | "noRelayState"
    /** How a relay state is encoded in its login URL, and to which Region it leads. */
    | "relayState"
    | "severalRoles"
    | "notKnown"
    /** What was repaired or is missing in a copy of a response. */
    | "copyRead"
    | "fitsWithoutLayout"
    | "signatureNotJudged"
    | "timesNotChecked"
    | "signatureFits"
    | "signatureNotChecked"
    | "tooLittle"
    | "signInLog"
    | "cut"
    | "unknownCode"
    | "codeOfAnother"
    | "foundForSome"
    | "notFoundInDeployment"
    | "notInResponse"
    | "wrongClock"
    | "refutedByRecording"
    | "reached"
    | "ends";

export const note = (id: NoteId, text: string): Note => ({ id, text });

export const notesOf = (id: NoteId, texts: readonly string[]): Note[] => texts.map((text) => note(id, text));
