/** The part of js-yaml that the command line uses; the package brings no types. */
declare module "js-yaml" {
    export interface Schema {
        extend(types: { implicit?: unknown[] }): Schema;
    }
    export class Type {
        constructor(
            tag: string,
            options: {
                kind: "scalar";
                resolve(text: string | null): boolean;
                construct(text: string): unknown;
                instanceOf: object;
                represent(value: object): string;
            },
        );
    }
    export const CORE_SCHEMA: Schema;
    export const types: { merge: unknown };
    export interface State {
        /** From 0. */
        line: number;
        position: number;
        /** Of the node that was just read: `scalar`, `sequence`, `mapping`, or null for an alias. */
        kind: string | null;
        result: unknown;
    }
    export type Listener = (event: "open" | "close", state: State) => void;
    export function load(text: string, options: { schema: Schema; listener?: Listener }): unknown;
    export function dump(
        value: unknown,
        options: {
            schema: Schema;
            noRefs: boolean;
            lineWidth: number;
            flowLevel?: number;
            quotingType?: string;
            forceQuotes?: boolean;
        },
    ): string;
    export class YAMLException extends Error {
        reason: string;
        mark?: { line: number; column: number };
    }
}
