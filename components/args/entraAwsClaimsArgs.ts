import type * as pulumi from "@pulumi/pulumi";

/** Arguments of `EntraAwsClaims`. */
export interface EntraAwsClaimsArgs {
    /** Resource id of the application's service principal, `/servicePrincipals/<object id>`. */
    servicePrincipalId: pulumi.Input<string>;
    /** ARN of the role people assume. */
    roleArn: pulumi.Input<string>;
    /** ARN of the SAML provider that the role trusts. */
    samlProviderArn: pulumi.Input<string>;
    /** Directory attribute that becomes the session name, and so the Connect user name: `userPrincipalName`, `mail` or `employeeId`. @default `userPrincipalName` */
    roleSessionNameAttribute?: pulumi.Input<string>;
    /** SessionDuration claim in seconds, 900–43,200 and no more than the role allows. @default 43200 */
    sessionDurationSeconds?: pulumi.Input<number>;
    /** Maximum session duration of the role in seconds, 3,600–43,200. @default 43200 */
    maxSessionDurationSeconds?: pulumi.Input<number>;
    /** Name of the claims mapping policy. @default `<name>-aws` */
    displayName?: pulumi.Input<string>;
    /** Whether the policy and its assignment are protected: without them nobody can sign in. @default true */
    protection?: boolean;
}
