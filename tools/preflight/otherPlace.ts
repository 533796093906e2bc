/** Whether an answer is of another Region or another instance than the stack: it would compare with what is not there. */
import { isRecord } from "../../rules/record";
import { listOf, quote } from "../../rules/text";

/** Where the stack is. */
export interface Place {
    region: string;
    /** Of an existing instance. */
    instanceId?: string;
}

/** What is wrong, to go on from the name of the file; undefined where the answer is of the place, or does not say. */
export function otherPlaceIn(answer: Record<string, unknown>, { region, instanceId }: Place): string | undefined {
    const others = [...new Set(regionsIn(answer))];
    if (others.length > 0 && !others.includes(region)) {
        return `is of the Region ${listOf(others)}, and the stack is in ${quote(region)}; run the command that --list-commands prints`;
    }
    const instances = [...new Set(instancesIn(answer))];
    const wrong = instances.filter((id) => id.toLowerCase() !== instanceId?.toLowerCase());
    return instanceId === undefined || wrong.length === 0
        ? undefined
        : `is of the instance ${listOf(wrong)}, and the stack has ${quote(instanceId)}; run the command that --list-commands prints`;
}

const recordsIn = (value: unknown) => (Array.isArray(value) ? value : []).filter(isRecord);

/** IAM and its quotas are the same in each Region. */
function regionsIn({
    Quotas: quotas,
    InstanceSummaryList: instances,
    Events: events,
}: Record<string, unknown>): string[] {
    const arns = [
        ...recordsIn(quotas).flatMap(({ ServiceCode: service, QuotaArn: arn }) => (service === "connect" ? [arn] : [])),
        ...recordsIn(instances).map(({ Arn: arn }) => arn),
    ];
    const ofEvents = recordsIn(events).map(
        ({ CloudTrailEvent: event }) => /"awsRegion"\s*:\s*"([a-z0-9-]+)"/.exec(String(event))?.[1],
    );
    return [...arns.map((arn) => String(arn ?? "").split(":")[3]), ...ofEvents].filter(
        (region): region is string => region !== undefined && region !== "",
    );
}

function instancesIn({ UserSummaryList: users, Instance: instance }: Record<string, unknown>): string[] {
    const ofUsers = recordsIn(users).map(({ Arn: arn }) => /:instance\/([^/]+)/.exec(String(arn))?.[1]);
    return [...ofUsers, isRecord(instance) ? instance.Id : undefined].filter(
        (id): id is string => typeof id === "string",
    );
}
