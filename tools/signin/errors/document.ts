import { type SignInErrorId, signInError, signInErrorIds } from "../errors";
import { describeCause } from "./describe";
import { fill } from "./fill";
import type { Cause, RefusedBy } from "./signInError";

/** The chapters, in the order in which a sign-in passes them. */
const chapters: readonly [by: RefusedBy, title: string, about: string][] = [
    ["entra", "Entra refuses", "On a page of login.microsoftonline.com. Most have a code that begins with AADSTS."],
    [
        "aws",
        "AWS refuses",
        "On a page of signin.aws.amazon.com, after Entra has sent its response, or at `…/connect/federate`.",
    ],
    ["connect", "Amazon Connect refuses", "At `…/connect/federate` or on a page of the instance."],
    [
        "cognito",
        "Cognito refuses",
        "On a page of the user pool's domain, or in the address of your application, as `error` and `error_description`.",
    ],
    ["browser", "The browser stops it", "In the browser: in the page, or in its developer tools."],
];

const preface = `# Sign-in errors

What a person sees when a sign-in to Amazon Connect fails, what it means, how to confirm the cause, and what to change. If you
have more than the words (a response, a HAR file, the stack), run \`npm run -s connect-sso -- explain FILE\` ([explain](explain.md)).

In the texts \`<name>\` is a value. Configuration keys are those of the [stack file](configuration.md).

The commands with \`pulumi\` are for the selected stack: run \`pulumi stack select prod\` once, or add \`--stack prod\` to each. In commands
\`<clientId>\`, \`<instanceId>\`, \`<instanceArn>\`, \`<roleArn>\` are outputs of the stack (\`pulumi stack output clientId\`, and so on);
\`<providerArn>\` is the output \`samlProviderArn\`, and \`<roleName>\` is what follows the last \`/\` of \`roleArn\`. \`<user>\` is the user
principal name or object id of the person, \`<roleSessionName>\` the RoleSessionName of the response, \`<region>\` the value of \`aws:region\`.
The commands need the Azure CLI (\`az\`), the AWS CLI (\`aws\`), and [permissions to read](permissions.md#reading-to-find-the-cause-of-an-error).

An error without a text is one for which the cloud shows nothing, or whose words are not documented.

Generated from \`tools/signin/errors/\` by \`npm run docs\`. Change the catalogue, not this file.
`;

/** `docs/sign-in-errors.md`: the whole catalogue as Markdown, for people who look an error up. */
export function signInErrorsDocument(): string {
    const contents = chapters.map(([by, title]) => [`**${title}**`, "", ...idsOf(by).map(contentsLine), ""].join("\n"));
    const body = chapters.map(([by, title, about]) => [`## ${title}`, about, ...idsOf(by).map(section)].join("\n\n"));
    return `${[preface, "## Contents\n", ...contents, ...body]
        .join("\n")
        .replace(/\n{3,}/g, "\n\n")
        .trimEnd()}\n`;
}

function idsOf(by: RefusedBy): SignInErrorId[] {
    return signInErrorIds.filter((id) => signInError(id).refusedBy === by);
}

function heading(id: SignInErrorId): string {
    const { code } = signInError(id);
    return code === undefined ? id : `${id} (${code})`;
}

/** Where the document tells of an error: as GitHub makes an anchor of a heading. */
export function anchorOf(id: SignInErrorId): string {
    return heading(id)
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replace(/ /g, "-");
}

function contentsLine(id: SignInErrorId): string {
    return `- [${heading(id)}](#${anchorOf(id)}): ${fill(signInError(id).meaning)}`;
}

function section(id: SignInErrorId): string {
    const { texts, meaning, causes, sources } = signInError(id);
    return [
        `### ${heading(id)}`,
        ...(texts.length === 0 ? [] : [["```text", ...texts.map((text) => fill(text)), "```"].join("\n")]),
        fill(meaning),
        Object.values(causes).map(causeItem).join("\n"),
        `Sources: ${sources.map((source) => `<${source}>`).join(", ")}`,
    ].join("\n\n");
}

function causeItem(one: Cause): string {
    const { cause, confirm, change } = describeCause(one);
    return [`- **${cause}**`, `  - How to confirm: ${confirm}`, `  - What to change: ${change}`].join("\n");
}
