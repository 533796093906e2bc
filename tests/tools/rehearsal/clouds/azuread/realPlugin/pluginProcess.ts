/** A provider plugin as a process of its own, asked as an engine in debug mode does: it is attached to, and not watched. */
import { type ChildProcess, spawn } from "node:child_process";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { CheckRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { CloudClient } from "../../provider/client";

export async function startPlugin(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<CloudClient> {
    const engine = new Server();
    const log = (_: unknown, answer: (error: null, response: Empty) => void) => answer(null, new Empty());
    engine.addService(EngineService, { log } as never);
    const port = await new Promise<number>((resolve, reject) =>
        engine.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        ),
    );
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
    const stop = () => {
        child.kill("SIGKILL");
        engine.forceShutdown();
    };
    try {
        const client = CloudClient.connect(await firstNumber(child), "", stop);
        await client.send("attach", new PluginAttach().setAddress(`127.0.0.1:${port}`));
        const urn = "urn:pulumi:dev::rehearsal::pulumi:providers:azuread::default";
        await client.send("checkConfig", new CheckRequest().setUrn(urn).setNews(Struct.fromJavaScript({})));
        await client.configure({});
        return client;
    } catch (error) {
        stop();
        throw error;
    }
}

/** The port, which a plugin prints first. */
function firstNumber({ stdout }: ChildProcess): Promise<number> {
    return new Promise((resolve, reject) => {
        let text = "";
        stdout?.on("data", (bytes) => {
            text += bytes;
            const [, port] = /^(\d+)\n/.exec(text) ?? [];
            if (port !== undefined) {
                resolve(Number(port));
            }
        });
        stdout?.on("end", () => reject(new Error(`the plugin ended before it printed a port: ${text}`)));
    });
}
