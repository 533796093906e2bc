import { Provider } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { AwsSamlFederation, type AwsSamlFederationArgs } from "../../components/index";
import { deriveMetadataDocument } from "../../rules/saml";
import { makeCertificate } from "../helpers/certificates";
import { childUrnsOf, deploy, find, treeOf, unknown } from "../helpers/cloud";
import { instanceArn as arnOfInstance, newInstanceId } from "../helpers/cloudAnswers";
import { expectRefusal, refusesArguments } from "../helpers/refusals";

const headline = 'AwsSamlFederation "sso" has invalid args:';
const later = 'AwsSamlFederation "sso" can\'t be deployed:';
const instanceArn = arnOfInstance(newInstanceId);
const otherProvider = "arn:aws:iam::123456789012:saml-provider/old-adfs";
const providerArn = "arn:aws:iam::123456789012:saml-provider/contoso-dev";

describe("AwsSamlFederation", () => {
    let samlMetadataDocument = "";
    const make = (args: object, opts?: pulumi.ComponentResourceOptions) => () =>
        new AwsSamlFederation("sso", { samlMetadataDocument, instanceArn, ...args } as AwsSamlFederationArgs, opts);
    const names = { samlProviderName: "contoso-dev", roleName: "contoso-people" };
    const roleOf = async (args: object, facts = {}) =>
        find(await deploy(make({ ...names, ...args }), facts), "aws:iam/role:Role", "sso");
    const trustOf = async (args: object, facts = {}) =>
        JSON.parse(String((await roleOf(args, facts)).inputs.assumeRolePolicy));

    before(async () => {
        samlMetadataDocument = deriveMetadataDocument({
            entityId: "https://idp.contoso.example/saml",
            singleSignOnUrl: "https://idp.contoso.example/saml/login",
            signingCertificates: [await makeCertificate()],
        });
    });

    it("makes a SAML provider, a role and its one inline policy, under URNs of its class", async () => {
        const deployment = await deploy(make(names));
        expect(treeOf(deployment)).to.deep.equal([
            "aws:iam/role:Role sso < AwsSamlFederation sso",
            "aws:iam/rolePolicy:RolePolicy sso < AwsSamlFederation sso",
            "aws:iam/samlProvider:SamlProvider sso < AwsSamlFederation sso",
            "connect-entra-sso:index:AwsSamlFederation sso",
        ]);
        const component = "connect-entra-sso:index:AwsSamlFederation";
        expect(childUrnsOf(deployment, "AwsSamlFederation")).to.deep.equal([
            `${component}$aws:iam/role:Role::sso`,
            `${component}$aws:iam/rolePolicy:RolePolicy::sso`,
            `${component}$aws:iam/samlProvider:SamlProvider::sso`,
        ]);
    });

    it("gives the provider its name and the metadata document as it is, and protects it", async () => {
        const { inputs, options } = find(await deploy(make(names)), "aws:iam/samlProvider:SamlProvider", "sso");
        expect(inputs).to.deep.equal({ name: "contoso-dev", samlMetadataDocument });
        expect(options).to.deep.equal({ protect: true });
    });

    it("lets people in through its own provider alone, at the global and the regional endpoint, for 12 hours", async () => {
        const { inputs, options } = await roleOf({});
        const { assumeRolePolicy, ...others } = inputs;
        expect(others).to.deep.equal({
            name: "contoso-people",
            description: "Entered by SAML single sign-on into Amazon Connect",
            maxSessionDuration: 43200,
        });
        expect(JSON.parse(String(assumeRolePolicy))).to.deep.equal({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Federated: providerArn },
                    Action: "sts:AssumeRoleWithSAML",
                    Condition: {
                        StringEquals: {
                            "SAML:aud": [
                                "https://signin.aws.amazon.com/saml",
                                "https://eu-central-1.signin.aws.amazon.com/saml",
                            ],
                        },
                    },
                },
            ],
        });
        expect(options).to.deep.equal({ protect: true });
    });

    it("lets the role sign in to the one instance, as the user the session names", async () => {
        const { inputs, options } = find(await deploy(make(names)), "aws:iam/rolePolicy:RolePolicy", "sso");
        const { policy, ...others } = inputs;
        expect(others).to.deep.equal({ name: "amazon-connect-federation", role: "contoso-people" });
        expect(JSON.parse(String(policy))).to.deep.equal({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Action: "connect:GetFederationToken",
                    // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's own policy variable.
                    Resource: `${instanceArn}${"/user/${aws:userid}"}`,
                },
            ],
        });
        expect(options).to.deep.equal({ protect: true });
    });

    it("results in the ARNs of provider and role, and registers the same", async () => {
        const deployment = await deploy(make(names));
        const outputs = {
            samlProviderArn: providerArn,
            roleArn: "arn:aws:iam::123456789012:role/contoso-people",
            notChecked: [],
        };
        expect(deployment.result).to.deep.equal(outputs);
        expect(find(deployment, "connect-entra-sso:index:AwsSamlFederation", "sso").outputs).to.deep.equal(outputs);
    });

    it("calls provider and role by project and stack when they have no name", async () => {
        const deployment = await deploy(make({}), { project: "contact-centre", stack: "prod" });
        expect(deployment.result).to.deep.equal({
            samlProviderArn: "arn:aws:iam::123456789012:saml-provider/contact-centre-prod",
            roleArn: "arn:aws:iam::123456789012:role/contact-centre-prod",
            notChecked: [],
        });
    });

    it("lets in only responses of the issuer that is given", async () => {
        const trust = await trustOf({ issuer: "https://idp.contoso.example/saml" });
        expect(trust.Statement[0].Condition).to.deep.equal({
            StringEquals: {
                "SAML:aud": ["https://signin.aws.amazon.com/saml", "https://eu-central-1.signin.aws.amazon.com/saml"],
                "SAML:iss": "https://idp.contoso.example/saml",
            },
        });
    });

    it("goes on trusting other providers", async () => {
        const trust = await trustOf({ alsoTrustedSamlProviders: [otherProvider] });
        expect(trust.Statement[0].Principal).to.deep.equal({ Federated: [providerArn, otherProvider] });
    });

    it("refuses a trust policy beyond IAM's quota, before the role is made", async () => {
        const long = (index: number) => `arn:aws:iam::123456789012:saml-provider/${`p${index}`.padEnd(128, "x")}`;
        const alsoTrustedSamlProviders = Array.from({ length: 12 }, (_, index) => long(index));
        const { failures, registrations } = await deploy(make({ ...names, alsoTrustedSamlProviders }));
        expect(failures.join()).to.match(
            /alsoTrustedSamlProviders must keep the role's trust policy within 2048 characters \(IAM quota\), got \d+ characters/,
        );
        expect(registrations.map(({ type }) => type)).to.not.include("aws:iam/role:Role");
    });

    it("takes the endpoint of the region that is given", async () => {
        const trust = await trustOf({ region: pulumi.output("us-west-2") });
        expect(trust.Statement[0].Condition.StringEquals["SAML:aud"]).to.deep.equal([
            "https://signin.aws.amazon.com/saml",
            "https://us-west-2.signin.aws.amazon.com/saml",
        ]);
    });

    it("takes GovCloud's endpoints in GovCloud", async () => {
        const trust = await trustOf({}, { region: "us-gov-west-1", partition: "aws-us-gov" });
        expect(trust.Statement[0].Condition.StringEquals["SAML:aud"]).to.deep.equal([
            "https://signin.amazonaws-us-gov.com/saml",
            "https://us-gov-west-1.signin.amazonaws-us-gov.com/saml",
        ]);
        expect(trust.Statement[0].Principal).to.deep.equal({
            Federated: "arn:aws-us-gov:iam::123456789012:saml-provider/contoso-dev",
        });
    });

    it("lets a session last as long as asked for", async () => {
        expect((await roleOf({ maxSessionDurationSeconds: 3600 })).inputs.maxSessionDuration).to.equal(3600);
    });

    it("takes over an existing role without its description, path, boundary and tags, and never deletes it", async () => {
        const stack = { project: "contact-centre", stack: "prod" };
        const deployment = await deploy(make({ existingRoleName: "connect-people" }), stack);
        const { inputs, options } = find(deployment, "aws:iam/role:Role", "sso");
        expect(inputs.name).to.equal("connect-people");
        expect(options).to.deep.equal({
            protect: true,
            import: "connect-people",
            retainOnDelete: true,
            ignoreChanges: ["description", "path", "permissionsBoundary", "forceDetachPolicies", "tags"],
        });
        const policy = find(deployment, "aws:iam/rolePolicy:RolePolicy", "sso");
        expect([policy.inputs.role, policy.inputs.name, policy.options]).to.deep.equal([
            "connect-people",
            "amazon-connect-federation-contact-centre-prod",
            { protect: true, ignoreChanges: ["name"] },
        ]);
    });

    it("protects nothing when protection is off", async () => {
        const { registrations } = await deploy(make({ ...names, protection: false }));
        expect(registrations.map(({ options }) => options)).to.deep.equal([{}, {}, {}, {}]);
    });

    it("looks up and makes everything with the provider of its caller", async () => {
        const { registrations } = await deploy(() => {
            const provider = new Provider("west", { region: "us-west-2" });
            return make(names, { providers: { aws: provider } })();
        });
        const children = registrations.filter(({ parent }) => parent === "AwsSamlFederation sso");
        const west = "urn:pulumi:dev::connect-entra-sso::pulumi:providers:aws::west::west-id";
        expect(children.map(({ options }) => options.provider)).to.deep.equal([west, west, west]);
    });

    it("knows neither ARN in a preview, and so no policy that holds one", async () => {
        const deployment = await deploy(make(names), { preview: true });
        expect(deployment.result).to.deep.equal({ samlProviderArn: unknown, roleArn: unknown, notChecked: [] });
        expect(find(deployment, "aws:iam/role:Role", "sso").inputs.assumeRolePolicy).to.equal(unknown);
    });

    const roleRule = "must be 1 to 64 letters a-z or A-Z, digits or _ + = . @ -";
    refusesArguments(headline, make, [
        [
            "a metadata document that is none",
            { samlMetadataDocument: "<EntityDescriptor/>" },
            ["samlMetadataDocument must be a SAML metadata document of 1000 to 10000000 characters, got 19 characters"],
        ],
        [
            "no metadata document",
            { samlMetadataDocument: undefined },
            ["samlMetadataDocument must be a SAML metadata document, got nothing"],
        ],
        [
            "a role name with a comma",
            { roleName: "connect,people" },
            [
                'roleName must not contain a comma, which would split the Role claim in two, got "connect,people"; write "connect-people"',
            ],
        ],
        [
            "a role name beside an existing role's",
            { roleName: "one", existingRoleName: "other" },
            ['roleName must be removed when existingRoleName names the role, got "one" beside "other"'],
        ],
        [
            "a role name that is known later beside an existing role's",
            { roleName: pulumi.output("one"), existingRoleName: "other" },
            ['roleName must be removed when existingRoleName names the role, got an Output beside "other"'],
        ],
        [
            "names, durations and ARNs that IAM refuses, all in one error",
            {
                samlProviderName: "contoso dev",
                roleName: "",
                maxSessionDurationSeconds: 60,
                alsoTrustedSamlProviders: ["old-adfs"],
                retiredSamlProviders: "old-adfs",
            },
            [
                'samlProviderName must be 1 to 128 letters a-z or A-Z, digits or . _ -, got "contoso dev"',
                `roleName ${roleRule}, got ""`,
                'alsoTrustedSamlProviders must be a list of SAML provider ARNs; its item 1 must be an ARN such as "arn:aws:iam::123456789012:saml-provider/connect-sso", got "old-adfs"',
                'retiredSamlProviders must be a list of SAML provider ARNs, got "old-adfs"',
                "maxSessionDurationSeconds must be a whole number of seconds from 3600 to 43200, got 60",
            ],
        ],
        [
            "an existing role name with a path",
            { existingRoleName: "people/connect" },
            [`existingRoleName ${roleRule}, got "people/connect"`],
        ],
    ]);

    it("refuses values that are known later with the same words, and registers nothing", async () => {
        const args = { ...names, roleName: pulumi.output("a,b"), maxSessionDurationSeconds: pulumi.output(60) };
        expectRefusal(await deploy(make(args)), later, [
            'roleName must not contain a comma, which would split the Role claim in two, got "a,b"; write "a-b"',
            "maxSessionDurationSeconds must be a whole number of seconds from 3600 to 43200, got 60",
        ]);
    });
});
