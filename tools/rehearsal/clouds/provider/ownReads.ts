/** The reads that the real provider makes within a creation or an update, and what becomes of one that finds nothing yet. */
import { setTimeout as sleep } from "node:timers/promises";
import { readsOf } from "./readsOf";
import type { OwnRead, Request, ResourceType, Values } from "./resourceType";
import { BridgeError, CloudError, HalfMade } from "./resourceType";
import { whileDoing } from "./wire";

const retryPauseMs = 20;
export class OwnReads {
    constructor(
        private readonly type: ResourceType,
        private readonly operation: "create" | "update",
        private readonly urn: string,
        private readonly inputs: Values,
    ) {}

    /** Those that come before the work: one that fails leaves the cloud as it was. */
    async before(request: Request): Promise<void> {
        await this.make("before", request, "");
    }

    /** Those that come after the work, which stays whatever they find. */
    async after(request: Request, id: string): Promise<void> {
        await this.make("after", request, id);
    }

    private async make(when: OwnRead["when"], request: Request, id: string): Promise<void> {
        for (const read of readsOf(this.type, this.operation).filter((one) => one.when === when)) {
            const times = request.missed(read.name);
            if (times > 0 && read.missed === "waits") {
                await sleep(times * retryPauseMs);
            } else if (times > 0 && read.missed !== "goes on") {
                throw this.failure(read, id);
            }
        }
    }

    private failure(read: OwnRead, id: string): Error {
        const isCreation = this.operation === "create";
        if (read.missed === "gone") {
            return new BridgeError(isCreation ? goneWhileCreating(this.urn) : goneWhileUpdating(this.urn));
        }
        const message = read.message?.(this.inputs, id) ?? `${read.name} found nothing`;
        return read.missed === "keeps"
            ? new HalfMade(
                  id,
                  { id, ...this.inputs },
                  whileDoing(isCreation ? "creating" : "updating", this.urn, message),
              )
            : new CloudError(message);
    }
}

const goneWhileCreating = (urn: string): string => `expected non-nil error with nil state during Create of ${urn}`;
const goneWhileUpdating = (urn: string): string =>
    `Resource provider reported that the resource did not exist while updating ${urn}.\n\n` +
    "This is usually a result of the resource having been deleted outside of Pulumi, and can often be fixed by running " +
    "`pulumi refresh` before updating.";
