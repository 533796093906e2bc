/**
 * What IAM knows of a SAML sign-in when it evaluates a role's trust policy.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml
 */
import { createHash } from "node:crypto";
import { nameIdentifierClaim } from "../../saml/names";
import { samlKeys } from "./samlAttributes";

interface SamlAttribute {
    name: string;
    values: readonly string[];
}

export interface SamlRequest {
    /** Of the `SubjectConfirmationData`; `saml:aud` is this one, not the audience. Here and below undefined: not known. */
    recipient: string | undefined;
    issuer: string | undefined;
    nameId?: string;
    nameIdFormat?: string;
    samlProviderArn: string;
    roleSessionName: string | undefined;
    attributes: readonly SamlAttribute[];
    /** Claims of which it is not known whether and with which value they come. @default - none */
    unknownClaims?: ReadonlySet<string>;
}

interface RequestContext {
    context: Record<string, string[]>;
    modelledKeys: ReadonlySet<string>;
}

const awsAttributes = "https://aws.amazon.com/SAML/Attributes/";
const principalTag = `${awsAttributes}PrincipalTag:`;
const sourceIdentity = `${awsAttributes}SourceIdentity`;

/**
 * The condition keys of an `AssumeRoleWithSAML` request. A key of which it is not documented what AWS makes of this
 * assertion is in neither part of the answer, so that a condition on it is not modelled.
 */
export function samlRequestContext(args: SamlRequest): RequestContext {
    const [, account = "", provider = ""] =
        /:iam::(\d{12}):saml-provider\/(?:.*\/)?([^/]+)$/.exec(args.samlProviderArn) ?? [];
    const { recipient, issuer, roleSessionName, unknownClaims = new Set() } = args;
    const isUnknown = (names: readonly string[]) => names.some((name) => unknownClaims.has(name));
    const isTagUnknown = [...unknownClaims].some((name) => name.startsWith(principalTag));
    const filled: [key: string, values: readonly string[] | undefined][] = [
        ["saml:aud", recipient === undefined ? undefined : [recipient]],
        ["saml:iss", issuer === undefined ? undefined : [issuer]],
        ["saml:sub", isUnknown([nameIdentifierClaim]) ? undefined : args.nameId === undefined ? [] : [args.nameId]],
        ["saml:sub_type", subjectType(args.nameIdFormat)],
        ["saml:doc", account === "" ? undefined : [`${account}/${provider}`]],
        [
            "saml:namequalifier",
            account === "" || issuer === undefined ? undefined : [nameQualifier(issuer, account, provider)],
        ],
        ["sts:rolesessionname", roleSessionName === undefined ? undefined : [roleSessionName]],
        [
            "sts:sourceidentity",
            isUnknown([sourceIdentity]) ? undefined : valuesNamed(args.attributes, [sourceIdentity]),
        ],
        ["sts:transitivetagkeys", valuesNamed(args.attributes, [`${awsAttributes}TransitiveTagKeys`])],
        ...samlKeys.map(({ key, from, doubtful }): [string, readonly string[] | undefined] => {
            const isDoubtful =
                args.attributes.some(({ name }) => doubtful.includes(name)) || isUnknown([...from, ...doubtful]);
            return [`saml:${key}`, isDoubtful ? undefined : valuesNamed(args.attributes, from)];
        }),
        ...(isTagUnknown ? [] : tagKeys(args.attributes)),
    ];
    const context: Record<string, string[]> = {};
    const modelledKeys = new Set(isTagUnknown ? [] : ["aws:requesttag/"]);
    for (const [key, values] of filled) {
        if (values === undefined) {
            continue;
        }
        modelledKeys.add(key);
        if (values.length > 0) {
            context[key] = [...(context[key] ?? []), ...values];
        }
    }
    return { context, modelledKeys };
}

/**
 * What the trust policy must allow beside `sts:AssumeRoleWithSAML` for an assertion with these attributes.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function additionalTrustActions(
    attributes: readonly SamlAttribute[],
): ("sts:TagSession" | "sts:SetSourceIdentity")[] {
    return [
        ...(attributes.some(({ name }) => name.startsWith(principalTag)) ? (["sts:TagSession"] as const) : []),
        ...(attributes.some(({ name }) => name === sourceIdentity) ? (["sts:SetSourceIdentity"] as const) : []),
    ];
}

/** Of several attributes that fill one key AWS takes one, and does not say which: undefined. */
function valuesNamed(attributes: readonly SamlAttribute[], names: readonly string[]): readonly string[] | undefined {
    const found = attributes.filter(({ name }) => names.includes(name));
    return found.length > 1 ? undefined : (found[0]?.values ?? []);
}

/** `aws:RequestTag/<key>` for each session tag, and `aws:TagKeys`. */
function tagKeys(attributes: readonly SamlAttribute[]): [string, readonly string[]][] {
    const tags = attributes.filter(({ name }) => name.startsWith(principalTag));
    const keys = tags.map(({ name }) => name.slice(principalTag.length));
    return [
        ["aws:tagkeys", keys],
        ...tags.map(({ values }, index): [string, readonly string[]] => [
            `aws:requesttag/${keys[index]?.toLowerCase()}`,
            values,
        ]),
    ];
}

/**
 * `persistent`, `transient`, else the whole URI of the format. For other formats of SAML 2.0 the user guide says the URI and
 * the API reference the last word; without a format nothing is documented.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html
 */
function subjectType(format: string | undefined): string[] | undefined {
    const [, name] = /^urn:oasis:names:tc:SAML:2\.0:nameid-format:(.*)$/.exec(format ?? "") ?? [];
    if (name === "persistent" || name === "transient") {
        return [name];
    }
    return format === undefined || format === "" || name !== undefined ? undefined : [format];
}

/**
 * As the API reference calculates it: Base64 of the SHA-1 of issuer, account and `/name`, with nothing else between them.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html
 */
function nameQualifier(issuer: string, account: string, provider: string): string {
    return createHash("sha1").update(`${issuer}${account}/${provider}`).digest("base64");
}
