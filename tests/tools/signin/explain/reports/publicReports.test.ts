import { expect } from "chai";
import { explainAddress } from "../../../../../tools/signin/explain/explainAddress";
import { instanceId } from "../../../../helpers/world";
import { attemptOf, base64, causesOf, contextOf, explainAny, explained, responseXml } from "../world";

const told = async (text: string) =>
    (await attemptOf(text, contextOf(undefined))).findings.map(
        ({ error, causeId, sureness, causeSureness }) => `${error}.${causeId} ${sureness} ${causeSureness}`,
    );
const pool = "urn:amazon:cognito:sp:eu-west-1_AbCdEf123";

describe("A public report", () => {
    const reports: [what: string, text: string, causes: string[]][] = [
        [
            "a tool that expects the role first (onelogin-aws-cli)",
            "Hey,\nI specified the SAML provider first, and got this error, although it works in the AWS console with either order of the two ARNs in the macro. Everything else is as in the documentation of the tool, and my colleague has the same with his account since Monday morning.\n\n> botocore.exceptions.ClientError: An error occurred (ValidationError) when calling the AssumeRoleWithSAML operation: Request ARN is invalid",
            ["arnInvalid.takenApart certain likely"],
        ],
        [
            "the same in a tool in Go (saml2aws)",
            "Requesting AWS credentials using SAML assertion\nValidationError: Principal ARN is invalid\n\tstatus code: 400, request id: f35b8db9-92f2-4ea5-a2c4-624641cfa447",
            ["arnInvalid.takenApart certain likely"],
        ],
        [
            "AWS's page",
            "Request ARN is invalid (Service: AWSSecurityTokenV20111201; Status Code: 400; Error Code: ValidationError; Request ID: a1; Proxy: null). Please try again.",
            ["arnInvalid.malformed certain likely"],
        ],
        [
            "an ARN with a prefix twice",
            "role: arn:aws:iam::arn:aws-us-gov:iam::123456789012:role/Admin\nAn error occurred (ValidationError) when calling the AssumeRoleWithSAML operation: Request ARN is invalid",
            ["arnInvalid.malformed certain likely"],
        ],
        [
            "a tool without an ARN (aws-runas)",
            "operation error STS: AssumeRoleWithSAML, api error ValidationError: 2 validation errors detected: Value '' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
            ["arnInvalid.missing certain certain"],
        ],
        [
            "an attribute that the user pool does not have",
            "Invalid SAML response received: Invalid user attributes: Type for attribute {custom:chatbot_role} could not be determined",
            ["cognitoAttributeUnknown.notInPool certain certain"],
        ],
        [
            "another one",
            "Error: [Cognito] server_error: Error in SAML response processing: Invalid user attributes: username: Attribute does not exist in the schema. [log region: us-east-1]",
            ["cognitoAttributeUnknown.notInPool certain certain"],
        ],
        [
            "a missing attribute, in the address",
            "https://app.contoso.example/callback?error_description=attributes+required%3A+%5Bemail%5D&error=invalid_request",
            ["cognitoRequiredAttribute.noValue certain likely"],
        ],
        [
            "a user pool whose application is missing",
            `AADSTS700016: Application with identifier '${pool}' was not found in the directory 'Contoso'.`,
            ["applicationNotFound.userPool certain likely"],
        ],
        [
            "a user pool's address that Entra does not know",
            `AADSTS50011: The reply URL 'https://x.auth.eu-west-1.amazoncognito.com/saml2/idpresponse' specified in the request does not match the reply URLs configured for the application '${pool}'.`,
            ["replyUrlMismatch.userPool certain likely"],
        ],
        [
            "Terraform, of an API",
            "Error: creating Application IdentifierUri: unexpected status 400 with error: HostNameNotOnVerifiedDomain: Values of identifierUris property must use a verified domain of the organization or its subdomain: 'https://app.fabrikam.example'",
            ["identifierNotVerified.otherIdentifier certain likely"],
        ],
        [
            "Pulumi, of this program",
            "error: 1 error occurred: Failed to add identifier URI urn:amazon:webservices. All newly added URIs must contain a tenant verified domain, tenant ID, or app ID, as per the default tenant policy of your organization. See https://aka.ms/identifier-uri-addition-error for more information on this error.",
            ["identifierNotVerified.notExempt certain likely"],
        ],
        [
            "Pulumi, of IAM's document",
            `error: ${"sdk.helper_schema: ".repeat(20)}creating IAM SAML Provider (x): operation error IAM: CreateSAMLProvider, https response error StatusCode: 400, InvalidInput: Could not parse metadata`,
            ["providerMetadataUnreadable.notMetadata certain certain"],
        ],
        [
            "session tags that the role does not accept",
            "User: arn:aws:iam::111122223333:saml-provider/AzureAD is not authorized to perform: sts:TagSession on resource: arn:aws:iam::111122223333:role/Agents",
            ["notAuthorizedToAssume.trustTagSession certain certain"],
        ],
        [
            "a source identity that the role does not accept",
            "An error occurred (AccessDenied) when calling the AssumeRoleWithSAML operation: Not authorized to perform sts:SetSourceIdentity",
            ["notAuthorizedToAssume.trustSourceIdentity certain certain"],
        ],
        [
            "the sign-in page of Global Resiliency",
            "UserNotOnboardedException at https://x.us-east-1.sign-in.connect.aws/saml",
            ["notOnboarded.noUser likely possible"],
        ],
        ["a wrong password", "AADSTS50126", ["wrongPassword.password certain certain"]],
        ["a locked account", "Error Code: 50053", ["accountLocked.password likely likely"]],
        ["an expired password", "AADSTS50055: The password is expired.", ["passwordExpired.password certain certain"]],
        [
            "a device that is not managed",
            "AADSTS53000: Device is not in required device state: unregistered.",
            ["blockedByConditionalAccess.policy certain certain"],
        ],
        [
            "another cloud's tenant",
            "AADSTS90002: Tenant 'contoso.onmicrosoft.us' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
            ["tenantNotFound.wrongAddress certain certain"],
        ],
        [
            "an instance whose name was blanked out",
            "Refused to display 'https://INSTANCE_NAME.awsapps.com/' in a frame because it set 'X-Frame-Options' to 'sameorigin'.",
            ["framedLogin.originNotApproved certain likely"],
        ],
        [
            "an apostrophe in a name",
            "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64} for sam.o'neil@contoso.example",
            ["roleSessionNameInvalid.character certain likely"],
        ],
    ];
    for (const [what, text, causes] of reports) {
        it(`has its cause: ${what}`, async () => {
            expect(await told(text)).to.deep.equal(causes);
        });
    }

    it("of a role that takes another is none of SAML", async () => {
        const text =
            "User: arn:aws:sts::1:assumed-role/ci/x is not authorized to perform: sts:TagSession on resource: arn:aws:iam::1:role/deploy";
        expect(await explainAny(text, contextOf(undefined))).to.include.keys("problem");
    });
});

describe("A value in a report", () => {
    it("is read where blanks are pluses", async () => {
        const text =
            "https://login.microsoftonline.com/x?error_description=AADSTS50105%3a+Your+administrator+has+configured+the+application+AWS+Connect+(%27f2e7ab0a-2222-4333-8444-955555555555%27)+to+block+users+unless+they+are+specifically+granted+(%27assigned%27)+access+to+the+application.+The+signed+in+user+%27zoe%2bsales%40contoso.example%27+is+blocked";
        const [finding] = (await attemptOf(text, contextOf(undefined))).findings;
        expect(finding?.cause).to.match(/^zoe\+sales@contoso\.example has no assignment/);
        expect(finding?.message).to.match(
            /^AADSTS50105: Your administrator has configured the application AWS Connect \(/,
        );
    });

    it("that was shortened stays out of commands", async () => {
        const text =
            "AADSTS50105: Your administrator has configured the application Connect ('7f1b2c3d-....') to block users unless they are specifically granted ('assigned') access to the application.";
        const [finding] = (await attemptOf(text, contextOf(undefined))).findings;
        expect(finding?.confirm).to.include("(appId='<clientId>')");
    });

    it("is the whole name with its apostrophe", async () => {
        const text = "sam.o'neil@contoso.example: AADSTS50057\n'bob@contoso.example': AADSTS50105";
        const { attempts } = await explained(text, contextOf(undefined));
        expect(attempts.map(({ title }) => title)).to.deep.equal([
            "the pasted text, sam.o'neil@contoso.example",
            "the pasted text, bob@contoso.example",
        ]);
    });

    it("is the proxy's whole host, not the ending alone", async () => {
        const text = "Microsoft injects the `.mcas.ms` domain: https://signin.aws.amazon.com.mcas.ms/saml";
        const [finding] = (await attemptOf(text, contextOf(undefined))).findings;
        expect(finding?.seen).to.equal("signin.aws.amazon.com.mcas.ms");
    });

    it("is the role of the response beside the error", async () => {
        const text = `SAMLResponse=${encodeURIComponent(base64(await responseXml()))}\n\nNot authorized to perform sts:AssumeRoleWithSAML`;
        const [finding] = (await attemptOf(text, contextOf(undefined))).findings;
        expect([finding?.error, finding?.cause]).to.deep.equal([
            "notAuthorizedToAssume",
            "The role arn:aws:iam::123456789012:role/connect-sso does not exist. Role names are case-sensitive.",
        ]);
    });

    it("is in Elastic's record of the sign-in log, too", async () => {
        const properties = {
            app_display_name: "Connect",
            app_id: "11111111-2222-4333-8444-555555555555",
            status: { error_code: 50105 },
            user_principal_name: "carol@contoso.example",
        };
        const record = { event: { outcome: "failure" }, azure: { signinlogs: { properties } } };
        const { attempts } = await explained(JSON.stringify(record), contextOf(undefined));
        expect(attempts[0]?.contents.map(({ id, value }) => [id, value])).to.deep.equal([
            ["user", "carol@contoso.example"],
            ["application", "Connect"],
            ["clientId", "11111111-2222-4333-8444-555555555555"],
            ["code", "AADSTS50105"],
        ]);
    });
});

describe("A relay state in a report", () => {
    const federate = "eu-central-1.console.aws.amazon.com/connect/federate";

    it("may have a placeholder of the copy, and is looked at beyond it", async () => {
        const answer = await explainAddress(
            "https://<region>.console.aws.amazon.com/connect/federate/<instanceId>?destination=%2Fconnect%2Fccp-v2",
            undefined,
        );
        expect(answer?.findings.map(({ causeId, causeSureness }) => [causeId, causeSureness])).to.deep.equal([
            ["placeholder", "likely"],
            ["oldPath", "likely"],
        ]);
    });

    it("of a login URL is corrected in the login URL", async () => {
        const answer = await explainAddress(
            `loginUrl: "https://myapps.microsoft.com/signin/x?tenantId=y&RelayState=https://${federate}/${instanceId}?destination=%2Fconnect%2Fccp-v2",`,
            undefined,
        );
        expect(answer && causesOf(answer)).to.deep.equal(["oldRelayState.oldPath"]);
        expect(answer?.findings[0]?.change).to.match(/embeddedSignInUrl` as `loginUrl`\.$/);
    });
});
