/** What can be wrong with a response, or with the deployment it meets, one thing at a time. */
import type { Sureness } from "../../../../tools/signin/sureness";
import { makeCertificate } from "../../../helpers/certificates";
import { acsUrl, guid, instanceId, providerArn, roleArn, type TestWorld } from "../../../helpers/world";
import { connectUserOf, roleOf } from "../walk/faults/fault";
import type { ResponseChanges } from "./world";

/** A fault of the response, the causes to be found, and the values that differ. */
export interface Wrong {
    what: string;
    response?: ResponseChanges | (() => Promise<ResponseChanges>);
    relayState?: (own: string) => string | undefined;
    fault?: (world: TestWorld) => void;
    causes: string[];
    /** Told without a deployment, too; by default nothing is. */
    alone?: string[];
    differ?: string[];
    /** That it is this cause, with a deployment. @default certain */
    sureness?: Sureness;
}

const roleOther = roleArn.replace("connect-sso", "Connect-SSO");
const recipientOf = (host: string) => `https://${host}/saml`;
export const wrong: Wrong[] = [
    { what: "nothing", causes: [] },
    {
        what: "the audience",
        response: { audience: "urn:amazon:webservice" },
        ...{ causes: ["audienceWrong.identifier"], alone: ["audienceWrong.identifier"] },
        differ: ["audience: urn:amazon:webservice | urn:amazon:webservices"],
    },
    {
        what: "the audience's suffix",
        response: { audience: "urn:amazon:webservices#2" },
        ...{ causes: ["audienceWrong.suffix"], alone: ["audienceWrong.suffix"] },
        differ: ["audience: urn:amazon:webservices#2 | urn:amazon:webservices"],
    },
    {
        what: "the recipient's Region",
        response: { recipient: recipientOf("eu-west-1.signin.aws.amazon.com") },
        causes: ["notAuthorizedToAssume.trustAudience"],
        differ: [`recipient: ${recipientOf("eu-west-1.signin.aws.amazon.com")} | ${acsUrl}`],
    },
    {
        what: "a recipient of Microsoft Defender's proxy",
        response: { recipient: recipientOf("eu-central-1.signin.aws.amazon.com.mcas.ms") },
        causes: ["recipientWrong.proxy", "notAuthorizedToAssume.trustAudience"],
        alone: ["recipientWrong.proxy"],
        differ: [`recipient: ${recipientOf("eu-central-1.signin.aws.amazon.com.mcas.ms")} | ${acsUrl}`],
    },
    {
        what: "the issuer",
        response: { issuer: `https://sts.windows.net/${guid(3)}/` },
        causes: ["issuerNotInProvider.otherTenant"],
        differ: [
            `issuer: https://sts.windows.net/${guid(3)}/ | https://sts.windows.net/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/`,
        ],
    },
    {
        what: "a role pair in the other order: nothing",
        response: { role: [`${providerArn},${roleArn}`] },
        causes: [],
    },
    {
        what: "the role's letters",
        response: { role: [`${roleOther},${providerArn}`] },
        causes: ["notAuthorizedToAssume.roleNotFound"],
        differ: [`role: ${roleOther} | ${roleArn} (differs in upper and lower case)`],
    },
    {
        what: "the role's letters, in the other order",
        response: { role: [`${providerArn},${roleOther}`] },
        causes: ["notAuthorizedToAssume.roleNotFound"],
        differ: [`role: ${roleOther} | ${roleArn} (differs in upper and lower case)`],
    },
    {
        what: "a role alone",
        response: { role: [roleArn] },
        ...{ causes: ["invalidSamlResponse.roleMalformed"], alone: ["invalidSamlResponse.roleMalformed"] },
    },
    {
        what: "no role",
        response: { role: [] },
        ...{ causes: ["invalidSamlResponse.roleMissing"], alone: ["invalidSamlResponse.roleMissing"] },
    },
    {
        what: "the SAML provider",
        response: { role: [`${roleArn},${providerArn}2`] },
        causes: ["providerNotFound.absent", "notAuthorizedToAssume.trustPrincipal"],
        differ: [`SAML provider: ${providerArn}2 | ${providerArn}`],
    },
    {
        what: "the session name's case",
        response: { sessionName: ["Alice@contoso.example"] },
        causes: ["notOnboarded.otherCase"],
        differ: [
            "RoleSessionName, in the list of users: Alice@contoso.example | alice@contoso.example (differs in upper and lower case)",
        ],
    },
    {
        what: "the session name's domain",
        response: { sessionName: ["alice@contoso.onmicrosoft.example"] },
        causes: ["notOnboarded.otherDomain"],
        differ: [
            "RoleSessionName, in the list of users: alice@contoso.onmicrosoft.example | alice@contoso.example (differs in what follows the @)",
        ],
    },
    {
        what: "a session name that is nobody's",
        response: { sessionName: ["zoe@contoso.example"] },
        causes: ["notOnboarded.noUser"],
        differ: [
            "RoleSessionName, in the list of users: zoe@contoso.example | alice@contoso.example or bob@contoso.example",
        ],
    },
    {
        what: "no session name",
        response: { sessionName: [] },
        ...{
            sureness: "likely",
            causes: ["roleSessionNameRequired.claimMissing"],
            alone: ["roleSessionNameRequired.attributeEmpty"],
        },
    },
    {
        what: "a guest's session name",
        response: { sessionName: ["zoe_partner.example#EXT#@contoso.example"] },
        ...{ causes: ["roleSessionNameInvalid.guest"], alone: ["roleSessionNameInvalid.guest"] },
        differ: [
            "RoleSessionName, in the list of users: zoe_partner.example#EXT#@contoso.example | alice@contoso.example or bob@contoso.example",
        ],
    },
    {
        what: "a duration that is too long for anybody",
        response: { duration: ["90000"] },
        ...{ causes: ["durationInvalid.outOfRange"], alone: ["durationInvalid.outOfRange"] },
    },
    {
        what: "a duration that is too long for the role",
        fault: (world) => {
            roleOf(world).maxSessionDurationSeconds = 3600;
        },
        causes: ["durationTooLong.roleShorter"],
    },
    {
        what: "no NameID",
        response: { nameId: undefined } as unknown as ResponseChanges,
        ...{ causes: ["notAuthorizedToAssume.noNameId"], alone: ["notAuthorizedToAssume.noNameId"] },
    },
    {
        what: "the certificate",
        response: async () => ({ signedBy: await makeCertificate({ key: "RSA 1024" }) }),
        causes: ["signatureInvalid.certificateNotInProvider"],
        differ: ["certificate (SHA-1)"],
    },
    {
        what: "a value that was changed after signing",
        response: {
            after: (xml) =>
                xml.replace("alice@contoso.example</AttributeValue>", "bob@contoso.example</AttributeValue>"),
        },
        ...{ causes: ["signatureInvalid.changedAfterSigning"], alone: ["signatureInvalid.changedAfterSigning"] },
    },
    {
        what: "no signature",
        response: { signed: false },
        ...{ causes: ["signatureInvalid.notSigned"], alone: ["signatureInvalid.notSigned"] },
    },
    {
        what: "an old relay state",
        relayState: (own) => own.replace("destination=%2Fccp-v2", "destination=%2Fconnect%2Fccp-v2"),
        ...{ causes: ["oldRelayState.oldPath"], alone: ["oldRelayState.oldPath"] },
        differ: ["relay state (the page of instances with an old address)"],
    },
    {
        what: "a relay state to another instance",
        relayState: (own) => own.replace(instanceId, guid(4)),
        causes: ["federationDenied.wrongInstance", "instanceNotFound.absent"],
        differ: ["relay state (another instance)"],
    },
    {
        what: "a relay state to another Region",
        relayState: (own) => own.replace("eu-central-1", "us-east-1"),
        causes: ["federationDenied.wrongInstance", "wrongRegion.otherRegion"],
        differ: ["relay state (another Region)"],
    },
    {
        what: "a relay state to nowhere",
        relayState: () => "https://contoso.my.connect.aws/ccp-v2",
        ...{ causes: ["instanceNotFound.relayState"], alone: ["instanceNotFound.relayState"] },
        differ: ["relay state (it leads to no instance)"],
    },
    {
        what: "an empty relay state in the form",
        relayState: () => "",
        ...{ causes: ["landsInConsole.noRelayState"], alone: ["landsInConsole.noRelayState"] },
        differ: ["relay state"],
    },
    {
        what: "a role without permission",
        fault: (world) => {
            roleOf(world).policies = [];
        },
        causes: ["federationDenied.noPermission"],
    },
    {
        what: "a user without the page's permission",
        fault: (world) => {
            Object.assign(connectUserOf(world), {
                ...{ securityProfileIds: [guid(201)], securityProfileNames: ["Auditor"] },
            });
        },
        causes: ["pageNotPermitted.noPermission"],
    },
    {
        what: "two assertions",
        response: { after: (xml) => xml.replace(/<(\w+:)?Assertion[\s\S]*<\/(\w+:)?Assertion>/, "$&$&") },
        ...{ causes: ["hostileResponse.twoAssertions"], alone: ["hostileResponse.twoAssertions"] },
    },
    {
        what: "a comment in the NameID",
        response: {
            after: (xml) => xml.replace("alice@contoso.example</", "alice@contoso.example<!---->.evil.example</"),
        },
        ...{ causes: ["hostileResponse.comment"], alone: ["hostileResponse.comment"] },
    },
];
