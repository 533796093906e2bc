import type { Problem } from "../../../rules/problem";
import { guidProblem, listOf, nonEmptyTextProblem, quote } from "../../../rules/text";
import type { EntraSigningCertificateArgs } from "../../args/entraSigningCertificateArgs";
import type { Fields } from "../args";
import { isPlainMap } from "../maps";

/** Fields of an `EntraSigningCertificate`. */
export const entraSigningCertificateFields = {
    signingCertificate: {
        rule: nonEmptyTextProblem,
        required: true,
        plain: "messages name it. Write it as plain text",
    },
    certificates: { rule: factsProblem, required: true },
    servicePrincipalObjectId: { rule: guidProblem, required: true },
} satisfies Fields;

function factsProblem(value: unknown): string | undefined {
    const isFacts = (it: unknown) => isPlainMap(it) && /^[0-9A-F]{40}$/.test(String(it.thumbprint));
    return isPlainMap(value) && Object.values(value).every(isFacts)
        ? undefined
        : `must be the output certificates of an EntraSamlApp, got ${quote(value)}`;
}

/** What is wrong with the arguments taken together. */
export function findSignerProblems({
    signingCertificate,
    certificates,
}: Pick<EntraSigningCertificateArgs, "signingCertificate" | "certificates">): Problem[] {
    const names = isPlainMap(certificates) ? Object.keys(certificates) : [];
    return nonEmptyTextProblem(signingCertificate) !== undefined ||
        names.length === 0 ||
        names.includes(signingCertificate)
        ? []
        : [
              {
                  path: ["signingCertificate"],
                  message: `must be one of certificates (${listOf(names)}), got ${quote(signingCertificate)}`,
              },
          ];
}
