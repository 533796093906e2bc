/** What of a copy can be judged. */
import { type SamlAssertion, valuesOf } from "../../saml/response";
import type { Copy } from "./copy";
import { isTakenOut } from "./redacted";

/** Where a value, or the element around it, was taken out, or the copy ends before it. */
export class Parts {
    private readonly takenOut: readonly string[];
    /** What is not there may have been. */
    private readonly isIncomplete: boolean;

    private readonly isSigned: boolean;

    constructor(copy: Copy | undefined) {
        this.takenOut = copy?.takenOut ?? [];
        this.isSigned = copy?.isSigned === true;
        this.isIncomplete =
            copy?.refused?.because === "cutOff" ||
            copy?.repairs.includes("tags") === true ||
            ["Assertion", "AttributeStatement", "Response", "Name"].some((name) => this.takenOut.includes(name));
    }

    /** `names`: of the elements and attributes it needs. `isThere`: the copy has it. */
    isOut(names: readonly string[], isThere: boolean): boolean {
        return names.some((name) => this.takenOut.includes(name)) || (!isThere && this.isIncomplete);
    }

    /** Whether an attribute is not there and may have been, or had a value that was taken out. */
    isAttributeOut(assertion: SamlAssertion, name: string): boolean {
        const short = name.split("/").at(-1) ?? name;
        return valuesOf(assertion, name).length === 0 && this.isOut([short, "AttributeValue", "Attribute"], false);
    }

    /** The assertion without attributes' values that were taken out; an attribute that had no other is not there. */
    known(assertion: SamlAssertion): SamlAssertion {
        if (this.takenOut.length === 0 || this.isSigned) {
            return assertion;
        }
        const attributes = assertion.attributes
            .map(({ name, values }) => ({ name, values: values.filter((value) => !isTakenOut(value)) }))
            .filter(({ values }) => values.length > 0);
        return { ...assertion, attributes };
    }
}
