/** Whether what a stack plans fits into what the account may have. */
import { groupAssignmentPlans, instanceChanges, type Quota, quotas } from "../../rules/quotas";
import { shellWord } from "../../rules/shell";
import { listOf, quote } from "../../rules/text";
import type { Account, Check, Planned } from "./preflight";

export function judge(planned: Planned, account: Account, region: string, nowMs: number): Check[] {
    const isNew = planned.instance.kind === "new";
    return [
        users(planned, account, region),
        ...(isNew ? [instances(planned, account, region), changes(account, region, nowMs)] : []),
        samlProviders(planned, account),
        ...(planned.groups?.length === 0 ? [] : [groupAssignment(planned, account)]),
        ...(planned.instance.kind === "existing" ? [identityManagement(planned, account)] : []),
    ];
}

function users({ instance, users: planned, removedUsers }: Planned, account: Account, region: string): Check {
    const names = new Set([...(account.users ?? []).map(({ name }) => name), ...planned.map(({ name }) => name)]);
    const count = [...names].filter((name) => !removedUsers.includes(name)).length;
    const isWhole = instance.kind !== "existing" || account.users !== undefined;
    return counted("users", quotas.usersPerInstance, { count, isWhole }, account, region, instance.id);
}

function instances({ instance }: Planned, account: Account, region: string): Check {
    const { instances: there } = account;
    const others = (there ?? []).filter(({ alias }) => alias !== instance.alias).length;
    return counted("instances", quotas.instances, { count: others + 1, isWhole: there !== undefined }, account, region);
}

function samlProviders({ samlProvider }: Planned, account: Account): Check {
    const { samlProviders: there } = account;
    const others = (there ?? []).filter((name) => name !== samlProvider).length;
    return counted(
        "samlProviders",
        quotas.samlProviders,
        { count: others + 1, isWhole: there !== undefined },
        account,
        "",
    );
}

/** Without the account's own quota the default is only a hint. */
function counted(
    id: Check["id"],
    quota: Quota,
    { count, isWhole }: { count: number; isWhole: boolean },
    account: Account,
    region: string,
    instanceId?: string,
): Check {
    const { service, code, default: usual, adjustable, source } = quota;
    const name = `${service} ${code}`;
    const own = account.quotas.get(`${instanceId?.toLowerCase()} ${name}`) ?? account.quotas.get(name);
    const limit = own ?? usual;
    const isTooMany = count > limit;
    const known = own === undefined ? `the default quota is ${limit}` : `the quota is ${limit}`;
    // A quota that can't be raised is the account's own.
    const isKnown = own !== undefined || !adjustable;
    const verdict = isTooMany ? (isKnown ? "doesNotFit" : "unknown") : isKnown && isWhole ? "fits" : "unknown";
    const raise =
        `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} ` +
        `--desired-value ${count}${region === "" ? "" : ` --region ${shellWord(region)}`}`;
    return {
        id,
        verdict,
        what: `${quota.name}: ${count} needed${isWhole ? "" : ", and what is there already"}; ${known}`,
        ...(isTooMany
            ? adjustable
                ? {
                      advice: "Ask AWS for more before you deploy. It can take days, and weeks for a large one. For a new instance, AWS asks that it exists first",
                  }
                : { advice: "It can't be raised: remove what nobody uses, or use another account" }
            : verdict === "unknown"
              ? {
                    advice: `Give ${isWhole ? "the account's own quota" : "what is there already"} with --cloud, or ask with --live`,
                }
              : {}),
        commands: isTooMany && adjustable ? [raise] : [],
        source,
    };
}

function changes({ instanceChanges: events }: Account, region: string, nowMs: number): Check {
    const { most, days, source } = instanceChanges;
    const since = nowMs - days * 24 * 60 * 60_000;
    const recent = (events?.times ?? []).filter((time) => time >= since).length;
    const isWhole = (events?.files ?? 0) >= 2;
    const isTooMany = recent + 1 > most;
    return {
        id: "instanceChanges",
        verdict: isTooMany ? "doesNotFit" : isWhole ? "fits" : "unknown",
        what: `Creations and deletions of instances in ${days} days: ${isWhole ? "" : "at least "}${recent + 1} with this one; ${most} are possible`,
        ...(isTooMany
            ? { advice: `AWS locks the account for ${days} days. Wait, or adopt an instance with existingInstanceId` }
            : isWhole
              ? {}
              : {
                    advice: `Give the events of CreateInstance and DeleteInstance in ${region} with --cloud, or ask with --live`,
                }),
        commands: [],
        source,
    };
}

function groupAssignment({ groups }: Planned, { entraPlans }: Account): Check {
    const { plans, name, source } = groupAssignmentPlans;
    const has = entraPlans?.some((plan) => (plans as readonly string[]).includes(plan));
    const what = groups === undefined ? "Assigning groups" : `Assigning the groups ${listOf(groups)}`;
    return {
        id: "groupAssignment",
        verdict: has === undefined ? "unknown" : has ? "fits" : "doesNotFit",
        what: `${what} needs ${name}${has === undefined ? "" : has ? ", which the tenant has" : ", which the tenant does not have"}`,
        ...(has === true
            ? {}
            : {
                  advice:
                      has === undefined
                          ? "Give the tenant's licences with --cloud, or ask with --live"
                          : "Buy it, or remove groups: each user of users has an own assignment, which needs no plan",
              }),
        commands: [],
        source,
    };
}

function identityManagement({ instance }: Planned, account: Account): Check {
    const kind =
        account.instance?.identityManagement ??
        account.instances?.find(({ id }) => id === instance.id)?.identityManagement;
    return {
        id: "identityManagement",
        verdict: kind === undefined ? "unknown" : kind === "SAML" ? "fits" : "doesNotFit",
        what: `The instance must have SAML users${kind === undefined ? "" : `, and has ${quote(kind)}`}`,
        ...(kind === "SAML"
            ? {}
            : {
                  advice:
                      kind === undefined
                          ? "Give what describe-instance prints with --cloud, or ask with --live"
                          : "It can't be changed: use another instance",
              }),
        commands: [],
        source: "https://docs.aws.amazon.com/connect/latest/adminguide/connect-identity-management.html",
    };
}
