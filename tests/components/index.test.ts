import { expect } from "chai";
import * as surface from "../../components/index";

describe("The public surface", () => {
    it("is the nine components, their error, the choices among their arguments, and what computes addresses, ARNs and permissions", () => {
        expect(Object.keys(surface).sort()).to.deep.equal([
            "AwsSamlFederation",
            "CognitoFederation",
            "ConnectEntraSsoError",
            "ConnectInstance",
            "ConnectSso",
            "ConnectUsers",
            "EntraAppAssignments",
            "EntraAwsClaims",
            "EntraSamlApp",
            "EntraSigningCertificate",
            "awsPermissions",
            "awsSamlEndpoints",
            "connectRelayState",
            "entraEnvironments",
            "federationArns",
            "graphPermissions",
            "landingPages",
            "phoneTypes",
            "roleSessionNameAttributes",
        ]);
    });

    it("names each choice as it is written", () => {
        const { entraEnvironments, landingPages, phoneTypes, roleSessionNameAttributes } = surface;
        expect({ entraEnvironments, landingPages, phoneTypes, roleSessionNameAttributes }).to.deep.equal({
            entraEnvironments: { global: "global", usgovernment: "usgovernment", china: "china" },
            landingPages: { ccp: "ccp", agentWorkspace: "agentWorkspace" },
            phoneTypes: { softPhone: "SOFT_PHONE", deskPhone: "DESK_PHONE" },
            roleSessionNameAttributes: {
                userPrincipalName: "userPrincipalName",
                mail: "mail",
                employeeId: "employeeId",
            },
        });
    });

    it("computes the ARNs of a federation that another program makes", () => {
        const names = { accountId: "123456789012", roleName: "people", samlProviderName: "contoso" };
        expect([
            surface.federationArns(names),
            surface.federationArns({ ...names, partition: "aws-us-gov" }),
        ]).to.deep.equal([
            {
                roleArn: "arn:aws:iam::123456789012:role/people",
                samlProviderArn: "arn:aws:iam::123456789012:saml-provider/contoso",
            },
            {
                roleArn: "arn:aws-us-gov:iam::123456789012:role/people",
                samlProviderArn: "arn:aws-us-gov:iam::123456789012:saml-provider/contoso",
            },
        ]);
    });
});
