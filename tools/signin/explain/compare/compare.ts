/** Values of an input beside the deployment's, and what a near miss has of the other. */
import { defined } from "../../../../rules/record";
import { isUnreadable } from "../../../deployment/unreadable";
import { nearestName } from "../../walk/connect/nearestName";
import { redactText } from "../redact";
import { isText, type Stack } from "../stack";
import { compareRelayStates } from "./compareRelayStates";
import { type Comparison, type ComparisonId, compared } from "./comparison";

type Known = Partial<Record<ComparisonId, readonly string[]>>;

/** Only what both sides have. `more`: what is known beside the stack's own values. */
export function compareAll(
    seen: readonly (readonly [ComparisonId, string | undefined])[],
    stack: Stack | undefined,
    more: Known = {},
): Comparison[] {
    const known: Known = stack === undefined ? more : { ...valuesOf(stack), ...more };
    return seen.flatMap(([id, value]) => compare(id, value, known[id] ?? []) ?? []);
}

function valuesOf({ deployment, application }: Stack): Known {
    const users = deployment.connectUsers.map(({ username }) => username).filter(isText);
    const identifiers = textsOf(application.identifierUris);
    const replyUrls = textsOf(application.replyUrls);
    return {
        clientId: [application.clientId].filter(isText),
        tenant: [application.tenantId].filter(isText),
        identifier: identifiers,
        // As Entra issues it.
        audience: identifiers.map((value) => value.replace(/#.*$/s, "")),
        replyUrl: replyUrls,
        recipient: replyUrls,
        role: deployment.roles.map(({ arn }) => arn).filter(isText),
        samlProvider: deployment.samlProviders.map(({ arn }) => arn).filter(isText),
        instance: deployment.instances.map(({ instanceId }) => instanceId).filter(isText),
        relayState: [application.servicePrincipal?.relayState].filter(isText),
        sessionName: users,
        signedInUser: users,
        session: users,
        person: users,
    };
}

const textsOf = (value: unknown): string[] =>
    isUnreadable(value) || !Array.isArray(value) ? [] : value.filter(isText);

/** More than these are not listed. */
const mostListed = 3;
const mostCompared = 5000;

/** Of ids and addresses nobody misreads a few characters. */
const namesOfPeople: readonly ComparisonId[] = ["person", "session", "sessionName", "signedInUser"];

/** Undefined where one side is missing. */
export function compare(id: ComparisonId, seen: string | undefined, known: readonly string[]): Comparison | undefined {
    if (seen === undefined || known[0] === undefined) {
        return undefined;
    }
    if (id === "relayState") {
        return compareRelayStates(seen, known[0]);
    }
    const what = compared[id];
    if (known.includes(seen)) {
        const shown = redactText(seen);
        return { id, what, seen: shown, expected: shown, same: true };
    }
    const otherCase = known.find((one) => one.toLowerCase() === seen.toLowerCase());
    const mailbox = localPart(seen);
    const otherDomain = known.find((one) => mailbox !== undefined && localPart(one) === mailbox);
    const near = otherCase ?? otherDomain ?? nearestName(seen, known.slice(0, mostCompared));
    const rest = known.length > mostListed ? ` or ${known.length - mostListed} more` : "";
    const expected = near ?? `${known.slice(0, mostListed).join(" or ")}${rest}`;
    const remark =
        otherCase !== undefined
            ? "differs in upper and lower case"
            : otherDomain !== undefined
              ? "differs in what follows the @"
              : near !== undefined && namesOfPeople.includes(id)
                ? "differs in a few characters"
                : undefined;
    return defined({ id, what, seen: redactText(seen), expected: redactText(expected), same: false, remark });
}

function localPart(name: string): string | undefined {
    const at = name.lastIndexOf("@");
    return at < 0 ? undefined : name.slice(0, at).toLowerCase();
}
