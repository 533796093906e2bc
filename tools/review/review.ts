/**
 * What a planned change does to people's access, as plain data. No sentence stands here: `words/` makes them, and
 * Markdown, the terminal and JSON are made from the same value.
 */

export interface Review {
    /** Version of this form: `docs/review.schema.json`. */
    version: 1;
    /** The worst of the stacks' verdicts. */
    verdict: Verdict;
    stacks: StackReview[];
}

/** From harmless to harmful, in this order: the worst one counts. */
export const verdicts = ["noChange", "safe", "lookAtThis", "cannotBeUndone", "refused"] as const;
export type Verdict = (typeof verdicts)[number];

export interface StackReview {
    /** Its name, as the caller gave it or the resources' URNs have it. */
    stack: string;
    verdict: Verdict;
    /** What the verdict is for: the findings of that weight, most important first. Empty for `noChange` and `safe`. */
    reasons: Reason[];
    /** Resources by what happens to them; those that stay are not counted where the preview does not tell. */
    counts: { create: number; update: number; replace: number; delete: number; same?: number };
    people: PersonChange[];
    access: Access;
    permanent: PermanentChange[];
    trust: TrustChange[];
    others: OtherChange[];
    checks: Check[];
    picture: Picture;
    /** What could not be judged, and what to give to have it judged. */
    notJudged: NotJudged[];
}

/** Points at what stands in one of the lists. */
export type Reason =
    | { kind: "refusal" | "previewIncomplete" }
    | { kind: "permanent"; id: PermanentChange["id"]; count: number }
    | { kind: "loses" | "unknown" | "gains"; count: number }
    | { kind: "trust"; id: TrustChange["id"]; count: number }
    | { kind: "person"; id: PersonChange["id"]; count: number }
    | { kind: "other"; id: OtherChange["id"]; count: number }
    | { kind: "policy" | "warning"; count: number };

/** One person (or group) whose entry changes. */
export type PersonChange = { name: string; isGroup?: boolean } & (
    | { id: "added"; securityProfiles?: string[]; signIn?: boolean }
    | { id: "adopted" }
    /** The Connect user is deleted, with its history; or only let go of. */
    | { id: "removed"; history: "lost" | "kept" }
    | { id: "signInEnded" | "signInStarted" }
    | { id: "renamed"; before: string; history: "lost" | "kept" }
    /** Security profiles by name; an id stands where nothing tells its name. */
    | { id: "securityProfiles"; before: string[]; after: string[] }
    | { id: "routingProfile"; before: string; after: string }
    /** Anything else, such as a name or a phone: the field's path and both values, `[secret]` for a secret. */
    | { id: "details"; fields: { path: string; before?: string; after?: string }[] }
);

/** Who can sign in after it: from walking the deployment before and the planned one. */
export interface Access {
    /** Absent where only the preview was given. */
    before?: { can: number; cannot: number; unknown: number };
    after?: { can: number; cannot: number; unknown: number };
    /** They could not before. */
    gains: Standing[];
    /** They could before, or it was unknown, and cannot after. */
    loses: Standing[];
    /** They are added, and cannot sign in. */
    addedInVain: Standing[];
    /** It is unknown after, and was not before, or the change is what makes it so. */
    unknown: Standing[];
}

export interface Standing {
    name: string;
    /** Of one who loses: it was unknown before. */
    wasUnknown?: boolean;
    /** Id of the walk's check or error that decides, and its sentence in the words that `sign-in` uses. */
    because?: { id: string; text: string };
}

export type PermanentNoun =
    | "instance"
    | "role"
    | "samlProvider"
    | "userPool"
    | "identityProvider"
    | "appClient"
    | "user"
    | "application"
    | "servicePrincipal";

/** What nobody can take back. */
export interface PermanentChange {
    id: `${PermanentNoun}${"Replaced" | "Deleted"}` | "identityTypeChanged" | "aliasChanged";
    /** Name of the resource, of the person for a user. */
    name: string;
    /** Properties that force a replacement, with both values. */
    forcedBy?: { path: string; before?: string; after?: string }[];
    /** It is kept in the cloud (`retainOnDelete`), only the stack lets go of it. */
    isKept?: boolean;
}

/** A change of who trusts whom, in meaning. `before` and `after` are lists of what stands there in words of the clouds. */
export interface TrustChange {
    id:
        | "firstCertificate"
        | "certificateAdded"
        | "certificateRetired"
        | "certificateDeleted"
        | "retiredBeforeNewOneSigns"
        | "signingCertificateChanged"
        | "certificateActivated"
        | "certificateLeavesAws"
        | "certificateEntersAws"
        | "metadataUnknown"
        | "issuer"
        | "audience"
        | "identifier"
        | "replyUrl"
        | "relayState"
        | "sessionDuration"
        | "claims"
        | "trustPolicy"
        | "permissionPolicy"
        | "profilePermissions"
        | "assignmentRequired"
        | "signInDisabled"
        | "signInEnabled"
        | "samlMode"
        | "protectionRemoved";
    /** The resource's name. */
    name: string;
    before: string[];
    after: string[];
    /** It widens who or what is trusted, narrows it, or neither can be told. */
    direction: "wider" | "narrower" | "other";
}

/** A change of a resource that no other list names. */
export interface OtherChange {
    id:
        | "deleted"
        | "replaced"
        /** It may stop a sign-in, such as a policy of conditional access, and no walk reads it. */
        | "outsideModel"
        /** What it means for sign-ins is only known with the export. */
        | "notJudged"
        /** The preview does not begin with what the export has: one is older, or somebody changed it by hand. */
        | "otherMoment";
    /** Type and name. */
    name: string;
}

export interface Check {
    id: "refusal" | "warning" | "policyViolation" | "notChecked";
    /** A message of the program, the engine or a policy, without colours and without secrets. */
    text: string;
    /** Resource, where the message is about one. */
    name?: string;
    /** Of a policy violation: does it stop the deployment. */
    isMandatory?: boolean;
}

/** Tenant, application, provider, role, instance, people: what stands and what of it changes. */
export interface Picture {
    nodes: PictureNode[];
    /** From → to, by index of `nodes`. */
    edges: { from: number; to: number; change: PictureChange; count?: number }[];
}
export type PictureChange = "same" | "create" | "update" | "replace" | "delete";
export interface PictureNode {
    kind: "tenant" | "application" | "samlProvider" | "role" | "instance" | "people";
    /** From configuration: escape it. For people a count stands instead. */
    name: string;
    change: PictureChange;
    counts?: { same: number; create: number; update: number; replace: number; delete: number };
}

export interface NotJudged {
    id:
        | "noDeployment"
        | "noApplication"
        | "noDirectory"
        | "usersNotLookedUp"
        | "previewCutOff"
        | "unknownValues"
        | "securityProfileNames"
        | "otherResources"
        | "notOurComponents"
        | "secretValues";
    /** How many, and examples, where there are. */
    count?: number;
    names?: string[];
}
