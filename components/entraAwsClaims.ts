import { ClaimsMappingPolicy } from "@pulumi/azuread/claimsMappingPolicy";
import { ServicePrincipalClaimsMappingPolicyAssignment } from "@pulumi/azuread/servicePrincipalClaimsMappingPolicyAssignment";
import * as pulumi from "@pulumi/pulumi";
import {
    awsClaimsPolicy,
    roleArnProblem,
    roleSessionNameAttributeProblem,
    roleSessionNameAttributes,
    samlProviderArnProblem,
} from "../rules/claims";
import { displayNameProblem } from "../rules/entra";
import { maxSessionDurationProblem, sessionDurationProblem } from "../rules/iam";
import type { Problem } from "../rules/problem";
import { quote } from "../rules/text";
import { check, isPlain, rejectProblems, whenKnown } from "./internal/problems";

/** Arguments of {@link EntraAwsClaims}. */
export interface EntraAwsClaimsArgs {
    /** Resource id of the application's service principal, `/servicePrincipals/<object id>`. */
    servicePrincipalId: pulumi.Input<string>;
    /** ARN of the role people assume. */
    roleArn: pulumi.Input<string>;
    /** ARN of the SAML provider that vouches for them. */
    samlProviderArn: pulumi.Input<string>;
    /** Directory attribute that becomes the RoleSessionName, hence the Connect user name. @default `userPrincipalName` */
    roleSessionNameAttribute?: pulumi.Input<string>;
    /** SessionDuration claim, 900 to 43,200 s and no more than the role allows. @default 43200 */
    sessionDurationSeconds?: pulumi.Input<number>;
    /** Longest session of the role, 3,600 to 43,200 s. @default 43200 */
    maxSessionDurationSeconds?: pulumi.Input<number>;
    /** Name of the claims mapping policy. @default `<name>-aws` */
    displayName?: pulumi.Input<string>;
    /** Whether the policy and its assignment, without which nobody gets in, are protected from deletion. @default true */
    protection?: boolean;
}

/** The claims AWS asks for in a SAML response: Role, RoleSessionName, SessionDuration and NameID. */
export class EntraAwsClaims extends pulumi.ComponentResource {
    /** Resource id of the claims mapping policy. */
    readonly claimsMappingPolicyId: pulumi.Output<string>;

    constructor(name: string, args: EntraAwsClaimsArgs, opts?: pulumi.ComponentResourceOptions) {
        const headline = `EntraAwsClaims "${name}" has invalid args:`;
        rejectProblems(headline, findEntraAwsClaimsProblems(args));
        super(
            "connect-entra-sso:index:EntraAwsClaims",
            name,
            { ...args, checks: whenKnown(headline, args, findEntraAwsClaimsProblems) },
            opts,
        );
        const protect = args.protection === false ? undefined : true;
        const policy = new ClaimsMappingPolicy(
            name,
            {
                displayName: args.displayName ?? `${name}-aws`,
                definitions: [
                    pulumi
                        .output({
                            roleArn: args.roleArn,
                            samlProviderArn: args.samlProviderArn,
                            roleSessionNameAttribute:
                                args.roleSessionNameAttribute ?? roleSessionNameAttributes.userPrincipalName,
                            sessionDurationSeconds: args.sessionDurationSeconds ?? 43_200,
                        })
                        .apply(awsClaimsPolicy),
                ],
            },
            { parent: this, protect },
        );
        new ServicePrincipalClaimsMappingPolicyAssignment(
            name,
            { claimsMappingPolicyId: policy.id, servicePrincipalId: args.servicePrincipalId },
            // A service principal takes one policy at a time.
            { parent: this, protect, deleteBeforeReplace: true },
        );
        this.claimsMappingPolicyId = policy.id;
        this.registerOutputs({ claimsMappingPolicyId: this.claimsMappingPolicyId });
    }
}

/** Every problem with the plain values among the arguments of an {@link EntraAwsClaims}. */
export function findEntraAwsClaimsProblems(args: EntraAwsClaimsArgs): Problem[] {
    const { sessionDurationSeconds: session, maxSessionDurationSeconds: longest } = args;
    const tooLong =
        isPlain(session) && isPlain(longest) && session !== undefined && longest !== undefined && session > longest;
    return [
        ...check(["servicePrincipalId"], args.servicePrincipalId, servicePrincipalIdProblem, "required"),
        ...check(["roleArn"], args.roleArn, roleArnProblem, "required"),
        ...check(["samlProviderArn"], args.samlProviderArn, samlProviderArnProblem, "required"),
        ...check(["roleSessionNameAttribute"], args.roleSessionNameAttribute, roleSessionNameAttributeProblem),
        ...check(["sessionDurationSeconds"], session, sessionDurationProblem),
        ...check(["maxSessionDurationSeconds"], longest, maxSessionDurationProblem),
        ...(tooLong
            ? [
                  {
                      path: ["sessionDurationSeconds"],
                      message: `must be no more than the role's longest session, got ${quote(session)}; write ${quote(longest)} or less`,
                  },
              ]
            : []),
        ...check(["displayName"], args.displayName, displayNameProblem),
    ];
}

function servicePrincipalIdProblem(value: unknown): string | undefined {
    return typeof value === "string" && /^\/servicePrincipals\/[0-9a-f-]{36}$/i.test(value)
        ? undefined
        : `must be a resource id "/servicePrincipals/<object id>", got ${quote(value)}; write the id of the service principal, not its objectId`;
}
