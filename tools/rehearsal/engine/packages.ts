/** What the language host does for `pulumi package add`: an SDK is generated, linked into the project, and installed. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as grpc from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { engineCache, pinnedFolder } from "./cache";
import { requireGenerator } from "./languages";
import { lastLine, run } from "./processes";

/** A unary call whose answer is a promise; an error becomes the engine's, in its own words. */
function answering<Request, Response>(
    answer: (request: Request) => Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
        answer(call.request).then(
            (response) => callback(null, response),
            (error: Error) => callback({ code: 2, details: error.message }),
        );
    };
}

/** What the generator is asked for, see `generator/main.go`. */
export interface Generation {
    language: "nodejs" | "python" | "go";
    directory: string;
    schema: unknown;
    loaderTarget?: string;
    local?: boolean;
    localDependencies?: Record<string, string>;
    /** Files by name, in base64. */
    extraFiles?: Record<string, string>;
}

/** Writes the SDK of a package. */
export async function generate(generation: Generation, env = process.env): Promise<void> {
    const generator = await requireGenerator(pinnedFolder(engineCache(env)), env);
    const child = spawn(generator, [], { stdio: ["pipe", "ignore", "pipe"] });
    let problem = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
        problem += text;
    });
    child.stdin.end(JSON.stringify(generation));
    const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
    if (code !== 0) {
        throw new Error(`The SDK can't be generated: ${problem.trim()}`);
    }
}

export const generatePackage = answering(async (request: language.GeneratePackageRequest) => {
    const files = request.getExtraFilesMap().getEntryList() as [string, Uint8Array | string][];
    await generate({
        language: "nodejs",
        directory: request.getDirectory(),
        schema: JSON.parse(request.getSchema()) as unknown,
        loaderTarget: request.getLoaderTarget(),
        local: request.getLocal(),
        localDependencies: Object.fromEntries(request.getLocalDependenciesMap().getEntryList()),
        extraFiles: Object.fromEntries(files.map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")])),
    });
    return new language.GeneratePackageResponse();
});

/** Adds generated SDKs to the project's dependencies. */
export const link = answering(async (request: language.LinkRequest) => {
    const folder = request.getInfo()?.getProgramDirectory() ?? "";
    const imports: string[] = [];
    for (const path of request.getPackagesList().map((dependency) => dependency.getPath())) {
        const { name } = JSON.parse(readFileSync(join(folder, path, "package.json"), "utf8")) as { name: string };
        const { code, stderr } = await run("npm", ["pkg", "set", `dependencies.${name}=file:${path}`], { cwd: folder });
        if (code !== 0) {
            throw new Error(`npm can't add ${name} to the project: ${lastLine(stderr)}`);
        }
        imports.push(`  import * as sdk from ${JSON.stringify(name)};`);
    }
    const instructions = ["You can import the SDK with:", "", ...imports].join("\n");
    return new language.LinkResponse().setImportInstructions(instructions);
});

/** Installs what a program or a plugin depends on. A plugin that finds the Pulumi SDK already has all of it. */
export function installDependencies(
    call: grpc.ServerWritableStream<language.InstallDependenciesRequest, language.InstallDependenciesResponse>,
): void {
    const folder = call.request.getInfo()?.getProgramDirectory() || call.request.getDirectory();
    if (call.request.getIsPlugin() && hasSdk(folder)) {
        call.end();
        return;
    }
    const child = spawn("npm", ["install", "--no-audit", "--no-fund"], {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
    });
    const send = (bytes: Buffer) => call.write(new language.InstallDependenciesResponse().setStderr(bytes));
    child.stdout.on("data", send);
    child.stderr.on("data", send);
    const fail = (details: string) => call.emit("error", { code: 2, details });
    child.on("error", (error) => fail(`npm can't be started: ${error.message}`));
    child.on("close", (code) =>
        code === 0 ? call.end() : fail(`npm install ends with exit code ${code} in ${folder}`),
    );
}

function hasSdk(folder: string): boolean {
    try {
        createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi");
        return true;
    } catch {
        return false;
    }
}
