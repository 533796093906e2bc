/** Whether the response may take the role: AWS asks the role's trust policy and its longest session. */
import type { Deployment, IamRole } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import type { About } from "../../checks";
import type { SamlAssertion, SamlAttribute } from "../../saml/response";
import { isOwn, unreadPart } from "../isOwn";
import { evaluateTrustPolicy } from "../policy/evaluate";
import { additionalTrustActions, samlRequestContext } from "../policy/samlContext";
import type { Refusal, Trail } from "../trail";
import { likeName } from "./likeName";
import { type Decided, decided } from "./policyDecision";
import type { RolePair } from "./rolePair";

/** Undefined, with a note, where it is not known. */
export function findRole(trail: Trail, deployment: Deployment, pair: RolePair): IamRole | undefined {
    const about = "roleExists";
    const found = deployment.roles.find(({ arn }) => arn === pair.roleArn);
    if (found !== undefined) {
        trail.checked(about, pair.roleArn);
        return found;
    }
    const unread =
        deployment.roles.map(({ arn }) => arn).find(isUnreadable) ?? unreadPart(deployment, "role", pair.roleArn);
    if (unread !== undefined) {
        return trail.tryRead<never>(about, unread);
    }
    const arns = deployment.roles.flatMap(({ arn }) => (isUnreadable(arn) ? [] : [arn]));
    const trusting = deployment.roles.find(({ trustPolicy }) => trusts(trustPolicy, pair.providerArn))?.arn;
    const alike = likeName(pair.roleArn, arns);
    const expected = alike ?? (isUnreadable(trusting) ? undefined : trusting);
    if (!isOwn(deployment) && alike === undefined) {
        return trail.unknown(about, {
            what: `the role ${pair.roleArn}`,
            why: `${deployment.source} does not hold it`,
            supply: "give the export of the stack that makes it: a second --deployment FILE",
        });
    }
    return trail.stop("notAuthorizedToAssume", "roleNotFound", { about, seen: pair.roleArn, expected });
}

/** In a stack of this project a role that trusts the SAML provider of the pair is the one that is meant. */
function trusts(trustPolicy: IamRole["trustPolicy"], providerArn: string): boolean {
    return !isUnreadable(trustPolicy) && trustPolicy.includes(`"${providerArn}"`);
}

interface Assumption {
    role: IamRole;
    pair: RolePair;
    /** Here and below: undefined where it is not known. */
    assertion: Pick<SamlAssertion, "nameId" | "attributes"> & { issuer?: string };
    recipient?: string;
    roleSessionName?: string;
    /** Claims of which it is not known whether and with which value they come. @default - none */
    unknownClaims?: ReadonlySet<string>;
}

/** `sts:AssumeRoleWithSAML`, and what session tags and a source identity need besides. */
export function checkTrust(trail: Trail, assumption: Assumption): void {
    const { role, pair, assertion, recipient, roleSessionName, unknownClaims = new Set() } = assumption;
    const document = trail.tryRead("trustPolicyReadable", role.trustPolicy);
    if (document === undefined) {
        return;
    }
    const { nameId, issuer, attributes } = assertion;
    const isKnown = ![recipient, issuer, roleSessionName].includes(undefined) && unknownClaims.size === 0;
    const request = {
        federatedPrincipal: pair.providerArn,
        ...samlRequestContext({
            recipient,
            issuer,
            roleSessionName,
            attributes,
            unknownClaims,
            nameId: nameId?.value,
            nameIdFormat: nameId?.format,
            samlProviderArn: pair.providerArn,
        }),
    };
    for (const action of ["sts:AssumeRoleWithSAML", ...additionalTrustActions(attributes)]) {
        const about: About = ["trustPolicyAllows", action];
        const evaluated = evaluateTrustPolicy(document, { ...request, action });
        const answer = decided(trail, about, "the trust policy", action, evaluated, isKnown);
        if (answer === undefined) {
            continue;
        }
        if (answer.decision === "deny") {
            const { by, why } = answer;
            trail.stop("notAuthorizedToAssume", "trustDeny", { about, seen: why }, { statement: by });
        }
        if (answer.decision === "noAllow") {
            stopByNearMiss(trail, about, action, answer, attributes);
        }
        trail.checked(about, answer.by);
    }
}

function stopByNearMiss(
    trail: Trail,
    about: About,
    action: string,
    { why, nearMiss }: Extract<Decided, { decision: "noAllow" }>,
    attributes: readonly SamlAttribute[],
): never {
    if (action === "sts:TagSession") {
        const tags = attributes.filter(({ name }) => /(?:PrincipalTag:.*|\/TransitiveTagKeys)$/s.test(name));
        const seen = tags.map(({ name }) => name).join(", ");
        return trail.stop("notAuthorizedToAssume", "trustTagSession", { about, seen: why }, { seen });
    }
    if (action === "sts:SetSourceIdentity") {
        return trail.stop("notAuthorizedToAssume", "trustSourceIdentity", { about, seen: why });
    }
    if (nearMiss === undefined || nearMiss.element === "Action") {
        const allowed = nearMiss?.expected.join(", ");
        const seen = allowed === undefined ? why : `it allows ${allowed}`;
        return trail.stop("notAuthorizedToAssume", "trustAction", { about, seen, expected: action });
    }
    const refusal: Refusal = {
        about,
        seen: nearMiss.seen.join(", ") || "nothing",
        expected: `${nearMiss.mustNot ? "anything but " : ""}${nearMiss.expected.join(" or ")}`,
    };
    if (nearMiss.element === "Principal") {
        return trail.stop("notAuthorizedToAssume", "trustPrincipal", refusal);
    }
    const cause = nearMiss.key?.toLowerCase() === "saml:aud" ? "trustAudience" : "trustCondition";
    const condition = `${nearMiss.operator} ${nearMiss.key}`;
    return trail.stop("notAuthorizedToAssume", cause, refusal, { condition });
}

/** Without the claim AWS gives an hour, which every role allows. */
export function checkDuration(trail: Trail, role: IamRole, seconds: number | undefined): void {
    const about = "maxSessionDuration";
    if (seconds === undefined) {
        trail.checked("defaultDuration", "no SessionDuration");
        return;
    }
    const most = trail.tryRead(about, role.maxSessionDurationSeconds);
    if (most === undefined) {
        return;
    }
    if (seconds > most) {
        trail.stop("durationTooLong", "roleShorter", { about, seen: `${seconds}`, expected: `${most}` });
    }
    trail.checked(about, `${seconds} s`, `at most ${most} s`);
}
