/** Talks to an emulated cloud as the engine does, over its RPC. For every test under `tests/tools/rehearsal/clouds/`. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import type { PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { FaultPlan } from "../../../../../tools/rehearsal/clouds/provider/plan/format";
import type { ProviderOptions } from "../../../../../tools/rehearsal/clouds/provider/provider";
import type { Cloud, Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { startServer } from "../../../../../tools/rehearsal/clouds/provider/server";
import { plainValues } from "../../../../../tools/rehearsal/clouds/provider/values";

export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const toStruct = (values: Values) => Struct.fromJavaScript(values as never);
const fromStruct = (struct: Struct | undefined) => (struct?.toJavaScript() ?? {}) as Values;
const urnOf = (token: string, name: string) => `urn:pulumi:dev::rehearsal::${token}::${name}`;

/** The requests a test sends, with their answers. */
interface Rpc {
    configure: [pb.ConfigureRequest, pb.ConfigureResponse];
    check: [pb.CheckRequest, pb.CheckResponse];
    diff: [pb.DiffRequest, pb.DiffResponse];
    create: [pb.CreateRequest, pb.CreateResponse];
    read: [pb.ReadRequest, pb.ReadResponse];
    update: [pb.UpdateRequest, pb.UpdateResponse];
    delete: [pb.DeleteRequest, Empty];
    invoke: [pb.InvokeRequest, pb.InvokeResponse];
    checkConfig: [pb.CheckRequest, pb.CheckResponse];
    diffConfig: [pb.DiffRequest, pb.DiffResponse];
    handshake: [pb.ProviderHandshakeRequest, pb.ProviderHandshakeResponse];
    getSchema: [pb.GetSchemaRequest, pb.GetSchemaResponse];
    getPluginInfo: [Empty, PluginInfo];
    attach: [PluginAttach, Empty];
    cancel: [Empty, Empty];
    parameterize: [pb.ParameterizeRequest, pb.ParameterizeResponse];
}
type Send<Request, Response> = (request: Request, answer: (error: Error | null, response: Response) => void) => unknown;

export interface Checked {
    inputs: Values;
    failures: string[];
}
export interface Diffed {
    changes: "none" | "some";
    replaces: string[];
    /** Path → add, delete, update, each with `-replace` where it replaces. */
    detailed: Record<string, string>;
    deleteBeforeReplace: boolean;
}

export class CloudClient {
    private constructor(
        private readonly client: ResourceProviderClient,
        readonly folder: string,
        private readonly stopServer: () => void,
    ) {}

    /** Starts the cloud on a new, empty store (or on `folder`) and configures it. */
    static async start(
        cloud: Cloud,
        config: Values = {},
        options: Partial<ProviderOptions> = {},
    ): Promise<CloudClient> {
        const folder = options.storeFolder ?? mkdtempSync(join(tmpdir(), "cloud-"));
        const planFile = join(folder, "plan.json");
        const { port, stop } = await startServer(cloud, { planFile, ...options, storeFolder: folder });
        const client = CloudClient.connect(port, folder, stop);
        try {
            await client.configure(config);
        } catch (error) {
            client.stop();
            throw error;
        }
        return client;
    }

    static connect(port: number, folder: string, stop: () => void): CloudClient {
        const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
        return new CloudClient(
            new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), unlimited),
            folder,
            stop,
        );
    }

    stop({ keepStore = false } = {}): void {
        this.client.close();
        this.stopServer();
        if (!keepStore) {
            rmSync(this.folder, { recursive: true, force: true });
        }
    }

    plan(plan: FaultPlan): void {
        writeFileSync(join(this.folder, "plan.json"), JSON.stringify(plan));
    }

    async configure(config: Values): Promise<void> {
        const request = new pb.ConfigureRequest().setArgs(toStruct(config));
        await this.send("configure", request);
    }

    async check(token: string, news: Values, { olds = {}, name = "it", seed = "seed" } = {}): Promise<Checked> {
        const request = new pb.CheckRequest().setUrn(urnOf(token, name)).setOlds(toStruct(olds));
        request.setNews(toStruct(news)).setRandomseed(Buffer.from(seed));
        const response = await this.send("check", request);
        return {
            inputs: fromStruct(response.getInputs()),
            failures: response.getFailuresList().map((failure) => failure.getReason()),
        };
    }

    async diff(
        token: string,
        before: Values,
        after: Values,
        ignoreChanges: string[] = [],
        state: Values = {},
    ): Promise<Diffed> {
        const request = new pb.DiffRequest().setUrn(urnOf(token, "it")).setId("id").setOlds(toStruct(state));
        request.setOldInputs(toStruct(before)).setNews(toStruct(after)).setIgnorechangesList(ignoreChanges);
        const response = await this.send("diff", request);
        const kinds = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];
        const detailed: Record<string, string> = {};
        response.getDetaileddiffMap().forEach((difference, path) => {
            detailed[path] = kinds[difference.getKind()] ?? "?";
        });
        return {
            changes: response.getChanges() === pb.DiffResponse.DiffChanges.DIFF_SOME ? "some" : "none",
            replaces: response.getReplacesList(),
            detailed,
            deleteBeforeReplace: response.getDeletebeforereplace(),
        };
    }

    async create(
        token: string,
        inputs: Values,
        { preview = false, name = "it" } = {},
    ): Promise<{ id: string; state: Values }> {
        const request = new pb.CreateRequest().setUrn(urnOf(token, name)).setPreview(preview);
        const response = await this.send("create", request.setProperties(toStruct(inputs)));
        return { id: response.getId(), state: plainValues(fromStruct(response.getProperties())) };
    }

    /** Check, then create what came of it; a failed check rejects with its reasons. */
    async make(token: string, news: Values, name = "it"): Promise<{ id: string; state: Values }> {
        const { inputs, failures } = await this.check(token, news, { name });
        if (failures.length > 0) {
            throw new Error(failures.join("\n"));
        }
        return this.create(token, inputs, { name });
    }

    async read(token: string, id: string, inputs: Values = {}, state: Values = {}) {
        const request = new pb.ReadRequest().setUrn(urnOf(token, "it")).setId(id).setInputs(toStruct(inputs));
        const response = await this.send("read", request.setProperties(toStruct(state)));
        return {
            id: response.getId(),
            state: plainValues(fromStruct(response.getProperties())),
            inputs: fromStruct(response.getInputs()),
        };
    }

    async update(
        token: string,
        id: string,
        olds: Values,
        news: Values,
        { preview = false, ignoreChanges = [] as string[] } = {},
    ): Promise<Values> {
        const request = new pb.UpdateRequest().setUrn(urnOf(token, "it")).setId(id).setOlds(toStruct(olds));
        request.setNews(toStruct(news)).setPreview(preview).setIgnorechangesList(ignoreChanges);
        return plainValues(fromStruct((await this.send("update", request)).getProperties()));
    }

    async delete(token: string, id: string, state: Values = {}): Promise<void> {
        const request = new pb.DeleteRequest().setUrn(urnOf(token, "it")).setId(id);
        await this.send("delete", request.setProperties(toStruct(state)));
    }

    async invoke(token: string, args: Values): Promise<{ result: Values; failures: string[] }> {
        const request = new pb.InvokeRequest().setTok(token).setArgs(toStruct(args));
        const response = await this.send("invoke", request);
        return {
            result: fromStruct(response.getReturn()),
            failures: response.getFailuresList().map((failure) => failure.getReason()),
        };
    }

    send<Name extends keyof Rpc>(name: Name, request: Rpc[Name][0]): Promise<Rpc[Name][1]> {
        const method = this.client[name].bind(this.client) as unknown as Send<Rpc[Name][0], Rpc[Name][1]>;
        return new Promise((resolve, reject) =>
            method(request, (error, response) => (error ? reject(error) : resolve(response))),
        );
    }
}

/** What the engine would keep of a resource whose creation or update ended half way. */
export async function halfMade(promise: Promise<unknown>): Promise<{ id: string; state: Values; reasons: string[] }> {
    const error = (await promise.then(() => undefined).catch((reason) => reason)) as ServiceError | undefined;
    const [details] = error?.metadata.get("grpc-status-details-bin") ?? [];
    if (details === undefined) {
        throw new Error(`not half made, but ${error?.details ?? "accepted"}`);
    }
    const [packed] = Status.deserializeBinary(details as Buffer).getDetailsList();
    const failed = pb.ErrorResourceInitFailed.deserializeBinary(packed?.getValue_asU8() ?? new Uint8Array());
    const state = plainValues(fromStruct(failed.getProperties()));
    return { id: failed.getId(), state, reasons: failed.getReasonsList() };
}

/** The message a promise was rejected with, as the cloud worded it. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
    try {
        await promise;
    } catch (error) {
        const { details, message } = error as { details?: string; message: string };
        return (details ?? message)
            .replace(/^((refresh|delet|invok|updat)ing \S+: )?1 error occurred:\n\t\* /, "")
            .trim();
    }
    return "accepted";
}
