/** Changes that no other list of a review names, and that may end a sign-in or lose something. */
import { lineOf } from "../deployment/exportedState";
import { bearsOnSignIn } from "../deployment/notModelled";
import { valueAt } from "../deployment/pulumiValue";
import { awsTypes, entraTypes } from "../deployment/types";
import { isPermanent } from "./permanent";
import { isSame } from "./planned/values";
import type { Change, Plan } from "./planned/world";
import type { OtherChange } from "./review";
import { claimLines, durationClaim } from "./trust/claims";

/** People and certificates have lists of their own. */
const listed: ReadonlySet<string> = new Set([entraTypes.roleAssignment, entraTypes.signingCertificate]);

/** What the walk and the list of trust read, where the export is given; by the properties that only it gives a meaning. */
const walked: Readonly<Record<string, readonly string[]>> = {
    [entraTypes.identifierUri]: ["identifierUri"],
    [entraTypes.redirectUris]: ["redirectUris", "type"],
    [entraTypes.claimsPolicy]: ["definitions"],
    [entraTypes.policyAssignment]: ["claimsMappingPolicyId", "servicePrincipalId"],
    [awsTypes.rolePolicy]: ["policy", "role"],
    [awsTypes.rolePolicyAttachment]: ["policyArn", "role"],
    [awsTypes.policyAttachment]: ["policyArn", "roles"],
    [awsTypes.policy]: ["policy"],
};

/** Sorted by what happens, then as the preview has them. */
export function othersOf(plan: Plan): OtherChange[] {
    const found = plan.changes.flatMap((change) => {
        const resource = change.after ?? change.before;
        const ids = [kindOf(change, plan), change.startsElsewhere ? ("otherMoment" as const) : undefined];
        return ids.flatMap((id) =>
            id === undefined || resource === undefined ? [] : [{ id, name: lineOf(resource) }],
        );
    });
    return order.flatMap((id) => found.filter((it) => it.id === id));
}

const order: readonly OtherChange["id"][] = ["otherMoment", "outsideModel", "notJudged", "deleted", "replaced"];

function kindOf(change: Change, plan: Plan): OtherChange["id"] | undefined {
    const { type, operation, before, isRetained } = change;
    if (/^(?:pulumi|connect-entra-sso):/.test(type) || isPermanent(type)) {
        return isUnjudgedRole(change, plan) ? "notJudged" : undefined;
    }
    if (bearsOnSignIn(change)) {
        return "outsideModel";
    }
    if (!plan.isWhole && isOnTheWay(change, plan)) {
        return "notJudged";
    }
    if (operation === "replace") {
        return "replaced";
    }
    const isListed = listed.has(type) || (plan.isWhole && Object.hasOwn(walked, type));
    return operation === "delete" && !isRetained && before?.external !== true && !isListed ? "deleted" : undefined;
}

/** Only with the rest of the stack it is known what such a change means. */
function isOnTheWay({ type, before, after, operation }: Change, plan: Plan): boolean {
    const properties = Object.hasOwn(walked, type) ? walked[type] : undefined;
    const differs = (name: string) => !isSame(inputOf(before?.inputs, name), inputOf(after?.inputs, name));
    if (properties === undefined || (operation === "update" && !properties.some(differs))) {
        return false;
    }
    return !(type === entraTypes.claimsPolicy && operation === "update" && isLengthAlone(before, after, plan));
}

function isUnjudgedRole({ type, operation, before, after }: Change, plan: Plan): boolean {
    const [was, is] = [before, after].map((it) => inputOf(it?.inputs, "maxSessionDuration"));
    const isUpdate = type === awsTypes.role && operation === "update" && !plan.isWhole;
    return isUpdate && !isSame(was, is) && !(Number(is) >= Number(was)) && !fitsRole(plan);
}

/** A shorter session ends nobody's sign-in; a longer one does, where the role does not allow it. */
function isLengthAlone(before: Change["before"], after: Change["after"], plan: Plan): boolean {
    const [old, next] = [before, after].map((it) => definitionLines(it));
    const others = (lines: readonly string[]) => lines.filter((it) => !durationClaim.test(it));
    if (old === undefined || next === undefined || !isSame(others(old), others(next))) {
        return false;
    }
    return lengthIn(next) <= lengthIn(old) || fitsRole(plan);
}

/** Both sides of the length are in the preview, and the claim asks for no more than each role allows. */
function fitsRole({ changes }: Plan): boolean {
    const of = (type: string) => changes.filter((it) => it.type === type).map(({ after }) => after);
    const asked = of(entraTypes.claimsPolicy).map((it) => lengthIn(definitionLines(it) ?? []));
    const allowed = of(awsTypes.role).map((it) => Number(inputOf(it?.inputs, "maxSessionDuration")));
    return asked.length > 0 && allowed.length > 0 && Math.max(...asked) <= Math.min(...allowed);
}

function lengthIn(lines: readonly string[]): number {
    const found = lines.map((line) => durationClaim.exec(line)?.[1]).find((it) => it !== undefined);
    return found === undefined ? Number.POSITIVE_INFINITY : Number(found);
}

function definitionLines(policy: Change["after"]): string[] | undefined {
    const definitions = inputOf(policy?.inputs, "definitions");
    return Array.isArray(definitions) && definitions.every((it) => typeof it === "string")
        ? claimLines(definitions)
        : undefined;
}

const inputOf = (inputs: unknown, name: string) => valueAt([inputs], name);
