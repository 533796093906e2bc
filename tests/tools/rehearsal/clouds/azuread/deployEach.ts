/** What the program makes in Entra, by a plugin: an object of each type. */
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import {
    APPLICATION,
    AWS_IDENTIFIER,
    CERTIFICATE,
    caller,
    DEFAULT_ROLE,
    IDENTIFIER_URI,
    type Made,
    POLICY,
    POLICY_ASSIGNMENT,
    ROLE_ASSIGNMENT,
    SERVICE_PRINCIPAL,
    text,
    userId,
} from "./entra";
import { definition } from "./https/callSequence";

/** `people`: who is assigned. */
export async function deployEach(
    people: readonly string[],
    make: (token: string, inputs: Values) => Promise<Made>,
): Promise<void> {
    const featureTags = { customSingleSignOn: true, enterprise: true };
    const application = await make(APPLICATION, {
        api: { requestedAccessTokenVersion: 2 },
        displayName: "Amazon Connect",
        featureTags: [featureTags],
        owners: [caller],
        web: { redirectUris: ["https://signin.aws.amazon.com/saml"] },
    });
    const servicePrincipal = await make(SERVICE_PRINCIPAL, {
        appRoleAssignmentRequired: true,
        clientId: text(application, "clientId"),
        featureTags: [featureTags],
        owners: [caller],
        preferredSingleSignOnMode: "saml",
        samlSingleSignOn: { relayState: "https://contoso.example/relay" },
    });
    await make(CERTIFICATE, {
        displayName: "CN=initial",
        endDate: "2028-11-28T00:00:00Z",
        servicePrincipalId: servicePrincipal.id,
    });
    await make(IDENTIFIER_URI, { applicationId: application.id, identifierUri: AWS_IDENTIFIER });
    for (const person of people) {
        await make(ROLE_ASSIGNMENT, {
            appRoleId: DEFAULT_ROLE,
            principalObjectId: userId(person),
            resourceObjectId: text(servicePrincipal, "objectId"),
        });
    }
    const policy = await make(POLICY, { definitions: [definition], displayName: "claims" });
    await make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: policy.id, servicePrincipalId: servicePrincipal.id });
}
