import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fillPinnedFolder } from "./cache";
import { lastLine, run } from "./processes";
import { startProgress } from "./progress";
import { compareVersions, pinnedVersion } from "./version";

const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const commandPackage = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

const languageHostFile = "pulumi-language-nodejs";

/**
 * The Go modules have the engine but not today's Node.js language host, so the one of this project takes its place.
 * The cache serves every checkout: the environment says whose host is meant (see `home.ts`).
 */
const languageHostScript = `#!/bin/sh
# The engine starts this file beside it to run Node.js programs. The caller of the engine names the host.
: "\${CONNECT_ENTRA_SSO_LANGUAGE_HOST:?this engine only runs within the rehearsal of connect-entra-sso: npm start}"
exec "\${CONNECT_ENTRA_SSO_NODE:-node}" \${CONNECT_ENTRA_SSO_TSX:+--import "$CONNECT_ENTRA_SSO_TSX"} "$CONNECT_ENTRA_SSO_LANGUAGE_HOST" "$@"
`;

/** The pinned modules, which only a checkout has: they are a tenth of what the package may weigh. */
const modules = join(__dirname, "go.mod");
export const canBuild = existsSync(modules);

/** Builds the engine into the cache from the pinned modules beside this file; returns in one line why it can't. */
export async function buildEngine(cache: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
    if (!canBuild) {
        return "build: the installed package has no Go modules to build it from";
    }
    const unsuitable = await findGoProblem(env);
    if (unsuitable !== undefined) {
        return `build: ${unsuitable}`;
    }
    const progress = startProgress(`Building the Pulumi engine v${pinnedVersion} with Go, once, in about five minutes`);
    try {
        await fillPinnedFolder(cache, async (folder) => {
            await goBuild(join(folder, "pulumi"), env, progress.step);
            writeLanguageHostScript(folder);
        });
    } catch (error) {
        const reason = (error as Error).message;
        progress.done(`not possible, ${reason}`);
        return `build: ${reason}`;
    }
    progress.done("done");
    return undefined;
}

/** Brings the script beside an engine that an older checkout built up to date. An official one has a language host of its own. */
export function renewLanguageHostScript(folder: string): void {
    const file = join(folder, languageHostFile);
    const isSmall = existsSync(file) && statSync(file).size < 10_000;
    const text = isSmall ? readFileSync(file, "utf8") : "";
    if (text.includes("CONNECT_ENTRA_SSO_LANGUAGE_HOST") && text !== languageHostScript) {
        writeLanguageHostScript(folder);
    }
}

function writeLanguageHostScript(folder: string): void {
    const file = join(folder, languageHostFile);
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, languageHostScript);
    chmodSync(draft, 0o755);
    renameSync(draft, file);
}

async function goBuild(output: string, env: NodeJS.ProcessEnv, step: (words: string) => void): Promise<void> {
    const linker = `-s -w -X ${versionVariable}=v${pinnedVersion}`;
    const args = [
        "build",
        "-v",
        "-trimpath",
        "-mod=readonly",
        "-buildvcs=false",
        "-tags",
        "osusergo,grpcnotrace",
        "-ldflags",
        linker,
        "-o",
        output,
        commandPackage,
    ];
    let fetched = 0;
    let packages = 0;
    const onLine = (line: string) => {
        if (line.startsWith("go: downloading")) {
            step(`fetching modules, ${++fetched} so far`);
        } else {
            step(`compiling, package ${++packages} of about 1,700`);
        }
    };
    step("starting");
    // Without C a machine needs no compiler but Go's own; a workspace file above this folder must not take part.
    const { code, stderr } = await run("go", args, {
        cwd: __dirname,
        env: { ...env, CGO_ENABLED: "0", GOWORK: "off" },
        onLine,
    });
    if (code !== 0) {
        throw new Error(`\`go build\` fails: ${explain(stderr)}`);
    }
}

/** The line of Go's output that names the failure: not a package's name or a download, which it prints on its way. */
function explain(stderr: string): string {
    const telling = stderr.split("\n").filter((line) => line.includes(" ") && !line.startsWith("go: downloading"));
    return lastLine(telling.join("\n")) || lastLine(stderr);
}

/** Why the Go toolchain of this machine can't build the engine, if it can't. */
async function findGoProblem(env: NodeJS.ProcessEnv): Promise<string | undefined> {
    const needed = /^go (\S+)$/m.exec(readFileSync(modules, "utf8"))?.[1] ?? "";
    // Outside any module, so that an older Go answers for itself and doesn't fetch the newer one first.
    const { code, stdout, stderr } = await run("go", ["env", "GOVERSION", "GOTOOLCHAIN"], { cwd: "/", env });
    if (code !== 0) {
        return code === 127 ? "Go is not installed" : `\`go env\` fails: ${lastLine(stderr)}`;
    }
    const [printed = "", toolchain = ""] = stdout.trim().split("\n");
    const version = /^go(\d+(?:\.\d+)*)/.exec(printed)?.[1];
    if (version === undefined || compareVersions(version, needed) >= 0) {
        return undefined;
    }
    const fetchesNewer = compareVersions(version, "1.21") >= 0 && !/^(local|path)$/.test(toolchain);
    return fetchesNewer
        ? undefined
        : `Go ${version} is installed, ${needed} or newer is needed (GOTOOLCHAIN is ${toolchain || "not known to it"})`;
}
