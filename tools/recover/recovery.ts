/** After a deployment that stopped half way: what happened, and which steps end it. Plain data. */

/** A property that the export or the preview does not tell: not known yet, or a secret that is not shown. */
export const unknown: unique symbol = Symbol("unknown");

/** Inputs of a resource, unwrapped. */
export type Inputs = Readonly<Record<string, unknown>>;

/** A resource that the program creates and that the state does not have. */
export interface Missing {
    urn: string;
    type: string;
    name: string;
    inputs: Inputs;
    parent?: string;
    protect: boolean;
    /** URN of the provider, where it is not a default one. */
    provider?: string;
    /** The engine had begun to create it when it stopped. Otherwise a preview says that it would be created. */
    isInterrupted: boolean;
}

/** An update or deletion that the engine had begun. */
export interface InterruptedChange {
    urn: string;
    type: string;
    name: string;
    /** `updating`, `deleting`, `reading`, `importing`. */
    doing: string;
}

/** A resource of the state. */
export interface Standing {
    urn: string;
    type: string;
    id: string;
    inputs: Inputs;
    outputs: Inputs;
    parent?: string;
}

/** What an export says. */
export interface Stack {
    name: string;
    /** Also components, without an id (""). */
    standing: Standing[];
    interrupted: Missing[];
    changes: InterruptedChange[];
    /** How many operations are pending, of all kinds. */
    pending: number;
}

/** An object of a cloud. */
export interface HeldObject {
    type: string;
    /** As `pulumi import` takes it. */
    id: string;
    /** By the names of the provider's properties. */
    values: Inputs;
}

/** What was seen of the clouds. */
export interface Held {
    objects: HeldObject[];
    /** What was listed as a whole, so that what is not among the objects is not there. */
    listings: Pick<ReadonlySet<string>, "has">;
}

/** What one file or one answer says of the clouds. */
export interface HeldPart {
    objects: HeldObject[];
    listings: string[];
}

/** Something to ask a cloud, without changing anything. */
export type Look =
    | { asks: "graph"; url: string }
    | { asks: "appRoleAssignedTo"; url: string; resourceId: string }
    | { asks: "samlProviders" | "instances" }
    | { asks: "samlProvider"; arn: string }
    | { asks: "role"; name: string }
    /** `names`: the users in question. The command shows all. */
    | { asks: "users"; instanceId: string; names: string[] }
    | { asks: "userPools" }
    | { asks: "identityProviders" | "appClients"; userPoolId: string }
    | { asks: "userPoolDomain"; domain: string };

export type Outcome =
    /** The cloud has it: exactly one, with the same content. */
    | { id: "made"; heldId: string }
    /** It was listed, and there is none: the next `pulumi up` creates it. */
    | { id: "notMade" }
    /** Creating it once more does no harm. */
    | { id: "madeAgain" }
    /** One that may be it, with another content. */
    | { id: "different"; heldIds: string[]; properties: string[] }
    /** Several that are the same. */
    | { id: "several"; heldIds: string[] }
    /** Its inputs depend on what is not there yet. */
    | { id: "later" }
    /** Nobody looked. */
    | { id: "notLooked" }
    /** The state has a resource with its URN, which it was to replace. */
    | { id: "replacement"; heldIds: string[] }
    /** A type that this command does not know. */
    | { id: "otherType" };

export type Finding =
    | { kind: "creation"; resource: Missing; outcome: Outcome }
    | { kind: "change"; change: InterruptedChange }
    /** An object like one that the stack has, which the stack does not need. */
    | { kind: "duplicate"; type: string; heldId: string; standing: Standing }
    /** A certificate in Entra that the stack does not have. */
    | { kind: "extraCertificate"; heldId: string; thumbprint?: string; signs: "yes" | "no" | "unknown" };

export type Step =
    /** Only if Pulumi says that the stack is locked. */
    | { kind: "cancel" }
    | { kind: "dropPending"; count: number }
    | {
          kind: "import";
          type: string;
          name: string;
          heldId: string;
          parent?: string;
          protect: boolean;
          provider?: string;
      }
    /** For a person to look at and to decide: nothing here deletes. */
    | { kind: "remove"; type: string; heldId: string }
    /** Entra signs with a certificate that AWS does not trust. */
    | { kind: "activate"; servicePrincipalObjectId: string; thumbprint: string };

export interface Recovery {
    stack: string;
    environment: string;
    findings: Finding[];
    steps: Step[];
    /** What shows what was not looked at. */
    toLook: Look[];
    /** Whether it is known what the program would create. */
    hasPreview: boolean;
}
