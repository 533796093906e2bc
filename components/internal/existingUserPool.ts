import { getUserPool } from "@pulumi/aws/cognito/getUserPool";
import * as pulumi from "@pulumi/pulumi";
import { cognitoHost } from "../../rules/cognito";
import type { Problem } from "../../rules/problem";
import { listOf, quote } from "../../rules/text";
import type { Context } from "./context";
import { type AwsLocation, ask, isNotFound } from "./lookups";
import type { Refusals } from "./problems";
import { problemReport } from "./problems";

/** A user pool that this deployment did not create. */
export interface ExistingUserPool {
    id: string;
    arn: string;
    /** Prefix of Cognito's domain, empty where there is none. */
    domain: string;
    customDomain: string;
}

/** What is asked of an existing user pool. */
interface Wanted {
    existingUserPoolId: string;
    domainPrefix?: string | undefined;
    customDomain?: string | undefined;
    attributeMapping: Readonly<Record<string, string>>;
}

/**
 * The existing user pool, read and found usable. While the stack is destroyed it may be gone, and mocks may not answer: then only its
 * id is known, and hooks refuse whatever would be created or changed.
 */
export function existingUserPool(
    wanted: pulumi.Input<pulumi.Input<string> | undefined>,
    rest: Readonly<Record<"domainPrefix" | "customDomain", pulumi.Input<string> | undefined>> & {
        attributeMapping: pulumi.Input<Record<string, pulumi.Input<string>>>;
    },
    location: pulumi.Output<AwsLocation>,
    { who, lookups, refusals }: Context,
): pulumi.Output<ExistingUserPool> | undefined {
    if (wanted === undefined) {
        return undefined;
    }
    return pulumi.all([wanted, pulumi.output(rest), location]).apply(async ([id, others, { region, partition }]) => {
        const existingUserPoolId = String(id);
        const found = await lookUp({ ...others, existingUserPoolId }, lookups.aws, refusals);
        await (found.isGone ? refusals.unlessNoneOrDestroying(found.problems) : refusals.unlessNone(found.problems));
        if (found.isGone) {
            const headline = `${who}: the existing user pool is gone, so nobody can sign in by it:`;
            void pulumi.log.warn(problemReport(headline, found.problems));
        }
        const arn = `arn:${partition}:cognito-idp:${region}:000000000000:userpool/${existingUserPoolId}`;
        return found.pool ?? { id: existingUserPoolId, arn, domain: "gone", customDomain: "" };
    });
}

async function lookUp(
    { existingUserPoolId, domainPrefix, customDomain, attributeMapping }: Wanted,
    lookup: pulumi.InvokeOptions,
    refusals: Refusals,
): Promise<{ pool?: ExistingUserPool; isGone: boolean; problems: Problem[] }> {
    const found = await ask(
        () => getUserPool({ userPoolId: existingUserPoolId }, lookup),
        ["arn", "domain", "customDomain", "schemaAttributes"],
    );
    if ("failure" in found && found.unanswered) {
        refusals.noteUnanswered(
            `Whether the user pool ${quote(existingUserPoolId)} exists and can be used: the mocks do not answer getUserPool.`,
        );
        return { isGone: false, problems: [] };
    }
    if ("failure" in found) {
        const message =
            `must be a user pool in the account and Region of the aws provider, got ${quote(existingUserPoolId)}, which can't be read: ` +
            found.failure;
        return { isGone: isNotFound(found.failure), problems: [{ path: ["existingUserPoolId"], message }] };
    }
    const { arn, domain, customDomain: ownCustom, schemaAttributes } = found.answer;
    const pool = { id: existingUserPoolId, arn, domain, customDomain: ownCustom };
    return {
        pool,
        isGone: false,
        problems: [
            ...domainProblems(pool, domainPrefix, customDomain),
            ...attributeProblems(attributeMapping, schemaAttributes),
        ],
    };
}

/** A user pool has at most one domain of each kind. */
function domainProblems(
    pool: ExistingUserPool,
    domainPrefix: string | undefined,
    customDomain: string | undefined,
): Problem[] {
    const taken = (field: string, wanted: string | undefined, has: string): Problem[] =>
        wanted === undefined || has === "" || has === wanted
            ? []
            : [
                  {
                      path: [field],
                      message:
                          `must be left out, got ${quote(wanted)}: the user pool has the domain ${quote(has)} already, and can't have two. ` +
                          "People then sign in by that one",
                  },
              ];
    const none: Problem[] =
        domainPrefix === undefined && customDomain === undefined && pool.domain === "" && pool.customDomain === ""
            ? [
                  {
                      path: ["domainPrefix"],
                      message:
                          "must be set, got none: the existing user pool has no domain. Write a prefix of Cognito's domain",
                  },
              ]
            : [];
    return [
        ...none,
        ...taken("domainPrefix", domainPrefix, pool.domain),
        ...taken("customDomain", customDomain, pool.customDomain),
    ];
}

interface SchemaAttribute {
    name: string;
    required: boolean;
    mutable: boolean;
}

/** A response must fill each required attribute, and can only fill what the user pool has and lets change. */
function attributeProblems(mapping: Readonly<Record<string, string>>, schema: readonly SchemaAttribute[]): Problem[] {
    const path = ["attributeMapping"];
    const missing = schema.filter(({ name, required }) => required && name !== "sub" && mapping[name] === undefined);
    const fixed = schema.filter(({ name, mutable }) => !mutable && mapping[name] !== undefined);
    const unknown = Object.keys(mapping).filter((name) => !schema.some((one) => one.name === name));
    const names = (attributes: readonly SchemaAttribute[]) => listOf(attributes.map(({ name }) => name));
    return [
        ...(missing.length === 0
            ? []
            : [
                  {
                      path,
                      message: `must have ${names(missing)}, which the user pool requires: without it Cognito refuses every sign-in`,
                  },
              ]),
        ...(fixed.length === 0
            ? []
            : [
                  {
                      path,
                      message: `must not have ${names(fixed)}, which can't change in this user pool: Cognito would refuse each second sign-in`,
                  },
              ]),
        ...(unknown.length === 0
            ? []
            : [
                  {
                      path,
                      message: `must have attributes of the user pool, got ${listOf(unknown)}. Add them to its schema first`,
                  },
              ]),
    ];
}

/** The host of the domain by which people sign in. */
export function hostOf(
    args: Readonly<Record<"domainPrefix" | "customDomain", pulumi.Input<string> | undefined>>,
    existing: pulumi.Output<ExistingUserPool> | undefined,
    location: pulumi.Output<AwsLocation>,
    { refusals }: Context,
): pulumi.Output<string> {
    const { domainPrefix, customDomain } = args;
    return pulumi
        .all([domainPrefix, customDomain, existing, location])
        .apply(async ([prefix, own, pool, { region, partition }]) => {
            const whole = own ?? (prefix === undefined ? pool?.customDomain || undefined : undefined);
            const host = whole ?? cognitoHost(prefix ?? pool?.domain ?? "", region, partition);
            await refusals.unlessNone(
                host === undefined
                    ? [
                          {
                              path: ["domainPrefix"],
                              message: `must be left out: Cognito's domains in the partition ${quote(partition)} are not known here. Write customDomain`,
                          },
                      ]
                    : [],
            );
            return String(host);
        });
}
