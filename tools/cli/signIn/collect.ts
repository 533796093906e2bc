/** For an option that may stand several times: each adds to the list. */
export function collect(value: string, before: string[] = []): string[] {
    return [...before, value];
}
