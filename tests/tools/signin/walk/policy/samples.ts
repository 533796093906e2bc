/** Requests and policies that the tests of the evaluation share. */
import { evaluateTrustPolicy } from "../../../../../tools/signin/walk/policy/evaluate";
import { federationTokenRequest } from "../../../../../tools/signin/walk/policy/federationToken";
import type { PolicyAnswer, PolicyRequest } from "../../../../../tools/signin/walk/policy/policy";
import { type SamlRequest, samlRequestContext } from "../../../../../tools/signin/walk/policy/samlContext";

export const providerArn = "arn:aws:iam::123456789012:saml-provider/entra";
export const regional = "https://eu-central-1.signin.aws.amazon.com/saml";
export const global = "https://signin.aws.amazon.com/saml";
export const instanceId = "11111111-2222-3333-4444-555555555555";
export const instanceArn = `arn:aws:connect:eu-central-1:123456789012:instance/${instanceId}`;

export const samlArgs: SamlRequest = {
    recipient: regional,
    issuer: "https://sts.windows.net/00000000-1111-2222-3333-444444444444/",
    nameId: "alice@contoso.example",
    nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
    samlProviderArn: providerArn,
    roleSessionName: "alice@contoso.example",
    attributes: [],
};

export function assumeRole(change: Partial<SamlRequest> = {}): PolicyRequest {
    const args = { ...samlArgs, ...change };
    return {
        action: "sts:AssumeRoleWithSAML",
        federatedPrincipal: args.samlProviderArn,
        ...samlRequestContext(args),
    };
}

export const federationToken = federationTokenRequest({
    instanceArn,
    instanceId,
    roleUniqueId: "AROAEXAMPLEROLEID0000",
    roleSessionName: "alice@contoso.example",
});

/** The trust policy of AWS's guide, with changes to its statement. */
export function trustStatement(change: Record<string, unknown> = {}): Record<string, unknown> {
    return {
        Effect: "Allow",
        Principal: { Federated: providerArn },
        Action: "sts:AssumeRoleWithSAML",
        Condition: { StringEquals: { "SAML:aud": [global, regional] } },
        ...change,
    };
}

export function policyOf(...statements: Record<string, unknown>[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** The answer of a trust policy that has this Condition alone. */
export function underCondition(condition: unknown, request: PolicyRequest = assumeRole()): PolicyAnswer {
    return evaluateTrustPolicy(policyOf(trustStatement({ Condition: condition })), request);
}
