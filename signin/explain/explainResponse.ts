/** A SAML response: everything that AWS would refuse in it, all at once, and with a deployment what differs from it. */
import type { ReadResponse } from "../saml/response";
import { SignatureVerifier } from "../saml/verifySignature";
import type { Accepted } from "../walk/aws/accept";
import { checkAudience, checkRecipient, checkTimes, confirmationOf } from "../walk/aws/delivery";
import { assertionOf, openEnvelope } from "../walk/aws/envelope";
import { checkIssuer, checkSignature, findProvider, providerDocuments } from "../walk/aws/provider";
import { checkDuration, checkTrust, findRole } from "../walk/aws/role";
import { checkNameId, rolePairOf, sessionDurationOf, sessionNameOf } from "../walk/aws/roleClaim";
import { admit } from "../walk/connect/admit";
import { indexUsers } from "../walk/connect/user";
import { CannotGoOn, Stopped, Trail } from "../walk/trail";
import { compareResponse } from "./compareResponse";
import { contentsOf } from "./contents";
import { type Attempt, type Finding, findingOfStop } from "./explanation";
import type { ExplainContext } from "./stack";

export interface PostedResponse {
    /** Base64, as it was posted. A secret. */
    samlResponse: string;
    relayState?: string;
    /** Where it was posted, if that is known. */
    postedTo?: string;
}

/** Never throws: what can't be read is a finding. */
export async function explainResponse(posted: PostedResponse, context: ExplainContext): Promise<Attempt> {
    const trail = new Trail("aws");
    const found = new Findings(trail);
    const attempt: Attempt = {
        title: "the SAML response",
        findings: found.list,
        comparisons: [],
        contents: [],
        notes: [],
    };
    const read = await found.of(() => openEnvelope(trail, posted.samlResponse));
    const assertion = read && (await found.of(() => assertionOf(trail, read)));
    if (read === undefined || assertion === undefined) {
        return attempt;
    }
    attempt.contents = contentsOf(read, posted);
    attempt.comparisons = compareResponse(read, assertion, posted, context.stack);
    const confirmation = await found.of(() => confirmationOf(trail, assertion));
    if (confirmation !== undefined) {
        const endpoint = await found.of(() => checkRecipient(trail, confirmation.recipient, posted.postedTo));
        if (endpoint !== undefined) {
            await found.of(() => checkAudience(trail, assertion, endpoint));
        }
        const { triedAtMs } = context;
        if (triedAtMs !== undefined) {
            await found.of(() => checkTimes(trail, { assertion, confirmation, nowMs: triedAtMs }));
        } else {
            attempt.notes.push("when it was posted is not known, so its times were not checked: --now TIME says when");
        }
    }
    const pair = await found.of(() => rolePairOf(trail, assertion));
    const roleSessionName = await found.of(() => sessionNameOf(trail, assertion));
    const seconds = await found.of(() => sessionDurationOf(trail, assertion));
    await found.of(() => checkNameId(trail, assertion));
    if (context.stack === undefined) {
        await checkOwnSignature(trail, found, { read, context, attempt });
        attempt.notes.push("nothing to compare with: --deployment FILE (or --stack) shows what differs from the stack");
        return attempt;
    }
    const { deployment } = context.stack;
    if (pair === undefined) {
        return attempt;
    }
    const provider = await found.of(() => findProvider(trail, deployment, pair, providerDocuments(context.crypto)));
    if (provider !== undefined) {
        await found.of(() => checkIssuer(trail, assertion, provider));
        await found.of(() => checkSignature(trail, read, provider, undefined));
    }
    const role = await found.of(() => findRole(trail, deployment, pair));
    if (role === undefined || roleSessionName === undefined || confirmation === undefined) {
        return attempt;
    }
    const { recipient } = confirmation;
    await found.of(() => checkTrust(trail, { role, pair, assertion, recipient, roleSessionName }));
    await found.of(() => checkDuration(trail, role, seconds));
    const accepted: Accepted = { role, pair, roleSessionName, assertion, endpoint: { partition: pair.partition } };
    await checkAdmission(trail, found, { posted, accepted, attempt, stack: context.stack });
    attempt.notes.push(...trail.missing.map(({ what, why, supply }) => `not known: ${what} (${why}); ${supply}`));
    return attempt;
}

async function checkAdmission(
    trail: Trail,
    found: Findings,
    {
        posted,
        accepted,
        attempt,
        stack,
    }: {
        posted: PostedResponse;
        accepted: Accepted;
        attempt: Attempt;
        stack: NonNullable<ExplainContext["stack"]>;
    },
): Promise<void> {
    const { deployment, application } = stack;
    const configured = application.servicePrincipal?.relayState;
    const relayState = posted.relayState ?? configured;
    if (typeof relayState !== "string") {
        return;
    }
    if (posted.relayState === undefined) {
        attempt.notes.push("the response came without its relay state; the deployment's was taken for it");
    }
    trail.enter("connect");
    await found.of(() => admit(trail, { deployment, users: indexUsers(deployment), relayState, accepted }));
}

/** Without a deployment: whether it was changed after it was signed, by the certificate that came along. */
async function checkOwnSignature(
    trail: Trail,
    found: Findings,
    {
        read,
        context,
        attempt,
    }: {
        read: ReadResponse;
        context: ExplainContext;
        attempt: Attempt;
    },
): Promise<void> {
    const certificates = read.enclosedCertificates.map((value) => ({ name: "the certificate that came along", value }));
    const answer = await new SignatureVerifier(certificates, context.crypto).verify(read);
    const about = "the signature fits what it stands for";
    if (answer.signed) {
        attempt.notes.push(
            "its signature fits the certificate that came along, which anybody can make: a deployment shows whether it is the one AWS knows",
        );
        return;
    }
    const { because, words } = answer;
    if (because === "wrong") {
        attempt.notes.push("its signature was not checked: the certificate that made it did not come along");
        return;
    }
    await found.of(() => {
        const comparison = { about, seen: words };
        if (because === "notSigned" || because === "changed") {
            const cause = because === "changed" ? "changedAfterSigning" : "notSigned";
            trail.stop("signatureInvalid", cause, comparison);
        }
        trail.stop("hostileResponse", because, comparison);
    });
}

/** Refusals, gathered instead of ending the way at the first. */
class Findings {
    readonly list: Finding[] = [];

    constructor(private readonly trail: Trail) {}

    /** The check's answer; undefined where it refuses or can't tell. */
    async of<T>(check: () => T | Promise<T>): Promise<T | undefined> {
        try {
            return await check();
        } catch (error) {
            if (error instanceof Stopped) {
                const { about, seen, expected } = this.trail.lastFailed() ?? { about: error.stop.cause };
                this.list.push(findingOfStop(error.stop, "recomputed", `checked: ${about}`, { seen, expected }));
                return undefined;
            }
            if (error instanceof CannotGoOn) {
                return undefined;
            }
            throw error;
        }
    }
}
