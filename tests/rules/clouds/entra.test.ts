import * as entra from "../../../rules/entra";
import type { Value, Values } from "../../../tools/rehearsal/clouds/provider/resourceType";
import {
    APPLICATION,
    CERTIFICATE,
    IDENTIFIER_URI,
    type Made,
    makeApplication,
    makeSamlApplication,
    POLICY,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
} from "../../tools/rehearsal/clouds/azuread/entra";
import { type CloudClient, refusal } from "../../tools/rehearsal/clouds/provider/client";
import { compare, type Row, withOdd } from "./bounds";

const yearMs = 365 * 24 * 60 * 60 * 1000;
const definition = JSON.stringify({
    ClaimsMappingPolicy: {
        Version: 1,
        IncludeBasicClaimSet: "true",
        ClaimsSchema: [{ Value: "x", SamlClaimType: "https://aws.amazon.com/SAML/Attributes/Role" }],
    },
});

describe("the rules and the emulated Entra", () => {
    let directory: CloudClient;
    let saml: { application: Made; servicePrincipal: Made };
    let bare: Made;
    before(async () => {
        directory = await startEntra();
        saml = await makeSamlApplication(directory);
        bare = await makeApplication(directory);
    });
    after(() => directory.stop());

    /** Makes a resource and removes it again. */
    const tryOut = (token: string, inputs: Values) =>
        refusal(
            (async () => {
                const { id, state } = await directory.make(token, inputs);
                await directory.delete(token, id, state);
            })(),
        );
    const asServicePrincipal = (change: (value: Value) => Values) => (value: unknown) =>
        tryOut(SERVICE_PRINCIPAL, {
            clientId: text(bare, "clientId"),
            preferredSingleSignOnMode: "saml",
            ...change(value as Value),
        });
    const certificate = (change: Values) =>
        tryOut(CERTIFICATE, { servicePrincipalId: saml.servicePrincipal.id, ...change });
    const beginning = (start: string) => ({
        of: (size: number) => (start + "a".repeat(Math.max(0, size - start.length))).slice(0, size),
        odd: (size: number, character: string) =>
            start + withOdd("a".repeat(Math.max(0, size - start.length)), character),
    });
    const name = { least: 1, most: 120, ...beginning(""), rule: entra.displayNameProblem };
    const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");

    const rows = (): Row[] => [
        {
            title: "displayName of the application",
            ...name,
            ask: (displayName) => tryOut(APPLICATION, { displayName: displayName as string }),
            stricter: "a blank name; control characters",
        },
        {
            title: "displayName of the claims policy",
            ...name,
            ask: (displayName) => tryOut(POLICY, { displayName: displayName as string, definitions: [definition] }),
            stricter: "no limit is documented for a policy's name",
        },
        {
            title: "identifier",
            rule: entra.identifierProblem,
            least: 10,
            most: 255,
            ...beginning("urn:a:"),
            belowIsFine: true,
            ask: (identifierUri) =>
                tryOut(IDENTIFIER_URI, {
                    applicationId: saml.application.id,
                    identifierUri: identifierUri as string,
                }),
            stricter: "what is no URI",
        },
        {
            title: "replyUrl",
            rule: entra.replyUrlProblem,
            least: 26,
            most: 256,
            belowIsFine: true,
            ...beginning("https://contoso.example/"),
            ask: (uri) => tryOut(APPLICATION, { displayName: "x", web: { redirectUris: [uri as string] } }),
            stricter: "what is no URI; http",
        },
        {
            title: "the number of notificationEmailAddresses",
            rule: entra.notificationEmailAddressesProblem,
            most: 5,
            of: (size) => Array.from({ length: size }, (_, index) => `a${index}@contoso.example`),
            ask: asServicePrincipal((notificationEmailAddresses) => ({ notificationEmailAddresses })),
        },
        {
            title: "a notification address",
            rule: entra.notificationEmailAddressesProblem,
            least: 17,
            most: 254,
            of: (size) => [`${"a".repeat(size - 16)}@contoso.example`],
            odd: (size, character) => [`${withOdd("a".repeat(size - 16), character)}@contoso.example`],
            ask: asServicePrincipal((notificationEmailAddresses) => ({ notificationEmailAddresses })),
            stricter: "mail itself takes no longer address (RFC 5321)",
        },
        {
            title: "a certificate's displayName",
            rule: entra.certificateDisplayNameProblem,
            least: 4,
            most: 90,
            ...beginning("CN="),
            ask: (displayName) => certificate({ displayName: displayName as string }),
            stricter: "Graph cuts a key's name after 90 characters, so it would differ from then on",
            runs: 8,
        },
        {
            title: "a new certificate's endDate, in seconds from now",
            rule: (value) => entra.endDateRangeProblem(value, Date.now()),
            least: 60,
            most: (3 * yearMs) / 1000,
            of: (size) => inSeconds(size < 60 ? -60 : size > (3 * yearMs) / 1000 ? size + 2 * 24 * 60 * 60 : size),
            ask: (endDate) => certificate({ endDate: endDate as string }),
            runs: 3,
        },
    ];

    compare(rows);
});
