import { expect } from "chai";
import type { CognitoUserPool } from "../../../../tools/deployment/deployment";
import { type SignInErrorId, signInError, signInErrorIds } from "../../../../tools/signin/errors";
import { prepareCognitoWalk } from "../../../../tools/signin/walk/cognito/walkCognito";
import { makeCertificate } from "../../../helpers/certificates";
import { makeWorld, metadataOf, type TestWorld, worldCertificate } from "../../../helpers/world";

const userPoolId = "eu-central-1_Contoso01";
const emailClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";
const nameIdClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
const host = "contoso.auth.eu-central-1.amazoncognito.com";
const alice = "alice@contoso.example";

/** A user pool in which Alice signs in. */
async function makePool(): Promise<{ world: TestWorld; pool: CognitoUserPool }> {
    const world = await makeWorld();
    const { application } = world;
    application.identifierUris = [`urn:amazon:cognito:sp:${userPoolId}`];
    application.replyUrls = [`https://${host}/saml2/idpresponse`];
    world.servicePrincipal.claimsMappingPolicies = [];
    const pool: CognitoUserPool = {
        userPoolId,
        hosts: [host],
        requiredAttributes: ["email"],
        isManaged: true,
        providers: [
            {
                ...{ name: "EntraID", type: "SAML", metadataUrl: "", acceptsIdpInitiated: "" },
                metadataDocument: metadataOf(await worldCertificate()),
                attributeMapping: { email: emailClaim },
            },
        ],
        appClients: [
            {
                ...{ name: "desktop", clientId: "client-1", usesOauth: true, flows: ["code"], providers: ["EntraID"] },
                callbackUrls: ["https://desktop.contoso.example/"],
            },
        ],
    };
    return { world, pool };
}

type Change = (made: { world: TestWorld; pool: CognitoUserPool }) => void | Promise<void>;

async function walk(change: Change = () => {}, user = alice) {
    const made = await makePool();
    await change(made);
    const [client] = made.pool.appClients;
    return prepareCognitoWalk(made.world, made.pool)(user, client as (typeof made.pool.appClients)[number]);
}

const firstOf = <T>(list: T[]): T => list[0] as T;

describe("A sign-in by a Cognito user pool", () => {
    it("leads through Entra and Cognito to the callback URL", async () => {
        const { verdict, page, appClient, hops, missing } = await walk();
        expect({ verdict, page, appClient, missing }).to.deep.equal({
            verdict: "yes",
            page: "https://desktop.contoso.example/",
            appClient: "desktop",
            missing: [],
        });
        expect(hops.map(({ hop, outcome }) => [hop, outcome])).to.deep.equal([
            ["entra", "passed"],
            ["cognito", "passed"],
        ]);
    });

    it("does not mind a login URL: the application starts it", async () => {
        const { verdict } = await walk(({ world }) => {
            world.servicePrincipal.loginUrl = "https://desktop.contoso.example/";
        });
        expect(verdict).to.equal("yes");
    });

    it("needs no claims mapping policy, also where the stack has one that it assigns to no application", async () => {
        const { verdict } = await walk(({ world }) => {
            world.servicePrincipal.unassignedPolicies = ["sso"];
        });
        expect(verdict).to.equal("yes");
    });

    it("stops at Entra who is not assigned", async () => {
        const { verdict, stop, hops } = await walk(() => {}, "carol@contoso.example");
        expect([verdict, stop?.hop, stop?.error, hops[1]?.outcome]).to.deep.equal([
            ...["no", "entra", "notAssigned", "notReached"],
        ]);
    });

    const stops: [what: string, change: Change, error: SignInErrorId, cause: string, seen: string][] = [
        [
            "another identifier",
            ({ world }) => {
                world.application.identifierUris = ["urn:amazon:cognito:sp:other"];
            },
            ...(["cognitoAudience", "otherIdentifier", "urn:amazon:cognito:sp:other"] as const),
        ],
        [
            "another reply URL",
            ({ world }) => {
                world.application.replyUrls = ["https://other.example/saml2/idpresponse"];
            },
            ...(["cognitoReplyUrl", "otherDomain", "https://other.example/saml2/idpresponse"] as const),
        ],
        [
            "metadata without the certificate that signs",
            async ({ pool }) => {
                firstOf(pool.providers).metadataDocument = metadataOf(await makeCertificate());
            },
            ...(["cognitoSignature", "certificateNotInMetadata", "2026 ("] as const),
        ],
        [
            "metadata of another tenant",
            ({ pool }) => {
                const provider = firstOf(pool.providers);
                provider.metadataDocument = String(provider.metadataDocument).replace(
                    /sts\.windows\.net\/[^/]+/,
                    "sts.windows.net/other",
                );
            },
            ...(["cognitoSignature", "otherIssuer", "https://sts.windows.net/"] as const),
        ],
        [
            "a required attribute that is not mapped",
            ({ pool }) => {
                pool.requiredAttributes = ["name"];
            },
            ...(["cognitoRequiredAttribute", "notMapped", "no mapping"] as const),
        ],
        [
            "a required attribute without a value",
            ({ world }) => {
                Object.assign(world.directory?.people[0] ?? {}, { mail: null });
            },
            ...(["cognitoRequiredAttribute", "noValue", `no ${emailClaim}`] as const),
        ],
        [
            "a NameID without a value",
            ({ world }) => {
                const rule = { Source: "user", ID: "employeeid", SamlClaimType: nameIdClaim };
                world.servicePrincipal.claimsMappingPolicies = [
                    JSON.stringify({
                        ClaimsMappingPolicy: { Version: 1, IncludeBasicClaimSet: "true", ClaimsSchema: [rule] },
                    }),
                ];
                Object.assign(world.directory?.people[0]?.attributes ?? {}, { employeeid: null });
            },
            ...(["cognitoNameId", "noValue", "no NameID"] as const),
        ],
        [
            "an app client without the provider",
            ({ pool }) => {
                firstOf(pool.appClients).providers = ["COGNITO"];
            },
            ...(["cognitoProviderNotEnabled", "notInAppClient", "COGNITO"] as const),
        ],
        [
            "an app client without the code flow",
            ({ pool }) => {
                firstOf(pool.appClients).flows = ["implicit"];
            },
            ...(["cognitoFlowNotAllowed", "noCodeFlow", "implicit"] as const),
        ],
        [
            "an app client without OAuth",
            ({ pool }) => {
                firstOf(pool.appClients).usesOauth = false;
            },
            ...(["cognitoFlowNotAllowed", "noCodeFlow", "allowedOauthFlowsUserPoolClient: false"] as const),
        ],
        [
            "an app client without a callback URL",
            ({ pool }) => {
                firstOf(pool.appClients).callbackUrls = [];
            },
            ...(["cognitoRedirectMismatch", "noCallbackUrl", "none"] as const),
        ],
    ];
    for (const [what, change, error, cause, seen] of stops) {
        it(`is refused by Cognito for ${what}, in words that can be used`, async () => {
            const { verdict, stop, hops } = await walk(change);
            expect([verdict, stop?.hop, stop?.error, stop?.causeId]).to.deep.equal(["no", "cognito", error, cause]);
            expect(signInError(error).refusedBy).to.equal("cognito");
            expect(hops[1]?.checks.at(-1)).to.include({ outcome: "failed" });
            expect(hops[1]?.checks.at(-1)?.seen).to.include(seen);
            expect(JSON.stringify(stop)).to.not.match(/undefined|\[object|NaN/);
        });
    }

    it("comes to every cause of Cognito's in the catalogue, except those that no walk ends with", () => {
        const ids = signInErrorIds.filter((id) => signInError(id).refusedBy === "cognito");
        const causes = ids.flatMap((id) =>
            Object.entries(signInError(id).causes).map(([cause, { inWalk }]) => ({ id: `${id}.${cause}`, inWalk })),
        );
        const reached = new Set(stops.map(([, , error, cause]) => `${error}.${cause}`));
        expect(causes.filter(({ id }) => !reached.has(id)).map(({ id }) => id)).to.deep.equal(
            causes.filter(({ inWalk }) => inWalk === "never").map(({ id }) => id),
        );
    });

    const doubts: [what: string, change: Change, missing: string][] = [
        [
            "the domain is not known",
            ({ pool }) => void pool.hosts.splice(0),
            `the domain of the user pool ${userPoolId}`,
        ],
        [
            "there is no provider",
            ({ pool }) => void pool.providers.splice(0),
            `the identity provider in the user pool ${userPoolId}`,
        ],
        [
            "the directory does not hold mail addresses",
            ({ world }) => {
                const [person] = world.directory?.people ?? [];
                delete (person as { mail?: unknown }).mail;
            },
            `the claim ${emailClaim}`,
        ],
        [
            "the metadata is ciphertext",
            ({ pool }) => {
                firstOf(pool.providers).metadataDocument = {
                    unreadable: "the metadata",
                    why: "it is ciphertext",
                    supply: "export it",
                };
            },
            "the metadata",
        ],
    ];
    for (const [what, change, missing] of doubts) {
        it(`is unknown where ${what}`, async () => {
            const signIn = await walk(change);
            expect([signIn.verdict, signIn.missing.map((one) => one.what)]).to.deep.equal(["unknown", [missing]]);
        });
    }

    it("assumes what an existing user pool requires, and metadata that Cognito gets from an address", async () => {
        const { verdict, hops } = await walk(({ pool }) => {
            delete pool.requiredAttributes;
            Object.assign(firstOf(pool.providers), {
                metadataDocument: "",
                metadataUrl: "https://login.microsoftonline.com/x",
            });
        });
        const assumed = hops[1]?.checks.filter(({ outcome }) => outcome === "assumed").map(({ id }) => id);
        expect([verdict, assumed]).to.deep.equal(["yes", ["userPoolSignature", "userPoolSchema"]]);
    });
});
