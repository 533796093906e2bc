/** What a planned change of one stack does to people's access. */

import type { KeysInEntra } from "../../rules/keysInEntra";
import type { SecurityProfile } from "../deployment/deployment";
import type { Directory } from "../deployment/directory";
import { judgeAccess } from "./access";
import { checksOf } from "./checks";
import { notJudgedOf } from "./notJudged";
import { othersOf } from "./others";
import { peopleOf } from "./people/people";
import { permanentOf } from "./permanent";
import { pictureOf } from "./picture";
import { withoutSecrets } from "./planned/secrets";
import { planOf } from "./planned/world";
import { withPolicies } from "./preview/policies";
import type { Preview } from "./preview/preview";
import { readPreview } from "./preview/readPreview";
import type { Access, StackReview } from "./review";
import { trustOf } from "./trust/trust";
import { verdictOf } from "./verdict";

export { DeploymentUnreadable } from "../deployment/readDeployment";
export { PreviewUnreadable } from "./preview/parsePreview";

export interface ReviewInput {
    /** @default - the one in the resources' URNs */
    stack?: string;
    /** What `pulumi preview --json` prints: its text, or parsed. Warnings before it and a missing end do not matter. */
    preview: unknown;
    /** What `pulumi preview` prints without `--json`: violations of policies stand only there. */
    previewText?: string;
    /** What it writes with `--event-log`: they stand there, too. */
    eventLog?: string;
    /** What `pulumi stack export` prints before the change. A preview lists only what changes. */
    deployment?: unknown;
    /** What the deployment is called in messages. */
    deploymentSource?: string;
    directory?: Directory;
    /** Of the instance, with permissions. */
    securityProfiles?: readonly SecurityProfile[];
    /** Names by id, of profiles that no component of this project names. */
    securityProfileNames?: Readonly<Record<string, string>>;
    /** ARN of the role that Connect has bound a user to, by the user's id. */
    boundRoleArns?: Readonly<Record<string, string>>;
    /** What Entra says of its signing certificates. */
    entraKeys?: KeysInEntra;
    now: Date;
}

/**
 * Throws {@link PreviewUnreadable} where the preview is none, DeploymentUnreadable where the deployment is none; their messages
 * are for people.
 */
export function reviewStack(input: ReviewInput): StackReview {
    const { previewText: text, eventLog } = input;
    const preview = withPolicies(readPreview(input.preview), { text, eventLog });
    const { deployment, deploymentSource, securityProfiles, boundRoleArns, directory, entraKeys } = input;
    const exported =
        deployment === undefined ? undefined : { content: deployment, source: deploymentSource ?? "the deployment" };
    const plan = planOf(preview, exported, { securityProfiles, boundRoleArns });
    const options = { directory, entraKeys, nowMs: input.now.getTime() };
    const judged = plan.isWhole ? judgeAccess(plan, options) : undefined;
    const isRefused = preview.diagnostics.some(({ severity }) => severity === "error");
    const access = accessOf(judged, isRefused || preview.isCutOff);
    const { securityProfileNames = {} } = input;
    const { people, profileNames } = peopleOf(plan, { directory, securityProfileNames });
    const facts = {
        people,
        access,
        permanent: permanentOf(plan),
        trust: trustOf(plan, entraKeys),
        others: othersOf(plan),
        checks: checksOf(preview),
    };
    const review: StackReview = {
        stack: input.stack ?? stackOf(preview) ?? "",
        ...verdictOf({
            ...facts,
            isChanged: plan.changes.length > 0,
            isCutOff: preview.isCutOff,
            isRefused,
            isDecided: directory !== undefined && isOfEverybody(judged),
        }),
        counts: countsOf(preview),
        ...facts,
        picture: pictureOf(plan),
        notJudged: notJudgedOf({ preview, plan, directory, isWalked: judged !== undefined, profileNames }),
    };
    return withoutSecrets(review, plan.secrets);
}

/** Somebody was walked through on both sides, and nobody is left unknown. */
function isOfEverybody({ before, after }: Partial<Access> = {}): boolean {
    return before !== undefined && before.can + before.cannot + before.unknown > 0 && after?.unknown === 0;
}

/** Where the steps end early, nobody knows how many could sign in after all of them. */
function accessOf(judged: Access | undefined, isPart: boolean): Access {
    const { after, ...rest } = judged ?? { gains: [], loses: [], addedInVain: [], unknown: [] };
    return after === undefined || isPart ? rest : { ...rest, after };
}

/** `urn:pulumi:<stack>::<project>::…`. */
function stackOf({ steps }: Preview): string | undefined {
    return /^urn:pulumi:([^:]+)::/.exec(steps[0]?.urn ?? "")?.[1];
}

function countsOf({ steps, same }: Preview): StackReview["counts"] {
    const of = (...operations: string[]) => steps.filter(({ operation }) => operations.includes(operation)).length;
    return {
        create: of("create", "import"),
        update: of("update"),
        replace: of("replace"),
        delete: of("delete"),
        ...(same === undefined ? {} : { same }),
    };
}
