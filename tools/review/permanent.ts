/** What nobody can take back: resources that hold history, or that people are bound to. */
import { defined } from "../../rules/record";
import { text } from "../deployment/properties";
import { valueAt } from "../deployment/pulumiValue";
import { awsTypes, cognitoTypes, entraTypes } from "../deployment/types";
import { isUnreadable } from "../deployment/unreadable";
import { shown } from "./planned/values";
import type { Change, Plan } from "./planned/world";
import type { PermanentNoun as Noun, PermanentChange } from "./review";

const nouns: Readonly<Record<string, Noun>> = {
    [awsTypes.instance]: "instance",
    [awsTypes.role]: "role",
    [awsTypes.samlProvider]: "samlProvider",
    [awsTypes.user]: "user",
    [cognitoTypes.userPool]: "userPool",
    [cognitoTypes.identityProvider]: "identityProvider",
    [cognitoTypes.appClient]: "appClient",
    [entraTypes.application]: "application",
    [entraTypes.registration]: "application",
    [entraTypes.template]: "application",
    [entraTypes.servicePrincipal]: "servicePrincipal",
};

const order: readonly Noun[] = [
    ...(["instance", "userPool", "role", "samlProvider", "identityProvider"] as const),
    ...(["application", "servicePrincipal", "appClient", "user"] as const),
];

/** Whether its end or replacement is in the list of what nobody can take back. */
export const isPermanent = (type: string) => Object.hasOwn(nouns, type);

/** The gravest first, people by name. */
export function permanentOf({ changes }: Plan): PermanentChange[] {
    return order.flatMap((noun) =>
        changes
            .filter(({ type }) => Object.hasOwn(nouns, type) && nouns[type] === noun)
            .flatMap((change) => permanentChanges(change, noun))
            .sort((one, other) => (one.name < other.name ? -1 : 1)),
    );
}

function permanentChanges(change: Change, noun: Noun): PermanentChange[] {
    const { operation, before, isRetained } = change;
    // What a program only reads is not the stack's to end.
    if ((operation !== "replace" && operation !== "delete") || before === undefined || before.external) {
        return [];
    }
    const name = nameOf(change, noun);
    const kept = isRetained ? { isKept: true } : {};
    if (operation === "delete") {
        return [{ id: `${noun}Deleted`, name, ...kept }];
    }
    const forcedBy = forcesOf(change);
    const of = (path: string) => forcedBy.filter((it) => it.path === path);
    const also = (id: PermanentChange["id"], path: string): PermanentChange[] =>
        noun === "instance" && of(path).length > 0 ? [{ id, name, forcedBy: of(path), ...kept }] : [];
    return [
        { id: `${noun}Replaced`, name, ...(forcedBy.length > 0 ? { forcedBy } : {}), ...kept },
        ...also("identityTypeChanged", "identityManagementType"),
        ...also("aliasChanged", "instanceAlias"),
    ];
}

function nameOf({ name, before }: Change, noun: Noun): string {
    const username = noun === "user" && before ? text(before, "name", { what: "the user name" }) : name;
    return isUnreadable(username) ? name : username;
}

function forcesOf({ replaceReasons, before, after }: Change): NonNullable<PermanentChange["forcedBy"]> {
    return [...new Set(replaceReasons)].map((path) => {
        const keys = path.split(".").flatMap((it) => it.split(/[[\]"]+/).filter(Boolean));
        const [old, next] = [before, after].map((resource) => shown(valueAt([resource?.inputs], ...keys)));
        return defined({ path, before: old, after: next });
    });
}
