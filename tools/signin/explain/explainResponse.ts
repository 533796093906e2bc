/** A SAML response: everything that AWS would refuse in it, all at once, and with a deployment what differs from it. */
import { awsAttributes } from "../saml/names";
import { type ReadResponse, type SamlAssertion, valuesOf } from "../saml/response";
import { checkAudience, checkPartition, checkRecipient, checkTimes, confirmationOf } from "../walk/aws/delivery";
import { assertionOf, openEnvelope } from "../walk/aws/envelope";
import { checkIssuer, checkSignature, findProvider, providerDocuments } from "../walk/aws/provider";
import { checkDuration, checkTrust, findRole } from "../walk/aws/role";
import {
    checkNameId,
    checkSourceIdentity,
    type RolePair,
    rolePairOf,
    sessionDurationOf,
    sessionNameOf,
} from "../walk/aws/roleClaim";
import { Trail } from "../walk/trail";
import { checkEntry, checkOwnRelayState } from "./checkEntry";
import { checkOwnSignature } from "./checkOwnSignature";
import { compareResponse } from "./compare/compareResponse";
import { contentsOf } from "./compare/contents";
import { valuesOfStack } from "./explainText";
import type { Attempt } from "./explanation";
import { Findings } from "./findings";
import type { ExplainContext, Stack } from "./stack";

export interface PostedResponse {
    /** Base64, as it was posted. A secret. */
    samlResponse: string;
    /** The same bytes in the base64 that AWS takes, where it was posted in another. A secret. */
    repaired?: string;
    relayState?: string;
    /** The other fields of the post are known, so that a relay state that is not there was not sent. */
    isWhole?: boolean;
    /** Where it was posted, if that is known. */
    postedTo?: string;
}

/** Never throws: what can't be read is a finding. */
export async function explainResponse(posted: PostedResponse, context: ExplainContext): Promise<Attempt> {
    const trail = new Trail("aws");
    trail.know(valuesOfStack(context));
    const found = new Findings(trail);
    const attempt: Attempt = {
        title: "the SAML response",
        findings: found.list,
        comparisons: [],
        contents: [],
        notes: [],
    };
    const { repaired } = posted;
    const strict = await found.of(() => openEnvelope(trail, posted.samlResponse));
    const read = strict ?? (repaired === undefined ? undefined : await found.of(() => openEnvelope(trail, repaired)));
    if (read !== undefined) {
        attempt.contents = contentsOf(read, posted);
    }
    const assertion = read && (await found.of(() => assertionOf(trail, read)));
    if (read === undefined || assertion === undefined) {
        return attempt;
    }
    found.conceal(assertion.attributes.flatMap(({ name, values }) => [name, ...values]));
    attempt.comparisons = compareResponse(read, assertion, posted, context.stack);
    await checkAll({ trail, found, attempt, posted, read, assertion }, context);
    attempt.notes.push(...trail.missing.map(({ what, why, supply }) => `not known: ${what} (${why}); ${supply}`));
    return attempt;
}

interface Examination {
    trail: Trail;
    found: Findings;
    attempt: Attempt;
    posted: PostedResponse;
    read: ReadResponse;
    assertion: SamlAssertion;
}

async function checkAll(examination: Examination, context: ExplainContext): Promise<void> {
    const { trail, found, attempt, posted, read, assertion } = examination;
    const names = [assertion.nameId?.value, ...valuesOf(assertion, awsAttributes.roleSessionName)];
    trail.know({ user: names.find((name) => name?.includes("@")) });
    const pair = await found.of(() => rolePairOf(trail, assertion));
    const recipient = await checkDelivery(examination, context, pair);
    const roleSessionName = await found.of(() => sessionNameOf(trail, assertion));
    await found.of(() => checkSourceIdentity(trail, assertion));
    const seconds = await found.of(() => sessionDurationOf(trail, assertion));
    await found.of(() => checkNameId(trail, assertion));
    const { stack } = context;
    if (stack === undefined) {
        await checkOwnSignature(trail, found, { read, context, attempt });
        await checkOwnRelayState(trail, found, posted);
        attempt.notes.push("nothing to compare with: --deployment FILE (or --stack) shows what differs from the stack");
        return;
    }
    const role = pair && (await checkProviderAndRole(examination, context, stack, pair));
    if (role !== undefined) {
        await found.of(() => checkDuration(trail, role, seconds));
    }
    if (pair === undefined || roleSessionName === undefined) {
        return;
    }
    if (role !== undefined && recipient !== undefined) {
        await found.of(() => checkTrust(trail, { role, pair, assertion, recipient, roleSessionName }));
    }
    await checkEntry(trail, found, { posted, pair, role, roleSessionName, attempt, stack });
}

/** For whom and when: answers with the recipient. */
async function checkDelivery(
    { trail, found, attempt, posted, assertion }: Examination,
    { triedAtMs }: ExplainContext,
    pair: RolePair | undefined,
): Promise<string | undefined> {
    const confirmation = await found.of(() => confirmationOf(trail, assertion));
    const recipient = confirmation?.recipient;
    const endpoint =
        recipient === undefined ? undefined : await found.of(() => checkRecipient(trail, recipient, posted.postedTo));
    if (recipient !== undefined && endpoint !== undefined && pair !== undefined) {
        await found.of(() => checkPartition(trail, recipient, endpoint, pair));
    }
    const partition = endpoint?.partition ?? pair?.partition ?? "aws";
    await found.of(() => checkAudience(trail, assertion, { partition }));
    if (triedAtMs === undefined) {
        attempt.notes.push("when it was posted is not known, so its times were not checked: --now TIME says when");
    } else if (confirmation !== undefined) {
        await found.of(() => checkTimes(trail, { assertion, confirmation, nowMs: triedAtMs }));
    }
    return recipient;
}

async function checkProviderAndRole(
    { trail, found, read, assertion }: Examination,
    { crypto }: ExplainContext,
    { deployment }: Stack,
    pair: RolePair,
) {
    const provider = await found.of(() =>
        findProvider(trail, deployment, pair, { issuer: assertion.issuer, read: providerDocuments(crypto) }),
    );
    if (provider !== undefined) {
        await found.of(() => checkIssuer(trail, assertion, provider));
        await found.of(() => checkSignature(trail, read, provider, undefined));
    }
    return await found.of(() => findRole(trail, deployment, pair));
}
