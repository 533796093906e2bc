/** One finding for people. */
import { signInError } from "../../signin/errors";
import { anchorOf } from "../../signin/errors/document";
import type { Finding } from "../../signin/explain/explanation";
import { wrap } from "../wrap";

const refusers: Readonly<Record<Finding["refusedBy"], string>> = {
    entra: "Entra",
    aws: "AWS",
    connect: "Amazon Connect",
    cognito: "Cognito",
    browser: "The browser",
};

/** More causes are left to the document. */
const mostOthers = 3;

/** `isAlone`: no other finding competes with it, so that its other causes are worth their place. */
export function renderFinding(finding: Finding, { width, isAlone }: { width: number; isAlone: boolean }): string[] {
    const { message, evidence, seen, expected, cause, causeSureness, confirm, change, otherCauses } = finding;
    const row = (label: string, text: string) => wrap(`  ${label.padEnd(9)} `, text, width);
    const shown = otherCauses.slice(0, isAlone ? mostOthers : 0);
    const left = otherCauses.length - shown.length;
    const more = `docs/sign-in-errors.md#${anchorOf(finding.error)}`;
    return [
        ...headline(finding, width),
        ...(message === null ? [] : row("says", message)),
        ...row("known by", evidence),
        ...(seen === undefined ? [] : row("seen", seen)),
        ...(expected === undefined ? [] : row("expected", expected)),
        ...row("cause", `${cause} (${causeSureness})`),
        ...row("confirm", confirm),
        ...row("change", change),
        ...shown.flatMap((other) => row("or", `${other.cause} To confirm: ${other.confirm}`)),
        ...row(
            "more",
            otherCauses.length === 0
                ? more
                : `${left > 0 ? `${left === otherCauses.length ? "other" : "further"} causes, and ` : ""}what to change for each: ${more}`,
        ),
    ];
}

function headline({ error, refusedBy, basis, sureness, meaning }: Finding, width: number): string[] {
    const isSure = sureness === "certain" ? "" : ` (${sureness})`;
    if (signInError(error).refuses === false) {
        return wrap("", `${meaning}${isSure}`, width);
    }
    return wrap(
        "",
        `${refusers[refusedBy]} ${basis === "shown" ? "refused" : "would refuse"}${isSure}: ${meaning}`,
        width,
    );
}
