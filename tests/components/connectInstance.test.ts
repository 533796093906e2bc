import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ConnectInstance, type ConnectInstanceArgs } from "../../components/index";
import { childUrnsOf, deploy, find, treeOf, unknown } from "../helpers/cloud";
import { instanceArn, newInstanceId } from "../helpers/cloudAnswers";
import { expectRefusal, refusesArguments } from "../helpers/refusals";

const headline = 'ConnectInstance "sso" has invalid args:';
const later = 'ConnectInstance "sso" can\'t be deployed:';
const existingId = "66666666-aaaa-4444-8888-000000000006";
const existing = { id: existingId, instanceAlias: "contoso", identityManagementType: "SAML" };
const make = (args: object, opts?: pulumi.ComponentResourceOptions) => () =>
    new ConnectInstance("sso", args as ConnectInstanceArgs, opts);

describe("ConnectInstance", () => {
    it("makes one instance whose users sign in by SAML, with everything on, and protects it", async () => {
        const deployment = await deploy(make({ instanceAlias: "contoso-dev", tags: { team: "support" } }));
        expect(treeOf(deployment)).to.deep.equal([
            "aws:connect/instance:Instance sso < ConnectInstance sso",
            "connect-entra-sso:index:ConnectInstance sso",
        ]);
        const { inputs, options } = find(deployment, "aws:connect/instance:Instance", "sso");
        expect(inputs).to.deep.equal({
            identityManagementType: "SAML",
            instanceAlias: "contoso-dev",
            inboundCallsEnabled: true,
            outboundCallsEnabled: true,
            contactFlowLogsEnabled: true,
            contactLensEnabled: true,
            tags: { team: "support" },
        });
        expect(options).to.deep.equal({ protect: true });
    });

    it("gives the instance the component's type in its URN", async () => {
        const deployment = await deploy(make({ instanceAlias: "contoso-dev" }));
        expect(childUrnsOf(deployment, "ConnectInstance")).to.deep.equal([
            "connect-entra-sso:index:ConnectInstance$aws:connect/instance:Instance::sso",
        ]);
    });

    it("results in the instance and its addresses, and registers the same", async () => {
        const deployment = await deploy(make({ instanceAlias: "contoso-dev" }));
        const outputs = {
            instanceId: newInstanceId,
            instanceArn: instanceArn(newInstanceId),
            alias: "contoso-dev",
            accessUrl: "https://contoso-dev.my.connect.aws",
            ccpUrl: "https://contoso-dev.my.connect.aws/ccp-v2/",
            notChecked: [],
        };
        expect(deployment.result).to.deep.equal(outputs);
        expect(find(deployment, "connect-entra-sso:index:ConnectInstance", "sso").outputs).to.deep.equal(outputs);
    });

    it("turns off what is turned off", async () => {
        const off = {
            inboundCallsEnabled: false,
            outboundCallsEnabled: false,
            contactFlowLogsEnabled: false,
            contactLensEnabled: false,
        };
        const deployment = await deploy(make({ instanceAlias: "contoso-dev", ...off }));
        expect(find(deployment, "aws:connect/instance:Instance", "sso").inputs).to.deep.equal({
            identityManagementType: "SAML",
            instanceAlias: "contoso-dev",
            ...off,
        });
    });

    it("leaves the instance unprotected when protection is off", async () => {
        const deployment = await deploy(make({ instanceAlias: "contoso-dev", protection: false }));
        expect(find(deployment, "aws:connect/instance:Instance", "sso").options).to.deep.equal({});
    });

    it("keeps the protection a caller asks for on the whole component", async () => {
        const deployment = await deploy(make({ instanceAlias: "contoso-dev", protection: false }, { protect: true }));
        expect(find(deployment, "aws:connect/instance:Instance", "sso").options).to.deep.equal({ protect: true });
    });

    it("knows alias and addresses in a preview, but neither id nor ARN", async () => {
        const { result } = await deploy(make({ instanceAlias: "contoso-dev" }), { preview: true });
        expect(result).to.deep.equal({
            instanceId: unknown,
            instanceArn: unknown,
            alias: "contoso-dev",
            accessUrl: "https://contoso-dev.my.connect.aws",
            ccpUrl: "https://contoso-dev.my.connect.aws/ccp-v2/",
            notChecked: [],
        });
    });

    it("has addresses of their own in GovCloud", async () => {
        const govCloud = { region: "us-gov-west-1", partition: "aws-us-gov" };
        const { result } = await deploy(make({ instanceAlias: "contoso-dev" }), govCloud);
        expect(result).to.deep.equal({
            instanceId: newInstanceId,
            instanceArn: `arn:aws-us-gov:connect:us-gov-west-1:123456789012:instance/${newInstanceId}`,
            alias: "contoso-dev",
            accessUrl: "https://contoso-dev.govcloud.connect.aws",
            ccpUrl: "https://contoso-dev.govcloud.connect.aws/ccp-v2/",
            notChecked: [],
        });
    });

    for (const preview of [false, true]) {
        it(`reads an existing instance and makes none${preview ? ", in a preview too" : ""}`, async () => {
            const facts = { instances: [existing], preview };
            const deployment = await deploy(make({ existingInstanceId: existingId }), facts);
            expect(treeOf(deployment)).to.deep.equal(["connect-entra-sso:index:ConnectInstance sso"]);
            expect(deployment.result).to.deep.equal({
                instanceId: existingId,
                instanceArn: instanceArn(existingId),
                alias: "contoso",
                accessUrl: "https://contoso.my.connect.aws",
                ccpUrl: "https://contoso.my.connect.aws/ccp-v2/",
                notChecked: [],
            });
        });
    }

    it("refuses an instance whose users don't sign in by SAML, and registers nothing", async () => {
        const deployment = await deploy(make({ existingInstanceId: existingId }), {
            instances: [{ ...existing, identityManagementType: "CONNECT_MANAGED" }],
        });
        expectRefusal(deployment, later, [
            `existingInstanceId must be an instance whose identity management type is SAML, got "${existingId}", which has ` +
                '"CONNECT_MANAGED". The type of an instance is permanent: use another instance, or write instanceAlias to create one',
        ]);
    });

    it("refuses an instance that is not there with what AWS says, and registers nothing", async () => {
        const deployment = await deploy(make({ existingInstanceId: existingId }));
        expectRefusal(deployment, later, [
            `existingInstanceId must be an Amazon Connect instance in the account and Region of the aws provider, got "${existingId}", ` +
                "which can't be read: ResourceNotFoundException: instance not found",
        ]);
    });

    it("is in the Region of the provider, which is registered for the guards", async () => {
        const deployment = await deploy(make({ existingInstanceId: existingId }), { instances: [existing] });
        const { inputs } = find(deployment, "connect-entra-sso:index:ConnectInstance", "sso");
        expect([inputs.region, inputs.existingInstanceArn]).to.deep.equal(["eu-central-1", instanceArn(existingId)]);
    });

    const aliasRule = "must be 2 to 45 letters a-z or A-Z, digits or hyphens, and must not begin or end with a hyphen";
    const guid = 'must be the instance\'s id, a GUID such as "00000000-1111-2222-3333-444444444444"';
    const bad: [what: string, args: object, problems: string[]][] = [
        [
            "neither alias nor id",
            {},
            [
                "instanceAlias or existingInstanceId must be set, got neither. Write the alias of an instance to create, or the id of " +
                    "an existing one",
            ],
        ],
        [
            "alias and id",
            { instanceAlias: "contoso", existingInstanceId: existingId },
            [
                "instanceAlias must not be set together with existingInstanceId, got both. Keep instanceAlias to create an instance, or " +
                    "existingInstanceId to use an existing one",
            ],
        ],
        ["an alias that is too short", { instanceAlias: "c" }, [`instanceAlias ${aliasRule}, got "c" (1 character)`]],
        [
            "an alias that is too long",
            { instanceAlias: "c".repeat(46) },
            [`instanceAlias ${aliasRule}, got "${"c".repeat(46)}" (46 characters)`],
        ],
        [
            "an alias with blanks",
            { instanceAlias: "Contoso dev" },
            [`instanceAlias ${aliasRule}, got "Contoso dev"; write "Contoso-dev"`],
        ],
        ["an id that is a name", { existingInstanceId: "contoso" }, [`existingInstanceId ${guid}, got "contoso"`]],
        [
            "an ARN for an id",
            { existingInstanceId: instanceArn(existingId) },
            [`existingInstanceId ${guid}, got "${`${instanceArn(existingId)}`.slice(0, 77)}…"; write "${existingId}"`],
        ],
        [
            "tags that AWS keeps for itself",
            { instanceAlias: "contoso", tags: { "aws:team": "support" } },
            ['tags must not contain a key that begins "aws:" (reserved by AWS), got "aws:team"'],
        ],
        [
            "everything wrong at once",
            { instanceAlias: "-", existingInstanceId: 7, tags: [] },
            [
                `instanceAlias ${aliasRule}, got "-" (1 character)`,
                `existingInstanceId ${guid}, got 7`,
                'tags must be a map of tag to text such as { "team": "support" }, got []',
                "instanceAlias must not be set together with existingInstanceId, got both. Keep instanceAlias to create an instance, or " +
                    "existingInstanceId to use an existing one",
            ],
        ],
    ];
    refusesArguments(headline, make, bad);

    it("accepts tags whose values are known later", async () => {
        const deployment = await deploy(make({ instanceAlias: "contoso", tags: { team: pulumi.output("support") } }));
        expect(find(deployment, "aws:connect/instance:Instance", "sso").inputs.tags).to.deep.equal({ team: "support" });
    });

    it("asks AWS for no instance by an id that is known later and is none", async () => {
        const deployment = await deploy(make({ existingInstanceId: pulumi.output("contoso") }));
        expectRefusal(deployment, later, [`existingInstanceId ${guid}, got "contoso"`]);
        const asked = deployment.lookups.filter(({ token }) => token === "aws:connect/getInstance:getInstance");
        expect(asked).to.deep.equal([]);
    });

    it("refuses a value that is known later with the same words, and makes nothing", async () => {
        const deployment = await deploy(
            make({ instanceAlias: pulumi.output("c"), tags: pulumi.output({ "aws:a": "b" }) }),
        );
        expectRefusal(deployment, later, [
            `instanceAlias ${aliasRule}, got "c" (1 character)`,
            'tags must not contain a key that begins "aws:" (reserved by AWS), got "aws:a"',
        ]);
    });
});
