/** All that the commands print goes through here: what configuration, directories and clouds hold can't move the cursor. */
import { visible } from "../../rules/text";

/** To standard output: what was asked for. */
export function print(text: string): void {
    console.log(visible(text));
}

/** To standard error: notes, progress and errors. */
export function printError(text: string): void {
    console.error(visible(text));
}
