import { getRole } from "@pulumi/aws/iam/getRole";
import { getSamlProvider } from "@pulumi/aws/iam/getSamlProvider";
import * as pulumi from "@pulumi/pulumi";
import { metadataCertificates } from "../../rules/saml";
import { quote } from "../../rules/text";
import { type Answer, ask, isNotFound } from "./lookups";

/**
 * The metadata document that AWS holds now, so that a guard compares with it and not with the state alone, which does not know
 * what somebody changed by hand. Undefined when it can't be read; a warning then says so.
 */
export async function currentMetadataDocument(
    arn: string,
    lookup: pulumi.InvokeOptions,
    parent: pulumi.Resource,
): Promise<string | undefined> {
    const found = await ask(() => getSamlProvider({ arn }, lookup));
    return "answer" in found
        ? found.answer.samlMetadataDocument
        : cantRead(`SAML provider ${quote(arn)}`, found, parent);
}

/** Whether AWS trusts the certificate with this thumbprint now; undefined if AWS can't be asked. */
export async function trustsCertificate(
    arn: string,
    thumbprint: string,
    lookup: pulumi.InvokeOptions,
): Promise<boolean | undefined> {
    const found = await ask(() => getSamlProvider({ arn }, lookup));
    return "answer" in found
        ? metadataCertificates(found.answer.samlMetadataDocument).some((one) => one.thumbprint === thumbprint)
        : undefined;
}

/** The trust policy that AWS holds now; undefined as above. */
export async function currentTrustPolicy(
    name: string,
    lookup: pulumi.InvokeOptions,
    parent: pulumi.Resource,
): Promise<string | undefined> {
    const found = await ask(() => getRole({ name }, lookup));
    return "answer" in found ? found.answer.assumeRolePolicy : cantRead(`role ${quote(name)}`, found, parent);
}

function cantRead(
    what: string,
    { failure }: Exclude<Answer<never>, { answer: unknown }>,
    parent: pulumi.Resource,
): undefined {
    if (!isNotFound(failure)) {
        void pulumi.log.warn(
            `The ${what} could not be read before it changes: ${failure}. The change is compared only with Pulumi's state, which does not ` +
                "contain changes made by hand. Grant the caller iam:GetSAMLProvider and iam:GetRole.",
            parent,
        );
    }
    return undefined;
}
