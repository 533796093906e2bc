/** What to do about a creation of which nobody knows whether it was made, or that finds something in its way. */
import { connectSsoCommand } from "../../rules/commandLine";
import { awsTypes, entraTypes } from "../../rules/resourceTypes";

const unanswered =
    /expected non-nil error with nil state|connection reset|broken pipe|\bEOF\b|i\/o timeout|deadline exceeded|Client\.Timeout/;
const exists = /already (exist|used|associated)|EntityAlreadyExists|DuplicateResource/;

/** Of these Entra takes a second one without an error. Of two certificates it may sign with the one that AWS does not trust. */
const takenTwice: readonly string[] = [entraTypes.application, entraTypes.claimsPolicy, entraTypes.signingCertificate];

/** These name a way out of their own. */
const advisedElsewhere: readonly string[] = [awsTypes.user, entraTypes.roleAssignment];

/** Whether a failed creation may have left something, or found what an earlier one left. */
export function mayBeThere({ operation, error }: { operation: string; error: string }): boolean {
    return operation === "create" && (unanswered.test(error) || exists.test(error));
}

/** The command that leads out of a failed step, as sentences; undefined where the error says enough. */
export function wayOutOf({
    type,
    operation,
    error,
}: {
    type: string;
    operation: string;
    error: string;
}): string | undefined {
    if (operation !== "create") {
        return undefined;
    }
    if (unanswered.test(error) && takenTwice.includes(type)) {
        return (
            `Entra may have made it. Run \`${connectSsoCommand("recover")}\` before you run \`pulumi up\` again, which makes a second one ` +
            "where it can't ask Entra."
        );
    }
    if (unanswered.test(error)) {
        return (
            "The cloud may have made it. Run `pulumi up` again: it adopts what it finds exactly as it would create it. If that " +
            `fails because something exists already, run \`${connectSsoCommand("recover")}\`.`
        );
    }
    return exists.test(error) && !advisedElsewhere.includes(type)
        ? `If an interrupted run of this stack left it, \`${connectSsoCommand("recover")}\` prints the command that imports it.`
        : undefined;
}
