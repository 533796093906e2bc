import { IdentityProvider } from "@pulumi/aws/cognito/identityProvider";
import { UserPool } from "@pulumi/aws/cognito/userPool";
import { UserPoolClient } from "@pulumi/aws/cognito/userPoolClient";
import { UserPoolDomain } from "@pulumi/aws/cognito/userPoolDomain";
import * as pulumi from "@pulumi/pulumi";
import { cognitoMetadataProblem, cognitoSignInUrl, defaultScopes } from "../../../rules/cognito";
import { appClientsLeaving } from "../../../rules/lockouts";
import { cognitoTypes } from "../../../rules/resourceTypes";
import { metadataCertificates, metadataLosses } from "../../../rules/saml";
import { quote } from "../../../rules/text";
import type { CognitoAppClientFacts, CognitoFederationArgs } from "../../args/cognitoFederationArgs";
import { findAppClient, findDomain, findUserPool } from "../adopt/cognito";
import { activates } from "../check/entraSamlApp";
import type { Context } from "../context";
import { type Guard, joined } from "../guards";
import { ConnectEntraSsoError } from "../problems";
import { atCallersLine, outputOf } from "../sdk";
import { optionsForTags } from "../tags";
import type { FindSignerLeaving } from "./awsSamlFederation";

/** Creates the user pool. Nobody signs up in it: its users come from Entra. */
export const buildUserPool = atCallersLine(function buildUserPool(
    parent: pulumi.ComponentResource,
    { userPoolName, tags }: { userPoolName: pulumi.Input<string> } & Pick<CognitoFederationArgs, "tags">,
    { name, isProtected, changeHooks, retryHooks, orphans, lookups }: Context,
): { id: pulumi.Output<string>; arn: pulumi.Output<string> } {
    const args = {
        name: userPoolName,
        adminCreateUserConfig: { allowAdminCreateUserOnly: true },
        deletionProtection: isProtected ? "ACTIVE" : "INACTIVE",
        tags,
    };
    const pool = new UserPool(name, args, {
        parent,
        protect: isProtected ? true : undefined,
        // Set by hand in the pool later, as its owner likes; what people sign in by is none of it.
        ignoreChanges: ["schemas", "lambdaConfig", "userPoolTier"],
        hooks: joined(changeHooks, retryHooks),
        ...optionsForTags(tags),
        ...orphans.adopting(
            { what: "user pool", type: cognitoTypes.userPool, name, parent, ifLeft: "a second one is created" },
            args,
            (it) => findUserPool(it, lookups.aws),
        ),
    });
    return { id: pool.id, arn: outputOf(pool, pool.arn) };
});

/** What the pool is told of the tenant and of its own applications. */
interface Trust extends CognitoFederationArgs {
    userPoolId: pulumi.Output<string>;
    providerName: pulumi.Input<string>;
    attributeMapping: pulumi.Input<Record<string, pulumi.Input<string>>>;
    samlMetadataDocument: pulumi.Output<string>;
    host: pulumi.Output<string>;
    /** Asks Entra whether it signs with a certificate that leaves. */
    findSignerLeaving: FindSignerLeaving;
}

/** Creates identity provider, app clients and domain. `isNew` says whether this run creates the service principal. */
export const buildCognitoTrust = atCallersLine(function buildCognitoTrust(
    parent: pulumi.ComponentResource,
    args: Trust,
    isNew: () => boolean,
    context: Context,
): {
    appClients: pulumi.Output<Record<string, CognitoAppClientFacts>>;
    clientSecrets: pulumi.Output<Record<string, string>>;
    domainTarget: pulumi.Output<string | undefined>;
    provider: IdentityProvider;
} {
    const { name, isProtected, guards, refusals, changeHooks, retryHooks } = context;
    const provider = new IdentityProvider(
        name,
        {
            userPoolId: args.userPoolId,
            providerName: args.providerName,
            providerType: "SAML",
            providerDetails: {
                MetadataFile: args.samlMetadataDocument.apply(async (document: string | undefined) => {
                    const message = cognitoMetadataProblem(document);
                    await refusals.unlessNone(message === undefined ? [] : [{ path: ["certificates"], message }]);
                    return document ?? "";
                }),
                IDPSignout: String(args.signOutOfEntra ?? false),
            },
            attributeMapping: args.attributeMapping,
        },
        {
            parent,
            protect: isProtected ? true : undefined,
            // Cognito adds these itself, and older providers show them as changes (hashicorp/terraform-provider-aws#36912).
            ignoreChanges: ["ActiveEncryptionCertificate", "SSORedirectBindingURI", "SLORedirectBindingURI"].map(
                (key) => `providerDetails.${key}`,
            ),
            hooks: joined(
                changeHooks,
                retryHooks,
                guards.on("trust", ["beforeUpdate"], metadataGuard(args, isNew, context)),
            ),
        },
    );
    const clients = buildClients(parent, args, outputOf(provider, provider.providerName), context);
    return { ...clients, domainTarget: buildDomain(parent, args, provider, context), provider };
});

/** Refuses a document without a certificate that Cognito trusts and that Entra may sign with. */
function metadataGuard(args: Trust, isNew: () => boolean, { who }: Context): Guard {
    return async ({ oldInputs = {}, newInputs = {} }) => {
        const [known, next] = [oldInputs, newInputs].map(
            ({ providerDetails }) => (providerDetails as Record<string, unknown> | undefined)?.MetadataFile,
        );
        if (isNew() || typeof known !== "string" || next === known) {
            return;
        }
        const newDocument = typeof next === "string" && !pulumi.isUnknown(next) ? next : known;
        const retired = args.retiredCertificates ?? [];
        const lost = metadataLosses({
            oldDocument: known,
            newDocument,
            retired,
            signing: args.signingCertificate ?? "",
            activates: activates(args),
            writtenIn: "arguments",
            nowMs: Date.now(),
        });
        const [before = [], after = []] = [known, newDocument].map(metadataCertificates);
        const problems = lost.length > 0 ? lost : await args.findSignerLeaving({ before, after, retired });
        if (problems.length > 0) {
            throw new ConnectEntraSsoError(`${who} would make Cognito refuse sign-ins:`, problems);
        }
    };
}

function buildClients(
    parent: pulumi.ComponentResource,
    { userPoolId, appClients, removedAppClients = [], host, providerName: name }: Trust,
    providerName: pulumi.Output<string>,
    context: Context,
) {
    const { guards, changeHooks, retryHooks, orphans, lookups, who } = context;
    const configured = Object.keys(appClients);
    const refuseDeletion: Guard = ({ oldInputs = {} }) => {
        const client = String(oldInputs.name);
        const problems = configured.includes(client)
            ? [{ path: ["appClients", client], message: "would get another id, which the application does not know" }]
            : appClientsLeaving([client], configured, removedAppClients);
        if (problems.length > 0 && !removedAppClients.includes(client)) {
            throw new ConnectEntraSsoError(`${who} would delete an app client:`, problems);
        }
    };
    const hooks = joined(changeHooks, retryHooks, guards.on("app client", ["beforeDelete"], refuseDeletion));
    const made = Object.entries(appClients).map(([key, entry]) => {
        const scopes = pulumi.output(entry.scopes ?? [...defaultScopes]);
        const callbackUrls = pulumi.output(entry.callbackUrls);
        const generateSecret = entry.generateSecret ?? false;
        const resourceName = `${context.name}-${key}`;
        const wanted = {
            what: `app client ${quote(key)}`,
            type: cognitoTypes.appClient,
            name: resourceName,
            parent,
            ifLeft: "a second one is created",
        };
        const client = new UserPoolClient(
            resourceName,
            {
                userPoolId,
                name: key,
                generateSecret,
                allowedOauthFlowsUserPoolClient: true,
                allowedOauthFlows: ["code"],
                allowedOauthScopes: scopes,
                callbackUrls,
                logoutUrls: entry.logoutUrls,
                // The provider's own name, so that it stands before a client that names it.
                supportedIdentityProviders: [providerName],
                explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
                preventUserExistenceErrors: "ENABLED",
            },
            {
                parent,
                hooks,
                ...orphans.adopting(
                    wanted,
                    {
                        ...{ userPoolId, name: key, callbackUrls, generateSecret },
                        supportedIdentityProviders: [providerName],
                    },
                    (it) => findAppClient(it, lookups.aws),
                ),
            },
        );
        const facts = pulumi
            .all([client.id, host, callbackUrls, scopes, name])
            .apply(([clientId, it, urls, asked, idp]) => ({
                clientId,
                signInUrl: cognitoSignInUrl({
                    ...{ host: it, clientId, redirectUri: urls[0] ?? "", scopes: asked, providerName: idp },
                }),
            }));
        const secret = generateSecret ? [[key, outputOf(client, client.clientSecret)] as const] : [];
        return { key, facts, secret };
    });
    return {
        appClients: pulumi.all(Object.fromEntries(made.map(({ key, facts }) => [key, facts]))),
        clientSecrets: pulumi.secret(pulumi.all(Object.fromEntries(made.flatMap(({ secret }) => secret)))),
    };
}

/** The domain, unless the existing user pool's own is used; answers with what the DNS record of a custom one points to. */
function buildDomain(
    parent: pulumi.ComponentResource,
    { userPoolId, domainPrefix, customDomain, certificateArn }: Trust,
    provider: IdentityProvider,
    { name, isProtected, changeHooks, retryHooks, orphans, lookups }: Context,
): pulumi.Output<string | undefined> {
    const domain = customDomain ?? domainPrefix;
    if (domain === undefined) {
        return pulumi.output(undefined);
    }
    const isCustom = customDomain !== undefined;
    const made = new UserPoolDomain(
        name,
        { userPoolId, domain, ...(isCustom ? { certificateArn } : {}) },
        {
            parent,
            protect: isProtected ? true : undefined,
            // Nobody comes before the user pool knows where from.
            dependsOn: [provider],
            hooks: joined(changeHooks, retryHooks),
            ...orphans.adopting(
                { what: "domain", type: cognitoTypes.domain, name, parent, dependsOn: [provider] },
                { userPoolId, domain, isCustom },
                (it) => findDomain(it, lookups.aws),
            ),
        },
    );
    return isCustom ? outputOf(made, made.cloudfrontDistribution) : made.id.apply(() => undefined);
}
