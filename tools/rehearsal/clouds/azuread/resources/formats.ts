/**
 * The azuread provider's own validators, with its words. What Graph thinks of a value is not decided here.
 * https://github.com/hashicorp/terraform-provider-azuread/tree/main/internal/helpers/tf/validation
 */
type Format = (value: never, path: string) => string | undefined;

export const notEmpty: Format = (value: string, path) =>
    value === "" ? `expected ${quoted(path)} to not be an empty string, got ` : undefined;

export const uuid: Format = (value: string, path) =>
    /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)
        ? undefined
        : `expected ${quoted(path)} to be a valid UUID, got ${value}`;

export const certificateName: Format = (value: string, path) =>
    /^(CN=.+)?$/.test(value)
        ? undefined
        : `expected value of ${path} to match regular expression "^CN=.+$|^$", got ${value}`;

export const rfc3339: Format = (value: string, path) =>
    isRfc3339(value)
        ? undefined
        : `expected ${quoted(path)} to be a valid RFC3339 date, got ${quoted(value)}: ` +
          `parsing time ${quoted(value)} as "2006-01-02T15:04:05Z07:00"`;

/** Days that don't exist are refused: JavaScript would count on into the next month. */
function isRfc3339(value: string): boolean {
    const match = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(
        value,
    );
    const [year, month, day] = (match ?? []).slice(1, 4).map(Number);
    if (year === undefined || month === undefined || day === undefined) {
        return false;
    }
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export const httpUrl: Format = (value: string, path) => {
    const { scheme } = partsOf(value);
    return (
        uri(value as never, path) ??
        (scheme === "http" || scheme === "https"
            ? undefined
            : `unexpected URI scheme for ${quoted(path)}, expected one of: http, https`)
    );
};

export const logoutUrl: Format = (value: string, path) =>
    httpUrl(value as never, path) ??
    (value.length > 255 ? `URL must be 255 characters or less for ${quoted(path)}` : undefined);

interface RedirectUriRules {
    readonly urns: boolean;
    readonly anyScheme: boolean;
}

export const redirectUri =
    ({ urns, anyScheme }: RedirectUriRules): Format =>
    (value: string, path) => {
        if (urns && isUrn(value)) {
            return undefined;
        }
        const problem = uri(value as never, path) ?? (anyScheme ? undefined : whyNotAWebScheme(value, path));
        return problem ?? (value.length > 256 ? `URI must be 256 characters or less for ${quoted(path)}` : undefined);
    };

function whyNotAWebScheme(value: string, path: string): string | undefined {
    const { scheme, pathname } = partsOf(value);
    const schemes = ["http", "https", "ms-appx-web", "brk-multihub"];
    if (pathname === "") {
        return `URI must have a trailing slash when there is no path segment for ${quoted(path)}`;
    }
    return schemes.includes(scheme)
        ? undefined
        : `unexpected URI scheme for ${quoted(path)}, expected one of: ${schemes.join(", ")}`;
}

const uri: Format = (value: string, path) => {
    if (value === "") {
        return `URI must not be empty for ${quoted(path)}`;
    }
    if (/[\s\p{Cc}]/u.test(value) || /%(?![\da-f]{2})/i.test(value)) {
        return `URI is in an invalid format for ${quoted(path)}`;
    }
    return partsOf(value).host === "" ? `URI has no host for ${quoted(path)}` : undefined;
};

function partsOf(value: string): { scheme: string; host: string; pathname: string } {
    const [, scheme = "", host = "", pathname = ""] =
        /^(?:([a-z][a-z\d+.-]*):)?\/\/([^/?#]*)([^?#]*)/i.exec(value) ?? [];
    return { scheme: scheme.toLowerCase(), host, pathname };
}

const isUrn = (value: string): boolean => value.startsWith("urn:") && value.split(":").length >= 3;

const quoted = (value: string): string => JSON.stringify(value);
