/** The part of docs/reliability.md on a rotation of certificates. */
import { keyOrders } from "../../tools/rehearsal/clouds/azuread/entra/objects";
import { faults } from "./matrix";
import type { Result } from "./results";
import { phases, type RotationCase, rotationCases, rotationId, type Step, steps } from "./rotation";
import { cell, faultTitles, table } from "./words";

type Results = ReadonlyMap<string, Result>;

const stepTitles: Record<Step, string> = {
    certificate: "Entra makes the new certificate",
    provider: "AWS gets the new metadata document",
    switch: "Graph makes Entra sign with a certificate",
    read: "Graph says what Entra signs with",
    forget: "the state forgets the old certificate",
};

const orderTitles: Record<RotationCase["keyOrder"], string> = {
    oldestFirst: "oldest key first",
    newestFirst: "newest key first",
};

const introduction = `A rotation is three deployments ([operating](operating.md#rotate-a-certificate)): trust, sign, retire. It begins with a stack that does not
say which certificate signs. One fault meets one step; then somebody does what they do after any fault, and deploys the phases that are
left. Every quarter of a second the emulated clouds are asked whether everybody can sign in; if one person cannot, even once, the
case has failed. \`connect-sso sign-in\` is asked, too: after the fault it must not say no to anybody (while the state has a half-done
update it may say that it does not know, and to run \`recover\`), and at the end it must say yes for everybody. In the end AWS must trust one certificate, the
new one, and Entra sign with it. Each case is played with both orders in which Graph may list the keys of a service principal, by the CLI.`;

export function rotationSection(results: Results): string {
    const played = rotationCases.filter((one) => results.has(rotationId(one))).length;
    const rows = phases.flatMap((phase) =>
        steps
            .filter((step) => rotationCases.some((one) => one.phase === phase && one.step === step))
            .map((step) => [
                phase,
                stepTitles[step],
                ...faults.map((fault) => endsOf(results, { phase, step, fault })),
            ]),
    );
    return [
        introduction,
        `${played} of ${rotationCases.length} cases were played.`,
        table(["phase", "step", ...faults.map((fault) => faultTitles[fault])], rows),
    ].join("\n\n");
}

function endsOf(results: Results, place: Omit<RotationCase, "keyOrder">): string {
    const own = rotationCases.filter((one) =>
        keyOrders.some((keyOrder) => rotationId(one) === rotationId({ ...place, keyOrder })),
    );
    return cell(own.map((one) => ({ by: orderTitles[one.keyOrder], end: results.get(rotationId(one))?.end })));
}
