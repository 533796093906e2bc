/** The provider SDK's own validators, with their own texts: for `format` in a property. */
type Format<T> = (value: T, path: string) => string | undefined;

/** The SDK is written in Go, whose lengths are bytes of UTF-8. */
const bytes = (text: string): number => Buffer.byteLength(text, "utf8");

export const lengthBetween =
    (min: number, max: number): Format<string> =>
    (value, path) =>
        bytes(value) < min || bytes(value) > max
            ? `expected length of ${path} to be in the range (${min} - ${max}), got ${value.slice(0, 200)}`
            : undefined;

export const oneOf =
    (...choices: string[]): Format<string> =>
    (value, path) =>
        choices.includes(value)
            ? undefined
            : `expected ${path} to be one of [${choices.map((choice) => JSON.stringify(choice)).join(" ")}], got ${value}`;

export const between =
    (min: number, max: number): Format<number> =>
    (value, path) =>
        value < min || value > max ? `expected ${path} to be in the range (${min} - ${max}), got ${value}` : undefined;

export const atLeast =
    (min: number): Format<number> =>
    (value, path) =>
        value < min ? `expected ${path} to be at least (${min}), got ${value}` : undefined;

export const matches =
    (pattern: RegExp, meaning: string): Format<string> =>
    (value, path) =>
        pattern.test(value) ? undefined : `invalid value for ${path} (${meaning})`;

/** The first failure of several formats. */
export const all =
    <T>(...formats: Format<T>[]): Format<T> =>
    (value, path) => {
        for (const format of formats) {
            const failure = format(value, path);
            if (failure !== undefined) {
                return failure;
            }
        }
        return undefined;
    };

export const itemsBetween =
    (min: number, max: number): Format<unknown[]> =>
    (value, path) => {
        if (value.length < min) {
            return `Not enough list items. Attribute ${path} requires ${min} item minimum, but config has only ${value.length} declared.`;
        }
        return value.length > max
            ? `Too many list items. Attribute ${path} supports ${max} item maximum, but config has ${value.length} declared.`
            : undefined;
    };
