import { getApplication } from "@pulumi/azuread/getApplication";
import * as pulumi from "@pulumi/pulumi";
import { quote } from "../../rules/text";
import type { Context } from "./context";
import { ask, isNotFound } from "./lookups";
import { settle } from "./sdk";

/** The application of the directory that has an identifier. */
interface IdentifierHolder {
    /** Resource id, `/applications/<object id>`. */
    applicationId: string;
    displayName: string;
    notes: string;
}

/** What stands in an application's notes: which stack made it, so that the stack recognizes it later. */
export function applicationMark({ scope }: Context): string {
    return `${stackMark()} as ${scope.replaceAll("connect-entra-sso:index:", "")}.`;
}

function stackMark(): string {
    return `Managed by the Pulumi stack ${pulumi.getProject()}/${pulumi.getStack()}`;
}

/**
 * Hooks for the resources that are created first and for the identifier itself, so that an identifier which another application
 * has is refused before anything is created. From the second run on the holder is the component's own application.
 * @param choices what else to write, as a sentence
 */
export function identifierGuard(
    { who, guards, lookups }: Context,
    identifier: pulumi.Input<string>,
    choices: string,
): pulumi.ResourceHookBinding {
    let asked: Promise<IdentifierHolder | undefined> | undefined;
    return guards.on(
        "identifier",
        ["beforeCreate"],
        async ({ newInputs }) => {
            const { value, known } = await settle(identifier);
            if (!known || typeof value !== "string") {
                return;
            }
            asked ??= findIdentifierHolder(value, lookups.azuread);
            const holder = await asked;
            if (holder === undefined || newInputs?.applicationId === holder.applicationId) {
                return;
            }
            const own = holder.notes.startsWith(`${stackMark()} `);
            throw new Error(
                `${who}: the application ${quote(holder.displayName)} (${holder.applicationId}) already has the identifier ${quote(value)}, which ` +
                    `must be unique in the tenant. Nothing was created. ${
                        own
                            ? "It is this stack's own application, from a component of another name: give this component the old name, or " +
                              "the option aliases: [{ name: … }]."
                            : `${choices}, or delete that application if nobody signs in through it.`
                    }`,
            );
        },
        "always",
    );
}

async function findIdentifierHolder(
    identifier: string,
    lookup: pulumi.InvokeOptions,
): Promise<IdentifierHolder | undefined> {
    const found = await ask(() => getApplication({ identifierUri: identifier }, lookup));
    if ("answer" in found) {
        const { objectId, displayName, notes } = found.answer;
        return { applicationId: `/applications/${objectId}`, displayName, notes: notes ?? "" };
    }
    if (!isNotFound(found.failure)) {
        void pulumi.log.warn(
            `Could not check whether another application has the identifier ${quote(identifier)}: ${found.failure}. If one has, Entra ` +
                "refuses it during pulumi up. Grant the caller Application.Read.All.",
        );
    }
    return undefined;
}
