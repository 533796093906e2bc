/** What `pipeline users` does once its options are read: the directory is asked, and nothing is written but the proposal. */

import { resolve } from "node:path";
import { refusalOf, summaryInTerminal } from "../../userSync/words";
import { print, printError } from "../output";
import { projectFolder } from "../settings";
import { prepareSync } from "../users/sync";
import { writePrivate } from "./privateFolder";
import { proposalOf, repositoryPath } from "./proposal";
import { summarize } from "./reviewStep";

export interface UsersStepOptions {
    mapping: string;
    users: string;
    /** Empty for none, as a variable of a workflow is. */
    stackFile?: string;
    maxChange?: number;
    after?: number;
    output: string;
}

/** Returns the exit code. */
export async function runUsersStep({ stackFile, ...options }: UsersStepOptions): Promise<number> {
    const { plan, share, files } = await prepareSync({
        ...options,
        ...(stackFile === undefined || stackFile === "" ? {} : { stackFile }),
        groups: "live",
        nowMs: Date.now(),
    });
    const proposal = proposalOf(
        plan,
        share,
        files.map(({ file, content }) => ({ path: repositoryPath(file), content: content.toString("base64") })),
    );
    print(summaryInTerminal(plan, share));
    summarize(proposal.body);
    if (share.isTooMuch) {
        printError(`error: ${refusalOf(share)}`);
        return 3;
    }
    writePrivate(resolve(projectFolder(), options.output), "proposal.json", JSON.stringify(proposal));
    return 0;
}
