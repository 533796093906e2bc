/** Where Connect keeps its things, and the look-ups that its types share. */
import type { Call, Values } from "../../provider/resourceType";
import { accountOf, now } from "../account";

export const INSTANCE = "aws:connect/instance:Instance";
export const USER = "aws:connect/user:User";
export const SECURITY_PROFILE = "aws:connect/securityProfile:SecurityProfile";
export const ROUTING_PROFILE = "aws:connect/routingProfile:RoutingProfile";
export const QUEUE = "aws:connect/queue:Queue";
export const HOURS = "aws:connect/hoursOfOperation:HoursOfOperation";
/** All that belongs to an instance, and goes with it. */
export const PARTS = [USER, SECURITY_PROFILE, ROUTING_PROFILE, QUEUE, HOURS];
/** Creations and deletions of instances, which AWS counts over 30 days. */
const CHANGE = "connect instance change";
const DAYS_30_MS = 30 * 24 * 60 * 60 * 1000;

/** What of one kind belongs to an instance. Ids are `instanceId:id`. */
export const ofInstance = ({ store }: Call, kind: string, instanceId: string): { id: string; value: Values }[] =>
    store.list(kind).filter(({ id }) => id.startsWith(`${instanceId}:`));

/** The instance, if it is in that Region: each Region has its own. */
export function instanceIn(call: Call, instanceId: string, region: string): Values | undefined {
    const found = call.find(INSTANCE, instanceId);
    return found?.region === region ? found : undefined;
}

export function noteChange({ store }: Call): void {
    store.put(CHANGE, `${now()}-${store.list(CHANGE).length}`, { at: now() });
}

export function isFlagged(call: Call): boolean {
    const since = Date.now() - DAYS_30_MS;
    const recent = call.store.list(CHANGE).filter(({ value }) => Date.parse(String(value.at)) > since);
    return recent.length >= accountOf(call).quotas.instanceChangesIn30Days;
}
