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
    refuseSharedEnvironments(project, stacks);
    return stacks;
}

/**
 * The pipelines deploy `prod` in the environment `prod`, which asks for approval, and preview it in `prod-preview`, which need not.
 * GitHub compares names of environments without case.
 */
function refuseSharedEnvironments(project: string, stacks: readonly string[]): void {
    const environments = new Map<string, string>();
    for (const stack of stacks) {
        for (const environment of [stack, `${stack}-preview`].map((name) => name.toLowerCase())) {
            const other = environments.get(environment);
            if (other !== undefined) {
                throw new UsageError(
                    `${join(project, `Pulumi.${stack}.yaml`)}: the stacks ${other} and ${stack} would both use the environment ${environment} of the pipelines; rename one of them (\`pulumi stack rename\`), or leave it out with --only (PULUMI_STACKS)`,
                );
            }
            environments.set(environment, stack);
        }
    }
}
