/** A SAML response: everything that AWS would refuse in it, all at once, and with a deployment what differs from it. */
import { usernameProblem } from "../../../rules/connect";
import { awsAttributes } from "../saml/names";
import { type ReadResponse, type SamlAssertion, valuesOf } from "../saml/response";
import { SignatureVerifier } from "../saml/verifySignature";
import { checkAudience, checkPartition, checkRecipient, checkTimes, confirmationOf } from "../walk/aws/delivery";
import { assertionOf, openEnvelope } from "../walk/aws/envelope";
import { checkIssuer, checkSignature, findProvider, providerDocuments } from "../walk/aws/provider";
import { checkDuration, checkTrust, findRole } from "../walk/aws/role";
import { checkNameId, checkSourceIdentity, rolePairOf, sessionDurationOf, sessionNameOf } from "../walk/aws/roleClaim";
import { type RolePair, readRolePair } from "../walk/aws/rolePair";
import { checkSessionTags } from "../walk/aws/sessionTags";
import { readFederateUrl } from "../walk/connect/federateUrl";
import { Trail } from "../walk/trail";
import { checkEntry, checkOwnRelayState } from "./checkEntry";
import { checkOwnSignature } from "./checkOwnSignature";
import { compareResponse, documentOf } from "./compare/compareResponse";
import { contentsOf } from "./compare/contents";
import { type Copy, openCopy } from "./copy/copy";
import { fitsWithoutLayout, notesOfCopy, notJudged } from "./copy/notes";
import { Parts } from "./copy/parts";
import { judgeSignature, withoutSigned } from "./copy/signatureOfCopy";
import { withStatus } from "./explainStatus";
import { type Attempt, emptyAttempt } from "./explanation";
import { Findings } from "./findings";
import { note, notesOf } from "./note";
import type { PostedResponse } from "./postedResponse";
import { severalRolesNote } from "./severalRoles";
import { type ExplainContext, hasSessionName, type Stack, valuesOfStack } from "./stack";

/** Never throws: what can't be read is a finding. */
export async function explainResponse(posted: PostedResponse, context: ExplainContext): Promise<Attempt> {
    const trail = new Trail("aws");
    trail.know({ ...valuesOfStack(context), explain: "This output lists" });
    const found = new Findings(trail, (name) => hasSessionName(context.stack, name));
    const target = readFederateUrl(posted.relayState ?? "");
    trail.know({ instanceId: target?.instanceId, region: target?.region });
    const title = posted.isAssertion === true ? "the assertion" : "the SAML response";
    const attempt: Attempt = { ...emptyAttempt(title), findings: found.list };
    const opened = await open(trail, found, posted);
    if (opened === undefined) {
        return attempt;
    }
    const { read } = opened;
    const copy = opened.copy && (await withoutSigned(opened.copy, verifierOf(read, context)));
    attempt.contents = contentsOf(read, posted);
    attempt.notes.push(...(copy === undefined ? [] : notesOfCopy(copy)));
    const parts = new Parts(copy);
    const { statusCode } = read.response;
    const isStatusOut = parts.isOut(["StatusCode", "Status", "Value"], statusCode !== "");
    const succeeded = isStatusOut ? read.response.assertion : await found.of(() => assertionOf(trail, read));
    // A response without a status is refused, and what else is wrong with it can be said anyway.
    const assertion = succeeded ?? (statusCode === "" ? read.response.assertion : undefined);
    if (assertion === undefined) {
        return await withStatus(attempt, read.response.statusMessage, context);
    }
    const service = otherServiceOf(assertion);
    if (service !== undefined) {
        attempt.notes.push(
            note(
                "notKnown",
                `it is for ${service}: AWS's SAML sign-in never gets it, and what ${service} checks was not checked`,
            ),
        );
        return attempt;
    }
    found.conceal(assertion.attributes.flatMap(({ name, values }) => [name, ...values]));
    attempt.comparisons = compareResponse(read, parts.known(assertion), posted, context.stack);
    const examination = { trail, found, attempt, posted, read, copy, parts, assertion: parts.known(assertion) };
    await checkAll(examination, context);
    const missing = trail.missing.map(({ what, why, supply }) => `not known: ${what} (${why}); ${supply}`);
    attempt.notes.push(...notesOf("notKnown", missing));
    return attempt;
}

/** Who redacts a copy can't sign it again, so that any certificate tells whether somebody did. */
function verifierOf({ enclosedCertificates }: ReadResponse, { stack, crypto }: ExplainContext): SignatureVerifier {
    const documents = (stack?.deployment.samlProviders ?? []).flatMap((one) => documentOf(one.metadataDocument) ?? []);
    const values = [...enclosedCertificates, ...documents.flatMap((one) => one.certificates.map(({ value }) => value))];
    return new SignatureVerifier(
        values.map((value) => ({ name: "", value })),
        crypto,
    );
}

/** Services of AWS with an endpoint of their own for SAML. */
function otherServiceOf({ audienceRestrictions, confirmations }: SamlAssertion): string | undefined {
    const places = [...audienceRestrictions.flat(), ...confirmations.map(({ recipient }) => recipient ?? "")].join(" ");
    return /\burn:amazon:cognito:|\/saml2\/idpresponse\b/.test(places)
        ? "a Cognito user pool"
        : /\baws\.amazon\.com\/platform\/saml\//.test(places)
          ? "IAM Identity Center"
          : undefined;
}

interface Opened {
    read: ReadResponse;
    copy: Copy | undefined;
}

/** As AWS does; a copy as far as it goes, with a finding for what no copying explains. */
async function open(trail: Trail, found: Findings, posted: PostedResponse): Promise<Opened | undefined> {
    const { samlResponse, repaired } = posted;
    const copy = posted.isCopy === true ? openCopy(repaired ?? samlResponse, posted.isAssertion === true) : undefined;
    if (copy?.refused?.because === "malformed" && copy.repairs.includes("tags")) {
        const { message } = copy.refused;
        await found.of(() => trail.stop("invalidSamlResponse", "notXml", { about: "base64OfXml", seen: message }));
        return { read: copy.read, copy };
    }
    const isSound = copy !== undefined && !["doctype", "cutOff"].includes(copy.refused?.because ?? "");
    if (isSound && repaired === undefined) {
        return { read: copy.read, copy };
    }
    const strict = await found.of(() => openEnvelope(trail, samlResponse));
    const again =
        strict !== undefined || repaired === undefined ? strict : await found.of(() => openEnvelope(trail, repaired));
    const read = copy?.read ?? again;
    // Who copied it may have cut it off.
    for (const one of posted.isCopy === true ? found.list : []) {
        Object.assign(one, one.causeId === "cutOff" ? { sureness: "likely", causeSureness: "likely" } : {});
    }
    return read && { read, copy };
}

interface Examination {
    trail: Trail;
    found: Findings;
    attempt: Attempt;
    posted: PostedResponse;
    read: ReadResponse;
    copy: Copy | undefined;
    parts: Parts;
    assertion: SamlAssertion;
}

async function checkAll(examination: Examination, context: ExplainContext): Promise<void> {
    const { trail, found, attempt, posted, read, copy, parts, assertion } = examination;
    const names = [assertion.nameId?.value, ...valuesOf(assertion, awsAttributes.roleSessionName)];
    trail.know({ user: names.find((name) => name?.includes("@")) });
    const pair = parts.isAttributeOut(assertion, awsAttributes.role)
        ? undefined
        : await found.of(() => rolePairOf(trail, assertion, choiceOf(assertion, posted.roleChosen)));
    const pairs = pairsOf(assertion);
    if (pairs.length > 1) {
        attempt.notes.push(
            note(
                "severalRoles",
                severalRolesNote(pairs.length, pair?.roleArn, pair !== undefined && pair.roleArn === posted.roleChosen),
            ),
        );
    }
    const recipient = await checkDelivery(examination, context, pair);
    const roleSessionName = parts.isAttributeOut(assertion, awsAttributes.roleSessionName)
        ? undefined
        : await found.of(() => sessionNameOf(trail, assertion));
    await found.of(() => checkSourceIdentity(trail, assertion));
    await found.of(() => checkSessionTags(trail, assertion));
    const seconds = await found.of(() => sessionDurationOf(trail, assertion));
    if (!parts.isOut(["NameID", "Subject"], assertion.nameId !== undefined)) {
        await found.of(() => checkNameId(trail, assertion));
    }
    const { stack } = context;
    if (stack === undefined) {
        await checkOwnSignature(trail, found, { read, copy, context, attempt });
        await checkOwnRelayState(trail, found, posted);
        if (roleSessionName !== undefined && usernameProblem(roleSessionName) !== undefined) {
            trail.enter("connect");
            await found.of(() =>
                trail.stop("notOnboarded", "nameNotAllowed", { about: "connectUser", seen: roleSessionName }),
            );
        }
        attempt.notes.push(
            note("noDeployment", "there is no deployment to compare with: add --deployment FILE (or --stack NAME)"),
        );
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

const pairsOf = (assertion: SamlAssertion) =>
    valuesOf(assertion, awsAttributes.role).flatMap((value) => readRolePair(value) ?? []);

function choiceOf(assertion: SamlAssertion, roleArn: string | undefined): number {
    return Math.max(
        0,
        pairsOf(assertion).findIndex((pair) => pair.roleArn === roleArn),
    );
}

/** The check of the recipient and of the times. Returns the recipient. */
async function checkDelivery(
    { trail, found, attempt, posted, parts, assertion }: Examination,
    { triedAtMs }: ExplainContext,
    pair: RolePair | undefined,
): Promise<string | undefined> {
    const isSubjectOut = parts.isOut(subjectParts, assertion.confirmations.length > 0);
    const confirmation = isSubjectOut ? undefined : await found.of(() => confirmationOf(trail, assertion));
    const recipient = confirmation?.recipient;
    const endpoint =
        recipient === undefined ? undefined : await found.of(() => checkRecipient(trail, recipient, posted.postedTo));
    if (recipient !== undefined && endpoint !== undefined && pair !== undefined) {
        await found.of(() => checkPartition(trail, recipient, endpoint, pair));
    }
    const partition = endpoint?.partition ?? pair?.partition ?? "aws";
    if (!parts.isOut(["Audience", "AudienceRestriction", "Conditions"], assertion.audienceRestrictions.length > 0)) {
        await found.of(() => checkAudience(trail, assertion, { partition }));
    }
    if (triedAtMs === undefined) {
        attempt.notes.push(
            note("timesNotChecked", "when it was posted is not known, so its times were not checked: add --now TIME"),
        );
    } else if (confirmation !== undefined && !parts.isOut(["IssueInstant", "NotBefore", "Conditions"], true)) {
        await found.of(() => checkTimes(trail, { assertion, confirmation, nowMs: triedAtMs }));
    }
    return recipient;
}

const subjectParts = "Subject SubjectConfirmation SubjectConfirmationData Method Recipient NotOnOrAfter".split(" ");

async function checkProviderAndRole(
    { trail, found, attempt, read, copy, parts, assertion }: Examination,
    { crypto }: ExplainContext,
    { deployment }: Stack,
    pair: RolePair,
) {
    const provider = await found.of(() =>
        findProvider(trail, deployment, pair, { issuer: assertion.issuer, read: providerDocuments() }),
    );
    if (provider !== undefined) {
        if (!parts.isOut(["Issuer"], assertion.issuer !== "")) {
            await found.of(() => checkIssuer(trail, assertion, provider));
        }
        const judged =
            copy === undefined
                ? { read }
                : await judgeSignature(copy, new SignatureVerifier(provider.certificates, crypto));
        if (copy !== undefined && judged === undefined) {
            attempt.notes.push(notJudged(copy));
        } else if (judged !== undefined) {
            await found.of(() => checkSignature(trail, judged.read, provider, crypto));
            attempt.notes.push(...("isWithoutLayout" in judged && judged.isWithoutLayout ? [fitsWithoutLayout] : []));
        }
    }
    return await found.of(() => findRole(trail, deployment, pair));
}
