/**
 * `aws.iam.getSamlProvider` and `aws.iam.getRole`. What is not found is an error in the provider's own words, from its source:
 * https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/iam
 */
import type { LookUp, Value, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { roleToken } from "./role";
import { samlProviderToken } from "./samlProvider";

const tags = { kind: "map", items: { kind: "string" } } as const;

/** The provider's validator of ARNs, which looks at the form of partition, service, Region and account only. */
function arnForm(value: string, path: string): string | undefined {
    const invalid = (why: string) => `${JSON.stringify(path)} (${value}) is an invalid ARN: ${why}`;
    const [prefix, partition = "", , , account = "", ...resource] = value.split(":");
    if (prefix !== "arn") {
        return invalid("arn: invalid prefix");
    }
    if (resource.length === 0) {
        return invalid("arn: not enough sections");
    }
    if (!/^aws(-[a-z]+)*$/.test(partition)) {
        return invalid(`invalid partition value (expecting to match regular expression: ^aws(-[a-z]+)*$)`);
    }
    if (account !== "" && !/^(aws|aws-managed|third-party|\d{12}|cw.{10})$/.test(account)) {
        return invalid(
            "invalid account ID value (expecting to match regular expression: ^(aws|aws-managed|third-party|aws-marketplace|\\d{12}|cw.{10})$)",
        );
    }
    return resource.join(":") === "" ? invalid("missing resource value") : undefined;
}

/** Looked up by the whole ARN, as the API does: one of another account or partition is not found. */
export const getSamlProvider: LookUp = {
    token: "aws:iam/getSamlProvider:getSamlProvider",
    arguments: { arn: { kind: "string", required: true, format: arnForm }, tags },
    result: (call, { arn }) => {
        const found = call.find(samlProviderToken, String(arn));
        if (found === undefined) {
            throw new CloudError(`reading IAM SAML Provider (${arn}): couldn't find resource`);
        }
        const { tagsAll, ...provider } = found;
        return { ...provider, id: String(arn), tags: tagsAll ?? {} };
    },
};

/** The name is compared exactly. Whether IAM finds a role by its name in another case is not verified. */
export const getRole: LookUp = {
    token: "aws:iam/getRole:getRole",
    arguments: { name: { kind: "string", required: true }, tags },
    result: (call, { name }) => {
        const found = call.find(roleToken, String(name)) as Values | undefined;
        if (found === undefined) {
            throw new CloudError(`reading IAM Role (${name}): couldn't find resource`);
        }
        const of = (key: string): Value => found[key] ?? "";
        return {
            arn: of("arn"),
            assumeRolePolicy: of("assumeRolePolicy"),
            createDate: of("createDate"),
            description: of("description"),
            id: String(name),
            maxSessionDuration: of("maxSessionDuration"),
            name: of("name"),
            path: of("path"),
            permissionsBoundary: "",
            roleLastUseds: [],
            tags: found.tagsAll ?? {},
            uniqueId: of("uniqueId"),
        };
    },
};
