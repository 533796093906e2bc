/** IAM's evaluation of policies, as far as a sign-in meets it. What is not known here never allows, and always denies. */

interface PolicyRequest {
    action: string;
    /** The SAML provider, for a trust policy. */
    principal?: string;
    /** For a policy of permissions. */
    resource?: string;
    /** Condition keys in lower case. */
    keys: Readonly<Record<string, string>>;
}

type Texts = string | string[] | undefined;
interface Statement {
    Effect: string;
    Action?: Texts;
    Principal?: { Federated?: Texts };
    Resource?: Texts;
    Condition?: Record<string, Record<string, Texts>>;
}

export function isAllowed(policies: readonly string[], request: PolicyRequest): boolean {
    const allows = statementsOf(policies, "Allow").some((one) => isHit(one, request));
    return allows && statementsOf(policies, "Deny").every((one) => isMiss(one, request));
}

/** What policies without conditions say: an explicit Deny wins over every Allow. */
export function decision(policies: readonly string[], request: PolicyRequest): "allowed" | "denied" | "not allowed" {
    if (statementsOf(policies, "Deny").some((one) => isHit(one, request))) {
        return "denied";
    }
    return statementsOf(policies, "Allow").some((one) => isHit(one, request)) ? "allowed" : "not allowed";
}

const statementsOf = (policies: readonly string[], effect: string): Statement[] =>
    policies.flatMap((text) => JSON.parse(text).Statement as Statement[]).filter(({ Effect }) => Effect === effect);

const listOf = (texts: Texts): string[] => [texts ?? []].flat();

/** `*` and `?` match within the whole text; IAM's variables are replaced before. */
function isLike(pattern: string, text: string): boolean {
    const source = pattern
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".");
    return new RegExp(`^${source}$`, "s").test(text);
}

const isAction = ({ Action }: Statement, { action }: PolicyRequest) =>
    listOf(Action).some((pattern) => isLike(pattern.toLowerCase(), action.toLowerCase()));

/** A variable without a value matches nothing. */
function isResource({ Resource }: Statement, { resource = "", keys }: PolicyRequest): boolean {
    return listOf(Resource).some((written) => {
        const filled = written.replace(/\$\{([^}]*)\}/g, (_, key: string) => keys[key.toLowerCase()] ?? "\0");
        return isLike(filled, resource);
    });
}

function isHit(statement: Statement, request: PolicyRequest): boolean {
    const about =
        request.principal === undefined
            ? isResource(statement, request)
            : listOf(statement.Principal?.Federated).includes(request.principal);
    return isAction(statement, request) && about && isMet(statement, request);
}

function isMet({ Condition = {} }: Statement, { keys }: PolicyRequest): boolean {
    return Object.entries(Condition).every(([operator, wanted]) =>
        Object.entries(wanted).every(([key, values]) => {
            const seen = keys[key.toLowerCase()];
            if (seen === undefined || !["StringEquals", "StringLike"].includes(operator)) {
                return false;
            }
            return listOf(values).some((value) => (operator === "StringLike" ? isLike(value, seen) : value === seen));
        }),
    );
}

/** Whether a Deny surely does not match: by another action alone. */
function isMiss(statement: Statement, request: PolicyRequest): boolean {
    return statement.Action !== undefined && !isAction(statement, request);
}
