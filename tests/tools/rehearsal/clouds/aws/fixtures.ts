/** Inputs that the emulated AWS accepts, for tests to spoil one at a time. */
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { awsCloud } from "../../../../../tools/rehearsal/clouds/aws";
import type { ProviderOptions } from "../../../../../tools/rehearsal/clouds/provider/provider";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { makeCertificate } from "../../../../helpers/certificates";
import { CloudClient } from "../provider/client";

export const SAML_PROVIDER = "aws:iam/samlProvider:SamlProvider";
export const ROLE = "aws:iam/role:Role";
export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const INSTANCE = "aws:connect/instance:Instance";
export const USER = "aws:connect/user:User";
export const PROVIDER_ARN = "arn:aws:iam::123456789012:saml-provider/contoso";

const certificates = makeCertificate();

/** Starts the emulated AWS with the given account. */
export async function startAws(
    { region = "eu-central-1", account = {}, ...config }: Values = {},
    options: Partial<ProviderOptions> = {},
): Promise<CloudClient> {
    const file = join(tmpdir(), `account-${process.pid}-${Math.random()}.json`);
    writeFileSync(file, JSON.stringify({ accountId: "123456789012", ...(account as Values) }));
    process.env.CONNECT_ENTRA_SSO_ACCOUNT = file;
    try {
        return await CloudClient.start(awsCloud, { region, ...config }, options);
    } finally {
        delete process.env.CONNECT_ENTRA_SSO_ACCOUNT;
        rmSync(file);
    }
}

export interface MetadataParts {
    head?: string;
    root?: string;
    entityId?: string;
    protocol?: string;
    keys?: string[];
    signOn?: string;
}

export const keyDescriptor = (certificate: string, use = ' use="signing"'): string =>
    `<KeyDescriptor${use}><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}` +
    "</X509Certificate></X509Data></KeyInfo></KeyDescriptor>";

/** A metadata document like Entra's. */
export async function metadata(parts: MetadataParts = {}): Promise<string> {
    const { value } = await certificates;
    const {
        head = "",
        root = "EntityDescriptor",
        entityId = "https://sts.windows.net/00000000-0000-0000-0000-000000000001/",
        protocol = "urn:oasis:names:tc:SAML:2.0:protocol",
        keys = [keyDescriptor(value)],
        signOn = '<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://login.microsoftonline.com/x/saml2"/>',
    } = parts;
    return (
        `${head}<${root} xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">` +
        `<IDPSSODescriptor protocolSupportEnumeration="${protocol}">${keys.join("")}${signOn}</IDPSSODescriptor></${root}>` +
        `<!-- ${"padding ".repeat(20)}-->`
    );
}

export const statement: Values = {
    Effect: "Allow",
    Principal: { Federated: PROVIDER_ARN },
    Action: "sts:AssumeRoleWithSAML",
    Condition: { StringEquals: { "SAML:aud": ["https://signin.aws.amazon.com/saml"] } },
};

export const policy = (...statements: unknown[]): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const trustPolicy = policy(statement);

export const permission: Values = {
    Effect: "Allow",
    Action: "connect:GetFederationToken",
    Resource: `arn:aws:connect:eu-central-1:123456789012:instance/i/user/${"$"}{aws:userid}`,
};

export const samlInstance: Values = {
    identityManagementType: "SAML",
    instanceAlias: "contoso",
    inboundCallsEnabled: true,
    outboundCallsEnabled: true,
};

/** An instance, and a user of it that the cloud accepts. */
export async function makeInstance(
    cloud: CloudClient,
    inputs: Values = {},
    region = "eu-central-1",
): Promise<{ id: string; user: Values }> {
    const { id } = await cloud.make(INSTANCE, { ...samlInstance, ...inputs });
    const profile = async (kind: string, name: string, key: string) =>
        (await cloud.invoke(`aws:connect/get${kind}Profile:get${kind}Profile`, { instanceId: id, name, region }))
            .result[key];
    const user = {
        instanceId: id,
        name: "alice@contoso.example",
        identityInfo: { firstName: "Alice", lastName: "Archer" },
        phoneConfig: { phoneType: "SOFT_PHONE" },
        routingProfileId: (await profile("Routing", "Basic Routing Profile", "routingProfileId")) ?? "",
        securityProfileIds: [(await profile("Security", "Agent", "securityProfileId")) ?? ""],
    };
    return { id, user };
}

/** AWS's answer without what differs each time. */
export const answer = (message: string): string => message.replace(/RequestID: [0-9a-f-]{36}/, "RequestID: …");
