/** A preview as typed values, whatever form its JSON had. */

/** A resource as the engine writes it: the form of an export's entries. */
export type Entry = Readonly<Record<string, unknown>> & { urn: string };

/** What happens to a resource, all steps at its URN taken together. */
export type Operation = "same" | "create" | "import" | "update" | "replace" | "delete" | "read";

export interface Step {
    operation: Operation;
    urn: string;
    before?: Entry;
    after?: Entry;
    /** Paths of the properties that force a replacement. */
    replaceReasons: string[];
    /** Names of the properties that change, where the provider says. */
    diffReasons: string[];
}

export interface Diagnostic {
    severity: "error" | "warning";
    message: string;
    urn?: string;
}

export interface PolicyViolation {
    message: string;
    isMandatory: boolean;
    /** Of the resource. */
    name?: string;
}

export interface Preview {
    steps: Step[];
    diagnostics: Diagnostic[];
    policyViolations: PolicyViolation[];
    /** How many resources stay, where the preview says. */
    same?: number;
    /** Its end is missing. */
    isCutOff: boolean;
}
