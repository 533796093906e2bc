/** docs/policy.md: the policy pack and its rules. */
import { rules } from "../../policy/catalogue";
import type { Parameter, Rule } from "../../policy/rule";
import { jsonBlock } from "./jsonBlock";

export function policyDocument(): string {
    return `<!-- Written by \`npm run docs\` from policy/. -->

# Policy pack

A Pulumi policy pack with ${rules.length} rules about single sign-on from Entra ID into Amazon Connect. It looks at the \`azuread\` and \`aws\`
resources of any stack, with or without the components of this project, in each preview and before each creation.

## Run it

In the folder of your Pulumi program, which has the package [installed](importing.md):

\`\`\`sh account
npm install --save-dev @pulumi/policy
pulumi preview --policy-pack node_modules/connect-entra-sso/policy
pulumi up --policy-pack node_modules/connect-entra-sso/policy
\`\`\`

The program may be in any language: then install both packages and \`@pulumi/pulumi\` in a folder of their own, and name the pack there. In a
checkout of this project the folder is \`policy\`:

\`\`\`sh rehearsal
npm start -- preview --policy-pack policy
\`\`\`

\`pulumi preview\` lists the violations under \`Policies\`. A mandatory one fails the preview and stops \`up\`; an advisory one is only
listed. The [review of a pull request](review.md) shows both. \`up --skip-preview\` stops before the resource for the rules
${listed(rules.filter(({ each }) => each !== undefined))}; the other rules compare resources, so that without a preview they fail only afterwards.

A first preview does not know values that other resources will have, such as a policy with an ARN in it. The rules say nothing about
them. The advisory entry \`not-checked\` lists them, and the \`up\` checks them. What the components of this project write is not
listed: they check it themselves.

## Configure it

\`\`\`sh account
pulumi preview --policy-pack node_modules/connect-entra-sso/policy --policy-pack-config policy-config.json
\`\`\`

The file has a level for a rule, or a level and parameters. \`all\` is every rule that is not named. Levels are \`advisory\`, \`mandatory\` and \`disabled\`.

${jsonBlock({
    all: "mandatory",
    protection: "disabled",
    "certificate-horizon": { enforcementLevel: "advisory", days: 90 },
    "known-administrators": { administrators: ["admin@contoso.example", "ada@contoso.example"] },
})}

An unknown rule, level or parameter, and a parameter of another type, end the run with a message. Don't name
the file like the folder of the pack (\`policy.json\` beside \`policy/\`): Node.js would load it instead of the pack.

## In a pack of your own

\`\`\`ts
import { PolicyPack } from "@pulumi/policy";
import { policies } from "connect-entra-sso/policy";

new PolicyPack("contoso", { policies: [...policies("federation-token-scope", "trust-saml-only")] });
\`\`\`

\`policies()\` without ids gives all. They are ordinary policies, and come with \`not-checked\`. \`policyRules\` describes them.

## The rules

| rule | level | what must be so |
| --- | --- | --- |
${rules.map(({ id, level, description }) => `| [${id}](#${id}) | ${level} | ${description} |`).join("\n")}

${rules.map(chapter).join("\n\n")}

## Limits

- A pack sees one stack. Permissions that another stack gives to the role, and administrators that it creates, are outside.
- No stack contains which certificate Entra signs with.
- The document of a managed policy is known only where the stack creates it. The rule role-permissions names any other one.
- Pulumi gives a pack the values of secrets in plain text. No message shows a password or an e-mail address of a user. It may show
  another value of a policy, a name or an address that you marked as secret.
`;
}

function chapter({ id, level, reason, remedy, parameters = {} }: Rule): string {
    const rows = Object.entries<Parameter>(parameters).map(
        ([name, { default: value, description }]) => `| \`${name}\` | \`${JSON.stringify(value)}\` | ${description} |`,
    );
    const table =
        rows.length === 0 ? "" : `\n\n| parameter | default | meaning |\n| --- | --- | --- |\n${rows.join("\n")}`;
    return `### ${id}\n\nLevel: ${level}. ${reason}\n\n${remedy}${table}`;
}

const listed = (some: readonly Rule[]) => some.map(({ id }) => `[${id}](#${id})`).join(" and ");
