/** New objects that the readers of a cloud do not see yet (the plan's `replicationDelayReads`). */
import type { Call, Transaction, Values } from "./resourceType";

export class Replication {
    private readonly unseen = new Map<string, number>();

    /** From now on the next reads by others of this new object find nothing. */
    hide(kind: string, id: string, reads: number): void {
        if (reads > 0) {
            this.unseen.set(`${kind} ${id}`, reads);
        }
    }

    /** Whether anything is still on its way to the readers: else waiting for it is no use. */
    get isUnderWay(): boolean {
        return this.unseen.size > 0;
    }

    /** Whether a read finds the object; each asking brings it nearer. */
    isVisible(kind: string, id: string): boolean {
        const key = `${kind} ${id}`;
        const left = this.unseen.get(key);
        if (left === undefined) {
            return true;
        }
        if (left === 0) {
            this.unseen.delete(key);
        } else {
            this.unseen.set(key, left - 1);
        }
        return left === 0;
    }
}

/** The same call, noting the objects that it adds. */
export function noting(call: Call, objects: [kind: string, id: string][]): Call {
    const { store } = call;
    objects.length = 0;
    const put = (kind: string, id: string, value: Values) => {
        if (store.get(kind, id) === undefined) {
            objects.push([kind, id]);
        }
        store.put(kind, id, value);
    };
    const recording: Transaction = {
        get: (kind, id) => store.get(kind, id),
        list: (kind) => store.list(kind),
        remove: (kind, id) => store.remove(kind, id),
        put,
    };
    return { ...call, store: recording };
}
