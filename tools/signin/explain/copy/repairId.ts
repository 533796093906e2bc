/** What was done to a copy to read it as XML. */
export type RepairId =
    | "comments"
    | "doctype"
    | "declaration"
    | "prefixes"
    | "ampersands"
    | "blanks"
    | "quotationMarks"
    | "placeholders"
    | "tags";
