/** What a copy has that no XML has, and that was repaired to read it: clauses. */
export const repaired = {
    comments: "comments stand in it",
    doctype: "it has a DOCTYPE",
    declaration: "its XML declaration does not fit it",
    prefixes: "it was cut out of a document that declares its prefixes or namespaces",
    ampersands: 'a "&" in it is not written "&amp;"',
    blanks: "it has no-break spaces within tags",
    quotationMarks: "it has typographic quotation marks around attributes",
    placeholders: "words in angle brackets stand where values were",
    tags: "a start tag in it has no end tag",
} as const;

export type RepairId = keyof typeof repaired;
