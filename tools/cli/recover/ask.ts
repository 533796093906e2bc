/** Asks whether the state may be repaired. Without a terminal the answer is no. */
import { createInterface } from "node:readline/promises";
import { printError } from "../output";

export async function isAgreed(): Promise<boolean> {
    if (!process.stdin.isTTY) {
        printError("There is no terminal to ask on. To repair the state without a question, add --yes.");
        return false;
    }
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
        const answer = await terminal.question("Repair the state with these commands? Only `yes` goes on: ");
        return answer.trim() === "yes";
    } finally {
        terminal.close();
    }
}
