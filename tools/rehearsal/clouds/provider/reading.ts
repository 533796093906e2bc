/** A cloud's memory for those who only read it. */
import type { Call, Transaction } from "./resourceType";

export type ReadingStore = Pick<Transaction, "get" | "list">;

/** A call that can change nothing. */
export function reading({ get, list }: ReadingStore): Call {
    const refuse = () => {
        throw new Error("this store is only read");
    };
    return { store: { get, list, put: refuse, remove: refuse }, config: {}, find: get, misses: () => false };
}
