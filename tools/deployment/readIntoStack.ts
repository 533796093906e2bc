import { codeText } from "../../rules/shell";
import { upThenExport } from "./unreadable";

/** What brings a resource that was made elsewhere into a stack, as an instruction. `type`: `azuread.Application`. */
export const readIntoStack = (type: string, id: string, what = "it"): string =>
    `read ${what} into the stack with \`${type}.get("<a name>", ${codeText(id)})\`, ${upThenExport}`;
