/** docs/permissions.md: the permissions of a caller, by purpose, from the list that is tested against the emulated clouds. */
import { awsPermissions } from "../../rules/awsPermissionPolicy";
import { type AwsPermission, awsPermissionList } from "../../rules/awsPermissions";
import { cognitoPermissionList } from "../../rules/cognitoPermissions";
import { graphPermissionList, graphPermissions } from "../../rules/graphPermissions";
import { isFor, type PermissionPurpose, permissionPurposes } from "../../rules/permissions";
import { jsonBlock } from "./jsonBlock";
import { pipelineChapter } from "./pipelineDoc";

const target = {
    ...{ region: "eu-central-1", accountId: "123456789012" },
    ...{ roleName: "connect-entra-sso-prod", samlProviderName: "connect-entra-sso-prod" },
};

const inWords: Record<PermissionPurpose, string> = {
    preview: "`pulumi preview`, also with `--refresh`",
    up: "`pulumi up`, also with `--refresh`",
    destroy: "`pulumi destroy --run-program`",
    activate: "the `activateCommand` of a certificate",
    findErrors: "[finding the cause of an error](#reading-to-find-the-cause-of-an-error)",
    recover: "the commands that [`connect-sso recover`](recover.md) lists, in addition to those of a preview",
    syncUsers: "[`connect-sso users sync --live`](users-sync.md)",
};

/** The text of docs/permissions.md. */
export function permissionsDocument(): string {
    return [introduction, entra(), aws(), cognito(), findErrors(), pipelineChapter(target.accountId), source].join(
        "\n",
    );
}

const introduction = `# Permissions

What the caller of each command needs, and why. A preview only reads: give the pipeline that previews pull requests an identity that
can't write, and deploy with another one. [A pipeline's identities](#a-pipelines-identities) sets up both.

The lists follow the documentation of Graph, the providers' source and AWS's CloudFormation handler for Connect. Tests remove each
permission and check that the emulated clouds refuse. What the emulated clouds can't show is marked *assumed*, with the reason
([all assumptions](assumptions.md)). In your own program, \`awsPermissions\` and \`graphPermissions\` of this package return the same
lists. To see what happens to a caller with fewer permissions, [rehearse as one](rehearsal.md#as-a-caller-with-few-permissions).

\`pulumi stack export\` calls neither cloud, but needs access to where Pulumi keeps its state, and reads all of it.
`;

function entra(): string {
    const purposes = permissionPurposes.map((purpose) => [inWords[purpose], ...cells(graphPermissions([purpose]))]);
    const roles = graphPermissionList.map(({ appRole, why, instead = [], onlyFor, unproved }) => [
        code(appRole),
        [
            `${why}.`,
            ...(onlyFor === undefined ? [] : [`Only if ${onlyFor}.`]),
            ...(unproved === undefined ? [] : [`*Assumed*: ${unproved}.`]),
        ].join(" "),
        instead.map(code).join(", "),
    ]);
    return `## Entra ID

An application or a managed identity needs these application roles of Microsoft Graph:

${table(["the caller of", "needs"], purposes)}

${table(["application role", "what for", "wider role that also works"], roles)}

- **Without the right to read users**, set \`directoryLookup: false\`, and \`objectId\` for each user.
- **After an interrupted run**, \`preview\` and \`up\` use the same roles to read [what it left](operating.md#if-a-run-stops-half-way):
  application, certificates, claims policy and assignments. Without the roles, a warning says what was not checked.
- **A person** needs the directory role Application Administrator or Global Administrator. That Cloud Application Administrator is
  enough is *assumed*. Without an Azure subscription, sign in with \`az login --allow-no-subscriptions\` (*assumed*).
`;
}

function aws(): string {
    const rehearsed = (["preview", "up", "destroy"] as const).map(
        (purpose) => `### ${headings[purpose]}\n\n${jsonBlock(awsPermissions([purpose], target))}\n`,
    );
    return `## AWS

In these policies, replace the Region, the account id, and the names of the role and the SAML provider. For a partition other than
\`aws\`, change the ARNs. \`sts:GetCallerIdentity\` needs no permission. To activate a certificate, you need no permission in AWS.

${rehearsed.join("\n")}
### What each action is for

${table(["action", "what for", "purpose"], actionRows())}

- **Existing instance:** leave out the actions marked *own instance*. In \`Role\`, name the existing role. In \`Instance\`, write
  \`instance/<id>\` and \`instance/<id>/*\` instead of \`instance/*\`. \`awsPermissions\` does that for you.
- **Own instance:** Connect creates a directory and a service-linked role for each instance, with the caller's permissions. AWS's
  CloudFormation handler requires these actions, except \`ds:DeleteDirectory\` and \`iam:AttachRolePolicy\`, which other published
  policies for Connect have. That the list is complete is *assumed*. Whether \`"*"\` could be narrower is *unknown*.
- **Read actions:** they follow the source code of the AWS provider. Other versions may call more.
- **Guard the caller of \`up\`.** Anyone who can change this role's trust policy decides who signs in, and can become the role. Anyone
  who can write its policy can give it, and so themselves, every permission in the account.
`;
}

function cognito(): string {
    const rows = rowsOf(
        cognitoPermissionList.map(({ ownPool, ...one }) => ({
            ...one,
            why: ownPool ? `${one.why}. *Own user pool*` : one.why,
        })),
    );
    return `### A user pool

A program with a [\`CognitoFederation\`](cognito.md) also needs this. \`awsPermissions\` adds it if you write \`cognito: {}\` or
\`cognito: { existingUserPoolId: "…" }\`. The resource is \`arn:aws:cognito-idp:<Region>:<account>:userpool/*\`, or the ARN of your
existing user pool. For \`DescribeUserPoolDomain\`, \`ListUserPools\` and \`cloudfront:UpdateDistribution\` it is \`"*"\`.

${table(["action", "what for", "purpose"], rows)}
`;
}

const headings = {
    preview: "For a preview: only reads",
    up: "For `up`",
    destroy: "For `destroy`",
};

/** A row for each reason; actions that share all else together. */
function actionRows(): string[][] {
    return rowsOf(awsPermissionList.filter(isFor(["preview", "up", "destroy"])));
}

function rowsOf(list: readonly (Omit<AwsPermission, "on"> & { on: string })[]): string[][] {
    const rows = new Map<string, { actions: string[]; rest: string[] }>();
    for (const one of list) {
        const rest = [reason(one), one.purposes.filter((purpose) => purpose !== "findErrors").join(", ")];
        const key = JSON.stringify([one.on, ...rest]);
        const row = rows.get(key) ?? { actions: [], rest };
        row.actions.push(code(one.action));
        rows.set(key, row);
    }
    return [...rows.values()].map(({ actions, rest }) => [actions.join(" "), ...rest]);
}

const reason = ({ why, ownInstance, unproved }: Omit<AwsPermission, "on">): string =>
    [
        `${why}.`,
        ...(ownInstance ? ["*Own instance.*"] : []),
        ...(unproved === undefined ? [] : [`*Assumed*: ${unproved}.`]),
    ].join(" ");

function findErrors(): string {
    return `## Reading, to find the cause of an error

The commands in [sign-in errors](sign-in-errors.md) only read. In Entra they need
${listed(graphPermissions(["findErrors"]))}. In AWS:

${jsonBlock(awsPermissions(["findErrors"], target))}

The commands that [\`connect-sso recover\`](recover.md) lists also only read. They need the permissions of a preview and these:

${jsonBlock(awsPermissions(["recover"], target))}
`;
}

const source = "<!-- Written by `npm run docs` from rules/graphPermissions.ts and rules/awsPermissions.ts. -->\n";

const code = (text: string): string => `\`${text}\``;
const cells = (roles: string[]): string[] => [roles.map(code).join(", ")];
const listed = (roles: string[]): string =>
    `${roles.slice(0, -1).map(code).join(", ")} and ${code(roles.at(-1) ?? "")}`;

function table(head: string[], rows: string[][]): string {
    const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
