/** Cases that are known to fail, each with what is wrong. Wanted: none. */
export const known: Readonly<Record<string, string>> = {};
