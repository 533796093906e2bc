/** How a request to Microsoft Graph is stated here. */
import type { AskedOperation, Operation, Values } from "../../provider/resourceType";
import type { GraphOperation } from "../entra/appRoles";

export interface GraphRequest {
    request: GraphOperation;
    /** Those of the path. */
    ids: string[];
    /** The provider's words for what was under way. */
    doing: string;
}

export type Requests = Partial<Record<Operation, (asked: AskedOperation) => GraphRequest[]>>;

/** Several requests about one object. */
export const ask = (doing: string, ids: string[], ...requests: GraphOperation[]): GraphRequest[] =>
    requests.map((request) => ({ request, ids, doing }));

/** The ids within a resource id: every second segment. */
export const idsIn = (id: string): string[] =>
    id
        .replace(/^\/policies/, "")
        .split("/")
        .filter((_, index) => index > 0 && index % 2 === 0);

export const first = (id: string): string => idsIn(id)[0] ?? id;
export const quoted = (id: string): string => JSON.stringify(first(id));
export const textIn = (inputs: Values, key: string): string => String(inputs[key] ?? "");
