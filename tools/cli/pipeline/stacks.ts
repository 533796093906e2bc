import { join } from "node:path";
import { UsageError } from "../errors";
import { listStacks } from "../stackFile";

/** A name that is safe in a matrix, a file name and a shell's variable: the engine's own rule (sdk/go/common/tokens/stack_name.go). */
const stackName = /^[A-Za-z0-9_.-]{1,100}$/;

/** The stacks of a folder with Pulumi.<stack>.yaml files, or of them those that `only` names, separated by blanks or commas. */
export function chooseStacks(project: string, only = ""): string[] {
    const all = listStacks(project);
    const wrong = all.filter((name) => !stackName.test(name));
    if (wrong.length > 0) {
        throw new UsageError(
            `${join(project, `Pulumi.${wrong[0]}.yaml`)}: a stack name has 1 to 100 letters, digits, hyphens, underscores and periods`,
        );
    }
    const chosen = only.split(/[\s,]+/).filter((name) => name !== "");
    const unknown = chosen.filter((name) => !all.includes(name));
    if (unknown.length > 0) {
        throw new UsageError(
            `--only: there is no file ${unknown.map((name) => `Pulumi.${name}.yaml`).join(", ")} in ${project}`,
        );
    }
    const stacks = chosen.length === 0 ? all : all.filter((name) => chosen.includes(name));
    if (stacks.length === 0) {
        throw new UsageError(
            `${project} has no file Pulumi.<stack>.yaml; make a stack with \`pulumi stack init\` and commit its file`,
        );
    }
    return stacks;
}
