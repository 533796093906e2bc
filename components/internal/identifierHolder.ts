import { getApplication } from "@pulumi/azuread/getApplication";
import * as pulumi from "@pulumi/pulumi";
import { quote } from "../../rules/text";
import type { Context } from "./context";
import { type Answer, ask, isNotFound } from "./lookups";
import { runsHooks, settle } from "./sdk";

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

/** The guard of an identifier. */
interface IdentifierGuard {
    /** For the component, the application and the identifier itself. */
    hooks: pulumi.ResourceHookBinding;
    /** The identifier for the component's registration, which so comes after the look-up. */
    lookedUp: pulumi.Output<string>;
}

/**
 * Refuses an identifier which another application has before anything is created. From the second run on the holder is the
 * component's own application. The look-up has ended when the hooks run: one that asked itself would keep one of the engine's
 * workers, and the engine answers nobody while it needs a worker to start some other default provider.
 * @param choices what else to write, as a sentence
 */
export function identifierGuard(
    { who, guards, lookups }: Context,
    identifier: pulumi.Output<string>,
    choices: string,
): IdentifierGuard {
    let asked: Promise<Answer<IdentifierHolder>> | undefined;
    const lookedUp = !runsHooks()
        ? identifier
        : identifier.apply(async (value) => {
              asked = findIdentifierHolder(value, lookups.azuread);
              await asked;
              return value;
          });
    let warned = false;
    const hooks = guards.on(
        "identifier",
        ["beforeCreate"],
        async ({ newInputs }) => {
            const { value } = await settle(identifier);
            const found = await asked;
            if (found === undefined || ("failure" in found && (warned || isNotFound(found.failure)))) {
                return;
            }
            if ("failure" in found) {
                warned = true;
                void pulumi.log.warn(notLookedUp(String(value), found.failure));
                return;
            }
            const holder = found.answer;
            if (newInputs?.applicationId === holder.applicationId) {
                return;
            }
            const own = holder.notes.startsWith(`${stackMark()} `);
            throw new Error(
                `${who}: the application ${quote(holder.displayName)} (${holder.applicationId}) already has the identifier ${quote(String(value))}, which ` +
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
    return { hooks, lookedUp };
}

async function findIdentifierHolder(
    identifier: string,
    lookup: pulumi.InvokeOptions,
): Promise<Answer<IdentifierHolder>> {
    const found = await ask(() => getApplication({ identifierUri: identifier }, lookup));
    if ("failure" in found) {
        return found;
    }
    const { objectId, displayName, notes } = found.answer;
    return { answer: { applicationId: `/applications/${objectId}`, displayName, notes: notes ?? "" } };
}

const notLookedUp = (identifier: string, failure: string): string =>
    `Could not check whether another application has the identifier ${quote(identifier)}: ${failure}. If one has, Entra ` +
    "refuses it during pulumi up. Grant the caller Application.Read.All.";
