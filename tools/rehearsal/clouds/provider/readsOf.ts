import type { OwnRead, ResourceType } from "./resourceType";

const readBack: OwnRead[] = [{ name: "readBack", when: "after", missed: "waits" }];

/** The reads that the real provider makes within an operation of a type, in its order. */
export const readsOf = (type: ResourceType, operation: "create" | "update"): OwnRead[] =>
    type.reads?.[operation] ?? readBack;
