import type { Command } from "commander";
import { print } from "../../output";
import type { Finish } from "../../program";

export function login(program: Command, finish: Finish): void {
    program
        .command("login")
        .description(
            "sign in to Pulumi Cloud as the job itself, without a stored token; does nothing for a state in a bucket",
        )
        .action(async () => {
            const { login: signIn } = require("../../pipeline/login") as typeof import("../../pipeline/login");
            print(await signIn());
            finish(0);
        });
}
