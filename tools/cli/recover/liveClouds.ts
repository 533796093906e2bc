/** Gets a package by its name. */
export type Load = (name: string) => unknown;

export interface Clouds {
    load: Load;
    fetch: typeof fetch;
    /** Region of the stack; undefined: as the caller's own settings say. */
    region?: string;
}
