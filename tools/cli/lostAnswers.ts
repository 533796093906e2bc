import { isRecord } from "../../rules/record";
import { applicationComponents, entraTypes } from "../deployment/types";
import type { CloudObjects } from "./cloudStores";
import type { Checkpoint } from "./stateFile";

/** What the clouds note with every creation: which URN asked for it, and the id it was given. */
type Created = Record<string, { id: string } | undefined>;

/**
 * What the clouds made for a stack and the state lacks, because an answer was lost or a provider died: ids by URN. It may be
 * gone by now.
 */
export function findLost(
    { resources = [] }: Checkpoint,
    clouds: Record<string, CloudObjects>,
    { project, stack }: { project: string; stack: string },
): Map<string, string> {
    const created = Object.assign({}, ...Object.values(clouds).map((cloud) => cloud.created ?? {})) as Created;
    const known = new Set(resources.map(({ urn }) => urn));
    const lost = Object.entries(created).filter(
        ([urn]) => urn.startsWith(`urn:pulumi:${stack}::${project}::`) && !known.has(urn) && isWanted(urn, resources),
    );
    return new Map(lost.flatMap(([urn, made]) => (made === undefined ? [] : [[urn, made.id]])));
}

/** A certificate that was retired stays in Entra, and leaves the state. */
function isWanted(urn: string, resources: NonNullable<Checkpoint["resources"]>): boolean {
    if (!urn.includes(`$${entraTypes.signingCertificate}::`)) {
        return true;
    }
    return resources
        .filter(({ type }) => applicationComponents.includes(type))
        .map(({ inputs }) => inputs?.certificates)
        .some((wanted) => isRecord(wanted) && Object.keys(wanted).some((name) => urn.endsWith(`-${name}`)));
}
