import { expect } from "chai";
import { appId, application, clientId, entraType, principal, principalId, readIn } from "../../helpers/entraResources";
import { deploymentOf, entry } from "../../helpers/stackExport";

describe("An application of a stack that other resources add to", () => {
    const template = entry(entraType("ApplicationFromTemplate"), "aws", {
        outputs: {
            displayName: "AWS",
            applicationObjectId: appId,
            servicePrincipalId: `/servicePrincipals/${principalId}`,
            servicePrincipalObjectId: principalId,
        },
    });

    const addsIdentifier = entry(entraType("ApplicationIdentifierUri"), "more", {
        inputs: { applicationId: `/applications/${appId}`, identifierUri: "urn:amazon:webservices" },
    });
    const addsReplyUrl = (kind = "Web") =>
        entry(entraType("ApplicationRedirectUris"), "more", {
            inputs: { applicationId: `/applications/${appId}`, type: kind, redirectUris: ["https://a.example/"] },
        });
    /** Of before the others were added. */
    const stale = (names: string[] = [], redirectUris: string[] = []) =>
        principal({ servicePrincipalNames: [clientId, ...names], redirectUris });
    const named = ["urn:of:the:gallery"];
    const lacks = (what: string, adds: string) => ({
        unreadable: `${what} of the service principal crm`,
        why: `the service principal has none, and the stack adds ${adds} to an application that it does not hold`,
        supply: readIn("Application", `/applications/${appId}`),
    });
    const joined: [about: string, resources: unknown[], identifierUris: unknown, replyUrls: unknown][] = [
        [
            "from a template has what is added to it beside what its service principal has",
            [template, stale(named, ["https://b.example/"]), addsIdentifier, addsReplyUrl()],
            ["urn:of:the:gallery", "urn:amazon:webservices"],
            ["https://b.example/", "https://a.example/"],
        ],
        [
            "from a template has what is added to it where its service principal has nothing yet",
            [template, stale(), addsIdentifier, addsReplyUrl()],
            ["urn:amazon:webservices"],
            ["https://a.example/"],
        ],
        [
            "from a template has what is added to it where nothing is known of its service principal's",
            [template, principal(), addsIdentifier, addsReplyUrl()],
            ["urn:amazon:webservices"],
            ["https://a.example/"],
        ],
        [
            "that the stack does not hold may be the one that another resource adds to",
            [stale(), addsIdentifier, addsReplyUrl()],
            lacks("the identifiers", "identifiers"),
            lacks("the reply URLs", "reply URLs"),
        ],
        [
            "that the stack does not hold has what its service principal has",
            [stale(named, ["https://b.example/"]), addsIdentifier, addsReplyUrl()],
            named,
            ["https://b.example/"],
        ],
        [
            "that the stack does not hold has no reply URL for being given one of a single-page application",
            [stale(), addsReplyUrl("SPA")],
            [],
            [],
        ],
        [
            "has what its service principal has where what is added is another application's",
            [
                stale(),
                application({ objectId: "other", clientId: "other" }, { id: "/applications/other" }),
                entry(entraType("ApplicationIdentifierUri"), "more", {
                    inputs: { applicationId: "/applications/other", identifierUri: "api://other" },
                }),
            ],
            [],
            [],
        ],
    ];
    for (const [about, resources, identifierUris, replyUrls] of joined) {
        it(about, () => {
            const { applications } = deploymentOf(...resources);
            const read = applications.find(({ servicePrincipal }) => servicePrincipal !== undefined);
            expect([read?.identifierUris, read?.replyUrls]).to.deep.equal([identifierUris, replyUrls]);
        });
    }
});
