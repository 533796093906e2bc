/** In which AWS account a resource is: a state says it of what has an ARN, and of a provider by what it has made. */
import type { State } from "./exportedState";
import { jsonTextOf, text } from "./properties";
import { valueAt } from "./pulumiValue";
import type { StateResource } from "./stateResource";
import { awsTypes } from "./types";
import { isUnreadable } from "./unreadable";

/** Account ids of 12 digits; undefined where nothing says. */
export type AccountOf = (resource: StateResource) => string | undefined;

/** Properties that hold an ARN in the resource's own account. A managed policy is attached within its account only. */
const arnProperties: Readonly<Record<string, readonly string[]>> = {
    [awsTypes.rolePolicyAttachment]: ["policyArn", "role"],
    [awsTypes.policyAttachment]: ["policyArn"],
};
/** Other services have resources with another account in their ARN: a subscription that of its topic. */
const arnPattern = /^arn:[^:]+:(?:iam|connect):[^:]*:(\d{12}):/;

export function readAccounts(state: State): AccountOf {
    const made = new Map<string, Set<string>>();
    for (const resource of state.resources) {
        const account = resource.external || !resource.type.startsWith("aws:") ? undefined : accountByArn(resource);
        if (account !== undefined) {
            const provider = resource.provider ?? "";
            made.set(provider, (made.get(provider) ?? new Set()).add(account));
        }
    }
    const ofProviders = new Map<string, string | undefined>();
    return (resource) => {
        const { provider } = resource;
        if (provider !== undefined && !ofProviders.has(provider)) {
            ofProviders.set(provider, accountOfProvider(state.byUrn.get(provider), made.get(provider) ?? new Set()));
        }
        return accountByArn(resource) ?? ofProviders.get(provider ?? "");
    };
}

/** Whether two resources are in one account; undefined where that is unknown. */
export function isSameAccount(one: StateResource, other: StateResource, accountOf: AccountOf): boolean | undefined {
    const [own, others] = [accountOf(one), accountOf(other)];
    if (own !== undefined && others !== undefined) {
        return own === others;
    }
    return one.provider !== undefined && one.provider === other.provider ? true : undefined;
}

function accountByArn(resource: StateResource): string | undefined {
    const values = ["arn", ...(arnProperties[resource.type] ?? [])].map((it) =>
        text(resource, it, { what: "the ARN" }),
    );
    for (const value of [...values, resource.id ?? ""]) {
        const account = isUnreadable(value) ? undefined : arnPattern.exec(value)?.[1];
        if (account !== undefined) {
            return account;
        }
    }
    return undefined;
}

/** The one account that a provider is bound to, or that all it has made is in. */
function accountOfProvider(provider: StateResource | undefined, made: ReadonlySet<string>): string | undefined {
    const allowed = configurationOf(provider, "allowedAccountIds").match(/\b\d{12}\b/g) ?? [];
    if (allowed.length === 1) {
        return allowed[0];
    }
    const assumed = ["assumeRole", "assumeRoles", "assumeRoleWithWebIdentity"]
        .flatMap((key) => [...configurationOf(provider, key).matchAll(/arn:[^:"]+:iam::(\d{12}):role\//g)])
        .at(-1)?.[1];
    const accounts = new Set([...made, ...(assumed === undefined ? [] : [assumed])]);
    return accounts.size === 1 ? [...accounts][0] : undefined;
}

/** A setting as JSON text, which it is in a state wherever it is no text of its own. */
function configurationOf(provider: StateResource | undefined, key: string): string {
    const json = jsonTextOf(valueAt([provider?.inputs], key));
    return typeof json === "string" ? json : "";
}
