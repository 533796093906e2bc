/** Where Connect keeps its things, and the look-ups that its types share. */
import type { Call, Values } from "../../provider/resourceType";
import { accountOf, now } from "../account";

export const instanceToken = "aws:connect/instance:Instance";
export const userToken = "aws:connect/user:User";
export const securityProfileToken = "aws:connect/securityProfile:SecurityProfile";
export const routingProfileToken = "aws:connect/routingProfile:RoutingProfile";
export const queueToken = "aws:connect/queue:Queue";
export const hoursToken = "aws:connect/hoursOfOperation:HoursOfOperation";
/** All that belongs to an instance, and goes with it. */
export const partTokens = [userToken, securityProfileToken, routingProfileToken, queueToken, hoursToken];
/** Creations and deletions of instances, which AWS counts over 30 days. */
const changeKind = "connect instance change";
const days30Ms = 30 * 24 * 60 * 60 * 1000;

/** What of one kind belongs to an instance. Ids are `instanceId:id`. */
export const ofInstance = ({ store }: Call, kind: string, instanceId: string): { id: string; value: Values }[] =>
    store.list(kind).filter(({ id }) => id.startsWith(`${instanceId}:`));

/** The instance, if it is in that Region: each Region has its own. */
export function instanceIn(call: Call, instanceId: string, region: string): Values | undefined {
    const found = call.find(instanceToken, instanceId);
    return found?.region === region ? found : undefined;
}

export function noteChange({ store }: Call): void {
    store.put(changeKind, `${now()}-${store.list(changeKind).length}`, { at: now() });
}

export function isFlagged(call: Call): boolean {
    const since = Date.now() - days30Ms;
    const recent = call.store.list(changeKind).filter(({ value }) => Date.parse(String(value.at)) > since);
    return recent.length >= accountOf(call).quotas.instanceChangesIn30Days;
}
