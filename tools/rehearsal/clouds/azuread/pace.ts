/** How long the azuread provider takes against Microsoft Graph. Requests are those of version 3.8.0, counted against a stand-in. */
import type { CloudPace, OperationPace, Value } from "../provider/resourceType";

const counted = "requests counted with the provider's own code";
const fixedWait = `${counted}; it waits until four reads, 5 s apart, find nothing more`;

type Resource = Partial<Record<"create" | "read" | "update" | "delete", number | [requests: number, waitMs: number]>>;

const resources: Record<string, Resource> = {
    "application:Application": { create: 6, read: 3, update: 4, delete: [6, 20_000] },
    "applicationIdentifierUri:ApplicationIdentifierUri": { create: 3, read: 1, delete: 2 },
    "servicePrincipal:ServicePrincipal": { create: 6, read: 3, update: 4, delete: [6, 20_000] },
    "claimsMappingPolicy:ClaimsMappingPolicy": { create: 2, read: 1, update: 2, delete: 1 },
    "servicePrincipalClaimsMappingPolicyAssignment:ServicePrincipalClaimsMappingPolicyAssignment": {
        ...{ create: 2, read: 1, delete: 2 },
    },
    "appRoleAssignment:AppRoleAssignment": { create: 3, read: 1, delete: 1 },
};

const keys = ["userPrincipalNames", "objectIds", "mails", "mailNicknames", "employeeIds"];
const countOf = (value: Value | undefined): number => (Array.isArray(value) ? value.length : 0);

export const pace: CloudPace = {
    requestMs: 150,
    requestSource: "assumed",
    operations: [
        ...Object.entries(resources).flatMap(([name, operations]) =>
            Object.entries(operations).map(([operation, pace]): OperationPace => {
                const [requests, waitMs] = Array.isArray(pace) ? pace : [pace, 0];
                const source = waitMs > 0 ? fixedWait : counted;
                return {
                    type: `azuread:index/${name}`,
                    operation: operation as keyof Resource,
                    requests,
                    waitMs,
                    source,
                };
            }),
        ),
        {
            type: "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
            operation: "create",
            requests: 8,
            waitMs: 4000,
            source: `${counted}; it waits for five reads, 1 s apart, that show the key`,
        },
        {
            type: "azuread:index/getUsers:getUsers",
            operation: "invoke",
            requests: (inputs) => Math.max(1, ...keys.map((key) => countOf(inputs[key]))),
            source: `${counted}: one per key, one after another`,
        },
        {
            type: "azuread:index/getClientConfig:getClientConfig",
            operation: "invoke",
            requests: 0,
            source: counted,
        },
    ],
    limits: {},
};
