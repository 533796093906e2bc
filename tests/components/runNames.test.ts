import { Provider } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
    AwsSamlFederation,
    type AwsSamlFederationArgs,
    ConnectSso,
    type ConnectSsoArgs,
    EntraSamlApp,
} from "../../components/index";
import { deriveMetadataDocument } from "../../rules/saml";
import { makeCertificate, type TestCertificate } from "../helpers/certificates";
import { deploy, failureOf, find } from "../helpers/cloud";
import { instanceArn, newInstanceId } from "../helpers/cloudAnswers";

const users = { "admin@contoso.example": { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] } };
const people = [{ objectId: "99999999-aaaa-4444-8888-00000000000a", userPrincipalName: "admin@contoso.example" }];
const secondIdentifier = "https://signin.aws.amazon.com/saml";

describe("Two components of one program", () => {
    let certificate: TestCertificate;
    let samlMetadataDocument = "";

    before(async () => {
        certificate = await makeCertificate();
        samlMetadataDocument = deriveMetadataDocument({
            entityId: "https://idp.contoso.example/saml",
            singleSignOnUrl: "https://idp.contoso.example/saml/login",
            signingCertificates: [certificate],
        });
    });

    const sso = (name: string, args: Partial<ConnectSsoArgs> = {}, opts?: pulumi.ComponentResourceOptions) =>
        new ConnectSso(name, { instanceAlias: `contoso-${name}`, users, ...args }, opts);
    const federation = (
        name: string,
        args: Partial<AwsSamlFederationArgs> = {},
        opts?: pulumi.ComponentResourceOptions,
    ) => new AwsSamlFederation(name, { samlMetadataDocument, instanceArn: instanceArn(newInstanceId), ...args }, opts);
    const app = (name: string, identifier: pulumi.Input<string>) =>
        new EntraSamlApp(name, { displayName: name, identifier, replyUrl: "https://contoso.example/saml" });
    const run = (program: () => unknown) =>
        deploy(
            () => {
                program();
            },
            { certificate, people },
        );

    it("have default names of their own: project and stack, then the component's name as well", async () => {
        const deployment = await run(() => [sso("first"), sso("second", { identifier: secondIdentifier })]);
        expect(deployment.failures).to.deep.equal([]);
        const namesOf = (name: string) => [
            find(deployment, "aws:iam/role:Role", name).inputs.name,
            find(deployment, "aws:iam/samlProvider:SamlProvider", name).inputs.name,
            find(deployment, "azuread:index/application:Application", name).inputs.displayName,
            find(deployment, "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy", name).inputs.displayName,
        ];
        expect([namesOf("first"), namesOf("second")]).to.deep.equal([
            Array(4).fill("connect-entra-sso-dev"),
            Array(4).fill("connect-entra-sso-dev-second"),
        ]);
    });

    it("have the same default names in every run of a process", async () => {
        const roleOf = async () => find(await run(() => sso("first")), "aws:iam/role:Role", "first").inputs.name;
        expect([await roleOf(), await roleOf()]).to.deep.equal(["connect-entra-sso-dev", "connect-entra-sso-dev"]);
    });

    const sameIdentifier = (who: string, other: string, identifier: string) =>
        `${other} can't be deployed:\n  - identifier is the same as that of ${who}, got "${identifier}". It must be unique in the tenant: ` +
        "set another identifier";
    const sameName = (field: string, who: string, other: string, name: string) =>
        `${other} can't be deployed:\n  - ${field} is the same as that of ${who}, got "${name}". It must be unique in the AWS account: set ` +
        "another name";
    const collisions: [what: string, program: () => unknown, failure: string][] = [
        [
            "the default identifier",
            () => [sso("first"), sso("second")],
            sameIdentifier('ConnectSso "first"', 'ConnectSso "second"', "urn:amazon:webservices"),
        ],
        [
            "an identifier that one of them is given as an Output",
            () => [app("first", pulumi.output("urn:contoso:a")), app("second", "urn:contoso:a")],
            sameIdentifier('EntraSamlApp "first"', 'EntraSamlApp "second"', "urn:contoso:a"),
        ],
        [
            "a role",
            () => [
                sso("first", { roleName: "people" }),
                sso("second", { roleName: "people", identifier: secondIdentifier }),
            ],
            sameName("roleName", 'ConnectSso "first"', 'ConnectSso "second"', "people"),
        ],
        [
            "a SAML provider",
            () => [
                federation("first", { samlProviderName: "contoso" }),
                federation("second", { samlProviderName: "contoso" }),
            ],
            sameName("samlProviderName", 'AwsSamlFederation "first"', 'AwsSamlFederation "second"', "contoso"),
        ],
        [
            "a role under two kinds of component",
            () => [
                federation("first", { roleName: "people" }),
                sso("second", { roleName: "people", samlProviderName: "b" }),
            ],
            sameName("roleName", 'AwsSamlFederation "first"', 'ConnectSso "second"', "people"),
        ],
    ];
    for (const [what, program, failure] of collisions) {
        it(`are refused when they have ${what} in common, with both named`, async () => {
            expect(failureOf(await run(program))).to.equal(failure);
        });
    }

    it("may have one role name in two AWS accounts", async () => {
        const accounts: Record<string, string> = { west: "111111111111", east: "222222222222" };
        const deployment = await deploy(
            () => {
                for (const name of Object.keys(accounts)) {
                    const provider = new Provider(name, { region: "us-west-2" });
                    federation(
                        name,
                        { roleName: "people", samlProviderName: "contoso" },
                        { providers: { aws: provider } },
                    );
                }
            },
            { certificate, accounts },
        );
        expect(deployment.failures).to.deep.equal([]);
        expect(deployment.registrations.filter(({ type }) => type === "aws:iam/role:Role")).to.have.lengthOf(2);
    });

    it("may have one identifier in two runs of a process", async () => {
        expect((await run(() => app("first", "urn:contoso:a"))).failures).to.deep.equal([]);
        expect((await run(() => app("second", "urn:contoso:a"))).failures).to.deep.equal([]);
    });
});
