import * as cognito from "../../../rules/cognito";
import type { Values } from "../../../tools/rehearsal/clouds/provider/resourceType";
import { metadata, startAws } from "../../tools/rehearsal/clouds/aws/fixtures";
import { type CloudClient, refusal } from "../../tools/rehearsal/clouds/provider/client";
import { compare, type Row, withOdd } from "./bounds";

const POOL = "aws:cognito/userPool:UserPool";
const poolId = "eu-central-1_Contoso01";

describe("the rules and the emulated Cognito", () => {
    let aws: CloudClient;
    let document: string;
    before(async () => {
        aws = await startAws({ account: { existing: [{ type: POOL, id: poolId, inputs: { name: "bounds" } }] } });
        document = await metadata();
    });
    after(() => aws.stop());

    /** Makes a resource and removes it again. */
    const tryOut = (token: string, inputs: Values) =>
        refusal(
            (async () => {
                const { id, state } = await aws.make(token, inputs);
                await aws.delete(token, id, state);
            })(),
        );
    const asPool = (change: (value: never) => Values) => (value: unknown) => tryOut(POOL, change(value as never));
    const asProvider = (change: (value: never) => Values) => (value: unknown) =>
        tryOut("aws:cognito/identityProvider:IdentityProvider", {
            ...{ userPoolId: poolId, providerName: "EntraID", providerType: "SAML" },
            providerDetails: { MetadataFile: document },
            ...change(value as never),
        });
    const asClient = (change: (value: never) => Values) => (value: unknown) =>
        tryOut("aws:cognito/userPoolClient:UserPoolClient", {
            ...{ userPoolId: poolId, name: "desktop", allowedOauthFlowsUserPoolClient: true },
            ...{ allowedOauthFlows: ["code"], allowedOauthScopes: ["openid"] },
            ...{ callbackUrls: ["https://contoso.example/"], supportedIdentityProviders: ["COGNITO"] },
            ...change(value as never),
        });
    const asDomain = (change: (value: never) => Values) => (value: unknown) =>
        tryOut("aws:cognito/userPoolDomain:UserPoolDomain", { userPoolId: poolId, ...change(value as never) });
    const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1";

    const texts = (before = "", after = "") => ({
        of: (size: number) => `${before}${"a".repeat(Math.max(0, size - before.length - after.length))}${after}`,
        odd: (size: number, character: string) =>
            `${before}${withOdd("a".repeat(Math.max(0, size - before.length - after.length)), character)}${after}`,
    });
    const addresses = (count: number) =>
        Array.from({ length: count }, (_, index) => `https://contoso.example/${index}`);
    const urls = "a wildcard, characters beyond ASCII, a user name";

    const rows = (): Row[] => [
        {
            title: "userPoolName",
            rule: cognito.userPoolNameProblem,
            ...{ least: 1, most: 128 },
            ...texts(),
            ask: asPool((name) => ({ name })),
            stricter: "line breaks and tabs",
        },
        {
            title: "the name of an app client",
            rule: cognito.appClientNameProblem,
            ...{ least: 1, most: 128 },
            ...texts(),
            ask: asClient((name) => ({ name })),
            stricter: "line breaks and tabs",
        },
        {
            title: "providerName",
            rule: cognito.providerNameProblem,
            ...{ least: 3, most: 32 },
            ...texts(),
            ask: asProvider((providerName) => ({ providerName })),
            stricter: "it stands in addresses and user names",
        },
        {
            title: "domainPrefix",
            rule: cognito.domainPrefixProblem,
            ...{ least: 1, most: 63 },
            ...texts(),
            ask: asDomain((domain) => ({ domain })),
        },
        {
            title: "customDomain",
            rule: cognito.customDomainProblem,
            ...{ least: 17, most: 63 },
            ...texts("", ".contoso.example"),
            ask: asDomain((domain) => ({ domain, certificateArn })),
        },
        {
            title: "a callback URL",
            rule: (value) => cognito.redirectUrlProblem(value),
            ...{ least: 24, most: 1024 },
            ...texts("https://contoso.example/"),
            belowIsFine: true,
            ask: asClient((url) => ({ callbackUrls: [url] })),
            stricter: urls,
        },
        {
            title: "tags",
            rule: cognito.userPoolTagsProblem,
            most: 50,
            of: (size) => Object.fromEntries(Array.from({ length: size }, (_, index) => [`k${index}`, "v"])),
            ask: asPool((tags) => ({ name: "tagged", tags })),
        },
        {
            title: "attributeMapping",
            rule: cognito.attributeMappingProblem,
            most: 3,
            belowIsFine: true,
            of: (size) =>
                Object.fromEntries(["email", "given_name", "name", "mail"].slice(0, size).map((it) => [it, "c"])),
            ask: asProvider((attributeMapping) => ({ attributeMapping })),
        },
        {
            title: "scopes",
            rule: cognito.scopesProblem,
            ...{ least: 1, most: 5 },
            of: (size) =>
                ["openid", "email", "profile", "phone", "aws.cognito.signin.user.admin", "mail"].slice(
                    0,
                    Math.max(0, size),
                ),
            ask: asClient((allowedOauthScopes) => ({ allowedOauthScopes })),
        },
        {
            title: "callbackUrls",
            rule: cognito.callbackUrlsProblem,
            ...{ least: 1, most: 100 },
            of: (size) => addresses(Math.max(0, size)),
            ask: asClient((callbackUrls) => ({ callbackUrls })),
        },
        {
            title: "logoutUrls",
            rule: cognito.logoutUrlsProblem,
            most: 100,
            of: (size) => addresses(Math.max(0, size)),
            ask: asClient((logoutUrls) => ({ logoutUrls })),
        },
        {
            title: "certificateArn",
            rule: cognito.domainCertificateProblem,
            ...{ least: 54, most: 90 },
            belowIsFine: true,
            of: (size) =>
                size > 90
                    ? "arn:aws:acm:eu-central-1:123456789012:certificate/1"
                    : `${certificateArn}${"1".repeat(Math.max(0, size - 52))}`,
            ask: asDomain((arn) => ({ domain: "auth.contoso.example", certificateArn: arn })),
        },
        {
            title: "existingUserPoolId",
            rule: cognito.userPoolIdProblem,
            ...{ least: 14, most: 55 },
            ...texts("eu-central-1_"),
            // One that is well-formed is not there: that it is looked for at all shows that its form is accepted.
            ask: async (userPoolId) => {
                const answer = await asDomain(() => ({ userPoolId: userPoolId as string, domain: "contoso" }))(
                    userPoolId,
                );
                return answer.includes("does not exist") ? "accepted" : answer;
            },
            stricter: "a Region's letters",
        },
    ];
    compare(rows);
});
