import { getApplication } from "@pulumi/azuread/getApplication";
import * as pulumi from "@pulumi/pulumi";
import { quote } from "../../rules/text";
import { type Guard, guardHooks } from "./hooks";
import { ask } from "./lookups";

/** The application of the directory that has an identifier. */
export interface IdentifierHolder {
    /** Resource id, `/applications/<object id>`. */
    applicationId: string;
    displayName: string;
}

/**
 * Which application has `identifier`, if any; a directory gives an identifier to one application only.
 * Where the caller may not read applications it can't be told, and Entra itself refuses later.
 */
export async function findIdentifierHolder(
    identifier: string,
    lookup: pulumi.InvokeOptions,
): Promise<IdentifierHolder | undefined> {
    const found = await ask(() => getApplication({ identifierUri: identifier }, lookup));
    if ("answer" in found) {
        const { objectId, displayName } = found.answer;
        return { applicationId: `/applications/${objectId}`, displayName };
    }
    void pulumi.log.debug(`no application with the identifier ${quote(identifier)} was found: ${found.failure}`);
    return undefined;
}

/**
 * Hooks for whatever is made first and for the identifier itself, so that an identifier which another application holds is
 * refused before anything is made. From the second run on the holder is the federation's own application, which is made no more.
 */
export function identifierGuard(
    component: string,
    identifier: pulumi.Input<string>,
    holder: Promise<IdentifierHolder | undefined>,
): pulumi.ResourceHookBinding | undefined {
    const refuseHeld: Guard = async (step) => {
        const found = await holder;
        if (found === undefined || step.newInputs.applicationId === found.applicationId) {
            return;
        }
        const value = await new Promise<string>((resolve) => pulumi.output(identifier).apply(resolve));
        throw new Error(
            `The identifier ${quote(value)} is held by the application ${quote(found.displayName)} (${found.applicationId}), and a ` +
                "directory gives an identifier to one application only. Nothing was made. Write another identifier that AWS accepts " +
                '("urn:amazon:webservices" or "https://signin.aws.amazon.com/saml"), or delete that application if it is a leftover.',
        );
    };
    return guardHooks(`${component} has an identifier of its own`, { beforeCreate: refuseHeld });
}
