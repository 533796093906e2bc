/** IAM's calls: https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/iam */
import type { Call } from "../../provider/resourceType";
import { iamArn } from "../account";
import { type ApiCall, type ApiCalls, type At, calls, creating, hasChanged, tagChanges } from "../apiCalls";
import { samePolicy } from "./policyDocument";
import { policiesOf, rolePolicyToken } from "./rolePolicies";

const roleToken = "aws:iam/role:Role";

const roleArn = (call: Call, name: string, path = "/"): string =>
    String(call.store.get(roleToken, name)?.arn ?? iamArn(call, `role${path}${name}`));

const ofRole = ({ call }: At, name: string, doing: string, path?: string) =>
    calls("IAM", roleArn(call, name, path), doing);

/** Whoever made them, the provider reads the role's inline policies one by one. */
function readRole(at: At, name: string, path?: string): ApiCall[] {
    const ask = ofRole(at, name, `reading IAM Role (${name})`, path);
    const readsPolicies = policiesOf(at.call, name).length > 0 ? ["GetRolePolicy"] : [];
    return ask("GetRole", "ListRolePolicies", ...readsPolicies, "ListAttachedRolePolicies");
}

const role: ApiCalls = {
    create: (at) => {
        const name = at.id === "" ? String(at.inputs.name ?? `${at.inputs.namePrefix}*`) : at.id;
        const path = String(at.inputs.path ?? "/");
        const [create] = ofRole(at, name, `creating IAM Role (${name})`, path)("CreateRole") as [ApiCall];
        return [...creating(at, create, "iam:TagRole"), ...readRole(at, name, path)];
    },
    read: (at) => readRole(at, at.id),
    update: (at) => {
        const ask = ofRole(at, at.id, `updating IAM Role (${at.id})`);
        const { assumeRolePolicy: before = "" } = at.before;
        const trust = samePolicy(before, at.inputs.assumeRolePolicy ?? "") ? [] : ["UpdateAssumeRolePolicy"];
        const description = hasChanged(at, "description") ? ["UpdateRoleDescription"] : [];
        const session = hasChanged(at, "maxSessionDuration") ? ["UpdateRole"] : [];
        const tags = tagChanges(at, { tag: "TagRole", untag: "UntagRole" }, ask);
        return [...ask(...trust, ...description, ...session), ...tags, ...readRole(at, at.id)];
    },
    delete: (at) => {
        const detached = ["ListAttachedRolePolicies", "ListRolePolicies"];
        const own = policiesOf(at.call, at.id).length > 0 ? ["DeleteRolePolicy"] : [];
        const first = at.before.forceDetachPolicies === true ? [...detached, ...own] : [];
        const ask = ofRole(at, at.id, `deleting IAM Role (${at.id})`);
        return ask("ListInstanceProfilesForRole", ...first, "DeleteRole");
    },
};

function ofPolicy(at: At, ...operations: string[]): ApiCall[] {
    const [known = "", ownName = ""] = at.id.split(":");
    const roleName = known === "" ? String(at.inputs.role) : known;
    const name = known === "" ? String(at.inputs.name ?? `${at.inputs.namePrefix}*`) : ownName;
    return operations.flatMap((operation) => {
        const verb = { PutRolePolicy: "putting", DeleteRolePolicy: "deleting" }[operation] ?? "reading";
        return ofRole(at, roleName, `${verb} IAM Role (${roleName}) Policy (${name})`)(operation);
    });
}

const rolePolicy: ApiCalls = {
    create: (at) => ofPolicy(at, "PutRolePolicy", "GetRolePolicy"),
    read: (at) => ofPolicy(at, "GetRolePolicy"),
    update: (at) => ofPolicy(at, "PutRolePolicy", "GetRolePolicy"),
    delete: (at) => ofPolicy(at, "DeleteRolePolicy"),
};

function ofProvider(arn: string, verb: string, what = arn) {
    return calls("IAM", arn, `${verb} IAM SAML Provider (${what})`);
}

const samlProvider: ApiCalls = {
    create: (at) => {
        const name = String(at.inputs.name);
        const arn = iamArn(at.call, `saml-provider/${name}`);
        const [create] = ofProvider(arn, "creating", name)("CreateSAMLProvider") as [ApiCall];
        return [...creating(at, create, "iam:TagSAMLProvider"), ...ofProvider(arn, "reading")("GetSAMLProvider")];
    },
    read: ({ id }) => ofProvider(id, "reading")("GetSAMLProvider"),
    update: (at) => {
        const ask = ofProvider(at.id, "updating");
        const document = hasChanged(at, "samlMetadataDocument") ? ask("UpdateSAMLProvider") : [];
        const tags = tagChanges(at, { tag: "TagSAMLProvider", untag: "UntagSAMLProvider" }, ask);
        return [...document, ...tags, ...ofProvider(at.id, "reading")("GetSAMLProvider")];
    },
    delete: ({ id }) => ofProvider(id, "deleting")("DeleteSAMLProvider"),
};

export const iamCalls: Record<string, ApiCalls> = {
    [roleToken]: role,
    [rolePolicyToken]: rolePolicy,
    "aws:iam/samlProvider:SamlProvider": samlProvider,
    "aws:iam/getRole:getRole": {
        invoke: (at) => {
            const name = String(at.inputs.name);
            return ofRole(at, name, `reading IAM Role (${name})`)("GetRole");
        },
    },
    "aws:iam/getSamlProvider:getSamlProvider": {
        invoke: ({ inputs }) => ofProvider(String(inputs.arn), "reading")("GetSAMLProvider"),
    },
};
