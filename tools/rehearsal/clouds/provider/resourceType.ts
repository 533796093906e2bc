/**
 * What a cloud is made of: declarations only, no I/O. A cloud is a `Cloud`: a list of `ResourceType`s and `LookUp`s, one
 * small file each, and `servePlugin(cloud)` (server.ts) makes a Pulumi provider plugin of it. The rules of one cloud
 * belong in its own folder; here stands only what every bridged provider does alike.
 *
 * How to declare a type:
 * - `properties` lists every input and output. Flags say what the framework does with each: it refuses unknown, missing,
 *   malformed and conflicting ones, fills in defaults and names, tells updates from replacements, marks secrets.
 *   `computed` = the cloud chooses a value where none is given; `readOnly` = only the cloud sets it.
 * - `create` writes to `call.store` and returns the new id; `update` and `delete` write; `read` returns every property the
 *   cloud gives back (no `id`), or undefined for something gone. The framework calls `read` after `create` and `update`,
 *   in the same transaction, for the outputs. `writeOnly` properties are kept in the Pulumi state by the framework.
 * - Refuse with `throw new CloudError(text)`: nothing of the transaction is then stored. Handlers may be async.
 *   Values given to `create`, `update`, `delete` and look-ups are complete: no unknowns, no `__defaults`, no secrets.
 * - Look up things of other types with `call.find` (replication delay of plan.json applies), own ones with `call.store`.
 * - Deleting what is gone succeeds without calling `delete`; updating it fails with `notFound(id)`.
 */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
export type Values = { [key: string]: Value };

export interface Property {
    /** `json` takes a text or an object and keeps the text (policy documents). */
    kind: "string" | "number" | "integer" | "boolean" | "list" | "set" | "map" | "object" | "json";
    /** Of a list, set or map: its elements. */
    items?: Property;
    /** Of an object: what it holds. */
    properties?: Properties;
    required?: boolean;
    /** The cloud chooses a value where none is given: then no difference is seen. */
    computed?: boolean;
    /** Only the cloud sets it: refused as an input. */
    readOnly?: boolean;
    /** Kept in the Pulumi state, never given back by the cloud. */
    writeOnly?: boolean;
    /** The provider's own name, where it is not the same in snake case (`app_role` for `appRoles`). */
    ownName?: string;
    /** A change replaces the resource. */
    replace?: boolean;
    secret?: boolean;
    default?: Value;
    conflictsWith?: string[];
    /** What is wrong with a known value, in the provider's words without the path; undefined if nothing. */
    format?: (value: never, path: string) => string | undefined;
    /** A difference is one from the state's output, drift included; by default it is one from the inputs before. */
    comparesState?: boolean;
    /** Two spellings of one value, as the provider's DiffSuppress sees it; `after` is null where it was taken away. */
    same?: (before: Value, after: Value) => boolean;
}
export type Properties = { [name: string]: Property };

export interface AutoName {
    property: string;
    /** The property that gives a prefix instead (`namePrefix`). */
    prefixProperty?: string;
    maxLength: number;
    separator?: string;
}

export interface Failure {
    /** Path as the reader typed it; left out when the failure is of the whole resource. */
    path?: string;
    reason: string;
}

/** The cloud's memory: objects by kind (usually the type token) and id. Writes are seen at once, kept on success. */
export interface Transaction {
    get(kind: string, id: string): Values | undefined;
    list(kind: string): { id: string; value: Values }[];
    put(kind: string, id: string, value: Values): void;
    remove(kind: string, id: string): void;
}

/** What a handler works with during one call. */
export interface Call {
    store: Transaction;
    /** The provider's configuration as the engine gave it, strings and JSON decoded. */
    config: Values;
    /** As `store.get`, but a new object may stay unseen for a while (plan.json, `replicationDelayReads`). */
    find(kind: string, id: string): Values | undefined;
    /** Whether this read of the provider finds nothing (plan.json, `stale`), for reads that it goes on from. */
    misses(read: string): boolean;
}

type MaybePromise<T> = T | Promise<T>;

export interface ResourceType {
    token: string;
    properties: Properties;
    autoName?: AutoName;
    /** Outputs that a change of an input changes, too. */
    alsoChanges?: Record<string, string[]>;
    /** Rules over several properties. Inputs may hold unknowns (`isUnknown`): skip those. */
    check?(inputs: Values, config: Values): Failure[];
    /** Outputs known before creation or update (`tagsAll`, `region`); the rest is unknown in a preview of a creation. */
    plan?(inputs: Values, config: Values): Values;
    create(call: Call, inputs: Values): MaybePromise<string>;
    read(call: Call, id: string): MaybePromise<Values | undefined>;
    /** Left out where every property replaces. */
    update?(call: Call, id: string, inputs: Values, before: Values): MaybePromise<void>;
    /** A `CloudError` that is returned, not thrown, came too late: what was written stays. */
    delete(call: Call, id: string, before: Values): MaybePromise<unknown>;
    /** Errors of `create` and `update` that the real provider waits out and tries again. */
    retries?: RegExp;
    /** The reads that the real provider makes within a creation or an update, in its order; by default one, waited for. */
    reads?: { create?: OwnRead[]; update?: OwnRead[] };
    notFound?(id: string): string;
    /** The id of what an import names otherwise. */
    importedAs?(id: string): string;
}

/** A read within an operation, and what the real provider does when it finds nothing yet (the plan's `stale`). */
export interface OwnRead {
    name: string;
    /** Before the work it looks at what the inputs name, after it at what the work made. */
    when: "before" | "after";
    /**
     * `waits`: it asks again. `fails`: an error, and the state does not get the resource. `keeps`: an error, and the state has the
     * resource as half made. `gone`: it takes the resource for deleted, which the bridge answers with an error of its own.
     * `goes on`: it believes what it read; the handler asks `call.misses`.
     */
    missed: "waits" | "fails" | "keeps" | "gone" | "goes on";
    /** The error of `fails` and `keeps`. `id` is empty before the work. */
    message?(inputs: Values, id: string): string;
}

/** One request to the cloud: how often each of the provider's reads within it finds nothing. */
export interface Request {
    missed(read: string): number;
}

export interface LookUp {
    token: string;
    arguments: Properties;
    check?(inputs: Values, config: Values): Failure[];
    result(call: Call, inputs: Values): MaybePromise<Values>;
}

export type Operation = "create" | "read" | "update" | "delete" | "invoke";

/** An operation on a resource, or a look-up, as far as it says which requests the real provider makes for it. */
export interface AskedOperation {
    token: string;
    operation: Operation;
    /** Empty where there is none yet. */
    id: string;
    /** Complete, of a creation, an update or a look-up. */
    inputs: Values;
    /** The state, of an update, a read or a deletion. */
    before: Values;
}

/** One of the requests that the real provider makes within an operation. */
export interface OwnRequest {
    changes: boolean;
    /** Throws the cloud's answer to a caller who may not make this request. */
    refuse(): void;
}

export interface Cloud {
    /** The package: `aws`, `azuread`. */
    name: string;
    /** The version of the npm SDK it stands in for. */
    version: string;
    types: ResourceType[];
    lookUps: LookUp[];
    /** What is wrong with the provider's configuration. */
    checkConfig?(config: Values): Failure[];
    /** Provider settings whose change replaces everything (`region`). */
    configReplaces?: string[];
    /** What stands in the cloud before the first run: called once, when its store is first made. */
    seed?(call: Call): MaybePromise<void>;
    /** What its files say of who asks: called each time that a plugin starts. */
    noteCaller?(call: Call): void;
    /** The real provider's requests within an operation, in its order; without, the caller may do everything. */
    requests?(call: Call, asked: AskedOperation): OwnRequest[];
    /** The one service behind all types, where a token does not name it. */
    service?: string;
    /** How long the real provider's operations take (the plan's preset `realistic`). */
    pace?: CloudPace;
    /** What comes back empty after a creation or an update, and was not typed, is null until the next refresh. */
    emptyIsNull?: boolean;
    /** The cloud's own words for "too many requests". */
    throttled?(token: string, operation: Operation, attempts: number): string;
}

/** Numbers of the real cloud, each with its source, or "assumed". */
export interface CloudPace {
    /** One request, there and back. */
    requestMs: number;
    requestSource: string;
    /** What is not listed makes one request. */
    operations: OperationPace[];
    /** By service. */
    limits: Record<string, { perSecond: number; burst: number; source: string }>;
}

export interface OperationPace {
    type: string;
    operation: Operation;
    /** That the real provider makes, one after another. */
    requests: number | ((inputs: Values) => number);
    /** Beside the requests. */
    waitMs?: number;
    source: string;
}

/** A refusal, with the text that the real provider shows. */
export class CloudError extends Error {}

/** An error of the bridge between Pulumi and the provider, which it shows as it is. */
export class BridgeError extends Error {}

/** The resource is there, but not in order: the engine keeps it in the state with the reason, and updates it next time. */
export class HalfMade extends Error {
    constructor(
        readonly id: string,
        readonly state: Values,
        reason: string,
    ) {
        super(reason);
    }
}
