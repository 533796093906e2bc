/** All rules, in the order of the document. */
import type { Rule } from "../rule";
import { knownAdministrators, twoAdministrators } from "./administrators";
import { assignmentRequired, fixedIdentifier, identifierKept, noLoginUrl, notificationAddresses } from "./applications";
import { certificateHorizon, metadataCertificates } from "./certificates";
import { noEntraKeys } from "./keys";
import { federationTokenScope, rolePermissions } from "./permissions";
import { protection } from "./protection";
import { sessionLength, sessionWithinRole } from "./sessions";
import { trustAudience, trustSamlOnly } from "./trust";
import { userCredentials, userNames } from "./users";

export const rules: readonly Rule[] = [
    federationTokenScope,
    rolePermissions,
    trustAudience,
    trustSamlOnly,
    metadataCertificates,
    certificateHorizon,
    assignmentRequired,
    noLoginUrl,
    fixedIdentifier,
    identifierKept,
    notificationAddresses,
    sessionLength,
    sessionWithinRole,
    protection,
    userNames,
    userCredentials,
    twoAdministrators,
    knownAdministrators,
    noEntraKeys,
];
