/** Global Resiliency: what it would need, and what is certainly wrong. This program does not set it up. */
import {
    globalSignInEndpoint,
    globalSignInSource,
    replicaRegionProblem,
    resiliencySource,
} from "../../rules/globalResiliency";
import { shellWord } from "../../rules/shell";
import { listOf, quote } from "../../rules/text";
import type { Account, Planned, Preflight } from "./preflight";

/** Undefined where nobody asks for it, and the instance has no replica. */
export function resiliencyOf(
    { instance, approvedOrigins }: Planned,
    { instance: there }: Account,
    region: string,
    replicaRegion: string | undefined,
): Preflight["globalResiliency"] {
    const replicas = there?.replicas ?? [];
    if (replicaRegion === undefined && replicas.length === 0) {
        return undefined;
    }
    const source = there?.sourceRegion ?? region;
    const replica = replicaRegion ?? replicas[0] ?? "";
    const problem = replicaRegionProblem(source, replica);
    const kind = there?.identityManagement;
    const id = instance.id ?? "INSTANCE_ID";
    const endpoint = globalSignInEndpoint(id, source);
    return {
        problems: [
            ...(problem === undefined ? [] : [`--replica-region ${problem}`]),
            ...(kind === undefined || kind === "SAML"
                ? []
                : [
                      `the instance must have SAML users for Global Resiliency, and has ${quote(kind)}; use another instance`,
                  ]),
            ...(replicaRegion === undefined || replicas.length === 0 || replicas.includes(replicaRegion)
                ? []
                : [`the instance has its replica in ${listOf(replicas)}, not in ${quote(replicaRegion)}`]),
        ],
        needs: [
            { what: `Access to the feature, which AWS gives on request (${resiliencySource})`, commands: [] },
            {
                what: "A replica with another alias. AWS copies users, profiles, queues and flows into it once, and keeps them alike afterwards",
                commands: [
                    `aws connect replicate-instance --instance-id ${shellWord(id)} --replica-region ${shellWord(replica)} ` +
                        `--replica-alias ${shellWord(`${instance.alias ?? "ALIAS"}-replica`)} --region ${shellWord(source)}`,
                ],
            },
            {
                what: "A traffic distribution group with every agent in it before they sign in: others get ResourceNotFoundException",
                commands: [
                    `aws connect create-traffic-distribution-group --name agents --instance-id ${shellWord(id)} --region ${shellWord(source)}`,
                ],
            },
            {
                what:
                    "Every agent in both instances under the name that is their session name: others get UserNotOnboardedException. " +
                    "Deploy user changes before a failover, not during one",
                commands: [],
            },
            {
                what:
                    `A reply URL of the global sign-in (${endpoint}?…) and a trust policy whose SAML:aud allows ${endpoint}* (${globalSignInSource}). ` +
                    "The components here use the sign-in of AWS and a relay state, which leads to one Region only: a second Entra application and role are needed",
                commands: [],
            },
            ...(approvedOrigins.length === 0
                ? []
                : [{ what: `${listOf(approvedOrigins)} approved in both instances`, commands: [] }]),
        ],
    };
}
