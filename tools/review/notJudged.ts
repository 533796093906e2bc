/** What could not be judged, so that nobody takes silence for a good answer. */
import { isRecord } from "../../rules/record";
import type { Directory } from "../deployment/directory";
import { lineOf, ofType } from "../deployment/exportedState";
import { isUnknownValue, valueAt } from "../deployment/pulumiValue";
import { componentTypes, modelledTypes } from "../deployment/types";
import type { ProfileNames } from "./people/profileNames";
import { contains, hasSecretMark } from "./planned/values";
import type { Plan } from "./planned/world";
import type { Preview } from "./preview/preview";
import type { NotJudged } from "./review";

const examples = 5;

export function notJudgedOf({
    preview,
    plan,
    directory,
    isWalked,
    profileNames,
}: {
    preview: Preview;
    plan: Plan;
    directory: Directory | undefined;
    isWalked: boolean;
    profileNames: ProfileNames;
}): NotJudged[] {
    const some = (id: NotJudged["id"], names: readonly string[]): NotJudged[] =>
        names.length === 0 ? [] : [{ id, count: names.length, names: [...names].sort().slice(0, examples) }];
    const changed = plan.changes.map(({ before, after }) => after ?? before).filter((it) => it !== undefined);
    const lines = (of: readonly (typeof changed)[number][]) => of.map(lineOf);
    const isComponent = ({ type }: { type: string }) => Object.values<string>(componentTypes).includes(type);
    const all = [...plan.before.state.resources, ...plan.after.state.resources];
    const unknown = plan.changes.flatMap(({ after }) =>
        after !== undefined && contains(after.inputs, isUnknownValue) ? [lineOf(after)] : [],
    );
    const other = changed.filter(
        ({ type }) => !modelledTypes.has(type) && !type.startsWith("pulumi:") && !type.startsWith("connect-entra-sso:"),
    );
    return [
        ...(preview.isCutOff ? [{ id: "previewCutOff" as const }] : []),
        ...(plan.isWhole ? [] : [{ id: "noDeployment" as const }]),
        ...(plan.isWhole && !isWalked ? [{ id: "noApplication" as const }] : []),
        ...(isWalked && directory === undefined ? [{ id: "noDirectory" as const }] : []),
        ...usersNotLookedUp(plan),
        ...some("unknownValues", unknown),
        ...some("securityProfileNames", [...profileNames.nameless]),
        ...some("secretValues", secretChanges(preview)),
        ...some("otherResources", [...lines(other), ...(plan.isWhole ? plan.before.deployment.notModelled : [])]),
        ...(all.length > 0 && !all.some(isComponent) ? [{ id: "notOurComponents" as const }] : []),
    ];
}

/** The component counts the users of whom nobody has asked the directory. */
function usersNotLookedUp({ after }: Plan): NotJudged[] {
    const count = ofType(after.state, componentTypes.connectSso)
        .map(({ inputs }) => valueAt([inputs], "usersNotLookedUp"))
        .reduce((sum: number, found) => sum + (typeof found === "number" ? found : 0), 0);
    return count > 0 ? [{ id: "usersNotLookedUp", count }] : [];
}

/** Both sides of a secret look alike: that it changes is all that is known. */
function secretChanges({ steps }: Preview): string[] {
    return steps.flatMap(({ urn, operation, after, diffReasons }) => {
        const inputs = after?.inputs;
        const isSecret = (path: string) => isRecord(inputs) && hasSecretMark(inputs[path.split(/[.[]/)[0] ?? ""]);
        return operation === "update" && diffReasons.some(isSecret) ? [urn.split("::").slice(2).join(" ")] : [];
    });
}
