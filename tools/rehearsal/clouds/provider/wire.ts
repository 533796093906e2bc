/** Between the engine's messages and plain values. */
import { Metadata, type ServerErrorResponse, status } from "@grpc/grpc-js";
import {
    CheckFailure,
    type CheckRequest,
    DiffResponse,
    ErrorResourceInitFailed,
    PropertyDiff,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { NameRequest } from "./checkInputs";
import type { DiffKind, DiffResult } from "./diffInputs";
import type { Failure, Value, Values } from "./resourceType";
import { BridgeError, CloudError, HalfMade } from "./resourceType";
import { plainValues } from "./values";

export const toStruct = (values: Values): Struct => Struct.fromJavaScript(values as { [key: string]: JavaScriptValue });
export const fromStruct = (struct: Struct | undefined): Values => (struct?.toJavaScript() ?? {}) as Values;

/** `urn:pulumi:dev::project::parent$aws:iam/role:Role::sso-role` */
export const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").pop() ?? "";
export const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

const listed = (message: string): string => `1 error occurred:\n\t* ${message}\n\n`;

/** A refusal as bridged providers hand it to the engine; anything else is a fault of the emulation and says so. */
function worded(error: unknown): string {
    if (error instanceof BridgeError || error instanceof HalfMade) {
        return error.message;
    }
    return error instanceof CloudError
        ? listed(error.message)
        : `the emulated cloud itself failed: ${error instanceof Error ? error.message : String(error)}`;
}

/** The bridge's words for what was under way, before the provider's error. */
export const whileDoing = (doing: string, what: string, message: string): string =>
    `${doing} ${what}: ${listed(message)}`;

/** An error as it goes to the engine, with the state of a resource that is half made. */
export function toErrorResponse(error: unknown): Partial<ServerErrorResponse> {
    const message = worded(error);
    if (!(error instanceof HalfMade)) {
        return { code: status.UNKNOWN, message };
    }
    const detail = new ErrorResourceInitFailed().setId(error.id).setReasonsList([message]);
    const packed = new Any();
    packed.pack(detail.setProperties(toStruct(error.state)).serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const answer = new Status().setCode(status.UNKNOWN).setMessage(message);
    answer.addDetails(packed);
    const metadata = new Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
    return { code: status.UNKNOWN, message, metadata };
}

export function toFailure({ path, reason }: Failure, name: string): CheckFailure {
    const place = path === undefined ? "" : `. Examine values at '${name}.${path}'.`;
    return new CheckFailure().setReason(`${reason}${place}`);
}

const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
const seedKinds: Record<DiffKind, { plain: PropertyDiff.Kind; replace: PropertyDiff.Kind }> = {
    add: { plain: ADD, replace: ADD_REPLACE },
    delete: { plain: DELETE, replace: DELETE_REPLACE },
    update: { plain: UPDATE, replace: UPDATE_REPLACE },
};

export function toDiffResponse({ differences, replaces, deleteBeforeReplace }: DiffResult): DiffResponse {
    const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
    const response = new DiffResponse()
        .setChanges(differences.length > 0 ? DIFF_SOME : DIFF_NONE)
        .setDiffsList([...new Set(differences.map(({ path }) => path.split(/[.[]/)[0] ?? path))])
        .setReplacesList(replaces)
        .setDeletebeforereplace(deleteBeforeReplace)
        .setHasdetaileddiff(true);
    for (const { path, kind, replace } of differences) {
        const difference = new PropertyDiff()
            .setInputdiff(true)
            .setKind(seedKinds[kind][replace ? "replace" : "plain"]);
        response.getDetaileddiffMap().set(path, difference);
    }
    return response;
}

/** Provider settings come as strings; nested ones as JSON. */
export function configFrom(args: Struct | undefined): Values {
    const decoded = Object.entries(plainValues(fromStruct(args))).map(([key, value]): [string, Value] => {
        if (typeof value !== "string" || !/^[[{]/.test(value)) {
            return [key, value];
        }
        try {
            return [key, JSON.parse(value) as Value];
        } catch {
            return [key, value];
        }
    });
    return Object.fromEntries(decoded.filter(([key]) => key !== "version" && key !== "__internal"));
}

/** The new inputs, with the state's own value for each property of which changes are ignored. */
export function withIgnored(state: Values, news: Values, ignored: readonly string[]): Values {
    const kept = { ...news };
    for (const key of ignored.filter((path) => /^\w+$/.test(path))) {
        const value = state[key];
        if (value === undefined || value === null) {
            delete kept[key];
        } else {
            kept[key] = value;
        }
    }
    return kept;
}

export function nameRequest(request: CheckRequest): NameRequest {
    const autonaming = request.getAutonaming();
    const modes = ["propose", "enforce", "disable"] as const;
    return {
        resourceName: nameOf(request.getUrn()),
        randomSeed: request.getRandomseed_asU8(),
        proposal: autonaming && {
            mode: modes[autonaming.getMode()] ?? "propose",
            name: autonaming.getProposedName(),
        },
    };
}
