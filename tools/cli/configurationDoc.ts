/** The keys of a stack file, as docs/configuration.md and as the `config:` block of Pulumi.yaml. */
import { certificateKeys, chapters, configKeys, type Key, type Keys, userKeys } from "../../configKeys";

const introduction = `# Configuration

A stack file \`Pulumi.<stack>.yaml\` holds these keys, each with the prefix \`connect-entra-sso:\`. \`Pulumi.dev.yaml\` is a small
complete example. \`pulumi config\` shows the values of a stack.

- All problems are reported in one message, before anything is created. An unknown key is a problem.
- Only SECRETS may be secrets. All other values are visible in the state and in both clouds.
- Write dates, phone numbers and names that look like numbers in quotes: YAML reads them as something else
  ([gotchas](gotchas.md#quote-what-yaml-reads-as-something-else)).

Keys of the providers in the same file:

| key | meaning |
| --- | --- |
| \`aws:region\` | Region of the instance. Required, unless \`AWS_REGION\` is set. |
| \`azuread:tenantId\` | Tenant to sign in to. Set it if your \`az login\` has several tenants, or if you set \`tenantId\`: then to the same value, which a rehearsal needs. |
| \`azuread:environment\` | Cloud of the tenant, for a national cloud: \`usgovernment\`. Default: \`global\`. |
`;

/** The text of docs/configuration.md. */
export function configurationDocument(): string {
    const secrets = Object.keys(configKeys).filter((key) => configKeys[key]?.maybeSecret);
    return [
        introduction.replace("SECRETS", secrets.map((key) => `\`${key}\``).join(" and ")),
        ...chapters.map(({ title, keys }) => `## ${title}\n\n${table(keys)}`),
        "## A user\n\nAn entry of `users`. Its key is the user name, which equals the session name exactly.\n\n" +
            table(userKeys),
        "## A certificate\n\nAn entry of `certificates`. Its key is a name of 1–64 letters, digits or `. _ -`. `{}` keeps the " +
            `defaults: \`"2026": {}\`.\n\n${table(certificateKeys)}`,
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
    return [description, ...more].join(" ").replaceAll("`", "");
}

function inYaml(value: unknown): string {
    if (typeof value === "object" && value !== null && Object.keys(value).length > 0) {
        const entries = Object.entries(value).map(([key, item]) => `${key}: ${inYaml(item)}`);
        return `{ ${entries.join(", ")} }`;
    }
    return typeof value === "string" && value !== "" ? value : JSON.stringify(value);
}
