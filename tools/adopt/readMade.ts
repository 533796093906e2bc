/** All files as one value, or every problem with them. */
import { commandFor, type FileName, fileNames, isSingle, mayBeEmpty, type Named, optionalFiles } from "./files";
import type { MadeByHand } from "./made";
import { readAws } from "./readAws";
import { readEntra } from "./readEntra";
import { type FileProblem, type Printed, textIn, valueAt } from "./reading";

/** `texts` that are no JSON have no documents. */
export function readMade(printed: Printed): { made: MadeByHand } | { problems: FileProblem[] } {
    const missing = findMissing(printed);
    const problems: FileProblem[] = [];
    const made = { ...readAws(printed, problems), ...readEntra(printed, problems) };
    // What is wrong in a file that is not there is that it is not there.
    const absent = new Set(missing.map(({ file }) => file));
    const all = [...missing, ...problems.filter(({ file }) => !absent.has(file))];
    return all.length > 0 ? { problems: all } : { made };
}

/** A file that is missing comes with its command: all of them are said at once. */
function findMissing(printed: Printed): FileProblem[] {
    const named = { ...placeholders, ...namedIn(printed) };
    return fileNames.flatMap((file): FileProblem[] => {
        const documents = printed[file];
        const command = `write the output of \`${commandFor(file, named)}\``;
        if (documents === undefined) {
            return optionalFiles.includes(file) ? [] : [{ file, message: `is missing: ${command}` }];
        }
        if (documents.length === 0 && !mayBeEmpty(file)) {
            return [{ file, message: `is empty: ${command}` }];
        }
        return isSingle(file) && documents.length > 1
            ? [{ file, message: `has ${documents.length} documents, and must have one: ${command}` }]
            : [];
    });
}

const placeholders: Named = { instanceId: "INSTANCE_ID", roleName: "ROLE_NAME", clientId: "CLIENT_ID" };

/** What the files say of which world they are. */
export function namedIn(printed: Printed): Partial<Named> {
    const first = (file: FileName, ...keys: string[]) => textIn(valueAt(printed[file]?.[0], keys));
    const arn = first("instance.json", "Instance", "Arn");
    return withoutUndefined({
        instanceId: first("instance.json", "Instance", "Id"),
        roleName: first("role.json", "Role", "RoleName"),
        clientId: first("application.json", "appId") ?? first("service-principal.json", "appId"),
        region: arn?.split(":")[3],
    });
}

function withoutUndefined<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
        [Key in keyof T]?: Exclude<T[Key], undefined>;
    };
}
