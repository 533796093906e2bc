/** How programs in Python and Go start. Their official language hosts come with the Pulumi CLI only, not as Go modules. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { endOf, start } from "./programs";

/** Names the runtime whose program the language host starts; Node.js without. */
export const runtimeVariable = "CONNECT_ENTRA_SSO_RUNTIME";

/** What a request to run a program says. */
interface Asked {
    folder: string;
    /** Of the Pulumi.yaml. */
    root: string;
    entryPoint: string;
    options: OtherOptions;
    /** What the engine says of itself and the stack, by the names that the Python SDK gives it. */
    settings: Record<string, string>;
    args: string[];
}

export interface OtherOptions {
    virtualenv?: string;
    toolchain?: string;
    binary?: string;
}

export interface Program {
    command: string;
    args: string[];
    env: NodeJS.ProcessEnv;
}

/** By runtime. */
export const otherPrograms: Record<string, (asked: Asked) => Program | Promise<Program>> = { python, go };

const python3 = `
import asyncio, json, logging, os, runpy, sys, traceback
import pulumi
given = json.loads(os.environ.pop("CONNECT_ENTRA_SSO_PROGRAM"))
settings = given["settings"]
settings.update(parallel=int(settings["parallel"]), dry_run=settings["dry_run"] == "true")
pulumi.runtime.set_all_config({}, pulumi.runtime.get_config_secret_keys_env())
pulumi.runtime.configure(pulumi.runtime.Settings(**settings))
sys.argv = [given["program"], *given["args"]]
sys.path[0] = os.getcwd()
logging.getLogger("asyncio").setLevel(logging.CRITICAL)
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
code = 32
try:
    loop.run_until_complete(pulumi.runtime.run_in_stack(lambda: runpy.run_path(given["program"], run_name="__main__")))
    code = 0
except pulumi.RunError as error:
    pulumi.log.error(str(error))
except Exception:
    pulumi.log.error(traceback.format_exc())
sys.stdout.flush()
sys.stderr.flush()
os._exit(code)
`;

function python({ folder, root, entryPoint, options, settings, args }: Asked): Program {
    const environment = options.virtualenv ?? (options.toolchain === undefined ? undefined : ".venv");
    const command = environment === undefined ? "python3" : join(root, environment, "bin", "python");
    if (environment !== undefined && !existsSync(command)) {
        throw new Error(
            `The virtual environment of Pulumi.yaml has no ${command}; create it, then run the command again`,
        );
    }
    const program = JSON.stringify({ program: join(folder, entryPoint), settings, args });
    return { command, args: ["-u", "-c", python3], env: { CONNECT_ENTRA_SSO_PROGRAM: program } };
}

async function go({ folder, root, entryPoint, options, settings, args }: Asked): Promise<Program> {
    const built = join(process.env.CONNECT_ENTRA_SSO_REHEARSAL_DIR ?? root, "engine", "go-program");
    const binary = options.binary === undefined ? built : join(root, options.binary);
    if (binary === built) {
        const build = start("go", ["build", "-o", binary, `./${entryPoint}`], { cwd: folder, stdio: ["ignore", 1, 2] });
        if ((await endOf(build)).code !== 0) {
            throw new Error("`go build` fails: see its messages");
        }
    }
    const named = Object.entries(settings).map(([name, value]) => [`PULUMI_${name.toUpperCase()}`, value]);
    return { command: binary, args, env: Object.fromEntries(named) };
}
