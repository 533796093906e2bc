/** What the mocked clouds make of the resources that the components create, and of the few others that people use beside them. */
import { certificateOf } from "./certificate";
import type { Clouds } from "./clouds";
import { groupObjectId, guidOf, profileId, userObjectId } from "./ids";

type Inputs = Readonly<Record<string, unknown>>;

/** A resource once it exists: its id, and what it has beside its inputs. */
interface Made {
    id: string;
    outputs?: Record<string, unknown>;
}

type Make = (inputs: Inputs, name: string, clouds: Clouds) => Made;

const iamArn = ({ partition, accountId }: Clouds, rest: string) => `arn:${partition}:iam::${accountId}:${rest}`;

/** ARN of an instance. */
export function instanceArn({ partition, region, accountId }: Clouds, instanceId: string): string {
    return `arn:${partition}:connect:${region}:${accountId}:instance/${instanceId}`;
}

/** ARN of a user pool. */
export function userPoolArn({ partition, region, accountId }: Clouds, userPoolId: string): string {
    return `arn:${partition}:cognito-idp:${region}:${accountId}:userpool/${userPoolId}`;
}

const makers: Readonly<Record<string, Make>> = {
    "azuread:index/application:Application": (_, name) => {
        const objectId = guidOf(`application ${name}`);
        return { id: `/applications/${objectId}`, outputs: { objectId, clientId: guidOf(`client ${name}`) } };
    },
    "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri": ({ applicationId, identifierUri }) => ({
        // As the provider writes it: the identifier in base64.
        id: `${applicationId}/identifierUris/${Buffer.from(String(identifierUri)).toString("base64")}`,
    }),
    "azuread:index/servicePrincipal:ServicePrincipal": (_, name) => {
        const objectId = guidOf(`service principal ${name}`);
        return { id: `/servicePrincipals/${objectId}`, outputs: { objectId, displayName: name } };
    },
    "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate": (
        { servicePrincipalId, endDate },
        name,
    ) => {
        const keyId = guidOf(`certificate ${name}`);
        const certificate = certificateOf(name, typeof endDate === "string" ? endDate : undefined);
        return { id: `${servicePrincipalId}/tokenSigningCertificate/${keyId}`, outputs: { keyId, ...certificate } };
    },
    "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy": (_, name) => ({
        id: `/policies/claimsMappingPolicies/${guidOf(`claims mapping policy ${name}`)}`,
    }),
    "azuread:index/servicePrincipalClaimsMappingPolicyAssignment:ServicePrincipalClaimsMappingPolicyAssignment": ({
        servicePrincipalId,
        claimsMappingPolicyId,
    }) => ({
        id: `${servicePrincipalId}/claimsMappingPolicies/${String(claimsMappingPolicyId).split("/").at(-1)}`,
    }),
    "azuread:index/appRoleAssignment:AppRoleAssignment": (
        { resourceObjectId, principalObjectId },
        _,
        { principals },
    ) => {
        const key = Buffer.from(guidOf(`assignment ${resourceObjectId} ${principalObjectId}`)).toString("base64url");
        const principalDisplayName = principals.get(String(principalObjectId)) ?? String(principalObjectId);
        return {
            id: `/servicePrincipals/${resourceObjectId}/appRoleAssignedTo/${key}`,
            outputs: { principalDisplayName },
        };
    },
    "azuread:index/user:User": ({ userPrincipalName }, _, { principals }) => {
        const objectId = userObjectId(String(userPrincipalName));
        principals.set(objectId, String(userPrincipalName));
        return { id: `/users/${objectId}`, outputs: { objectId } };
    },
    "azuread:index/group:Group": ({ displayName }, _, { principals }) => {
        const objectId = groupObjectId(String(displayName));
        principals.set(objectId, String(displayName));
        return { id: `/groups/${objectId}`, outputs: { objectId } };
    },
    "aws:iam/samlProvider:SamlProvider": ({ name }, _, clouds) => {
        const arn = iamArn(clouds, `saml-provider/${name}`);
        return { id: arn, outputs: { arn } };
    },
    "aws:iam/role:Role": ({ name }, resourceName, clouds) => {
        const id = String(name ?? resourceName);
        return { id, outputs: { name: id, arn: iamArn(clouds, `role/${id}`) } };
    },
    "aws:iam/rolePolicy:RolePolicy": ({ role, name }) => ({ id: `${role}:${name}` }),
    "aws:connect/instance:Instance": (_, name, clouds) => {
        const id = guidOf(`instance ${name}`);
        return { id, outputs: { arn: instanceArn(clouds, id), status: "ACTIVE" } };
    },
    "aws:connect/user:User": ({ instanceId, name }, _, clouds) => {
        const userId = guidOf(`Connect user ${instanceId} ${name}`);
        const arn = `${instanceArn(clouds, String(instanceId))}/agent/${userId}`;
        return { id: `${instanceId}:${userId}`, outputs: { userId, arn } };
    },
    "aws:cognito/userPool:UserPool": (_, name, clouds) => {
        const id = `${clouds.region}_${guidOf(`user pool ${name}`).slice(0, 8)}`;
        return {
            id,
            outputs: { arn: userPoolArn(clouds, id), endpoint: `cognito-idp.${clouds.region}.amazonaws.com/${id}` },
        };
    },
    "aws:cognito/identityProvider:IdentityProvider": ({ userPoolId, providerName }) => ({
        id: `${userPoolId}:${providerName}`,
    }),
    "aws:cognito/userPoolClient:UserPoolClient": ({ userPoolId, generateSecret }, name) => ({
        // As Cognito's: 26 small letters and digits, and a secret only where one is asked for.
        id: guidOf(`app client ${userPoolId} ${name}`).replaceAll("-", "").slice(0, 26),
        outputs: generateSecret === true ? { clientSecret: guidOf(`secret ${name}`).replaceAll("-", "") } : {},
    }),
    "aws:cognito/userPoolDomain:UserPoolDomain": ({ domain, certificateArn }, name) => ({
        id: String(domain),
        outputs:
            certificateArn === undefined
                ? {}
                : {
                      cloudfrontDistribution: `${guidOf(`domain ${name}`).slice(0, 13).replace("-", "")}.cloudfront.net`,
                  },
    }),
    "aws:connect/securityProfile:SecurityProfile": profile("security"),
    "aws:connect/routingProfile:RoutingProfile": profile("routing"),
};

function profile(kind: "security" | "routing"): Make {
    return ({ instanceId, name }, _, clouds) => {
        clouds.profiles[kind].add(String(name));
        const id = profileId(kind, String(name));
        const arn = `${instanceArn(clouds, String(instanceId))}/${kind === "security" ? "security-profile" : "routing-profile"}/${id}`;
        return { id: `${instanceId}:${id}`, outputs: { [`${kind}ProfileId`]: id, arn } };
    };
}

/** A resource as the clouds have it; of another type, as in Pulumi's documentation. */
export function makeResource(type: string, name: string, inputs: Inputs, clouds: Clouds): Required<Made> {
    const { id, outputs = {} } = makers[type]?.(inputs, name, clouds) ?? { id: `${inputs.name ?? name}_id` };
    return { id, outputs };
}
