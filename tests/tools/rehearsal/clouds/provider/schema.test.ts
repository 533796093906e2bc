import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { awsCloud } from "../../../../../tools/rehearsal/clouds/aws";
import { azureadCloud } from "../../../../../tools/rehearsal/clouds/azuread";
import type { Cloud } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { CloudClient } from "./client";

interface Schema {
    provider: { inputProperties: Record<string, object> };
    resources: Record<string, object>;
    functions: Record<string, { inputs: object; outputs: { properties: Record<string, object> } }>;
    types: Record<string, object>;
}

async function schemaOf(cloud: Cloud): Promise<Schema> {
    const client = await CloudClient.start(cloud);
    const response = await client.send("getSchema", new pb.GetSchemaRequest());
    client.stop();
    return JSON.parse(response.getSchema()) as Schema;
}

const text = { type: "string" };
const texts = { type: "object", additionalProperties: text };

describe("The schema of an emulated cloud, which YAML programs are checked against", () => {
    let aws: Schema;
    let azuread: Schema;
    before(async () => {
        [aws, azuread] = [await schemaOf(awsCloud), await schemaOf(azureadCloud)];
    });

    it("has each modelled type with what can be set and what comes back", () => {
        expect(aws.resources["aws:iam/samlProvider:SamlProvider"]).to.deep.equal({
            inputProperties: { name: text, samlMetadataDocument: text, tags: texts },
            requiredInputs: ["samlMetadataDocument"],
            properties: {
                name: text,
                samlMetadataDocument: text,
                tags: texts,
                tagsAll: texts,
                arn: text,
                samlProviderUuid: text,
                validUntil: text,
            },
        });
        expect(Object.keys(azuread.resources)).to.deep.equal(azureadCloud.types.map(({ token }) => token));
    });

    it("has blocks as types of their own, whose properties a program can read", () => {
        expect(azuread.types["azuread:index/application:Application-web-implicitGrant"]).to.deep.equal({
            type: "object",
            properties: {
                accessTokenIssuanceEnabled: { type: "boolean" },
                idTokenIssuanceEnabled: { type: "boolean" },
            },
        });
    });

    it("has each look-up with the results that the npm SDK declares", () => {
        expect(aws.functions["aws:index/getPartition:getPartition"]).to.deep.equal({
            inputs: { properties: { id: text }, required: [] },
            outputs: { properties: { dnsSuffix: text, id: text, partition: text, reverseDnsPrefix: text } },
        });
        const { users, objectIds, returnAll } =
            azuread.functions["azuread:index/getUsers:getUsers"]?.outputs.properties ?? {};
        const anything = { $ref: "pulumi.json#/Any" };
        expect({ users, objectIds, returnAll }).to.deep.equal({
            users: { type: "array", items: { type: "object", additionalProperties: anything } },
            objectIds: { type: "array", items: text },
            returnAll: { type: "boolean" },
        });
        const tokens = [...awsCloud.lookUps, ...azureadCloud.lookUps].map(({ token }) => token);
        const functions = { ...aws.functions, ...azuread.functions };
        expect(tokens.filter((token) => functions[token]?.outputs.properties.id === undefined)).to.deep.equal([]);
    });

    it("has the settings of an explicit provider", () => {
        expect(aws.provider.inputProperties).to.include.keys("region", "defaultTags", "assumeRoles");
        expect(azuread.provider.inputProperties).to.include.keys("tenantId", "useOidc", "environment");
    });
});
