import { codeText } from "../../rules/shell";

/** What brings a resource that was made elsewhere into a stack, as an instruction. */
export function readIntoStack(className: string, id: string, what = "it"): string {
    return (
        `read ${what} into the stack with \`azuread.${className}.get("<a name>", ${codeText(id)})\`, run \`pulumi up\`, ` +
        "then export the stack again"
    );
}
