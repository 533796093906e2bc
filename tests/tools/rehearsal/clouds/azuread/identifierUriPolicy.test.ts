import { expect } from "chai";
import { refuseIdentifierUri } from "../../../../../tools/rehearsal/clouds/azuread/entra/identifierUris";
import type { CloudClient } from "../provider/client";
import { refusal } from "../provider/client";
import {
    APPLICATION,
    AWS_IDENTIFIER,
    graphError,
    IDENTIFIER_URI,
    makeApplication,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
} from "./entra";

const tenantId = "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846";
const appId = "c5a0f9d6-14e2-4837-9b7a-8e3d6f02b1c4";
const v1Application = {
    tenantId,
    appId,
    verifiedDomains: ["contoso.example"],
    policy: { enforced: true, excludeSaml: true, excludeAppsReceivingV2Tokens: true },
    requestedAccessTokenVersion: 1,
    preferredSingleSignOnMode: null,
};
const policyMessage = (uri: string) =>
    `Failed to add identifier URI ${uri}. All newly added URIs must contain a tenant verified domain, tenant ID, or app ID, ` +
    "as per the default tenant policy of your organization. See https://aka.ms/identifier-uri-addition-error for more " +
    "information on this error.";

describe("the emulated directory's policy for identifier URIs", () => {
    // The secure patterns of Microsoft's "Restrictions on identifier URIs of Microsoft Entra applications".
    for (const uri of [
        `api://${appId}`,
        `api://${tenantId}/${appId}`,
        `api://${tenantId}/connect`,
        `api://connect/${appId.toUpperCase()}`,
        "https://contoso.example/connect",
        "https://connect.contoso.example",
        "https://connect.contoso.example/sso#2",
        "api://contoso.example/connect",
    ]) {
        it(`lets an application with v1 tokens have ${uri}`, () => {
            expect(refuseIdentifierUri(uri, v1Application)).to.equal(undefined);
        });
    }

    for (const uri of [
        AWS_IDENTIFIER,
        "https://signin.aws.amazon.com/saml",
        "api://connect",
        "https://notcontoso.example/connect",
        "https://contoso.example.evil.example/connect",
        `urn:${tenantId}`,
        `api://x${appId}`,
    ]) {
        it(`refuses ${uri} to an application with v1 tokens`, () => {
            expect(refuseIdentifierUri(uri, v1Application)?.detail).to.equal(policyMessage(uri));
        });
    }

    it("lets off applications with v2 tokens and those in SAML mode", () => {
        const v2 = { ...v1Application, requestedAccessTokenVersion: 2 };
        const saml = { ...v1Application, preferredSingleSignOnMode: "saml" };
        expect([v2, saml].map((application) => refuseIdentifierUri(AWS_IDENTIFIER, application))).to.deep.equal([
            undefined,
            undefined,
        ]);
    });

    it("lets off neither where the tenant says so", () => {
        const strict = {
            ...v1Application,
            requestedAccessTokenVersion: 2,
            preferredSingleSignOnMode: "saml",
            policy: { enforced: true, excludeSaml: false, excludeAppsReceivingV2Tokens: false },
        };
        expect(refuseIdentifierUri(AWS_IDENTIFIER, strict)?.detail).to.equal(policyMessage(AWS_IDENTIFIER));
    });

    it("keeps the older rule for web addresses where the policy is off", () => {
        const off = { ...v1Application, policy: { ...v1Application.policy, enforced: false } };
        expect(refuseIdentifierUri("https://fabrikam.example/x", off)?.code).to.equal("HostNameNotOnVerifiedDomain");
        expect(refuseIdentifierUri(AWS_IDENTIFIER, off)).to.equal(undefined);
    });

    const v2Application = { ...v1Application, requestedAccessTokenVersion: 2 };
    const malformed: [string, string, string][] = [
        [
            "a slash at the end",
            "https://contoso.example/",
            "Application alias 'https://contoso.example/' value is invalid.",
        ],
        [
            "a slash after a path",
            "https://contoso.example/a/",
            "Application alias 'https://contoso.example/a/' value is invalid.",
        ],
        [
            "a wildcard",
            "https://*.contoso.example/a",
            "Invalid value specified for property 'identifierUris' of resource 'Application'. (rehearsal: no wildcards and no white space)",
        ],
        [
            "a blank",
            "urn:a b",
            "Invalid value specified for property 'identifierUris' of resource 'Application'. (rehearsal: no wildcards and no white space)",
        ],
        [
            "256 characters",
            `urn:${"x".repeat(252)}`,
            "Invalid value specified for property 'identifierUris' of resource 'Application'. (rehearsal: at most 255 characters, got 256)",
        ],
    ];
    for (const [what, uri, message] of malformed) {
        it(`refuses ${what} to any application`, () => {
            expect(refuseIdentifierUri(uri, v2Application)?.detail).to.equal(message);
        });
    }

    describe("in a directory that does not exempt v2 tokens", () => {
        let entra: CloudClient;
        beforeEach(async () => {
            entra = await startEntra({ identifierUriPolicy: { excludeAppsReceivingV2Tokens: false } });
        });
        afterEach(() => entra.stop());

        it("accepts AWS's identifier only after the service principal is in SAML mode", async () => {
            const application = await makeApplication(entra, { api: { requestedAccessTokenVersion: 2 } });
            const inputs = { applicationId: application.id, identifierUri: AWS_IDENTIFIER };
            expect(await refusal(entra.make(IDENTIFIER_URI, inputs))).to.equal(
                `creating Application IdentifierUri (Application ID: "${text(application, "objectId")}", IdentifierUri ID: ` +
                    `"dXJuOmFtYXpvbjp3ZWJzZXJ2aWNlcw=="): ` +
                    graphError("400 Bad Request", "Request_BadRequest", policyMessage(AWS_IDENTIFIER)),
            );
            await entra.make(SERVICE_PRINCIPAL, {
                clientId: text(application, "clientId"),
                preferredSingleSignOnMode: "saml",
            });
            expect((await entra.make(IDENTIFIER_URI, inputs)).state.identifierUri).to.equal(AWS_IDENTIFIER);
        });
    });

    it("does not let an application go back to v1 tokens while it has an identifier that only v2 tokens allow", async () => {
        const entra = await startEntra();
        try {
            const inputs = {
                displayName: "a",
                signInAudience: "AzureADMyOrg",
                api: { requestedAccessTokenVersion: 2 },
            };
            const { id, state } = await makeApplication(entra, inputs);
            await entra.make(IDENTIFIER_URI, { applicationId: id, identifierUri: AWS_IDENTIFIER });
            const back = entra.update(APPLICATION, id, state, { ...inputs, api: { requestedAccessTokenVersion: 1 } });
            expect(await refusal(back)).to.match(
                /Failed to add identifier URI urn:amazon:webservices\. All newly added/,
            );
        } finally {
            entra.stop();
        }
    });
});
