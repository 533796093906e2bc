/** Reads what `aws` and `az` print of an account, whatever file it is in: by the keys of the answer. */
import { isRecord } from "../../rules/record";
import { listOf, quote } from "../../rules/text";
import { otherPlaceIn, type Place } from "./otherPlace";
import type { Account } from "./preflight";

/** The file is the output of none of the commands, or not a whole one. */
export interface AccountProblem {
    problem: string;
}

export function readAccount(answers: readonly unknown[], place: Place): Account | AccountProblem[] {
    const problems: AccountProblem[] = [];
    const quotas = new Map<string, number>();
    const account: Account = { quotas };
    for (const answer of answers) {
        const other = isRecord(answer) ? otherPlaceIn(answer, place) : undefined;
        const key = isRecord(answer) ? known.find((name) => Object.hasOwn(answer, name)) : undefined;
        if (!isRecord(answer) || key === undefined) {
            const got = isRecord(answer) ? listOf(Object.keys(answer).slice(0, 5)) : "no object";
            problems.push({ problem: `is the output of no command that --list-commands prints, got ${got}` });
        } else if (Object.hasOwn(answer, "NextToken") || Object.hasOwn(answer, "@odata.nextLink")) {
            problems.push({
                problem: "is the first page only; ask with the AWS CLI version 2 without --max-items, which reads all",
            });
        } else if (key !== "Instance" && !Array.isArray(answer[key])) {
            problems.push({ problem: `must have the list ${key}, got ${quote(answer[key])}; run the command again` });
        } else if (other !== undefined) {
            problems.push({ problem: other });
        } else {
            take(key, answer, account, quotas);
        }
    }
    return problems.length > 0 ? problems : account;
}

const known = [
    "Quotas",
    "InstanceSummaryList",
    "UserSummaryList",
    "SAMLProviderList",
    "Events",
    "Instance",
    "value",
] as const;

function take(
    key: (typeof known)[number],
    answer: Record<string, unknown>,
    account: Account,
    quotas: Map<string, number>,
): void {
    const list = (Array.isArray(answer[key]) ? answer[key] : []).filter(isRecord);
    switch (key) {
        case "Quotas":
            for (const quota of list) {
                const context = isRecord(quota.QuotaContext) ? String(quota.QuotaContext.ContextId ?? "") : "";
                const id = /instance\/([0-9a-f-]{36})$/i.exec(context)?.[1];
                const name = `${quota.ServiceCode} ${quota.QuotaCode}`;
                quotas.set(id === undefined ? name : `${id.toLowerCase()} ${name}`, Number(quota.Value));
            }
            return;
        case "InstanceSummaryList":
            account.instances = list.map((one) => ({
                id: String(one.Id),
                ...(typeof one.InstanceAlias === "string" ? { alias: one.InstanceAlias } : {}),
                ...(typeof one.IdentityManagementType === "string"
                    ? { identityManagement: one.IdentityManagementType }
                    : {}),
            }));
            return;
        case "UserSummaryList":
            account.users = list.map((one) => ({ id: String(one.Id), name: String(one.Username) }));
            return;
        case "SAMLProviderList":
            account.samlProviders = list.map((one) => String(one.Arn).split("/").at(-1) ?? "");
            return;
        case "Events": {
            const ours = list.filter(
                ({ EventName: name, EventSource: source }) =>
                    (name === "CreateInstance" || name === "DeleteInstance") &&
                    (source === undefined || source === "connect.amazonaws.com"),
            );
            const { times = [], files = 0 } = account.instanceChanges ?? {};
            account.instanceChanges = {
                times: [...times, ...ours.map(({ EventTime }) => timeOf(EventTime))],
                files: files + 1,
            };
            return;
        }
        case "Instance":
            account.instance = instanceIn(answer);
            return;
        case "value":
            account.entraPlans = list
                .filter(({ capabilityStatus }) => capabilityStatus === "Enabled" || capabilityStatus === "Warning")
                .flatMap(({ servicePlans }) => (Array.isArray(servicePlans) ? servicePlans.filter(isRecord) : []))
                .map(({ servicePlanName }) => String(servicePlanName));
    }
}

/** Seconds, or a text of ISO 8601, as the version of the CLI has it. */
function timeOf(time: unknown): number {
    return typeof time === "number" ? time * 1000 : Date.parse(String(time));
}

function instanceIn({
    Instance: instance,
    ReplicationConfiguration: replication,
}: Record<string, unknown>): Account["instance"] {
    const one = isRecord(instance) ? instance : {};
    const of = isRecord(replication) ? replication : {};
    const list = Array.isArray(of.ReplicationStatusSummaryList) ? of.ReplicationStatusSummaryList.filter(isRecord) : [];
    return {
        id: String(one.Id),
        ...(typeof one.IdentityManagementType === "string" ? { identityManagement: one.IdentityManagementType } : {}),
        ...(typeof of.SourceRegion === "string" ? { sourceRegion: of.SourceRegion } : {}),
        replicas: list.map(({ Region }) => String(Region)).filter((region) => region !== of.SourceRegion),
    };
}
