/** The keys of a stack file, as docs/configuration.md and as the `config:` block of Pulumi.yaml. */
import { certificateKeys, chapters, configKeys, type Key, type Keys, userKeys } from "../../configKeys";

const introduction = `# Configuration

Write these keys into the stack file \`Pulumi.<stack>.yaml\`, each with the prefix \`connect-entra-sso:\`. \`Pulumi.dev.yaml\` is a small
complete example. \`pulumi config\` shows the values of a stack.

- One message reports all problems, before anything is created. An unknown key is a problem.
- Only SECRETS may be secrets. All other values are visible in the state and in both clouds.
- Write dates, phone numbers and names that look like numbers in quotes: YAML reads them as something else
  ([gotchas](gotchas.md#quote-what-yaml-reads-as-something-else)).

Keys of the providers in the same file:

| key | meaning |
| --- | --- |
| \`aws:region\` | Region of the instance. Required, unless \`AWS_REGION\` is set. |
| \`azuread:tenantId\` | Tenant to sign in to. Set it if your \`az login\` has several tenants, or if you set \`tenantId\`: then to the same value. |
| \`azuread:environment\` | Cloud of the tenant, if it is a national one: \`usgovernment\`. Default: \`global\`. |
`;

const usersFileChapter = `## A file of users

With \`usersFile: agents.csv\`, each line of the file is a user, in addition to those in \`users\`. The first line names the columns:
\`username\` and the keys of [a user](#a-user). \`username\`, \`firstName\`, \`lastName\` and \`securityProfiles\` are required.

\`\`\`csv
username,firstName,lastName,securityProfiles,routingProfile,tags.Team
ada@contoso.example,Ada,Admin,Admin|Agent,,
bob@contoso.example,Bob,Agent,Agent,"Sales, evening",Sales
\`\`\`

- Separate several names in a value by \`|\`. Leave a value empty for its default. Each tag has a column: \`tags.Team\`.
- A line that begins with \`#\` is a comment.
- Separate columns by commas, semicolons or tabs, the same in all lines. Save the file in UTF-8.
- Every wrong line is reported with its number, before anything is created.
- The file is plain text. If some values are confidential, write those users under \`users\` and make it a secret: then the values of the
  file are also secrets in the state.
- On Linux with the official CLI, the configuration may have 128 KiB, about 700 users. The file does not count.
`;

/** The text of docs/configuration.md. */
export function configurationDocument(): string {
    const secrets = Object.keys(configKeys).filter((key) => configKeys[key]?.maybeSecret);
    return [
        introduction.replace("SECRETS", secrets.map((key) => `\`${key}\``).join(" and ")),
        ...chapters.map(({ title, keys }) => `## ${title}\n\n${table(keys)}`),
        "## A user\n\nAn entry of `users`. Its key is the user name, which equals the session name exactly.\n\n" +
            table(userKeys),
        usersFileChapter,
        "## A certificate\n\nAn entry of `certificates`. Its key is a name of 1–64 letters, digits or `. _ -`. For the defaults, write " +
            `\`{}\`: \`"2026": {}\`.\n\n${table(certificateKeys)}`,
        "<!-- Written by `npm run docs` from configKeys.ts. -->\n",
    ].join("\n");
}

function table(keys: Keys): string {
    const rows = Object.entries(keys).map(([name, key]) =>
        row([`\`${name}\``, typeOf(key), key.limits ?? "", defaultOf(key), key.description]),
    );
    return [row(["key", "type", "limits", "default", "description"]), row(Array(5).fill("---")), ...rows, ""].join(
        "\n",
    );
}

function row(cells: readonly string[]): string {
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function typeOf({ kind, of }: Key): string {
    return of === undefined ? kind : kind === "text" ? of : `${kind} of ${of}`;
}

function defaultOf(key: Key): string {
    if (key.required) {
        return "required";
    }
    return key.default === undefined ? (key.otherwise ?? "–") : `\`${inYaml(key.default)}\``;
}

/** The text of Pulumi.yaml with its `config:` block written anew; all before the block stays. */
export function projectFileWith(current: string): string {
    const head = current.slice(0, current.search(/^config:$/m));
    const entries = Object.entries(configKeys).map(([name, key]) =>
        [
            `    ${name}:`,
            `        description: ${JSON.stringify(sentences(key))}`,
            // A key that is declared without a default would be compulsory.
            `        default: ${inYaml(key.default ?? "")}`,
        ].join("\n"),
    );
    return `${head}config:\n${entries.join("\n")}\n`;
}

/** The description as `pulumi config` and editors show it: without Markdown, and with what the table has in columns. */
function sentences({ description, limits, otherwise }: Key): string {
    const more = [
        ...(limits === undefined ? [] : [`Limits: ${limits}.`]),
        ...(otherwise === undefined ? [] : [`Default: ${otherwise}.`]),
    ];
    return [description, ...more]
        .join(" ")
        .replaceAll("`", "")
        .replace(/\[([^\]]+)\]\(([^)#]*)([^)]*)\)/g, placeOf);
}

/** A link of docs/configuration.md as words and a path from the root. */
function placeOf(_link: string, words: string, document: string, anchor: string): string {
    return `${words} (docs/${document === "" ? "configuration.md" : document}${anchor})`;
}

function inYaml(value: unknown): string {
    if (typeof value === "object" && value !== null && Object.keys(value).length > 0) {
        const entries = Object.entries(value).map(([key, item]) => `${key}: ${inYaml(item)}`);
        return `{ ${entries.join(", ")} }`;
    }
    return typeof value === "string" && value !== "" ? value : JSON.stringify(value);
}
