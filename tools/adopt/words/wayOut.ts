/** The commands that lead out of what keeps something from being adopted. */
import { connectSsoCommand } from "../../../rules/commandLine";
import { shellWord } from "../../../rules/shell";
import { commandFor, type FileName, type Named } from "../files";
import type { MadeByHand } from "../made";
import type { Obstacle } from "../obstacles";
import type { LeftUser } from "../people";
import type { Plan } from "../plan";

/** What names the world that was read. */
export const namesOf = ({ instance, role, application, environment }: MadeByHand): Named => ({
    ...{ instanceId: instance.id, roleName: role.name, clientId: application.clientId, region: instance.region },
    environment,
});

const printAgain = (made: MadeByHand, ...files: FileName[]) =>
    files.map((file) => `${commandFor(file, namesOf(made))} > ${file}`);

export function wayOutOf(obstacle: Obstacle, plan: Plan): string[] {
    const { made, people } = plan;
    const { id: instanceId } = made.instance;
    switch (obstacle.id) {
        case "identityManagement":
        case "noConnect":
            return ["aws connect list-instances"];
        case "roleName":
            return [];
        case "notActive":
            return printAgain(made, "instance.json");
        case "noSamlTrust":
            return [
                "aws iam list-roles --query \"Roles[?contains(to_string(AssumeRolePolicyDocument), 'saml-provider')].RoleName\"",
                readAnother(plan, { roleName: "ROLE" }),
            ];
        case "otherRole":
            return [readAnother(plan, { roleName: obstacle.roleArn.split("/").at(-1) ?? "ROLE" })];
        case "otherInstance":
            return [readAnother(plan, { instanceId: obstacle.instanceId })];
        case "sessionTags":
            return printAgain(made, "role.json");
        case "replyUrl":
        case "noIdentifier":
            return printAgain(made, "application.json");
        case "nobody":
            return people.left.length === 0
                ? [`aws connect list-users --instance-id ${shellWord(instanceId)}`]
                : [
                      ...wayOutForUsers(people.left, made),
                      ...(has(people.left, "noPerson", "otherCase", "twoPeople")
                          ? printAgain(made, "people.json")
                          : []),
                  ];
        case "listSeparator":
            return printAgain(made, "security-profiles.json");
        case "wouldLose":
            return [];
    }
}

/** The same command for another world, in a folder of its own. */
function readAnother({ stack, made }: Plan, other: Partial<Named>): string {
    const { instanceId, roleName, clientId, region, environment } = { ...namesOf(made), ...other };
    const options = [
        `--stack ${shellWord(stack)} --from made-by-hand-2 --list-commands --instance-id ${shellWord(instanceId)} --role ${shellWord(roleName)}`,
        `--client-id ${shellWord(clientId)} --region ${shellWord(region ?? "REGION")}`,
        ...(environment === "global" || environment === undefined ? [] : [`--environment ${environment}`]),
    ];
    return connectSsoCommand(`adopt ${options.join(" ")}`);
}

/** Of users who are left for what a new file would end. */
export const wayOutForUsers = (left: readonly LeftUser[], made: MadeByHand): string[] =>
    printAgain(
        made,
        ...(has(left, "unknownProfile") ? (["security-profiles.json", "routing-profiles.json"] as const) : []),
        ...(has(left, "rule") ? (["users.json"] as const) : []),
    );

const has = (left: readonly LeftUser[], ...ids: LeftUser["reason"]["id"][]) =>
    left.some(({ reason }) => ids.includes(reason.id));
