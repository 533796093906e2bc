import * as connect from "../../../rules/connect";
import { connectTagsProblem } from "../../../rules/connect";
import * as iam from "../../../rules/iam";
import { metadataDocumentProblem } from "../../../rules/saml";
import type { Values } from "../../../tools/rehearsal/clouds/provider/resourceType";
import { makeCertificate } from "../../helpers/certificates";
import {
    INSTANCE,
    keyDescriptor,
    makeInstance,
    metadata,
    policy,
    ROLE,
    SAML_PROVIDER,
    samlInstance,
    startAws,
    statement,
    USER,
} from "../../tools/rehearsal/clouds/aws/fixtures";
import { type CloudClient, refusal } from "../../tools/rehearsal/clouds/provider/client";
import { compare, type Row, withOdd } from "./bounds";

const elsewhere = "arn:aws:iam::999999999999:saml-provider/contoso";
const trust = policy({ ...statement, Principal: { Federated: elsewhere } });

describe("the rules and the emulated AWS", () => {
    let aws: CloudClient;
    let user: Values;
    let document: string;
    let short: string;
    before(async () => {
        aws = await startAws({
            account: { quotas: { instances: 1000, instanceChangesIn30Days: 100_000, usersPerInstance: 1000 } },
        });
        ({ user } = await makeInstance(aws, { instanceAlias: "bounds" }));
        await aws.make(ROLE, { name: "bounds", assumeRolePolicy: trust });
        document = await metadata();
        const { value } = await makeCertificate({ key: "EC P-256" });
        short = (await metadata({ keys: [keyDescriptor(value)] })).replace(/<!--.*-->/, "");
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
    const asUser = (change: (value: never) => Values) => (value: unknown) =>
        tryOut(USER, { ...user, ...change(value as never) });
    const asRole = (change: (value: never) => Values) => (value: unknown) =>
        tryOut(ROLE, { name: "role", assumeRolePolicy: trust, ...change(value as never) });
    const asProvider = (change: (value: never) => Values) => (value: unknown) =>
        tryOut(SAML_PROVIDER, { name: "provider", samlMetadataDocument: document, ...change(value as never) });
    const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
    const texts = (letter = "a") => ({
        of: (size: number) => letter.repeat(size),
        odd: (size: number, character: string) => withOdd(letter.repeat(size), character),
    });
    /** Not in one comment: the XML library calls itself once too often over so long a one. */
    const padded = (size: number, pad = " ") => {
        const end = "</EntityDescriptor>";
        const rest = size - short.length;
        return short.replace(end, `${pad.repeat(rest)}${end}`);
    };
    const person = { least: 1, most: 100, stricter: "a blank name; control characters" };

    const rows = (): Row[] => [
        {
            title: "instanceAlias",
            rule: connect.instanceAliasProblem,
            least: 2,
            most: 45,
            ...texts(),
            ask: (instanceAlias) => tryOut(INSTANCE, { ...samlInstance, instanceAlias: instanceAlias as string }),
        },
        {
            title: "a user's name",
            rule: connect.usernameProblem,
            least: 2,
            most: 64,
            ...texts(),
            ask: asUser((name) => ({ name })),
            stricter: "STS takes a RoleSessionName of 2 characters or more, Connect one of 1",
        },
        {
            title: "a user's name with a domain",
            rule: connect.usernameProblem,
            least: 17,
            most: 64,
            of: (size) => `${"a".repeat(Math.max(0, size - 16))}@contoso.example`,
            odd: (size, character) => `${withOdd("a".repeat(Math.max(0, size - 16)), character)}@contoso.example`,
            ask: asUser((name) => ({ name })),
            stricter: "a domain label of other characters than letters, digits and hyphens",
        },
        {
            title: "firstName",
            rule: connect.personNameProblem,
            ...person,
            ...texts(),
            ask: asUser((firstName) => ({ identityInfo: { firstName, lastName: "x" } })),
        },
        {
            title: "lastName in two-byte letters",
            rule: connect.personNameProblem,
            ...person,
            most: 50,
            ...texts("é"),
            ask: asUser((lastName) => ({ identityInfo: { firstName: "x", lastName } })),
        },
        {
            title: "securityProfiles",
            rule: connect.securityProfilesProblem,
            least: 1,
            most: 10,
            of: (size) => Array.from({ length: size }, (_, index) => `profile ${index}`),
            // The names become ids of profiles, which a creation would look for.
            ask: async (securityProfileIds) => {
                const { failures } = await aws.check(USER, {
                    ...user,
                    securityProfileIds: securityProfileIds as string[],
                });
                return failures.join() || "accepted";
            },
        },
        {
            title: "deskPhoneNumber",
            rule: connect.deskPhoneNumberProblem,
            least: 3,
            most: 16,
            of: (size) => `+${"4".repeat(Math.max(0, size - 1))}`.slice(0, size),
            odd: (size, character) => withOdd(`+${"4".repeat(Math.max(0, size - 1))}`, character),
            ask: asUser((deskPhoneNumber) => ({ phoneConfig: { phoneType: "DESK_PHONE", deskPhoneNumber } })),
        },
        {
            title: "afterContactWorkTimeLimitSeconds",
            rule: connect.afterContactWorkTimeLimitProblem,
            most: 2_000_000,
            of: (size) => size,
            ask: asUser((limit) => ({ phoneConfig: { phoneType: "SOFT_PHONE", afterContactWorkTimeLimit: limit } })),
        },
        {
            title: "secondaryEmail",
            rule: connect.secondaryEmailProblem,
            least: 17,
            most: 265,
            of: (size) => `${"a".repeat(size - 16)}@contoso.example`,
            odd: (size, character) => `${withOdd("a".repeat(size - 16), character)}@contoso.example`,
            ask: asUser((secondaryEmail) => ({ identityInfo: { firstName: "x", lastName: "x", secondaryEmail } })),
        },
        {
            title: "roleName",
            rule: iam.roleNameProblem,
            least: 1,
            most: 64,
            ...texts(),
            ask: asRole((name) => ({ name })),
            stricter: "a comma would split the Role claim",
        },
        {
            title: "samlProviderName",
            rule: iam.samlProviderNameProblem,
            least: 1,
            most: 128,
            ...texts(),
            ask: asProvider((name) => ({ name })),
        },
        {
            title: "maxSessionDurationSeconds",
            rule: iam.maxSessionDurationProblem,
            least: 3600,
            most: 43_200,
            of: (size) => size,
            ask: asRole((maxSessionDuration) => ({ maxSessionDuration })),
        },
        {
            title: "the SAML providers of a trust policy",
            rule: (arns) => iam.trustPolicySizeProblem(trustOf(arns as string[])),
            least: 1900,
            most: 2048,
            belowIsFine: true,
            of: (size) => {
                const nine = others(9, 100);
                const left = size - trustOf([...nine, ...others(1, 0, "q")]).length;
                return [...nine, ...others(1, left, "q")];
            },
            ask: asRole((arns) => ({ assumeRolePolicy: trustOf(arns) })),
        },
        ...(["Connect", "IAM"] as const).flatMap((service): Row[] => {
            const rule = service === "IAM" ? iam.iamTagsProblem : connectTagsProblem;
            const ask = service === "IAM" ? asRole((it) => ({ tags: it })) : asUser((it) => ({ tags: it }));
            return [
                { title: `the number of ${service} tags`, rule, most: 50, of: tags, ask },
                {
                    title: `a key of a ${service} tag`,
                    rule,
                    least: 1,
                    most: 128,
                    of: (size) => ({ ["k".repeat(size)]: "v" }),
                    odd: (size, character) => ({ [withOdd("k".repeat(size), character)]: "v" }),
                    ask,
                },
                {
                    title: `a value of a ${service} tag`,
                    rule,
                    most: 256,
                    of: (size) => ({ key: "v".repeat(size) }),
                    odd: (size, character) => ({ key: withOdd("v".repeat(size), character) }),
                    ask,
                    stricter: "half of a surrogate pair can't be written as UTF-8",
                },
            ];
        }),
        {
            title: "a value of a Connect tag in characters of two UTF-16 units",
            rule: connectTagsProblem,
            most: 256,
            of: (size) => ({ key: "😀".repeat(size) }),
            ask: asUser((it) => ({ tags: it })),
        },
        {
            title: "the length of a metadata document",
            rule: metadataDocumentProblem,
            least: 1000,
            most: 10_000_000,
            of: (size) => padded(size),
            ask: asProvider((samlMetadataDocument) => ({ samlMetadataDocument })),
            runs: 3,
        },
        {
            title: "the length of a metadata document in two-byte letters",
            rule: metadataDocumentProblem,
            least: 1000,
            most: 10_000_000,
            of: (size) => padded(size),
            odd: (size) => padded(size, "é"),
            ask: asProvider((samlMetadataDocument) => ({ samlMetadataDocument })),
            stricter: "IAM counts characters, the provider bytes",
            runs: 3,
        },
    ];

    function others(count: number, length: number, letter = "p"): string[] {
        const name = (index: number) => String(index).padStart(length, letter).slice(0, Math.max(0, length));
        return Array.from({ length: count }, (_, index) => `arn:aws:iam::999999999999:saml-provider/${name(index)}`);
    }
    function trustOf(samlProviderArns: string[]): string {
        return iam.samlTrustPolicy({
            samlProviderArns: [elsewhere, ...samlProviderArns],
            audiences: ["https://eu-central-1.signin.aws.amazon.com/saml", "https://signin.aws.amazon.com/saml"],
        });
    }

    compare(rows);
});
