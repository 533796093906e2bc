/** IAM policies that a resource holds. */
import { readStatements, type Statement } from "../rules/policyStatements";
import { isRecord } from "../rules/record";
import { propertyOf, type Resource } from "./resource";
import { types } from "./types";

export interface PolicyText {
    /** Of the resource: `policy`, `inlinePolicies[0].policy`. */
    property: string;
    statements: readonly Statement[];
}

const holders: readonly string[] = [types.rolePolicy, types.policy, types.iamUserPolicy];

/** The policies of permissions that are known. */
export function policyTexts(resource: Resource): PolicyText[] {
    const inline = resource.type === types.role ? propertyOf(resource, "inlinePolicies") : undefined;
    const texts: (readonly [string, unknown])[] = holders.includes(resource.type)
        ? [["policy", propertyOf(resource, "policy")]]
        : (Array.isArray(inline) ? inline : []).map(
              (one, index) => [`inlinePolicies[${index}].policy`, isRecord(one) ? one.policy : undefined] as const,
          );
    return texts.flatMap(([property, text]) => {
        const statements = readStatements(text);
        return statements === undefined ? [] : [{ property, statements }];
    });
}
