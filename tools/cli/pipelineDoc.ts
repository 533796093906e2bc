/** The chapter of docs/permissions.md about identities of a pipeline, without stored keys. */
import { jsonBlock } from "./jsonBlock";

const repository = "contoso/sso";
const subject = `repo:${repository}:environment:prod-preview`;
const issuer = "https://token.actions.githubusercontent.com";

export function pipelineChapter(accountId: string): string {
    return `## A pipeline's identities

GitHub signs a token for each job that asks for one (\`permissions: id-token: write\`). Both clouds exchange it for access, if its
issuer, audience and subject are those that you name: no key is stored anywhere. [A program](../examples/pipelineIdentities/README.md)
creates both identities in both clouds. The commands below do the same by hand. [Pipelines](pipelines.md) has the workflows.

| identity | may | GitHub's subject |
| --- | --- | --- |
| preview | read | \`${subject}\` |
| deploy | what \`up\` and \`activate\` need | \`repo:${repository}:environment:prod\` |

- **The repository's number.** In repositories created, renamed or moved since July 2026, a subject contains the numbers of owner and
  repository: \`repo:contoso@5544123/sso@821093847:environment:prod\`. Turn that on in older ones (*Settings*, *Actions*, *OIDC*, which
  shows the form), because without numbers, the next owner of the name (after a rename or deletion) gets your identities. First create the
  identities with the new subject. GitHub Enterprise Server has names only.
- **Workflows without environments** have other subjects: that of a pull request is \`repo:${repository}:pull_request\`.
- **A pull request from a fork gets no token** from GitHub. Rehearse there instead. Never run a fork's code in \`pull_request_target\`:
  those jobs get one.
- **Anyone who can push a branch can change the workflow** of its pull request. So the preview identity must not be able to write.
- **Guard the environment** in GitHub: let only the main branch deploy to it, after a review. The subject of a job in an environment
  does not name its branch.
- **No wildcard in a subject.** \`repo:${repository}:*\` would give every branch and every pull request the right to deploy, and
  \`repo:contoso/*\` every repository.
- **Destroy by hand**, or with a third identity: no pipeline needs that permission.

### In Entra ID

Run this once for each identity, with its name, subject and application roles.

\`\`\`sh account
NAME=sso-prod-preview
SUBJECT=${subject}
ROLES="Application.Read.All User.Read.All Policy.Read.All"
APP=$(az ad app create --display-name "$NAME" --query appId --output tsv)
PRINCIPAL=$(az ad sp create --id "$APP" --query id --output tsv)
az ad app federated-credential create --id "$APP" --parameters "{\\"name\\":\\"github\\",\\"issuer\\":\\"${issuer}\\",\\"subject\\":\\"$SUBJECT\\",\\"audiences\\":[\\"api://AzureADTokenExchange\\"]}"
GRAPH=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv)
for ROLE in $ROLES; do
    ROLE_ID=$(az ad sp show --id "$GRAPH" --query "appRoles[?value=='$ROLE'].id | [0]" --output tsv)
    az rest --method POST --url "https://graph.microsoft.com/v1.0/servicePrincipals/$GRAPH/appRoleAssignedTo" --body "{\\"principalId\\":\\"$PRINCIPAL\\",\\"resourceId\\":\\"$GRAPH\\",\\"appRoleId\\":\\"$ROLE_ID\\"}"
done
\`\`\`

In the workflow, set \`ARM_USE_OIDC=true\`, \`ARM_CLIENT_ID\` and \`ARM_TENANT_ID\`: then the azuread provider uses the identity.

### In AWS

Create the provider once for each account, then a role for each identity. \`trust.json\` is the trust policy:

${jsonBlock({
    Version: "2012-10-17",
    Statement: [
        {
            Effect: "Allow",
            Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com` },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: {
                StringEquals: {
                    "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                    "token.actions.githubusercontent.com:sub": subject,
                },
            },
        },
    ],
})}

\`policy.json\` is the [policy](#aws) for a preview or for \`up\`.

\`\`\`sh account
aws iam create-open-id-connect-provider --url ${issuer} --client-id-list sts.amazonaws.com
aws iam create-role --role-name sso-prod-preview --assume-role-policy-document file://trust.json
aws iam put-role-policy --role-name sso-prod-preview --policy-name preview --policy-document file://policy.json
\`\`\`
`;
}
