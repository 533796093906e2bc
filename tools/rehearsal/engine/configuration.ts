/** How a program gets its configuration from the language host: in the environment, or by a pipe where it is too large. */
import type { ChildProcess, StdioOptions } from "node:child_process";
import { join } from "node:path";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb";

/** The longest `NAME=value` with its end that Linux passes to a process (MAX_ARG_STRLEN: 32 pages of 4 KiB). */
const longestVariable = 131_072;
const variable = "PULUMI_CONFIG";
const pipe = 3;

interface PassedConfiguration {
    /** For node, before the program. */
    args: string[];
    env: NodeJS.ProcessEnv;
    stdio: StdioOptions;
    /** Hands over what the environment does not hold, once the program has started. */
    send(child: ChildProcess): void;
    /** What the reader must know, since a real deployment differs. */
    warning?: string;
}

/** The configuration of a request, ready for the process that runs the program. */
export function passConfiguration(request: RunRequest, isNode: boolean): PassedConfiguration {
    // The SDK of Node.js still reads the older form of keys, `namespace:config:name`.
    const entries = request.getConfigMap().getEntryList() as [string, string][];
    const text = JSON.stringify(
        Object.fromEntries(entries.map(([key, value]) => [isNode ? key.replace(":", ":config:") : key, value])),
    );
    return pass(text, JSON.stringify(request.getConfigsecretkeysList()));
}

/** The same for a configuration that is text already. */
export function pass(text: string, secretKeys = "[]"): PassedConfiguration {
    const secrets = { PULUMI_CONFIG_SECRET_KEYS: secretKeys };
    const bytes = Buffer.byteLength(`${variable}=${text}\0`);
    if (bytes <= longestVariable) {
        return {
            args: [],
            env: { ...secrets, [variable]: text },
            stdio: ["ignore", 1, 2],
            send: () => undefined,
        };
    }
    return {
        args: ["--require", join(__dirname, "largeConfiguration.cjs")],
        env: { ...secrets, CONNECT_ENTRA_SSO_CONFIGURATION_FD: String(pipe) },
        stdio: ["ignore", 1, 2, "pipe"],
        send: (child) => sendTo(child, text),
        warning:
            `warning: the configuration has ${bytes} bytes. The official Pulumi CLI passes it in one environment variable, and ` +
            `Linux allows ${longestVariable} bytes: a real deployment on Linux fails with "argument list too long" ` +
            "(https://github.com/pulumi/pulumi/issues/8680). Split the users across several stacks.",
    };
}

function sendTo(child: ChildProcess, text: string): void {
    const stream = child.stdio[pipe] as NodeJS.WritableStream | null | undefined;
    // A program that ends before it has read all: how it ended is what counts.
    stream?.on("error", () => undefined);
    stream?.end(text);
}
