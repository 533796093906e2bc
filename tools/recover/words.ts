/** Sentences about a recovery. */
import { connectSsoCommand } from "../../rules/commandLine";
import { listOf, quote, visibleLine } from "../../rules/text";
import { nounOf } from "../deployment/properties";
import type { HeldProblem } from "./readHeld";
import type { Finding, Missing, Recovery, Step } from "./recovery";

/** One line about each finding that needs one; what is only not created yet is counted in one. */
export function sentencesFor({ findings, hasPreview }: Recovery): string[] {
    const isPlain = (finding: Finding) =>
        finding.kind === "creation" &&
        !finding.resource.isInterrupted &&
        ["notMade", "madeAgain", "later"].includes(finding.outcome.id);
    const plain = findings.filter(isPlain);
    const told = findings.filter((finding) => !isPlain(finding)).map(sentenceFor);
    return [
        ...told,
        ...(plain.length === 0
            ? []
            : [
                  `${plain.length === 1 ? "1 more resource does" : `${plain.length} more resources do`} not exist yet. ` +
                      "`pulumi up` creates what is missing.",
              ]),
        ...(hasPreview
            ? []
            : ["Without a preview it is not known what else is missing in the state. Give one with --preview."]),
        ...(hasPreview && findings.length === 0 ? ["Nothing is pending, and nothing is missing in the state."] : []),
    ];
}

function sentenceFor(finding: Finding): string {
    switch (finding.kind) {
        case "creation":
            return creationSentence(finding.resource, finding.outcome);
        case "change": {
            const { doing, ...resource } = finding.change;
            return (
                `Pulumi stopped while it was ${/^[a-z]+$/.test(doing) ? doing : "changing"} ${noun(resource)}. ` +
                "The next `pulumi up` does it again."
            );
        }
        case "duplicate":
            return (
                `A second object like ${noun({ ...finding.standing, name: nameIn(finding.standing.urn) })} exists: ` +
                `${shown(finding.heldId)}. It is not in the state, and the stack does not need it.`
            );
        case "extraCertificate":
            return `Entra has a signing certificate that is not in the state: ${shown(finding.heldId)}. ${signing[finding.signs]}`;
    }
}

const signing = {
    yes: "Entra signs with it. If AWS does not trust it, nobody can sign in.",
    no: "Entra does not sign with it.",
    unknown: `Whether Entra signs with it is unknown: \`${connectSsoCommand("sign-in --service-principal FILE")}\` tells you.`,
} as const;

function creationSentence(resource: Missing, outcome: Extract<Finding, { kind: "creation" }>["outcome"]): string {
    const what = noun(resource);
    const begun = resource.isInterrupted ? `Pulumi stopped while it was creating ${what}.` : `The state lacks ${what}.`;
    return `${begun} ${outcomeSentence(outcome)}`;
}

function outcomeSentence(outcome: Extract<Finding, { kind: "creation" }>["outcome"]): string {
    switch (outcome.id) {
        case "made":
            return `It was created: ${shown(outcome.heldId)}. Import it.`;
        case "notMade":
            return "It was not created. The next `pulumi up` creates it.";
        case "madeAgain":
            return "The next `pulumi up` writes it again, which does no harm.";
        case "later":
            return "What it depends on does not exist yet. Run the steps, then this command again.";
        case "different":
            return (
                `${listOf(outcome.heldIds.map(visibleLine))} has the same name, but another value of ${listOf(outcome.properties)}. ` +
                "It may be somebody else's. Decide whether to import it, to delete it, or to use another name."
            );
        case "several":
            return `Several objects may be it: ${listOf(outcome.heldIds.map(visibleLine))}. Decide which one to import.`;
        case "replacement":
            return (
                "It was to replace one that is still in the state, so it can't be imported. " +
                (outcome.heldIds.length === 0
                    ? "The next `pulumi up` creates it."
                    : `The cloud has ${listOf(outcome.heldIds.map(visibleLine))}: if nobody uses it, delete it, then run \`pulumi up\`.`)
            );
        case "notLooked":
            return "Whether it was created is unknown: show what the cloud has.";
        case "otherType":
            return "This command does not know this type. Look whether the cloud has it, and import it or delete it.";
    }
}

/** What a step is for. */
export function stepTitle(step: Step): string {
    switch (step.kind) {
        case "cancel":
            return "Only if Pulumi says that the stack is locked, and no other update is running: remove the lock.";
        case "dropPending":
            return `Remove the ${step.count === 1 ? "pending operation" : `${step.count} pending operations`} from the state. The import does that.`;
        case "import":
            return `Import ${noun(step)}.`;
        case "activate":
            return "Make Entra sign with the certificate of this stack, which AWS trusts.";
        case "remove":
            return "Look at the object that nobody needs. If nobody uses it, delete it. `recover` never deletes it.";
    }
}

/** What is wrong with a file given as `--cloud`. */
export function heldProblemSentence({ problem }: HeldProblem): string {
    switch (problem) {
        case "notRecognised":
            return "it is not the output of one of the commands that `recover` lists";
        case "morePages":
            return "it is one page of several; run the command so that it prints all of them";
        case "noArn":
            return "it does not say of which SAML provider the document is; run the command as `recover` prints it, with --query";
    }
}

function noun({ type, name }: { type: string; name: string }): string {
    return nounOf({ type, name });
}

const nameIn = (urn: string) => urn.split("::").slice(3).join("::");

const shown = (id: string) => quote(visibleLine(id));
