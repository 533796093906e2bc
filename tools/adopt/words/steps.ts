/** The steps to take, in words and in lines for a shell. */
import { connectSsoCommand, rehearsalCommand } from "../../../rules/commandLine";
import { entraCloud } from "../../../rules/entraClouds";
import { shellWord } from "../../../rules/shell";
import { listOf, quote } from "../../../rules/text";
import { staying } from "../access";
import type { Plan } from "../plan";
import { someOf } from "./some";

/** A step, and the lines of a shell that take it. */
export interface StepInWords {
    text: string;
    commands: string[];
}

export function stepsInWords(plan: Plan, folder: string, most = Number.POSITIVE_INFINITY): StepInWords[] {
    const stack = `--stack ${shellWord(plan.stack)}`;
    const rehearse = rehearsalCommand(
        `${stack} --account ${shellWord(`${folder}/account.json`)} --directory ${shellWord(`${folder}/directory.json`)}`,
    );
    return [
        { text: `Read Pulumi.${plan.stack}.yaml. A comment at each value says where it is from.`, commands: [] },
        {
            text:
                plan.how === "import"
                    ? "Rehearse it. No account is touched. The emulated Entra does not have your application, so it creates one."
                    : "Rehearse it. No account is touched.",
            commands: [rehearse],
        },
        { text: "Make the stack.", commands: [`pulumi stack init ${shellWord(plan.stack)}`] },
        ...(plan.how === "import"
            ? [
                  {
                      text: "Import the application. This changes the state, and nothing in a cloud.",
                      commands: [
                          `pulumi import --file ${shellWord(`${folder}/imports.json`)} ${stack} --protect=true --generate-code=false --yes`,
                      ],
                  },
              ]
            : []),
        {
            text: "Preview. It must show what this report announces, and nothing else.",
            commands: [`pulumi preview --diff ${stack}`],
        },
        { text: "Deploy.", commands: [`pulumi up ${stack}`] },
        ...(plan.how === "second" ? movingSteps(plan, most) : []),
    ];
}

/** From the existing application to the second one, with nobody locked out. */
function movingSteps({ made, access, stack, alsoTrusted, claimedProviderArn }: Plan, most: number): StepInWords[] {
    const { application, servicePrincipal } = made;
    const left = staying(access);
    const where = `--stack ${shellWord(stack)}`;
    const principal = shellWord(servicePrincipal.objectId);
    return [
        {
            text:
                "Both applications work now: the role trusts both SAML providers, and everybody who may use the existing one is assigned to the " +
                "second one, too. Add the second one to the conditional access policies that name the existing one. Then sign in at the second one with one person, then with one of each security profile.",
            commands: [`pulumi stack output signInUrl ${where}`],
        },
        {
            text:
                "Give everybody the new address: in bookmarks, in the tile of My Apps, in your own pages (`loginUrl` of Amazon Connect Streams). " +
                (left.length === 0
                    ? ""
                    : `Not yet to ${someOf(left, most)}, who could not use it: see above. Keep the existing application until they can.`),
            commands: [],
        },
        {
            text:
                "When the sign-in log of the existing application has been empty for two weeks, disable it. If somebody calls, write true in " +
                "place of false.",
            commands: [
                `az rest --url '${entraCloud(made.environment).graphUrl}/v1.0/auditLogs/signIns?$filter=appId%20eq%20%27${application.clientId}%27&$top=5'`,
                `az ad sp update --id ${principal} --set accountEnabled=false`,
            ],
        },
        {
            text:
                `Two weeks later move ${claimedProviderArn === undefined ? `the existing application's SAML provider (one of ${listOf(alsoTrusted)})` : quote(claimedProviderArn)} ` +
                "from alsoTrustedSamlProviders to retiredSamlProviders, and deploy. Then delete the existing application and its SAML provider by hand. Look at both first.",
            commands: [
                `pulumi up ${where}`,
                `az ad app show --id ${shellWord(application.clientId)}`,
                `az ad app delete --id ${shellWord(application.clientId)}`,
                "aws iam list-saml-providers",
            ],
        },
        {
            text: "At every step, this shows who can sign in.",
            commands: [
                `pulumi stack export --show-secrets ${where} > stack.json`,
                connectSsoCommand("sign-in --deployment stack.json --directory people.json"),
            ],
        },
    ];
}
