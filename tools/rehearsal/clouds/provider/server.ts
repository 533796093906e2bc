/** A `Cloud` as a Pulumi provider plugin: gRPC on a local port, which is the first line it prints. */
import { join } from "node:path";
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { type IResourceProviderServer, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { lenientVariable } from "./lenient";
import { planVariable, seedVariable } from "./plan/read";
import { Provider, type ProviderOptions } from "./provider";
import type { Cloud } from "./resourceType";
import { schemaOf } from "./schema";
import {
    configFrom,
    fromStruct,
    nameOf,
    nameRequest,
    toDiffResponse,
    toErrorResponse,
    toFailure,
    toStruct,
    typeOf,
    withIgnored,
} from "./wire";

type Handler<Request, Response> = (request: Request) => Response | Promise<Response>;

function unary<Request, Response>(handle: Handler<Request, Response>) {
    return async (call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>) => {
        try {
            answer(null, await handle(call.request));
        } catch (error) {
            answer(toErrorResponse(error));
        }
    };
}

const notImplemented = (_: unknown, answer: sendUnaryData<never>) =>
    answer({ code: status.UNIMPLEMENTED, message: "not implemented by the emulated clouds" });

function service(provider: Provider): IResourceProviderServer {
    const { cloud } = provider;
    const requests = {
        // A program in another language may ask for a newer version than npm has installed.
        getPluginInfo: unary(() => new PluginInfo().setVersion("99.0.0")),
        getSchema: unary(() => new pb.GetSchemaResponse().setSchema(JSON.stringify(schemaOf(cloud)))),
        handshake: unary(() => new pb.ProviderHandshakeResponse().setSupportsAutonamingConfiguration(true)),
        attach: unary(() => new Empty()),
        cancel: unary(() => new Empty()),
        checkConfig: unary((request: pb.CheckRequest) => {
            const failures = cloud.checkConfig?.(configFrom(request.getNews())) ?? [];
            return new pb.CheckResponse()
                .setInputs(request.getNews())
                .setFailuresList(failures.map((failure) => toFailure(failure, nameOf(request.getUrn()))));
        }),
        diffConfig: unary((request: pb.DiffRequest) => {
            const before = fromStruct(request.getOldInputs() ?? request.getOlds());
            return toDiffResponse(provider.diffConfig(before, fromStruct(request.getNews())));
        }),
        configure: unary(async (request: pb.ConfigureRequest) => {
            await provider.configure(configFrom(request.getArgs()));
            return new pb.ConfigureResponse().setSupportspreview(true).setSupportsAutonamingConfiguration(true);
        }),
        check: unary((request: pb.CheckRequest) => {
            const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
            const checked = provider.check(typeOf(request.getUrn()), nameRequest(request), olds, news);
            return new pb.CheckResponse()
                .setInputs(toStruct(checked.inputs))
                .setFailuresList(checked.failures.map((failure) => toFailure(failure, nameOf(request.getUrn()))));
        }),
        diff: unary((request: pb.DiffRequest) => {
            const before = fromStruct(request.getOldInputs() ?? request.getOlds());
            const after = fromStruct(request.getNews());
            const ignored = request.getIgnorechangesList();
            const state = fromStruct(request.getOlds());
            return toDiffResponse(provider.diff(typeOf(request.getUrn()), before, after, ignored, state));
        }),
        create: unary(async (request: pb.CreateRequest) => {
            const inputs = fromStruct(request.getProperties());
            const { id, state } = await provider.create(request.getUrn(), inputs, request.getPreview());
            return new pb.CreateResponse().setId(id).setProperties(toStruct(state));
        }),
        read: unary(async (request: pb.ReadRequest) => {
            const [inputs, state] = [fromStruct(request.getInputs()), fromStruct(request.getProperties())];
            const found = await provider.read(request.getUrn(), request.getId(), inputs, state);
            const response = new pb.ReadResponse().setId(found.id);
            return found.id === ""
                ? response
                : response.setProperties(toStruct(found.state)).setInputs(toStruct(found.inputs));
        }),
        update: unary(async (request: pb.UpdateRequest) => {
            const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
            const kept = withIgnored(olds, news, request.getIgnorechangesList());
            const state = await provider.update(request.getUrn(), request.getId(), olds, kept, request.getPreview());
            return new pb.UpdateResponse().setProperties(toStruct(state));
        }),
        delete: unary(async (request: pb.DeleteRequest) => {
            await provider.delete(request.getUrn(), request.getId(), fromStruct(request.getProperties()));
            return new Empty();
        }),
        invoke: unary(async (request: pb.InvokeRequest) => {
            const { result, failures } = await provider.invoke(request.getTok(), fromStruct(request.getArgs()));
            return new pb.InvokeResponse()
                .setReturn(toStruct(result))
                .setFailuresList(failures.map(({ reason }) => new pb.CheckFailure().setReason(reason)));
        }),
        parameterize: notImplemented,
        call: notImplemented,
        construct: notImplemented,
        getMapping: notImplemented,
        getMappings: notImplemented,
        list: (stream: { emit(event: string, error: object): void }) =>
            stream.emit("error", { code: status.UNIMPLEMENTED, message: "not implemented by the emulated clouds" }),
    };
    return requests as unknown as IResourceProviderServer;
}

/** Starts a server for the cloud on a free local port. */
export async function startServer(cloud: Cloud, options: ProviderOptions): Promise<{ port: number; stop(): void }> {
    const provider = new Provider(cloud, options);
    const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    server.addService(ResourceProviderService, service(provider));
    const port = await new Promise<number>((resolve, reject) =>
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        ),
    );
    const stop = () => {
        server.forceShutdown();
        void provider.close();
    };
    return { port, stop };
}

/** The rehearsal's folder: what the command line chose, else `.rehearsal` where the engine was started. */
const rehearsalFolder = (): string => process.env.CONNECT_ENTRA_SSO_REHEARSAL_DIR ?? join(process.cwd(), ".rehearsal");

const orphanCheckMs = 500;

/** The whole of a plugin's `main.ts`. The process ends with the engine that started it, however that ended. */
export async function servePlugin(cloud: Cloud): Promise<void> {
    endWithEngine();
    const folder = rehearsalFolder();
    const { port } = await startServer(cloud, {
        storeFolder: join(folder, "clouds", cloud.name),
        planFile: process.env[planVariable] ?? join(folder, "plan.json"),
        planSeed: Number(process.env[seedVariable] ?? 0),
        lenient: process.env[lenientVariable] === "true",
    });
    process.stdout.write(`${port}\n`);
}

/** An engine that was killed can't stop its plugins. */
function endWithEngine(): void {
    const engine = process.ppid;
    setInterval(() => {
        if (process.ppid !== engine) {
            process.exit(1);
        }
    }, orphanCheckMs).unref();
}
