import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EntraAwsClaims, type EntraAwsClaimsArgs } from "../../components/index";
import { childUrnsOf, deploy, find, treeOf, unknown } from "../helpers/cloud";
import { policyId, servicePrincipalObjectId } from "../helpers/cloudAnswers";
import { expectRefusal, refusesArguments } from "../helpers/refusals";

const headline = 'EntraAwsClaims "sso" has invalid args:';
const later = 'EntraAwsClaims "sso" can\'t be deployed:';
const servicePrincipalId = `/servicePrincipals/${servicePrincipalObjectId}`;
const roleArn = "arn:aws:iam::123456789012:role/contoso-people";
const samlProviderArn = "arn:aws:iam::123456789012:saml-provider/contoso-dev";
const policyType = "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy";
const assignmentType =
    "azuread:index/servicePrincipalClaimsMappingPolicyAssignment:ServicePrincipalClaimsMappingPolicyAssignment";

const make = (args: object) => () =>
    new EntraAwsClaims("sso", { servicePrincipalId, roleArn, samlProviderArn, ...args } as EntraAwsClaimsArgs);

/** The policy's inputs with its one definition parsed. */
async function policyOf(args: object) {
    const { inputs } = find(await deploy(make(args)), policyType, "sso");
    const definitions = inputs.definitions as string[];
    return { ...inputs, definitions: definitions.map((definition) => JSON.parse(definition)) };
}

function claims(attribute: string, seconds: string) {
    return {
        ClaimsMappingPolicy: {
            Version: 1,
            IncludeBasicClaimSet: "true",
            ClaimsSchema: [
                {
                    Value: `${roleArn},${samlProviderArn}`,
                    SamlClaimType: "https://aws.amazon.com/SAML/Attributes/Role",
                },
                {
                    Source: "user",
                    ID: attribute,
                    SamlClaimType: "https://aws.amazon.com/SAML/Attributes/RoleSessionName",
                },
                { Value: seconds, SamlClaimType: "https://aws.amazon.com/SAML/Attributes/SessionDuration" },
                {
                    Source: "user",
                    ID: attribute,
                    SamlClaimType: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier",
                },
            ],
        },
    };
}

describe("EntraAwsClaims", () => {
    it("makes a claims mapping policy and its assignment, under URNs of its class", async () => {
        const deployment = await deploy(make({}));
        expect(treeOf(deployment)).to.deep.equal([
            `${policyType} sso < EntraAwsClaims sso`,
            `${assignmentType} sso < EntraAwsClaims sso`,
            "connect-entra-sso:index:EntraAwsClaims sso",
        ]);
        expect(childUrnsOf(deployment, "EntraAwsClaims")).to.deep.equal([
            `connect-entra-sso:index:EntraAwsClaims$${policyType}::sso`,
            `connect-entra-sso:index:EntraAwsClaims$${assignmentType}::sso`,
        ]);
    });

    it("claims role and provider, and the user principal name for 12 hours", async () => {
        expect(await policyOf({})).to.deep.equal({
            displayName: "sso-aws",
            definitions: [claims("userprincipalname", "43200")],
        });
    });

    for (const [roleSessionNameAttribute, id] of [
        ["mail", "mail"],
        ["employeeId", "employeeid"],
    ] as const) {
        it(`claims ${roleSessionNameAttribute} as Entra spells it, for the session asked for`, async () => {
            const asked = { roleSessionNameAttribute, sessionDurationSeconds: 900, displayName: "Contoso claims" };
            expect(await policyOf(asked)).to.deep.equal({
                displayName: "Contoso claims",
                definitions: [claims(id, "900")],
            });
        });
    }

    it("assigns the policy to the service principal, the old assignment going first", async () => {
        const { inputs, options } = find(await deploy(make({})), assignmentType, "sso");
        expect(inputs).to.deep.equal({ claimsMappingPolicyId: policyId, servicePrincipalId });
        expect(options).to.deep.equal({ protect: true, deleteBeforeReplace: true });
    });

    it("results in the policy's id, and registers the same", async () => {
        const deployment = await deploy(make({}));
        const outputs = { claimsMappingPolicyId: policyId, notChecked: [] };
        expect(deployment.result).to.deep.equal(outputs);
        expect(find(deployment, "connect-entra-sso:index:EntraAwsClaims", "sso").outputs).to.deep.equal({
            ...outputs,
            whole: true,
        });
    });

    it("accepts a session as long as the role's longest", async () => {
        const { failures } = await deploy(make({ sessionDurationSeconds: 3600, maxSessionDurationSeconds: 3600 }));
        expect(failures).to.deep.equal([]);
    });

    it("makes a policy of unknown content in a preview of unknown ARNs", async () => {
        const deployment = await deploy(
            () => {
                const later = new EntraAwsClaims("first", {
                    servicePrincipalId,
                    roleArn,
                    samlProviderArn,
                }).claimsMappingPolicyId;
                return make({ roleArn: later })();
            },
            { preview: true },
        );
        expect(find(deployment, policyType, "sso").inputs).to.deep.equal({
            displayName: "sso-aws",
            definitions: [unknown],
        });
    });

    const arnRule = "must be an ARN such as";
    refusesArguments(headline, make, [
        [
            "an object id where a resource id is wanted",
            { servicePrincipalId: servicePrincipalObjectId },
            [
                `servicePrincipalId must be a resource id "/servicePrincipals/<object id>", got "${servicePrincipalObjectId}". Write the ` +
                    "id of the service principal, not its object id",
            ],
        ],
        [
            "a session that is longer than the role's longest",
            { sessionDurationSeconds: 7200, maxSessionDurationSeconds: 3600 },
            ["sessionDurationSeconds must be no more than the role's longest session, got 7200. Write 3600 or less"],
        ],
        [
            "the default session where the role's longest is shorter",
            { maxSessionDurationSeconds: 3600 },
            ["sessionDurationSeconds must be no more than the role's longest session, got 43200. Write 3600 or less"],
        ],
        [
            "an attribute that can't name people",
            { roleSessionNameAttribute: "userPrincipalname" },
            [
                'roleSessionNameAttribute must be "userPrincipalName", "mail" or "employeeId", got "userPrincipalname"; write "userPrincipalName"',
            ],
        ],
        [
            "all that is wrong, in one error",
            {
                roleArn: "contoso-people",
                samlProviderArn: undefined,
                sessionDurationSeconds: 60,
                maxSessionDurationSeconds: 600,
                displayName: " ",
            },
            [
                `roleArn ${arnRule} "arn:aws:iam::123456789012:role/connect-sso", got "contoso-people"`,
                `samlProviderArn ${arnRule} "arn:aws:iam::123456789012:saml-provider/connect-sso", got nothing`,
                "sessionDurationSeconds must be a whole number of seconds from 900 to 43200, got 60",
                "maxSessionDurationSeconds must be a whole number of seconds from 3600 to 43200, got 600",
                'displayName must be a non-empty text, got " "',
            ],
        ],
    ]);

    it("refuses values that are known later with the same words, and registers nothing", async () => {
        const args = { roleArn: pulumi.output("people"), sessionDurationSeconds: pulumi.output(60) };
        expectRefusal(await deploy(make(args)), later, [
            `roleArn ${arnRule} "arn:aws:iam::123456789012:role/connect-sso", got "people"`,
            "sessionDurationSeconds must be a whole number of seconds from 900 to 43200, got 60",
        ]);
    });

    it("refuses durations that are known later and don't fit each other, and registers nothing", async () => {
        const args = { sessionDurationSeconds: pulumi.output(7200), maxSessionDurationSeconds: pulumi.output(3600) };
        expectRefusal(await deploy(make(args)), later, [
            "sessionDurationSeconds must be no more than the role's longest session, got 7200. Write 3600 or less",
        ]);
    });
});
