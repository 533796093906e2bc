/** Who may come to AWS as a user of the directory. */
import { otherPrincipals, samlAudienceProblem } from "../../rules/federationPolicies";
import { samlStatements } from "../../rules/iam";
import { isOurs, propertyOf } from "../resource";
import { rule } from "../rule";
import { samlRoles, signInRoles } from "../signInRoles";
import { types } from "../types";
import { notYet, quoted } from "../words";

export const trustAudience = rule({
    id: "trust-audience",
    level: "mandatory",
    description:
        "The trust policy of a role for SAML sign-in demands the sign-in address of its AWS partition (SAML:aud).",
    reason: "Without the condition the role accepts a response that was made for another service. With another address nobody can sign in.",
    remedy: "Write the Condition `StringEquals` `SAML:aud` with `https://signin.aws.amazon.com/saml` and the address of the Region; GovCloud and China have their own.",
    each: (role) =>
        role.type !== types.role
            ? []
            : samlStatements(propertyOf(role, "assumeRolePolicy")).flatMap((statement) => {
                  const problem = samlAudienceProblem(statement);
                  return problem === undefined ? [] : [`assumeRolePolicy: the condition SAML:aud ${problem}`];
              }),
    together: (stack) =>
        samlRoles(stack)
            .filter(({ role, trust }) => trust === undefined && !isOurs(role))
            .map(({ role }) => notYet(role, "assumeRolePolicy")),
});

export const trustSamlOnly = rule<{ alsoTrusted: string[] }>({
    id: "trust-saml-only",
    level: "mandatory",
    description: "The role for sign-in to Connect is assumed by SAML only.",
    reason: "Another principal in the trust policy (an account, a service, another kind of identity provider) can enter Connect without Entra, and with a session name of its choice.",
    remedy: "Keep one statement in the trust policy: `Principal.Federated` the SAML provider, `Action` `sts:AssumeRoleWithSAML`.",
    parameters: {
        alsoTrusted: {
            type: "array",
            items: { type: "string" },
            default: [],
            description:
                "Principals that may assume the role, too, as a violation names them: `AWS arn:aws:iam::111122223333:role/break-glass`.",
        },
    },
    together: (stack, { alsoTrusted }) =>
        signInRoles(stack)
            .filter(({ role }) => !isOurs(role))
            .flatMap(({ role, trust }) => {
                if (trust === undefined) {
                    return [notYet(role, "assumeRolePolicy")];
                }
                const others = otherPrincipals(trust).filter((one) => !alsoTrusted.includes(one));
                return others.length === 0
                    ? []
                    : [
                          {
                              resource: role,
                              says: `assumeRolePolicy also trusts ${quoted(others)}; remove it, or list it in alsoTrusted`,
                          },
                      ];
            }),
});
