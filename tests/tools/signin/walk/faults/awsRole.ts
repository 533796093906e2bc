/** Faults at which the role's policies refuse, each alone in its world. */
import { acsUrl, guid, instanceArn, providerArn, roleArn, type TestWorld } from "../../../../helpers/world";
import { alice, ciphertext, claims, type Fault, permit, roleOf, set, trust, usePolicy, withClaim } from "./fault";

const attributes = "https://aws.amazon.com/SAML/Attributes";
const notAuthorized =
    "Not authorized to perform sts:AssumeRoleWithSAML (service: AWSSecurityTokenService; status code: 403; error code: AccessDenied)";
const denied = "Access denied, Please contact your AWS account administrator for assistance.";

function refused(as: Pick<Fault, "error" | "message">, faults: Omit<Fault, "hop" | "error" | "message">[]): Fault[] {
    return faults.map((fault) => ({ ...fault, ...as, hop: "aws" }));
}

/** What the trust policy refuses. */
export const trustFaults = refused({ error: "notAuthorizedToAssume", message: notAuthorized }, [
    {
        fault: "a role name in other letters",
        break: (world) => usePolicy(world, claims({ roleArn: roleArn.replace("connect-sso", "Connect-SSO") })),
        ...{ cause: "roleNotFound", names: [roleArn.replace("connect-sso", "Connect-SSO"), "--role-name Connect-SSO"] },
    },
    {
        fault: "a trust policy for another SAML provider",
        break: (world) => trust(world, (one) => ({ ...one, Principal: { Federated: `${providerArn}-old` } })),
        ...{ cause: "trustPrincipal", names: [`${providerArn}-old`, providerArn] },
    },
    {
        fault: "a trust policy for the global endpoint alone",
        break: (world) =>
            trust(world, (one) => ({
                ...one,
                Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
            })),
        ...{ cause: "trustAudience", names: ["https://signin.aws.amazon.com/saml", acsUrl, guid(500)] },
    },
    {
        fault: "a trust policy that wants another issuer",
        break: (world) =>
            trust(world, (one) => ({
                ...one,
                Condition: { StringEquals: { "SAML:iss": "https://sts.windows.net/other/", "SAML:aud": acsUrl } },
            })),
        cause: "trustCondition",
        names: [
            "StringEquals SAML:iss",
            "https://sts.windows.net/other/",
            "https://sts.windows.net/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/",
        ],
    },
    {
        fault: "a trust policy that refuses the endpoint",
        break: (world) => trust(world, (one) => ({ ...one, Condition: { StringNotEquals: { "SAML:aud": acsUrl } } })),
        ...{ cause: "trustAudience", names: [`anything but ${acsUrl}`] },
    },
    {
        fault: "a trust policy for another action",
        break: (world) => trust(world, (one) => ({ ...one, Action: "sts:AssumeRole" })),
        cause: "trustAction",
    },
    {
        fault: "a trust policy without an Allow",
        break: (world) => trust(world, (one) => ({ ...one, Effect: "Deny", Action: "sts:AssumeRole" })),
        cause: "trustAction",
    },
    {
        fault: "a trust policy with a Deny",
        break: (world) => trust(world, (one) => [one, { ...one, Effect: "Deny", Condition: undefined }]),
        ...{ cause: "trustDeny", names: ["statement 2 of the trust policy"] },
    },
    {
        fault: "a session tag that the trust policy does not allow",
        break: (world) =>
            usePolicy(world, withClaim({ Value: "voice", SamlClaimType: `${attributes}/PrincipalTag:Team` })),
        ...{ cause: "trustTagSession", names: [`${attributes}/PrincipalTag:Team`] },
    },
    {
        fault: "a source identity that the trust policy does not allow",
        break: (world) =>
            usePolicy(world, withClaim({ Value: "voice", SamlClaimType: `${attributes}/SourceIdentity` })),
        cause: "trustSourceIdentity",
    },
    {
        fault: "a person without the attribute for the NameID",
        break: (world) => {
            usePolicy(
                world,
                claims().replace(/"ID":"userprincipalname"(?=,"SamlClaimType":"http:)/, '"ID":"employeeid"'),
            );
            set(world, alice, "employeeId", null);
        },
        ...{ cause: "noNameId", names: [alice, "employeeid"] },
    },
]);

/** What the role's policies refuse when the console asks to enter the instance. */
export const permissionFaults = refused({ error: "federationDenied", message: denied }, [
    {
        fault: "a role without policies",
        break: (world) => {
            roleOf(world).policies = [];
        },
        ...{ cause: "noPermission", names: ["--role-name connect-sso"] },
    },
    {
        fault: "a role that may do something else",
        break: (world) => permit(world, (one) => ({ ...one, Action: "connect:ListUsers" })),
        cause: "noPermission",
    },
    {
        fault: "a role for another instance",
        break: (world) =>
            permit(world, (one) => ({
                ...one,
                Resource: `${instanceArn.slice(0, -36)}${guid(8)}/user/\${aws:userid}`,
            })),
        ...{ cause: "wrongInstance", names: [guid(8), instanceArn, "connect-sso"] },
    },
    {
        fault: "a role for another instance, by its id",
        break: (world) =>
            permit(world, (one) => ({
                ...one,
                Resource: "*",
                Condition: { StringEquals: { "connect:InstanceId": guid(8) } },
            })),
        ...{ cause: "wrongInstance", names: [guid(8)] },
    },
    ...[
        `${instanceArn.slice(0, -36)}contoso/user/\${aws:userid}`,
        `${instanceArn.slice(0, -36)}contoso`,
        `${instanceArn.slice(0, -36)}https://contoso.my.connect.aws/user/\${aws:userid}`,
        `${instanceArn.slice(0, -36)}${instanceArn}/user/*`,
    ].map((Resource) => ({
        fault: `a role for the instance ${Resource.slice(instanceArn.length - 36)}`,
        break: (world: TestWorld) => permit(world, (one) => ({ ...one, Resource })),
        ...{ cause: "instanceWithoutId", names: [Resource.replace(/\/user\/.*/, ""), instanceArn] },
    })),
    {
        fault: "a role for the instance by its alias, as a condition",
        break: (world) =>
            permit(world, (one) => ({
                ...one,
                Resource: "*",
                Condition: { StringEquals: { "connect:InstanceId": "contoso" } },
            })),
        ...{ cause: "instanceWithoutId", names: ["contoso", instanceArn.slice(-36)] },
    },
    {
        fault: "a role for another of the instance's users",
        break: (world) => permit(world, (one) => ({ ...one, Resource: `${instanceArn}/user/bob` })),
        cause: "noPermission",
    },
    {
        fault: "a role for the user of a name that a role does not have",
        break: (world) => permit(world, (one) => ({ ...one, Resource: `${instanceArn}/user/\${aws:username}` })),
        ...{ cause: "usernameVariable", names: ['"connect"', `\${aws:username}`, `\${aws:userid}`] },
    },
    {
        fault: "a role with a Deny",
        break: (world) => permit(world, (one) => [one, { ...one, Effect: "Deny", Resource: "*" }]),
        ...{ cause: "explicitDeny", names: ['statement 2 of policy "connect"', roleArn, instanceArn] },
    },
    {
        fault: "a role with a Deny beside a policy that can't be read",
        break: (world) => {
            permit(world, (one) => ({ ...one, Effect: "Deny", Resource: "*" }));
            roleOf(world).policies.push({ name: "more", document: ciphertext("another policy") });
        },
        ...{ cause: "explicitDeny", names: ['statement 1 of policy "connect"'] },
    },
    {
        fault: "a permissions boundary that leaves Connect out",
        break: (world) => {
            const document = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" } };
            roleOf(world).permissionsBoundary = {
                name: "arn:aws:iam::123456789012:policy/edge",
                document: JSON.stringify(document),
            };
        },
        ...{ cause: "boundary", names: ["The permissions boundary arn:aws:iam::123456789012:policy/edge"] },
    },
    {
        fault: "a permissions boundary with a Deny",
        break: (world) => {
            const document = { Version: "2012-10-17", Statement: { Effect: "Deny", Action: "*", Resource: "*" } };
            roleOf(world).permissionsBoundary = {
                name: "arn:aws:iam::123456789012:policy/edge",
                document: JSON.stringify(document),
            };
        },
        ...{ cause: "explicitDeny", names: ['policy "arn:aws:iam::123456789012:policy/edge"'] },
    },
]);
