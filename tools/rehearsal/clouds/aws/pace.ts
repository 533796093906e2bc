/** How long the aws provider takes against IAM and Amazon Connect. */
import type { CloudPace, OperationPace } from "../provider/resourceType";

const twice = "assumed: the change, and a read of the result";
const changes = ["create", "update"] as const;
const types = [
    "iam/samlProvider:SamlProvider",
    "iam/role:Role",
    "iam/rolePolicy:RolePolicy",
    "connect/user:User",
    "connect/securityProfile:SecurityProfile",
    "connect/routingProfile:RoutingProfile",
    "connect/queue:Queue",
    "connect/hoursOfOperation:HoursOfOperation",
    "cognito/userPool:UserPool",
    "cognito/identityProvider:IdentityProvider",
    "cognito/userPoolClient:UserPoolClient",
    "cognito/userPoolDomain:UserPoolDomain",
];

export const pace: CloudPace = {
    requestMs: 100,
    requestSource: "assumed",
    operations: [
        ...types.flatMap((type) =>
            changes.map((operation): OperationPace => ({ type: `aws:${type}`, operation, requests: 2, source: twice })),
        ),
        ...["getRegion:getRegion", "getPartition:getPartition"].map(
            (lookUp): OperationPace => ({
                type: `aws:index/${lookUp}`,
                operation: "invoke",
                requests: 0,
                source: "answered from the provider's configuration",
            }),
        ),
        {
            type: "aws:connect/instance:Instance",
            operation: "create",
            requests: 10,
            waitMs: 56_000,
            source: "57 s in a log: https://github.com/hashicorp/terraform-provider-aws/issues/26393",
        },
        {
            type: "aws:connect/instance:Instance",
            operation: "delete",
            requests: 2,
            waitMs: 30_000,
            source: "assumed; the provider gives up after 5 minutes",
        },
    ],
    limits: {
        connect: {
            perSecond: 2,
            burst: 5,
            source: "https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html#api-throttling-quotas",
        },
    },
};
