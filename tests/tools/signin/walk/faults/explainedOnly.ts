/** Refusals of the catalogue that a walk never comes to; an explanation of what somebody saw may. */

/** Between two deployments or outside of them: a walk starts at the deployed application, with the right account. */
const outside = [
    ...["applicationNotFound.deleted", "applicationNotFound.wrongAddress", "noSamlResponse.pageReloaded"],
    ...["notOnboarded.twoProfiles", "replyUrlMismatch.changed", "replyUrlMismatch.startedElsewhere"],
    ...["rolePairNotInAssertion.otherPair", "samlRequestMissing.endpointOpened", "userNotInDirectory.otherTenant"],
];

/** The browser, and what lasts longer than a sign-in. */
const browser = [
    ...["defenderProxy.sessionControl", "framedLogin.framed", "framedLogin.originNotApproved", "popupBlocked.blocked"],
    ...["sessionEnded.twelveHours", "sessionExpired.cookies", "sessionExpired.ended"],
    ...["sessionExpired.startedAtConnect", "sessionReplaced.sameProfile"],
];

/** At deployment, not at a sign-in: IAM reads a document when it is uploaded. */
const deployment = [
    ...[
        "identifierNotVerified.notExempt",
        "identifierTaken.otherApplication",
        "providerMetadataUnreadable.notMetadata",
    ],
];

/** A response that is not made here and at once, but found. */
const response = [
    ...["comment", "doctype", "duplicateAttribute", "encoding", "malformed", "replayed"].map(hostile),
    ...["signatureWrapping", "twoAssertions", "weakAlgorithm"].map(hostile),
    ...[
        "invalidBase64.damaged",
        "invalidSamlResponse.cutOff",
        "invalidSamlResponse.noAssertion",
        "invalidSamlResponse.notXml",
    ],
    ...["notYetValid.clock", "redeemedLate.late", "responseExpired.stale", "statusNotSuccess.failed"],
    ...["signatureInvalid.changedAfterSigning", "signatureInvalid.notSigned", "subjectConfirmationMissing.incomplete"],
];

/** What no stack and no directory says, so that a walk assumes the best of it or does not know. */
const notToBeSeen = [
    ...["boundToOtherRole.otherPath", "issuerNotInProvider.issuerWithApplicationId", "noSigningKey.unknownThumbprint"],
    ...["notAssigned.lookupOff", "notAssigned.otherApplication", "transformationInputMissing.attributeEmpty"],
];

export const explainedOnly = [...outside, ...browser, ...deployment, ...response, ...notToBeSeen];

function hostile(cause: string): string {
    return `hostileResponse.${cause}`;
}
