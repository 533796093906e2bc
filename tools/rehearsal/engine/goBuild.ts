/** Asking Go to build a program. The package has none of this, see `scripts/buildCommands.mjs`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lastLine, run } from "./processes";
import { compareVersions } from "./version";

/** A program that Go builds from modules that a `go.mod` in a folder of this one pins. Only a checkout has them. */
export interface GoProgram {
    /** What is built, in words: `the Pulumi engine v3.259.0`. */
    what: string;
    /** How long that takes: `about five minutes`. */
    lasts: string;
    /** How many Go packages it is compiled from: `1,700`. */
    packages: string;
    /** The folder with the `go.mod`. */
    modules: string;
    /** The package of the program, by its path. */
    package: string;
    /** Text variables of the program, by their paths. */
    variables?: Record<string, string>;
}

/** Builds a program into a file; throws if that fails. */
export async function goBuild(
    { modules, package: packagePath, packages, variables = {} }: GoProgram,
    output: string,
    env: NodeJS.ProcessEnv,
    step: (words: string) => void,
): Promise<void> {
    const settings = Object.entries(variables).map(([name, value]) => ` -X ${name}=${value}`);
    const args = [
        "build",
        "-v",
        "-trimpath",
        "-mod=readonly",
        "-buildvcs=false",
        "-tags",
        "osusergo,grpcnotrace",
        "-ldflags",
        `-s -w${settings.join("")}`,
        "-o",
        output,
        packagePath,
    ];
    let fetched = 0;
    let compiled = 0;
    const onLine = (line: string) => {
        if (line.startsWith("go: downloading")) {
            step(`fetching modules, ${++fetched} so far`);
        } else {
            step(`compiling, package ${++compiled} of about ${packages}`);
        }
    };
    step("starting");
    // Without C a machine needs no compiler but Go's own; a workspace file above this folder must not take part.
    const { code, stderr } = await run("go", args, {
        cwd: modules,
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

/** Why the Go toolchain of this machine can't build a program, if it can't. */
export async function findGoProblem({ modules }: GoProgram, env: NodeJS.ProcessEnv): Promise<string | undefined> {
    const needed = /^go (\S+)$/m.exec(readFileSync(join(modules, "go.mod"), "utf8"))?.[1] ?? "";
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
