import { nearest } from "../../../../rules/text";

/**
 * The ARN that was probably meant: the same name but for capitals, the path, the account or a slip. ARNs of one account are alike in all
 * but their names, so that only these count.
 */
export function likeName(arn: string, arns: readonly string[]): string | undefined {
    const names = arns.map(nameIn);
    const name = nearest(nameIn(arn), names);
    return name === undefined ? undefined : arns[names.indexOf(name)];
}

const nameIn = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);
