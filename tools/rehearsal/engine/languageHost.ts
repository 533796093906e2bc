/**
 * The language host of Node.js, Python and Go for an engine that was built from Go modules, which come without one. For Node.js it
 * only starts the entry points that the Pulumi SDK itself brings. The engine runs it as `pulumi-language-nodejs` (or `-python`, `-go`)
 * and reads its port from the first line it prints. An official Pulumi CLI has hosts of its own and never loads this.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { passConfiguration } from "./configuration";
import { type OtherOptions, otherPrograms, type Program, runtimeVariable } from "./otherPrograms";
import { generatePackage, installDependencies, link } from "./packages";
import { endOf, inWords, start, stopChildren } from "./programs";

type Unary<Request, Response> = grpc.handleUnaryCall<Request, Response>;
type Options = OtherOptions & { nodeargs?: string; typescript?: boolean; tsconfig?: string };

/** The exit code of a program that has already shown its error (`cmd/run` of the SDK). */
const alreadyShown = 32;
const other = otherPrograms[process.env[runtimeVariable] ?? ""];
const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
let engineAddress = process.argv.at(-1) ?? "";

const handshake: Unary<language.LanguageHandshakeRequest, language.LanguageHandshakeResponse> = (call, callback) => {
    engineAddress = call.request.getEngineAddress() || engineAddress;
    callback(null, new language.LanguageHandshakeResponse());
};

const runProgram: Unary<language.RunRequest, language.RunResponse> = async (call, callback) => {
    const response = new language.RunResponse();
    const folder = call.request.getInfo()?.getProgramDirectory() ?? call.request.getPwd();
    try {
        const configuration = passConfiguration(call.request, other === undefined);
        if (other !== undefined && configuration.args.length > 0) {
            throw new Error(configuration.warning);
        }
        if (configuration.warning !== undefined) {
            process.stderr.write(`${configuration.warning}\n`);
        }
        const program = await programOf(call.request, folder, configuration.args);
        const child = start(program.command, program.args, {
            cwd: call.request.getPwd(),
            env: { ...process.env, ...program.env, ...configuration.env },
            stdio: configuration.stdio,
        });
        configuration.send(child);
        const end = await endOf(child);
        response.setBail(end.code === alreadyShown);
        response.setError(end.code === 0 || end.code === alreadyShown ? "" : inWords(end));
    } catch (error) {
        response.setError((error as Error).message);
    }
    callback(null, response);
};

/** What runs the program: for Node.js the SDK's runner, with its arguments as the official host passes them. */
async function programOf(request: language.RunRequest, folder: string, nodeArguments: string[]): Promise<Program> {
    const root = request.getInfo()?.getRootDirectory() ?? "";
    const entryPoint = request.getInfo()?.getEntryPoint() || ".";
    const args = request.getArgsList();
    const settings = {
        monitor: request.getMonitorAddress(),
        engine: engineAddress,
        organization: request.getOrganization(),
        project: request.getProject(),
        root_directory: root,
        stack: request.getStack(),
        parallel: String(request.getParallel()),
    };
    const options = optionsOf(request.getInfo());
    if (other !== undefined) {
        const dry_run = String(request.getDryrun());
        return other({ folder, root, entryPoint, options, settings: { ...settings, dry_run }, args });
    }
    const given = Object.entries({ ...settings, pwd: folder }).filter(([, value]) => value !== "");
    return {
        command: process.execPath,
        args: [
            ...nodeArguments,
            ...splitArguments(options.nodeargs),
            resolveFrom(folder, "@pulumi/pulumi/cmd/run"),
            ...given.flatMap(([name, value]) => [`--${name.replace("_", "-")}`, value]),
            ...(request.getDryrun() ? ["--dry-run"] : []),
            entryPoint,
            ...args,
        ],
        env: typescriptEnvironment(options),
    };
}

/** Policy packs and other plugins written for Node.js. */
const runPlugin: grpc.handleServerStreamingCall<language.RunPluginRequest, language.RunPluginResponse> = async (
    call,
) => {
    const { request } = call;
    const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
    const isPolicyPack = request.getKind() === "analyzer";
    const options = optionsOf(request.getInfo());
    const send = (fill: (response: language.RunPluginResponse) => void) => {
        const response = new language.RunPluginResponse();
        fill(response);
        call.write(response);
    };
    try {
        const runner = isPolicyPack ? "@pulumi/pulumi/cmd/run-policy-pack" : "@pulumi/pulumi/cmd/run-plugin";
        const args = isPolicyPack ? [...request.getArgsList(), folder] : [folder, ...request.getArgsList()];
        const words = [...splitArguments(options.nodeargs), resolveFrom(folder, runner), ...args];
        const child = start(process.execPath, words, {
            cwd: isPolicyPack ? folder : request.getPwd(),
            env: { ...variables(request.getEnvList()), ...typescriptEnvironment(options) },
            stdio: ["ignore", "pipe", "pipe"],
        });
        child.stdout?.on("data", (bytes: Buffer) => send((response) => response.setStdout(bytes)));
        child.stderr?.on("data", (bytes: Buffer) => send((response) => response.setStderr(bytes)));
        call.on("cancelled", () => child.kill());
        const { code } = await endOf(child);
        send((response) => response.setExitcode(code ?? 1));
    } catch (error) {
        send((response) => response.setStderr(Buffer.from(`${(error as Error).message}\n`)));
        send((response) => response.setExitcode(1));
    }
    call.end();
};

const about: Unary<language.AboutRequest, language.AboutResponse> = (_call, callback) => {
    callback(null, new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version));
};

function optionsOf(info: language.ProgramInfo | undefined): Options {
    return (info?.getOptions()?.toJavaScript() ?? {}) as Options;
}

/** As the official host: TypeScript by `ts-node` unless the project says `typescript: false`. */
function typescriptEnvironment({ typescript = true, tsconfig }: Options): NodeJS.ProcessEnv {
    return {
        ...(typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
        ...(tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
    };
}

/** Splits as a shell does, quotes included. */
function splitArguments(text = ""): string[] {
    const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
    return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}

function variables(list: string[]): NodeJS.ProcessEnv {
    return Object.fromEntries(
        list.map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)]),
    );
}

function resolveFrom(folder: string, module: string): string {
    try {
        return createRequire(join(folder, "package.json")).resolve(module);
    } catch {
        throw new Error(`${folder} has no @pulumi/pulumi installed; run \`npm ci\` there`);
    }
}

function serve(): void {
    const server = new grpc.Server(unlimited);
    const nothing = new Empty();
    server.addService(LanguageRuntimeService as unknown as grpc.ServiceDefinition, {
        handshake,
        run: runProgram,
        runPlugin,
        about,
        getPluginInfo: ((_call, callback) => callback(null, new PluginInfo().setVersion("1.0.0"))) as Unary<
            Empty,
            PluginInfo
        >,
        getRequiredPlugins: answer(new language.GetRequiredPluginsResponse()),
        getRequiredPackages: answer(new language.GetRequiredPackagesResponse()),
        getProgramDependencies: answer(new language.GetProgramDependenciesResponse()),
        installDependencies,
        generatePackage,
        link,
        cancel: (_call: unknown, callback: grpc.sendUnaryData<Empty>) => {
            stopChildren("SIGINT");
            callback(null, nothing);
        },
    });
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
        if (error !== null) {
            throw error;
        }
        process.stdout.write(`${port}\n`);
    });
}

function answer<Response>(response: Response): Unary<unknown, Response> {
    return (_call, callback) => callback(null, response);
}

/** An engine that was killed can't stop its host: whoever loses its parent ends, and takes along what it started. */
function endWithEngine(): void {
    const engine = process.ppid;
    setInterval(() => {
        if (process.ppid !== engine) {
            stopChildren("SIGKILL");
            process.exit(1);
        }
    }, 1000).unref();
}

endWithEngine();
serve();
