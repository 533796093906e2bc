/** All that the commands print goes through here: what configuration, directories and clouds hold can't move the cursor. */
import { visible } from "../../rules/text";

let forReader = (text: string): string => text;

/** To standard output: what was asked for. */
export function print(text: string): void {
    console.log(forReader(visible(text)));
}

/** To standard error: notes, progress and errors. */
export function printError(text: string): void {
    console.error(forReader(visible(text)));
}

/** A line that the runner of a pipeline shall take for a command. Whoever makes it escapes what is in it. */
export function printCommand(line: string): void {
    console.log(visible(line));
}

/** While `use` runs, all that is printed goes through `filter`: for a reader that takes some lines for commands. */
export async function printingThrough<Result>(
    filter: (text: string) => string,
    use: () => Promise<Result>,
): Promise<Result> {
    forReader = filter;
    try {
        return await use();
    } finally {
        forReader = (text) => text;
    }
}
