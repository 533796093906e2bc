/** Causes that the deployment speaks against: what it shows comes first, what it can't show next, and these after that. */
import type { CheckId } from "../checks";
import { type SignInErrorId, signInError } from "../errors";
import type { Check, SignIn } from "../result";
import { type Finding, findingOfMatch } from "./explanation";
import { redactText } from "./redact";
import type { Stack } from "./stack";
import type { TextMatch } from "./words/text";

/** What a walk checks of each error: where it is right, the deployment would not end so. */
export const checksOf: Partial<Record<SignInErrorId, readonly CheckId[]>> = {
    noReplyUrl: ["replyUrl"],
    userNotInDirectory: ["accountExists"],
    userDisabled: ["accountEnabled"],
    notAssigned: ["assigned"],
    noUsableSigningKey: ["validCertificate"],
    noSigningKey: ["validCertificate"],
    noSamlResponse: ["startsAtEntra"],
    invalidSamlResponse: ["roleClaim"],
    roleSessionNameRequired: ["sessionName"],
    roleSessionNameInvalid: ["sessionName"],
    signatureInvalid: ["signingCertificateKnown"],
    issuerNotInProvider: ["issuer"],
    providerNotFound: ["samlProviderExists"],
    audienceWrong: ["audience"],
    notAuthorizedToAssume: ["trustPolicyAllows"],
    durationTooLong: ["maxSessionDuration"],
    federationDenied: ["roleAllowsFederation"],
    notOnboarded: ["connectUser"],
};

/** Causes of theirs that no deployment shows. */
const unseen: readonly string[] = [
    ...["notAssigned.lookupOff", "notAssigned.otherApplication"],
    ...["noSigningKey.unknownThumbprint", "noSamlResponse.pageReloaded"],
    ...["invalidSamlResponse.notXml", "invalidSamlResponse.noAssertion"],
    ...["signatureInvalid.changedAfterSigning", "signatureInvalid.notSigned"],
    ...["issuerNotInProvider.issuerWithApplicationId", "federationDenied.explicitDeny", "notOnboarded.twoProfiles"],
];

/** It hangs on the person: who isn't named may be another than those who were walked. */
const ofThePerson: readonly SignInErrorId[] = [
    ...(["userNotInDirectory", "userDisabled", "notAssigned", "notOnboarded"] as const),
    ...(["roleSessionNameRequired", "roleSessionNameInvalid"] as const),
];

/** Not the stack's, but the file's of the directory. */
const ofTheDirectory: readonly SignInErrorId[] = ["userNotInDirectory", "userDisabled"];

/** A cause that is met every day, where the other is not the deployment's. */
const rather: Partial<Record<SignInErrorId, string>> = { noSamlResponse: "pageReloaded" };

type OtherCause = Finding["otherCauses"][number];

interface Walked {
    stack: Stack;
    walks: readonly SignIn[];
    /** Whom the text names. */
    named: string | undefined;
}

/** Undefined where the deployment does not speak against the error. */
export function refuted(
    match: TextMatch,
    known: Omit<Parameters<typeof findingOfMatch>[1], "causeId">,
    walked: Walked,
): Finding | undefined {
    const { error, sureness } = match;
    const { stack, walks, named } = walked;
    const isOfAPerson = ofThePerson.includes(error);
    // Without a directory Connect users stand for people of whom nothing is known.
    const isKnown = stack.directory !== undefined || signInError(error).refusedBy === "connect";
    const right = walks.map((walk) => rightIn(walk, checksOf[error] ?? []));
    const [one] = right;
    if (one === undefined || right.includes(undefined) || (isOfAPerson && (named === undefined || !isKnown))) {
        return undefined;
    }
    const finding = findingOfMatch(match, known);
    const { about, seen } = one;
    const isAlike = right.every((other) => other?.seen === seen);
    const shows = `${about}${isAlike && seen !== undefined ? `: ${redactText(seen)}` : ""}`;
    const source = ofTheDirectory.includes(error) ? stack.directory?.source : stack.deployment.source;
    const isRight = `${source} would not end so${named === undefined ? "" : ` for ${named}`}: it has this right (${shows}).`;
    const common = {
        causeId: "differsFromDeployment",
        causeSureness: sureness === "certain" ? "likely" : "possible",
    } as const;
    if (ofTheDirectory.includes(error)) {
        const cause = `${isRight} The directory has changed since it was exported, or the person is another.`;
        return { ...finding, ...common, cause };
    }
    const usual = rather[error];
    if (usual !== undefined) {
        const { causeSureness } = common;
        const otherCauses = [speaksAgainst(pick(finding), source)];
        return { ...findingOfMatch(match, { ...known, causeId: usual }), causeSureness, otherCauses };
    }
    const all = [pick(finding), ...finding.otherCauses];
    const causes = Object.keys(signInError(error).causes).flatMap((id, index) => {
        const cause = all[index];
        return cause === undefined ? [] : [{ id, ...cause }];
    });
    const isUnseen = ({ id }: { id: string }) => unseen.includes(`${error}.${id}`);
    return {
        ...{ ...finding, ...common },
        cause: `${isRight} Either the clouds differ from it, since something was changed after or outside of it, or it is a cause that no export shows.`,
        confirm: `\`pulumi preview --refresh\` lists what of the stack was changed outside of it. In the clouds: ${finding.confirm}`,
        change: "If it lists something, `pulumi up --refresh` puts it back. If not, look at the other causes.",
        otherCauses: [
            ...causes.filter(isUnseen).map(pick),
            ...causes.filter((one) => !isUnseen(one)).map((one) => speaksAgainst(pick(one), source)),
        ],
    };
}

const speaksAgainst = (one: OtherCause, source = ""): OtherCause => ({
    ...one,
    cause: `${source} speaks against it: ${one.cause}`,
});

const pick = ({ cause, confirm, change }: OtherCause): OtherCause => ({ cause, confirm, change });

/** The check of these that came out right. */
function rightIn({ hops }: SignIn, ids: readonly CheckId[]): Check | undefined {
    return hops.flatMap(({ checks }) => checks).find(({ id, outcome }) => outcome === "checked" && ids.includes(id));
}
