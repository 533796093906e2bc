import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import * as yaml from "js-yaml";
import { temporaryFolder, writeCommand } from "../helpers/folder";

const root = join(__dirname, "..", "..");
const load = (path: string) =>
    yaml.load(readFileSync(join(root, path), "utf8"), { schema: yaml.CORE_SCHEMA }) as Record<string, never>;

const temporary = temporaryFolder();

interface Ended {
    code: number | null;
    stdout: string;
    /** The steps of the pipeline and `pulumi`, in turn. */
    calls: string[];
}

/** Runs a script as a runner does; `once` is called as soon as `pulumi` runs. */
function run(script: string[], once?: (pid: number) => void): Promise<Ended> {
    const child = spawn("bash", script, {
        cwd: temporary.path(),
        env: {
            ...process.env,
            PATH: [temporary.path("bin"), process.env.PATH].join(delimiter),
            ...{
                STACK: "prod",
                RUNNER_TEMP: "temp",
                OUTPUT: "out",
                idToken: "t",
                servicePrincipalId: "s",
                tenantId: "e",
            },
        },
    });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
        if (stdout === "") {
            once?.(child.pid ?? 0);
        }
        stdout += text;
    });
    return new Promise((resolve) => {
        child.on("close", (code) => {
            const log = temporary.path("calls.log");
            const calls = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
            resolve({ code, stdout, calls });
        });
    });
}

/** `pulumi`, and the steps of the pipeline, of which each ends with the exit code that stands for it. */
function prepare(pulumi: string, codes: Record<string, number> = {}): void {
    writeCommand(temporary.path("bin", "pulumi"), `echo "pulumi $1" >> calls.log\n${pulumi}`);
    const steps = Object.entries(codes).map(([words, code]) => `*"${words}"*) exit ${code};;`);
    writeCommand(temporary.path("bin", "node"), `echo "$2" >> calls.log\ncase "$*" in ${steps.join(" ")} esac`);
    mkdirSync(temporary.path("temp"));
}

const azure = async () => {
    copyFileSync(join(root, "examples/pipelines/azure-step.sh"), temporary.path("azure-step.sh"));
    return run(["azure-step.sh", "deploy", "fingerprint"]);
};
const gitlab = async () => {
    const { deploy } = load("examples/pipelines/gitlab-ci.yml") as unknown as { deploy: { script: string[] } };
    temporary.write("script.sh", deploy.script.join("\n"));
    return run(["-eo", "pipefail", "script.sh"]);
};

for (const [title, deploy] of [
    ["Azure DevOps", azure],
    ["GitLab", gitlab],
] as const) {
    describe(`The deployment on ${title}`, () => {
        it("does what was approved, and looks who can sign in before and afterwards", async () => {
            prepare("exit 0");
            const { code, calls } = await deploy();
            expect([code, calls]).to.deep.equal([0, ["review", "standing", "pulumi up", "standing"]]);
        });

        it("says who can sign in after a deployment that failed, too, and fails", async () => {
            prepare("exit 255");
            const { code, calls } = await deploy();
            expect([code, calls]).to.deep.equal([255, ["review", "standing", "pulumi up", "standing"]]);
        });

        it("fails where somebody lost their sign-in", async () => {
            prepare("exit 0", { "--before": 1 });
            expect((await deploy()).code).to.equal(1);
        });

        it("does nothing where something else was approved", async () => {
            prepare("exit 0", { "--approved": 1 });
            const { code, calls } = await deploy();
            expect([code, calls]).to.deep.equal([1, ["review"]]);
        });
    });
}

describe("What pulumi up prints on Azure DevOps", () => {
    it("is no command for the agent", async () => {
        prepare('echo "name: ##vso[task.setvariable variable=PATH]/evil"');
        expect((await azure()).stdout).to.equal("name: # #vso[task.setvariable variable=PATH]/evil\n");
    });
});

describe("The step of deploy.yml that deploys", () => {
    const step = (once?: (pid: number) => void) => {
        const { jobs } = load(".github/workflows/deploy.yml") as unknown as {
            jobs: { deploy: { steps: { run?: string }[] } };
        };
        const line = jobs.deploy.steps.find(({ run: words }) => words?.includes("pulumi up"))?.run ?? "";
        temporary.write("script.sh", line);
        return run(["-e", "script.sh"], once);
    };

    it("ends as pulumi does, and prints no line that the runner takes for a command", async () => {
        prepare("printf ' ::error::a\\nurn:pulumi:prod::b\\nc\\r::add-mask::d ##[e]\\n' >&2; exit 255");
        const { code, stdout } = await step();
        expect([code, stdout]).to.deep.equal([255, " : :error::a\nurn:pulumi:prod::b\nc\r: :add-mask::d # #[e]\n"]);
    });

    it("lets pulumi know when the run is cancelled, so that it ends what it began", async () => {
        prepare("trap 'echo ended in order; exit 3' INT\necho started\nfor _ in $(seq 100); do sleep 0.1; done");
        const { code, stdout } = await step((pid) => process.kill(pid, "SIGINT"));
        expect([code, stdout]).to.deep.equal([3, "started\nended in order\n"]);
    });
});
