/** What neither cloud's provider does, for this configuration. */
import { awsPartitionOf, awsSamlEndpoints } from "../../rules/awsSignIn";
import { approveOriginCommand, originsToApprove } from "../../rules/embedding";
import { shellWord } from "../../rules/shell";
import { listOf, quote } from "../../rules/text";
import type { Account, Planned, Step } from "./preflight";

export function stepsByHand(planned: Planned, account: Account, region: string, stack: string): Step[] {
    const { instance, identifier, certificates, signingCertificate, notificationEmailAddresses } = planned;
    const { landingPage, approvedOrigins } = planned;
    const option = ` --stack ${shellWord(stack)}`;
    const origins = originsToApprove(landingPage ?? "", approvedOrigins);
    return [
        ...adoptions(planned, account, region),
        {
            what: "Before the first deployment: another application of the tenant must not have the identifier",
            commands: [
                `az ad app list --identifier-uri ${shellWord(identifier ?? awsSamlEndpoints(region, awsPartitionOf(region)).audience)} --query '[].displayName'`,
            ],
        },
        // With signingCertificate, the deployment does it.
        ...(certificates !== undefined && certificates.length > 1 && signingCertificate === undefined
            ? [
                  {
                      what:
                          "After the deployment: activate the certificate that signs, or name it in signingCertificate. Entra signs with " +
                          "the first one until then",
                      commands: [`pulumi stack output certificates${option}`],
                  },
              ]
            : []),
        ...(origins.length === 0
            ? []
            : [
                  {
                      what: `After the deployment: approve ${listOf(origins)}, or pages there can't embed Connect`,
                      commands: origins.map((origin) =>
                          approveOriginCommand({ instanceId: instance.id ?? "INSTANCE_ID", region, origin }),
                      ),
                  },
              ]),
        ...(notificationEmailAddresses?.length === 0
            ? [
                  {
                      what: "Nobody is told before the signing certificate ends: set notificationEmailAddresses, and watch it in a pipeline",
                      commands: [],
                  },
              ]
            : []),
        {
            what: "After the deployment: tell people the address where they sign in, and sign in once yourself",
            commands: [`pulumi stack output signInUrl${option}`],
        },
        ...(instance.kind === "new"
            ? [
                  {
                      what: "After the deployment: claim a phone number, and make queues and flows. This program makes only the sign-in",
                      commands: [],
                  },
              ]
            : []),
    ];
}

/** Names that the instance has already: their creation would fail. */
function adoptions({ users, role, instance }: Planned, account: Account, region: string): Step[] {
    const there = new Map((account.users ?? []).map(({ id, name }) => [name, id]));
    const clashes = users.filter(({ name, isAdopted }) => !isAdopted && there.has(name));
    return [
        ...(clashes.length === 0 || instance.kind === "own"
            ? []
            : [
                  {
                      what: `${clashes.length} users are in the instance already, and can't be created again: write their userId, or adopt what a stopped run left`,
                      commands: clashes.slice(0, 20).map(({ name }) => `# ${name}: userId: ${there.get(name)}`),
                  },
              ]),
        ...(role === undefined
            ? []
            : [
                  {
                      what: `Look at what the role ${quote(role)} trusts today: SAML providers that are missing under alsoTrustedSamlProviders are refused`,
                      commands: [
                          `aws iam get-role --role-name ${shellWord(role)} --query Role.AssumeRolePolicyDocument` +
                              (awsPartitionOf(region) === "aws" ? "" : ` --region ${shellWord(region)}`),
                      ],
                  },
              ]),
    ];
}
