/** Settings of the application and the role that decide who may come, and where they arrive. */
import type { Deployment, EntraApplication, ServicePrincipal } from "../../deployment/deployment";
import { valueAt } from "../../deployment/pulumiValue";
import { componentTypes } from "../../deployment/types";
import { isUnreadable, type Readable } from "../../deployment/unreadable";
import type { Plan } from "../planned/world";
import type { TrustChange } from "../review";
import { claimLines, durationClaim, unknown } from "./claims";

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

function textOf(value: Readable<unknown> | undefined): string[] {
    if (value === undefined || value === "" || value === null) {
        return [];
    }
    return isUnreadable(value) ? [unknown] : [String(value)];
}

function listOf(values: Readable<string[]>): string[] {
    return isUnreadable(values) ? [unknown] : [...values].sort();
}

function changesOfApplication(old: EntraApplication, next: EntraApplication): TrustChange[] {
    const { name } = next;
    const change = (
        id: TrustChange["id"],
        [before, after]: [string[], string[]],
        direction: TrustChange["direction"] = "other",
    ): TrustChange[] =>
        JSON.stringify(before) === JSON.stringify(after) ? [] : [{ id, name, before, after, direction }];
    const [oldPrincipal, nextPrincipal] = [old.servicePrincipal, next.servicePrincipal];
    const uris = change("identifier", [listOf(old.identifierUris), listOf(next.identifierUris)]);
    const urls = change(
        "replyUrl",
        [listOf(old.replyUrls), listOf(next.replyUrls)],
        setDirection(old.replyUrls, next.replyUrls),
    );
    if (oldPrincipal === undefined || nextPrincipal === undefined) {
        return [...uris, ...urls];
    }
    const pair = (of: (it: ServicePrincipal) => Readable<unknown>): [string[], string[]] => [
        textOf(of(oldPrincipal)),
        textOf(of(nextPrincipal)),
    ];
    const [wasRequired, isRequired] = [oldPrincipal, nextPrincipal].map((it) => it.appRoleAssignmentRequired);
    const [wasEnabled, isEnabled] = [oldPrincipal, nextPrincipal].map((it) => it.accountEnabled);
    return [
        ...uris,
        ...urls,
        ...change(
            "relayState",
            pair((it) => it.relayState),
        ),
        ...change(
            "samlMode",
            pair((it) => it.preferredSingleSignOnMode),
        ),
        ...claimChanges(
            name,
            claimLines(oldPrincipal.claimsMappingPolicies),
            claimLines(nextPrincipal.claimsMappingPolicies),
        ),
        ...change(
            "assignmentRequired",
            pair((it) => it.appRoleAssignmentRequired),
            isRequired === wasRequired ? "other" : isRequired === true ? "narrower" : "wider",
        ),
        ...change(
            isEnabled === true ? "signInEnabled" : "signInDisabled",
            pair((it) => it.accountEnabled),
            isEnabled === wasEnabled ? "other" : isEnabled === true ? "wider" : "narrower",
        ),
    ];
}

function setDirection(before: Readable<string[]>, after: Readable<string[]>): TrustChange["direction"] {
    if (isUnreadable(before) || isUnreadable(after)) {
        return "other";
    }
    const [isMore, isLess] = [after.some((it) => !before.includes(it)), before.some((it) => !after.includes(it))];
    return isMore === isLess ? "other" : isMore ? "wider" : "narrower";
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

function durationChange(name: string, was: number, is: number): TrustChange[] {
    const direction = is > was ? "wider" : "narrower";
    return was === is ? [] : [{ id: "sessionDuration", name, before: [`${was} s`], after: [`${is} s`], direction }];
}

/** The lines that differ; the length of a session is a change of its own. */
function claimChanges(name: string, old: readonly string[], next: readonly string[]): TrustChange[] {
    const before = old.filter((line) => !next.includes(line));
    const after = next.filter((line) => !old.includes(line));
    const durationIn = (lines: readonly string[]) => lines.map((line) => durationClaim.exec(line)?.[1]).find(Boolean);
    const [was, is] = [durationIn(before), durationIn(after)];
    const isLength = was !== undefined && is !== undefined;
    const others = (lines: string[]) => (isLength ? lines.filter((line) => !durationClaim.test(line)) : lines);
    const [oldOthers, nextOthers] = [others(before), others(after)];
    return [
        ...(isLength ? durationChange(name, Number(was), Number(is)) : []),
        ...(oldOthers.length + nextOthers.length === 0
            ? []
            : [{ id: "claims" as const, name, before: oldOthers, after: nextOthers, direction: "other" as const }]),
    ];
}

/** Permissions of security profiles that the stack makes: what people may do once they have signed in. */
function profileChanges(before: Deployment, after: Deployment): TrustChange[] {
    return before.securityProfiles.flatMap((old): TrustChange[] => {
        const next = after.securityProfiles.find(
            ({ securityProfileId: id }) => typeof id === "string" && id === old.securityProfileId,
        );
        const [was, is] = [old.permissions, next?.permissions ?? old.permissions];
        const isSame = JSON.stringify(listOf(was)) === JSON.stringify(listOf(is));
        const only = (some: Readable<string[]>, others: Readable<string[]>) =>
            listOf(some).filter((it) => !listOf(others).includes(it));
        const name = isUnreadable(old.name) ? String(old.securityProfileId) : old.name;
        return isSame
            ? []
            : [
                  {
                      id: "profilePermissions",
                      name,
                      before: only(was, is),
                      after: only(is, was),
                      direction: setDirection(was, is),
                  },
              ];
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
    return [...components, ...own].map(({ name }) => ({
        id: "protectionRemoved",
        name,
        before: ["protected"],
        after: ["not protected"],
        direction: "wider",
    }));
}

/** URNs hold the types of all parents. */
function isWithin(urn: string, component: string): boolean {
    const type = component.split("::")[2] ?? "";
    return (urn.split("::")[2] ?? "").startsWith(`${type}$`);
}
