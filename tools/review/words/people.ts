/** Whose entry changes, and how. */
import type { PersonChange } from "../review";
import { groupItems, type Section } from "./outline";
import { allOf, counted, fromTo, join, say, shortened, type Text, value } from "./text";

/** What needs a look comes first. */
const order: readonly PersonChange["id"][] = [
    "removed",
    "signInEnded",
    "renamed",
    "securityProfiles",
    "added",
    "signInStarted",
    "adopted",
    "routingProfile",
    "details",
];

/** `2 people are removed`. */
export function personInShort(id: PersonChange["id"], count: number): Text {
    const people = counted(count, say`person`, say`people`);
    const entries = counted(count, say`person or group`, say`people or groups`);
    const are = count === 1 ? say`is` : say`are`;
    const get = count === 1 ? say`gets` : say`get`;
    switch (id) {
        case "added":
            return say`${people} ${are} added`;
        case "adopted":
            return say`${people} ${are} adopted`;
        case "removed":
            return say`${entries} ${are} removed`;
        case "signInEnded":
            return say`the sign-in of ${entries} is ended`;
        case "signInStarted":
            return say`the sign-in of ${entries} is allowed`;
        case "renamed":
            return say`${entries} ${get} another name`;
        case "securityProfiles":
            return say`${people} ${get} other security profiles`;
        case "routingProfile":
            return say`${people} ${get} another routing profile`;
        case "details":
            return say`${people} ${get} other details`;
    }
}

export function peopleSection(changes: readonly PersonChange[]): Section {
    const sorted = [...changes].sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
    const textOf = (change: PersonChange) => say`${change.isGroup ? say`group, ` : say``}${titleOf(change)}`;
    const keyOf = (change: PersonChange) => ({ ...change, name: undefined });
    return { title: say`People`, items: groupItems(sorted, keyOf, (first) => ({ text: textOf(first) })) };
}

function titleOf(change: PersonChange): Text {
    switch (change.id) {
        case "added":
            return say`added${added(change)}`;
        case "adopted":
            return say`adopted, with what Connect has of them today`;
        case "removed":
            return change.history === "lost"
                ? say`removed, the history is lost`
                : say`removed from the stack, the Connect user stays with the history`;
        case "signInEnded":
            return say`sign-in ended`;
        case "signInStarted":
            return say`sign-in allowed`;
        case "renamed":
            if (change.isGroup) {
                return say`called ${value(change.before)} before`;
            }
            return say`another name than ${value(change.before)}, the history is ${change.history === "lost" ? say`lost` : say`kept`}`;
        case "securityProfiles":
            return say`security profiles: ${beforeAfter(change.before, change.after)}`;
        case "routingProfile":
            return say`routing profile: ${beforeAfter([change.before], [change.after])}`;
        case "details":
            return detailsOf(change.fields);
    }
}

function added({ securityProfiles, signIn }: { securityProfiles?: string[]; signIn?: boolean }): Text {
    const profiles =
        securityProfiles === undefined
            ? say`, the security profiles are not known yet`
            : securityProfiles.length === 0
              ? say``
              : say` with ${securityProfiles.length === 1 ? say`security profile` : say`security profiles`} ${valuesOf(securityProfiles)}`;
    return say`${profiles}${signIn === false ? say`, without sign-in` : say``}`;
}

/** Longer lists of values are shortened within a sentence. */
const mostValues = 6;

export function valuesOf(values: readonly string[]): Text {
    return allOf(shortened(values, mostValues, (one) => [value(one)]));
}

/** Both values where each is one; else what goes and what comes. */
export function beforeAfter(before: readonly string[], after: readonly string[]): Text {
    const isShort = before.length <= 1 && after.length <= 1;
    if (isShort) {
        const side = ([one]: readonly string[]) => (one === undefined ? say`nothing` : [value(one)]);
        return join([side(before), side(after)], say` → `);
    }
    const goes = before.filter((one) => !after.includes(one));
    const comes = after.filter((one) => !before.includes(one));
    const parts = [
        ...(comes.length > 0 ? [say`added ${valuesOf(comes)}`] : []),
        ...(goes.length > 0 ? [say`removed ${valuesOf(goes)}`] : []),
    ];
    return parts.length > 0 ? join(parts, say`; `) : say`another order of ${valuesOf(after)}`;
}

function detailsOf(fields: readonly { path: string; before?: string; after?: string }[]): Text {
    const field = ({ path, before, after }: (typeof fields)[number]) => say`${value(path)}${fromTo(before, after)}`;
    return say`other details, ${allOf(shortened(fields, mostValues, field))}`;
}
