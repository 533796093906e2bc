/** Sentences: what is adopted, and what changes. */

import { readAwsClaims } from "../../../rules/claims";
import { federatedPrincipals, samlStatements } from "../../../rules/iam";
import { listOf, quote } from "../../../rules/text";
import { append, nounOf } from "../../deployment/properties";
import type { Announced } from "../changes";
import { droppedConditions, droppedDenials } from "../losses";
import type { Plan } from "../plan";
import { someOf } from "./some";

export function takenSentences({ made, people, how, alsoTrusted, retired, samlProviderName }: Plan): string[] {
    const { instance, role, application, users } = made;
    const { taken, groups, attribute, isAttributeInferred, directoryLookup } = people;
    const names = alsoTrusted.map((arn) => arn.slice(arn.lastIndexOf("/") + 1));
    const gone = retired.map((arn) => arn.slice(arn.lastIndexOf("/") + 1));
    return [
        `The instance ${quote(instance.alias || instance.id)}${instance.alias === "" ? "" : ` (${instance.id})`}: it is read, never changed or deleted.`,
        `The role ${quote(role.name)}, to which Connect has bound the users: it is managed from now on, never deleted.`,
        `${taken.length} of ${users.length} Connect ${users.length === 1 ? "user" : "users"}, each by the user id: managed from now on, never deleted.`,
        isAttributeInferred
            ? `The session name: nothing says which attribute it is. Most user names are the ${attribute} of somebody, so that is it.`
            : `The session name: the ${attribute}, as the claims say.`,
        ...(Object.keys(groups).length === 0 ? [] : [`The assigned groups: ${listOf(Object.keys(groups))}.`]),
        ...(directoryLookup
            ? []
            : [
                  "Somebody is assigned by a group alone. So users are not looked up in the directory, and only those who are assigned by " +
                      "themselves today get an assignment of their own.",
              ]),
        ...(names.length === 0
            ? []
            : [
                  `The role goes on trusting the SAML ${names.length === 1 ? "provider" : "providers"} ${listOf(names)}.`,
              ]),
        ...(gone.length === 0
            ? []
            : [
                  `The role no longer trusts ${listOf(gone)}: saml-provider-list.json does not have it. If the account has, print that file again, with a login to this account: else people lose their sign-in.`,
              ]),
        ...(how === "import"
            ? [
                  `The application ${quote(application.displayName)} with its service principal, certificates, claims mapping policy and ` +
                      `assignments, and the SAML provider ${quote(samlProviderName)}: by import.`,
              ]
            : []),
    ];
}

/** Updates of what exists, and how many objects are made beside; at most so many names of a kind. */
export function changeSentences(plan: Plan, most = Number.POSITIVE_INFINITY): string[] {
    const { announced, made, people } = plan;
    const updates = announced.filter(({ op }) => op === "update");
    const created = announced.filter(({ op }) => op === "create");
    const imported = announced.filter(({ op }) => op === "import").length;
    const dropped = droppedConditions(plan);
    const denials = droppedDenials(plan);
    const signOff = people.taken.filter(({ entry }) => entry.signIn === false).map(({ user }) => user.username);
    return [
        `${objects(imported)} put into the state as ${imported === 1 ? "it is" : "they are"}.`,
        ...alike(updates).flatMap((some) => updateSentences(some, plan.component, most)),
        ...(dropped.length === 0
            ? []
            : [
                  `The trust policy loses its conditions on ${listOf(dropped)}, so that the role accepts more than today.`,
              ]),
        ...(denials === 0
            ? []
            : [
                  `The trust policy loses ${denials === 1 ? "its statement that denies" : `its ${denials} statements that deny`} a sign-in, so that the role accepts more than today.`,
              ]),
        `${objects(created.length)} created: ${countedTypes(created)}.`,
        ...(signOff.length === 0
            ? []
            : [
                  `${someOf(signOff, most)} ${signOff.length === 1 ? "has" : "have"} signIn: false, since they cannot use the application today.`,
              ]),
        ...(people.otherAssignments.length === 0
            ? []
            : [
                  `${someOf(
                      people.otherAssignments.map(
                          ({ principalDisplayName, principalId }) => principalDisplayName || principalId,
                      ),
                      most,
                  )} ` +
                      `${people.otherAssignments.length === 1 ? "is" : "are"} assigned to ${quote(made.application.displayName)} today, and this ` +
                      "stack does not manage that: the assignment stays.",
              ]),
    ];
}

/** Updates that do the same to objects of one type. */
function alike(updates: readonly Announced[]): Announced[][] {
    const groups = new Map<string, Announced[]>();
    for (const one of updates) {
        append(groups, JSON.stringify([one.type, one.properties]), one);
    }
    return [...groups.values()];
}

function updateSentences(some: readonly Announced[], component: string, most: number): string[] {
    const [first, ...others] = some;
    if (first === undefined) {
        return [];
    }
    const { type, name, properties = {} } = first;
    const names = some.map((one) => one.name.slice(component.length + 1));
    const who =
        others.length === 0
            ? nounOf({ type, name }).replace(/^t/, "T")
            : `${some.length} Connect users (${someOf(names, most)})`;
    return Object.entries(properties).map(([property, { from, to }]) => {
        const what = `${who}: ${property}`;
        return property === "assumeRolePolicy"
            ? `${what} is replaced. Today it ${trustIn(from)}; then it ${trustIn(to)}.`
            : property === "definitions"
              ? `${what} is rewritten. Today it says ${claimsIn(from)}; then it says ${claimsIn(to)}.`
              : `${what} changes from ${quote(from)} to ${quote(to)}.`;
    });
}

/** Who may take a role, in words. */
function trustIn(policy: string): string {
    const providers = federatedPrincipals(policy).map((arn) => arn.slice(arn.lastIndexOf("/") + 1));
    const endpoints = samlStatements(policy).flatMap(({ conditions }) =>
        conditions.filter(({ key }) => key.toLowerCase() === "saml:aud").flatMap(({ values }) => values),
    );
    return `trusts ${listOf(providers)} and accepts sign-ins at ${endpoints.length === 0 ? "any endpoint" : listOf([...new Set(endpoints)])}`;
}

/** What a definition says to AWS. */
function claimsIn(definition: string): string {
    const { role, sessionNameAttribute, sessionDurationSeconds } = readAwsClaims(definition);
    const session =
        sessionDurationSeconds === undefined ? "no SessionDuration" : `a session of ${sessionDurationSeconds} s`;
    return `${quote(role)}, ${sessionNameAttribute} and ${session}`;
}

const objects = (count: number) => (count === 1 ? "1 object is" : `${count} objects are`);

/** `2 AppRoleAssignment, 1 Application`. */
function countedTypes(created: readonly Announced[]): string {
    const counts = new Map<string, number>();
    for (const { type } of created) {
        const noun = type.slice(type.lastIndexOf(":") + 1);
        counts.set(noun, (counts.get(noun) ?? 0) + 1);
    }
    return [...counts].map(([noun, count]) => `${count} ${noun}`).join(", ");
}
