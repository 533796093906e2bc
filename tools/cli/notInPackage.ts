/** What the package has in place of `checkoutCommands.ts`: it says where those commands are. */
import type { Define } from "./program";

/** The names of these commands. */
export const namesInCheckout = ["adopt", "preflight", "rotate", "users"];

export const checkoutCommands: Define[] = namesInCheckout.map((name) => (program) => {
    program
        .command(name, { hidden: true })
        .argument("[words...]")
        .allowUnknownOption()
        .helpOption(false)
        .action((_words: string[], _options: unknown, command) => {
            command.error(
                `error: \`${name}\` is not in the package, because it is for the program that connect-entra-sso itself is: run it in a ` +
                    `checkout of that repository, with \`npm run -s connect-sso -- ${name}\``,
            );
        });
});
