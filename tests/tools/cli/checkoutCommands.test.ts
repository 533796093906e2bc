import { expect } from "chai";
import { Command } from "commander";
import { checkoutCommands } from "../../../tools/cli/checkoutCommands";
import { namesInCheckout } from "../../../tools/cli/notInPackage";

describe("The commands that are not in the package", () => {
    it("are those that the package names with the place where they are", () => {
        const program = new Command();
        for (const define of checkoutCommands) {
            define(program, () => {});
        }
        expect(namesInCheckout).to.deep.equal(program.commands.map((command) => command.name()).sort());
    });
});
