/** Settings of the application and the role that decide who may come, and where they arrive. */
import type { Deployment, EntraApplication, ServicePrincipal } from "../../deployment/deployment";
import { valueAt } from "../../deployment/pulumiValue";
import { componentTypes } from "../../deployment/types";
import { isUnreadable, type Readable } from "../../deployment/unreadable";
import type { Plan } from "../planned/world";
import type { TrustChange } from "../review";
import { changeOf, differences, missingIn, towards, unknown } from "./change";
import { claimLines, durationClaim } from "./claims";

export function settingChanges(plan: Plan): TrustChange[] {
    const { before, after } = plan;
    return [
        ...pairsOf(before.deployment, after.deployment).flatMap(([old, next]) => changesOfApplication(old, next)),
        ...sessionChanges(before.deployment, after.deployment),
        ...profileChanges(before.deployment, after.deployment),
        ...protectionChanges(plan),
    ];
}

/** The same application on both sides: by client id, else by name. */
function pairsOf(before: Deployment, after: Deployment): [EntraApplication, EntraApplication][] {
    return before.applications.flatMap((old) => {
        const next =
            after.applications.find(({ clientId }) => !isUnreadable(clientId) && clientId === old.clientId) ??
            after.applications.find(({ name }) => name === old.name);
        return next === undefined ? [] : [[old, next]];
    });
}

function textOf(value: Readable<unknown>): string[] {
    if (value === undefined || value === "" || value === null) {
        return [];
    }
    return [isUnreadable(value) ? unknown : String(value)];
}

function listOf(values: Readable<string[]>): string[] {
    return isUnreadable(values) ? [unknown] : [...values].sort();
}

function changesOfApplication(old: EntraApplication, next: EntraApplication): TrustChange[] {
    const { name } = next;
    const both = [
        ...changeOf("identifier", name, listOf(old.identifierUris), listOf(next.identifierUris)),
        ...changeOf(
            "replyUrl",
            name,
            listOf(old.replyUrls),
            listOf(next.replyUrls),
            setDirection(old.replyUrls, next.replyUrls),
        ),
    ];
    const [was, is] = [old.servicePrincipal, next.servicePrincipal];
    if (was === undefined || is === undefined) {
        return both;
    }
    const setting = (id: TrustChange["id"], property: keyof ServicePrincipal, direction?: TrustChange["direction"]) =>
        changeOf(id, name, textOf(was[property]), textOf(is[property]), direction);
    const isEnabled = is.accountEnabled === true;
    return [
        ...both,
        ...setting("relayState", "relayState"),
        ...setting("samlMode", "preferredSingleSignOnMode"),
        ...claimChanges(name, claimLines(was.claimsMappingPolicies), claimLines(is.claimsMappingPolicies)),
        ...setting(
            "assignmentRequired",
            "appRoleAssignmentRequired",
            is.appRoleAssignmentRequired === true ? "narrower" : "wider",
        ),
        ...setting(isEnabled ? "signInEnabled" : "signInDisabled", "accountEnabled", isEnabled ? "wider" : "narrower"),
    ];
}

function setDirection(before: Readable<string[]>, after: Readable<string[]>): TrustChange["direction"] {
    return isUnreadable(before) || isUnreadable(after)
        ? "other"
        : towards(missingIn(before, after).length > 0, missingIn(after, before).length > 0);
}

/** How long a session may last: what the role allows. */
function sessionChanges(before: Deployment, after: Deployment): TrustChange[] {
    const isOnlyOne = before.roles.length === 1 && after.roles.length === 1;
    return before.roles.flatMap((old): TrustChange[] => {
        const next = isOnlyOne ? after.roles[0] : after.roles.find(({ name }) => name === old.name);
        const [was, is] = [old.maxSessionDurationSeconds, next?.maxSessionDurationSeconds];
        const name = next === undefined || isUnreadable(next.name) ? "" : next.name;
        return typeof was === "number" && typeof is === "number" ? durationChange(name, was, is) : [];
    });
}

const durationChange = (name: string, was: number, is: number) =>
    changeOf("sessionDuration", name, [`${was} s`], [`${is} s`], is > was ? "wider" : "narrower");

/** The lines that differ; the length of a session is a change of its own. */
function claimChanges(name: string, old: readonly string[], next: readonly string[]): TrustChange[] {
    const [before, after] = [missingIn(next, old), missingIn(old, next)];
    const durationIn = (lines: readonly string[]) => lines.map((line) => durationClaim.exec(line)?.[1]).find(Boolean);
    const [was, is] = [durationIn(before), durationIn(after)];
    if (was === undefined || is === undefined) {
        return changeOf("claims", name, before, after);
    }
    const others = (lines: string[]) => lines.filter((line) => !durationClaim.test(line));
    return [
        ...durationChange(name, Number(was), Number(is)),
        ...changeOf("claims", name, others(before), others(after)),
    ];
}

/** Permissions of security profiles that the stack makes: what people may do once they have signed in. */
function profileChanges(before: Deployment, after: Deployment): TrustChange[] {
    return before.securityProfiles.flatMap((old) => {
        const next = after.securityProfiles.find(
            ({ securityProfileId: id }) => typeof id === "string" && id === old.securityProfileId,
        );
        const [was, is] = [old.permissions, next?.permissions ?? old.permissions];
        const name = isUnreadable(old.name) ? String(old.securityProfileId) : old.name;
        return differences("profilePermissions", name, listOf(was), listOf(is), setDirection(was, is));
    });
}

/** Where a component guards its resources, and where a resource is protected itself. */
function protectionChanges({ before, after, unprotected }: Plan): TrustChange[] {
    const isGuarded = (inputs: unknown) => valueAt([inputs], "protection");
    const components = after.state.resources.filter(
        ({ type, urn, inputs }) =>
            Object.values<string>(componentTypes).includes(type) &&
            isGuarded(before.state.byUrn.get(urn)?.inputs) === true &&
            isGuarded(inputs) === false,
    );
    const own = unprotected
        .filter((urn) => !components.some((it) => isWithin(urn, it.urn)))
        .flatMap((urn) => after.state.byUrn.get(urn) ?? []);
    return [...components, ...own].flatMap(({ name }) =>
        changeOf("protectionRemoved", name, ["protected"], ["not protected"], "wider"),
    );
}

/** URNs hold the types of all parents. */
function isWithin(urn: string, component: string): boolean {
    const type = component.split("::")[2] ?? "";
    return (urn.split("::")[2] ?? "").startsWith(`${type}$`);
}
