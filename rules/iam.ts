/** What IAM accepts, and the two policies of the federation. */
import { misread } from "./misread";
import { allows, readStatements, type Statement } from "./policyStatements";
import { characters, quote } from "./text";

/** The longest session of a role and of a sign-in, twelve hours; the default of both. */
export const longestSessionSeconds = 43_200;

export { iamTagsProblem } from "./tags";

/** What somebody does with a SAML response at AWS. */
export const assumeRoleWithSaml = "sts:AssumeRoleWithSAML";
/** What the console does when somebody opens Amazon Connect; the one permission that a sign-in needs. */
export const getFederationToken = "connect:GetFederationToken";

/** A role's name: API model 1–64 of `[\w+=,.@-]`. A comma is refused here: it would split the pair in the Role claim. */
export function roleNameProblem(value: unknown): string | undefined {
    if (typeof value === "string" && value.includes(",")) {
        const plain = value.replaceAll(",", "-");
        const cure = roleNameProblem(plain) === undefined ? `; write ${quote(plain)}` : "";
        return `must not contain a comma, which would split the Role claim in two, got ${quote(value)}${cure}`;
    }
    return nameProblem(value, 64, /^[\w+=.@-]+$/, "letters a-z or A-Z, digits or _ + = . @ -");
}

/** A SAML provider's name: API model 1–128 of `[\w._-]`. The AWS provider checks the length alone. */
export function samlProviderNameProblem(value: unknown): string | undefined {
    return nameProblem(value, 128, /^[\w.-]+$/, "letters a-z or A-Z, digits or . _ -");
}

function nameProblem(value: unknown, longest: number, pattern: RegExp, allowed: string): string | undefined {
    if (typeof value === "string" && value.length <= longest && pattern.test(value)) {
        return undefined;
    }
    const length = typeof value === "string" && value.length > longest ? ` (${characters(value)})` : "";
    return `must be 1 to ${longest} ${allowed}, got ${misread(value) ?? `${quote(value)}${length}`}`;
}

/** How long a role's session may last at most: 3,600 to 43,200 whole seconds (API model, MaxSessionDuration). */
export function maxSessionDurationProblem(value: unknown): string | undefined {
    return secondsProblem(value, 3600);
}

/** How long a sign-in lasts, the SessionDuration claim: 900 to 43,200 whole seconds (STS, DurationSeconds). */
export function sessionDurationProblem(value: unknown): string | undefined {
    return secondsProblem(value, 900);
}

function secondsProblem(value: unknown, least: number): string | undefined {
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= longestSessionSeconds) {
        return undefined;
    }
    return `must be a whole number of seconds from ${least} to ${longestSessionSeconds}, got ${quote(value)}`;
}

/**
 * Who may take the role: people signed in by one of the SAML providers, at one of the audiences (`SAML:aud` is the
 * reply URL to which the response was sent) and, when given, from this issuer. Lists keep their order, lose
 * repetitions, and a list of one is written as its only element.
 */
export function samlTrustPolicy(args: { samlProviderArns: string[]; audiences: string[]; issuer?: string }): string {
    if (args.samlProviderArns.length === 0 || args.audiences.length === 0) {
        throw new RangeError(
            "a trust policy needs at least one SAML provider and one audience: it would trust nobody, or be open",
        );
    }
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: { Federated: oneOrAll(args.samlProviderArns) },
                Action: assumeRoleWithSaml,
                Condition: {
                    StringEquals: {
                        "SAML:aud": oneOrAll(args.audiences),
                        ...(args.issuer === undefined ? {} : { "SAML:iss": args.issuer }),
                    },
                },
            },
        ],
    });
}

/** A trust policy's size: an account's quota is 2,048 characters, white space not counted (IAM quotas). */
export function trustPolicySizeProblem(policyJson: unknown): string | undefined {
    const size = typeof policyJson === "string" ? policyJson.replace(/\s+/g, "").length : Number.NaN;
    return size > 2048
        ? `must keep the role's trust policy within 2048 characters (IAM quota), got ${size} characters; list fewer SAML providers`
        : undefined;
}

function oneOrAll(values: string[]): string | string[] {
    const distinct = [...new Set(values)];
    const [first] = distinct;
    return distinct.length === 1 && first !== undefined ? first : distinct;
}

/**
 * What the role allows: to sign in to this one instance, as the user named by the session. `${aws:userid}` is IAM's
 * own policy variable and stays in the text as it is.
 */
export function connectFederationPolicy(instanceArn: string): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: getFederationToken, Resource: `${instanceArn}/user/\${aws:userid}` }],
    });
}

/** ARNs of the SAML providers that a trust policy lets in. Empty for anything that is no such policy. */
export function federatedPrincipals(policyJson: string): string[] {
    const arns = samlStatements(policyJson).flatMap(({ principals, isAllPrincipalsBut }) =>
        isAllPrincipalsBut ? [] : principals.filter(({ kind }) => kind === "Federated").map(({ value }) => value),
    );
    return [...new Set(arns.filter((arn) => /^arn:[^:]*:iam::[^:]*:saml-provider\/./.test(arn)))];
}

/** The only issuer whose responses a trust policy accepts; undefined when it accepts those of others, too. */
export function trustedIssuer(policyJson: string): string | undefined {
    const issuers = samlStatements(policyJson).map(({ conditions }) =>
        conditions
            .filter(({ operator, key }) => operator === "StringEquals" && key === "SAML:iss")
            .flatMap(({ values }) => values),
    );
    return issuers.length === 1 && issuers[0]?.length === 1 ? issuers[0][0] : undefined;
}

/** The statements of a trust policy that allow people to come by SAML. */
export function samlStatements(policy: unknown): Statement[] {
    return (readStatements(policy) ?? []).filter((statement) => allows(statement, assumeRoleWithSaml));
}

/**
 * The ARNs that a role and a SAML provider have or will have: they follow from account and names, so that the stack with Entra's
 * side can be deployed before the one with AWS's. `partition` is `aws`, `aws-us-gov` or `aws-cn`, by default `aws`.
 */
export function federationArns(args: {
    accountId: string;
    roleName: string;
    samlProviderName: string;
    partition?: string;
}): { roleArn: string; samlProviderArn: string } {
    const iam = `arn:${args.partition ?? "aws"}:iam::${args.accountId}`;
    return {
        roleArn: `${iam}:role/${args.roleName}`,
        samlProviderArn: `${iam}:saml-provider/${args.samlProviderName}`,
    };
}
