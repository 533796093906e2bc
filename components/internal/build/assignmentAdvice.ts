import type * as pulumi from "@pulumi/pulumi";
import { findAssignmentCommand } from "../../../rules/entra";
import type { AssignmentCures } from "../../../rules/lockouts";
import { entraTypes } from "../../../rules/resourceTypes";
import { shellText } from "../../../rules/shell";
import { quote } from "../../../rules/text";
import { settle } from "../sdk";

/**
 * What to do when Entra has an assignment already that Pulumi does not know: import it. Nobody is told to delete it, since it may
 * be the only way in.
 */
export async function adviseAboutAssignment(
    parent: pulumi.ComponentResource,
    { resourceName, key }: { resourceName: string; key: string },
    { groups, environment, cures }: { groups: readonly string[]; environment: string; cures: AssignmentCures },
    error: string,
    inputs: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
    if (!error.includes("Permission being assigned already exists")) {
        return undefined;
    }
    const isGroup = groups.includes(key);
    const servicePrincipalObjectId = String(inputs.resourceObjectId);
    const find = findAssignmentCommand({
        principal: isGroup ? "groups" : "users",
        principalObjectId: String(inputs.principalObjectId),
        servicePrincipalObjectId,
        appRoleId: String(inputs.appRoleId),
        environment,
    });
    const parentUrn = String((await settle(parent.urn)).value);
    const words = [entraTypes.roleAssignment, resourceName].map(shellText).join(" ");
    return [
        `${quote(key)} is assigned to the application already.`,
        ...(isGroup
            ? [`If the group had another name under groups, write that name again.`]
            : cures.renamedUser === ""
              ? []
              : [cures.renamedUser]),
        "If somebody assigned them in Entra, import that assignment, and then run pulumi up again. They can sign in meanwhile:",
        `\n    id=$(${find})`,
        `\n    pulumi import ${words} "/servicePrincipals/${servicePrincipalObjectId}/appRoleAssignedTo/$id" ` +
            `--parent ${shellText(`parent=${parentUrn}`)} --protect=false --generate-code=false`,
        "\nIf your program passes a provider to the component, add --provider NAME=URN.",
    ].join(" ");
}
