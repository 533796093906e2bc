/** From what was typed to the changed files of a sync: nothing is written here. */
import { existsSync, readFileSync } from "node:fs";
import { problemReport } from "../../../components/internal/problemReport";
import { findMemberships } from "../../userSync/membership";
import { type Plan, planSync } from "../../userSync/plan";
import type { GroupExport } from "../../userSync/readExport";
import { type Share, shareOf } from "../../userSync/share";
import { findWanted } from "../../userSync/wanted";
import { decode, encodeAs } from "../decode";
import { UsageError } from "../errors";
import { existingFile } from "../settings";
import { isMapping, readYaml } from "../yaml";
import { readMappingFile } from "./inputs";
import { readLiveGroups } from "./liveGroups";
import { changeRemovedUsers } from "./removedUsers";
import { openUsers } from "./usersText";

export interface SyncInputs {
    mapping: string;
    users: string;
    /** Exports, or what reads them. */
    groups: readonly GroupExport[] | "live";
    stackFile?: string;
    maxChange?: number;
    after?: number;
    nowMs: number;
}

export interface ChangedFile {
    file: string;
    content: Buffer;
}

export interface Sync {
    plan: Plan;
    share: Share;
    /** In the order in which they are to be written: a name is under removedUsers before it leaves the users. */
    files: ChangedFile[];
}

/** Throws a UsageError with everything that is wrong with the mapping, the users or the exports. */
export async function prepareSync(inputs: SyncInputs): Promise<Sync> {
    const mapping = readMappingFile(inputs.mapping);
    const users = openUsers(inputs.users);
    const stackFile = stackFileOf(inputs, users.file, users.isCsv);
    const exports = inputs.groups === "live" ? await readLiveGroups(mapping) : inputs.groups;
    const { members, problems, warnings } = findMemberships(mapping, exports);
    if (problems.length > 0) {
        const shown = problems.slice(0, 20).map((message) => ({ path: [], message }));
        const more = problems.length - shown.length;
        throw new UsageError(
            problemReport("The exports of the groups can't be used, and nothing was changed:", [
                ...shown,
                ...(more > 0 ? [{ path: [], message: `and ${more} more` }] : []),
            ]),
        );
    }
    const { wanted, leftOut, warnings: ofPeople } = findWanted(members, mapping);
    const plan = planSync(users.entries, wanted, leftOut, {
        mapping,
        nowMs: inputs.nowMs,
        elsewhere: users.isCsv && stackFile !== undefined ? namesInStackFile(stackFile) : [],
        ...(inputs.after === undefined ? {} : { afterDays: inputs.after }),
    });
    const share = shareOf(plan, inputs.maxChange);
    const changed = users.withEdits(plan.edits);
    const back = plan.changes.flatMap(({ reason, name }) => (reason === "joiner" || reason === "rename" ? [name] : []));
    const isSame = stackFile === users.file;
    const content = (before: Buffer, text: string) => encodeAs(before, text);
    const files: ChangedFile[] = [];
    if (stackFile !== undefined && !isSame) {
        const bytes = readFileSync(stackFile);
        files.push({
            file: stackFile,
            content: content(bytes, changeRemovedUsers(decode(bytes), stackFile, plan.removedUsers, back)),
        });
    }
    const text = isSame ? changeRemovedUsers(changed, users.file, plan.removedUsers, back) : changed;
    files.push({ file: users.file, content: content(users.bytes, text) });
    return {
        plan: { ...plan, warnings: [...warnings, ...ofPeople, ...plan.warnings] },
        share,
        files: files.filter((one) => !existsSync(one.file) || !readFileSync(one.file).equals(one.content)),
    };
}

/** Users that the stack file has beside the file: nobody may be in both. */
function namesInStackFile(stackFile: string): string[] {
    const content = readYaml(stackFile);
    const config = isMapping(content) && isMapping(content.config) ? content.config : {};
    const [, users] = Object.entries(config).find(([key]) => key === "users" || key.endsWith(":users")) ?? [];
    return isMapping(users) ? Object.keys(users) : [];
}

/** Where removedUsers is: the users' own file if that is YAML, else the stack file, which `--after` needs. */
function stackFileOf({ stackFile, after }: SyncInputs, users: string, isCsv: boolean): string | undefined {
    if (!isCsv) {
        if (stackFile !== undefined && existingFile("--stack-file", stackFile) !== users) {
            throw new UsageError(
                `--stack-file ${stackFile}: leave it out, since removedUsers is beside the users in --users`,
            );
        }
        return users;
    }
    if (stackFile === undefined && after !== undefined) {
        throw new UsageError(
            "--after needs --stack-file: the file with removedUsers, such as Pulumi.prod.yaml, beside a CSV file of users",
        );
    }
    return stackFile === undefined ? undefined : existingFile("--stack-file", stackFile);
}
