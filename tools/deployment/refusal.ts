/** What somebody gave instead of an export of a stack, and what to do about it. */

import { connectSsoCommand } from "../../rules/commandLine";
import { isRecord } from "../../rules/record";
import { listOf } from "../../rules/text";
import { kindOf } from "./pulumiValue";

const write = "write the output of `pulumi stack export` to a file and give that";

/** The rest of a sentence that ends in `got …`: what was found, and what to write instead. */
export function refusalOf(value: unknown): string {
    if (looksLikePeople(value)) {
        return `people of a directory; give that file as the directory (--directory), and ${write} as the deployment`;
    }
    if (!isRecord(value)) {
        return `${kindOf(value)}; ${write}`;
    }
    if (Object.hasOwn(value, "steps") || Object.hasOwn(value, "changeSummary")) {
        return `what \`pulumi preview --json\` prints, which says what would be, not what is; ${write}`;
    }
    if (Object.hasOwn(value, "terraform_version")) {
        return `a state of Terraform, which is not modelled; import the resources into a Pulumi stack and ${write}`;
    }
    if (Object.hasOwn(value, "log")) {
        return `what looks like a HAR file; explain it with \`${connectSsoCommand("explain FILE")}\`, or ${write}`;
    }
    if (Object.hasOwn(value, "resources")) {
        return `the inner part of an export; give the whole of it, with the line "deployment", as \`pulumi stack export\` prints it`;
    }
    const keys = Object.keys(value);
    if (keys.length === 0) {
        return `an empty object; ${write}`;
    }
    const more = keys.length > 5 ? ` and ${keys.length - 5} more` : "";
    return `an object with the keys ${listOf(keys.slice(0, 5))}${more}; ${write}`;
}

function looksLikePeople(value: unknown): boolean {
    const people = isRecord(value) ? (value.users ?? value.value) : value;
    return Array.isArray(people) && people.some((it) => isRecord(it) && Object.hasOwn(it, "userPrincipalName"));
}
