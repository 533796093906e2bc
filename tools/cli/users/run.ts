/** What `connect-sso users sync` does once its options are read. */

import { shellWord } from "../../../rules/shell";
import { exportCommand } from "../../userSync/membership";
import { refusalOf, summaryInTerminal } from "../../userSync/words";
import { UsageError } from "../errors";
import { print, printError } from "../output";
import { writeWhole } from "../writeWhole";
import { readGroupFile, readMappingFile } from "./inputs";
import { prepareSync, type Sync } from "./sync";

export interface UsersOptions {
    mapping: string;
    users?: string;
    group?: string[];
    live?: boolean;
    stackFile?: string;
    maxChange?: number;
    after?: number;
    check?: boolean;
    json?: boolean;
    listCommands?: boolean;
    now?: number;
}

/** Returns the exit code. */
export async function runUsersSync(options: UsersOptions): Promise<number> {
    if (options.listCommands) {
        for (const { id, name } of readMappingFile(options.mapping).groups) {
            print(`${exportCommand(id)} > ${shellWord(`${name.replaceAll(/[/\\]/g, "-")}.json`)}`);
        }
        return 0;
    }
    const { users, group = [], live } = options;
    if (users === undefined) {
        throw new UsageError("give --users FILE: the file of users that is to be changed");
    }
    if (live === true ? group.length > 0 : group.length === 0) {
        throw new UsageError(
            "give either --group NAME=FILE for each group of the mapping (--list-commands prints what makes the files), or --live",
        );
    }
    const sync = await prepareSync({
        ...options,
        users,
        groups: live === true ? "live" : group.map(readGroupFile),
        nowMs: options.now ?? Date.now(),
    });
    const isRefused = sync.share.isTooMuch;
    const writes = !isRefused && options.check !== true;
    if (writes) {
        for (const { file, content } of sync.files) {
            writeWhole(file, content);
        }
    }
    print(options.json === true ? JSON.stringify(asJson(sync, writes), null, 2) : inWords(sync, options));
    if (isRefused) {
        printError(`error: ${refusalOf(sync.share)}`);
        return 3;
    }
    return options.check === true && sync.files.length > 0 ? 1 : 0;
}

function inWords({ plan, share, files }: Sync, { check }: UsersOptions): string {
    const end =
        files.length === 0
            ? ["The users file is as the directory: nothing to change."]
            : share.isTooMuch
              ? ["Nothing was written."]
              : files.map(({ file }) =>
                    check ? `${file} would change; nothing was written (--check).` : `Wrote ${file}.`,
                );
    return [summaryInTerminal(plan, share), ...end].join("\n");
}

/** As docs/users-sync.schema.json describes it. */
function asJson({ plan, share, files }: Sync, written: boolean) {
    const { changes, removedUsers, leftOut, warnings, unchanged, breakGlass, identified, before } = plan;
    return {
        version: 1,
        ...{ changes, removedUsers, leftOut, warnings, unchanged, breakGlass, identified, before },
        share,
        files: files.map(({ file }) => file),
        written: written && files.length > 0,
    };
}
