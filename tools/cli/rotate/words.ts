/** What `connect-sso rotate` prints. */
import { listOf, quote } from "../../../rules/text";
import type { Phase, Plan } from "./plan";

interface Place {
    stack: string;
    to: string;
    /** The stack file; undefined where the program has its arguments elsewhere. */
    file: string | undefined;
    /** What was changed in it. */
    changes: readonly string[];
    commands: { up: string; again: string };
}

const titles: Readonly<Record<Phase, string>> = {
    trust: "Phase 1 of 3, trust",
    sign: "Phase 2 of 3, sign",
    wait: "Phase 3 of 3, retire: not yet",
    retire: "Phase 3 of 3, retire",
    done: "Done",
};

export function renderRotation(plan: Plan, place: Place): string {
    const { phase, why } = plan;
    return [`${titles[phase]}. ${why}`, ...written(plan, place), ...next(plan, place)].join("\n");
}

function written({ phase, wanted }: Plan, { file, changes }: Place): string[] {
    if (phase === "done" || phase === "wait") {
        return [];
    }
    if (file === undefined) {
        return [
            "Your program has these arguments, not the stack file. Write:",
            `    certificates: { ${wanted.certificates.map((name) => `${JSON.stringify(name)}: {…}`).join(", ")} }`,
            `    signingCertificate: ${JSON.stringify(wanted.signing)}`,
            ...(wanted.retired.length === 0 ? [] : [`    retiredCertificates: ${JSON.stringify(wanted.retired)}`]),
        ];
    }
    return changes.length === 0
        ? [`${file} says so already; it is not deployed yet.`]
        : [`Changed ${file}:`, ...changes.map((change) => `    ${change}`)];
}

function next(plan: Plan, { to, commands: { up, again }, file }: Place): string[] {
    const { phase, signer, service, leaving, command, until } = plan;
    const olds = listOf(leaving);
    switch (phase) {
        case "trust":
            return [
                `Next: \`${up}\`. It creates ${quote(to)}, and ${service} trusts it beside ${quote(signer)}, with which Entra continues to sign.`,
                `Then: \`${again}\`.`,
            ];
        case "sign":
            return [
                ...(command === undefined ? [] : [`First make Entra sign with ${quote(to)} yourself: ${command}`]),
                command === undefined
                    ? `Next: \`${up}\`. It makes Entra sign with ${quote(to)}. Sign in once to see that it works.`
                    : `Next: sign in once to see that it works, and run \`${up}\`.`,
                `An hour later: \`${again}\`.`,
            ];
        case "wait":
            return [`After ${until}: \`${again}\`.`];
        case "retire":
            return [
                `Next: \`${up}\`. ${service} no longer trusts ${olds}. Open sessions go on.`,
                `Then: \`${again}\`.`,
            ];
        default:
            return [
                "Delete certificates that do not sign any more in the Entra portal: Pulumi leaves them there.",
                ...(file === undefined || plan.wanted.retired.length === 0
                    ? []
                    : [`You can remove retiredCertificates from ${file}.`]),
            ];
    }
}
