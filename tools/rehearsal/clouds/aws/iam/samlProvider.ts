/** `aws.iam.SamlProvider` */
import { randomBytes } from "node:crypto";
import { lengthBetween } from "../../provider/formats";
import type { Call, ResourceType, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { iamArn, now } from "../account";
import { apiError, because, outsideModel } from "../errors";
import { allTags, plannedTags, tagProblem, tagProperties } from "../tags";
import { metadataProblem } from "./samlMetadata";

export const samlProviderToken = "aws:iam/samlProvider:SamlProvider";
const maxProviders = 100;
const validYears = 100;

const create = { service: "IAM", operation: "CreateSAMLProvider" } as const;
const update = { service: "IAM", operation: "UpdateSAMLProvider" } as const;

function problemOf(inputs: Values, config: Values): string | undefined {
    const metadata = metadataProblem(String(inputs.samlMetadataDocument));
    if (metadata !== undefined) {
        return because("InvalidInput: Could not parse metadata", metadata);
    }
    const tags = tagProblem(allTags(inputs, config), "IAM");
    return tags === undefined ? undefined : `ValidationError: ${outsideModel("tags", tags)}`;
}

function validUntil(): string {
    const end = new Date();
    end.setUTCFullYear(end.getUTCFullYear() + validYears);
    return end.toISOString().replace(/\.\d+Z$/, "Z");
}

function put(call: Call, arn: string, inputs: Values, fixed: Values): void {
    const { name, samlMetadataDocument, tags } = inputs;
    const kept = { name: name ?? "", samlMetadataDocument: samlMetadataDocument ?? "", ...(tags ? { tags } : {}) };
    call.store.put(samlProviderToken, arn, { ...kept, tagsAll: allTags(inputs, call.config), arn, ...fixed });
}

export const samlProvider: ResourceType = {
    token: samlProviderToken,
    autoName: { property: "name", maxLength: 128 },
    properties: {
        name: { kind: "string", replace: true, format: lengthBetween(1, 128) },
        samlMetadataDocument: { kind: "string", required: true, format: lengthBetween(1000, 10_000_000) },
        ...tagProperties,
        arn: { kind: "string", readOnly: true },
        samlProviderUuid: { kind: "string", readOnly: true },
        validUntil: { kind: "string", readOnly: true },
    },
    plan: plannedTags,
    create: (call, inputs) => {
        const name = String(inputs.name);
        const doing = `creating IAM SAML Provider (${name})`;
        if (!/^[\w._-]+$/.test(name)) {
            const constraint = "Member must satisfy regular expression pattern: [\\w._-]+";
            throw apiError(doing, create, 400, `ValidationError: ${outsideModel("name", constraint)}`);
        }
        const problem = problemOf(inputs, call.config);
        if (problem !== undefined) {
            throw apiError(doing, create, 400, problem);
        }
        const arn = iamArn(call, `saml-provider/${name}`);
        if (call.store.get(samlProviderToken, arn)) {
            const message = `EntityAlreadyExists: SAMLProvider with name ${name} already exists.`;
            throw apiError(doing, create, 409, message);
        }
        if (call.store.list(samlProviderToken).length >= maxProviders) {
            const message = `LimitExceeded: Cannot exceed quota for SAMLProvidersPerAccount: ${maxProviders}`;
            throw apiError(doing, create, 409, message);
        }
        const samlProviderUuid = `SAMLP${randomBytes(10).toString("hex").toUpperCase()}`;
        put(call, arn, inputs, { samlProviderUuid, createDate: now(), validUntil: validUntil() });
        return arn;
    },
    read: ({ store }, id) => {
        if (!id.includes(":saml-provider/")) {
            throw new CloudError(`parsing IAM SAML Provider ARN (${id}): arn: invalid prefix`);
        }
        const { createDate: _, ...found } = store.get(samlProviderToken, id) ?? {};
        return found.arn === undefined ? undefined : found;
    },
    update: (call, id, inputs) => {
        const problem = problemOf(inputs, call.config);
        if (problem !== undefined) {
            throw apiError(`updating IAM SAML Provider (${id})`, update, 400, problem);
        }
        const { samlProviderUuid, createDate, validUntil: until } = call.store.get(samlProviderToken, id) as Values;
        put(call, id, inputs, {
            samlProviderUuid: samlProviderUuid ?? "",
            createDate: createDate ?? "",
            validUntil: until ?? "",
        });
    },
    delete: ({ store }, id) => store.remove(samlProviderToken, id),
    notFound: (id) =>
        apiError(`updating IAM SAML Provider (${id})`, update, 404, `NoSuchEntity: Manifest not found for arn ${id}`)
            .message,
};
