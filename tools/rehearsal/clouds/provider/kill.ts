/** Ends a process of the run that asks a plugin, at once and without a word, as a machine does that runs out of memory. */
import { spawnSync } from "node:child_process";

/** Whom a planned crash meets: this plugin, the engine that started it, or the program with its language host. */
export const victims = ["plugin", "engine", "program"] as const;
export type Victim = (typeof victims)[number];

interface Process {
    pid: number;
    parent: number;
    command: string;
}

/** Kills the victim. Only the plugin's own death stops what it does. `engine`: its process id, for what it has not started. */
export function kill(victim: Victim, engine = process.ppid): void {
    for (const pid of pidsOf(victim, engine)) {
        process.kill(pid, "SIGKILL");
    }
}

function pidsOf(victim: Victim, engine: number): number[] {
    switch (victim) {
        case "plugin":
            return [process.pid];
        case "engine":
            return [engine];
        case "program":
            return programOf(engine, runningProcesses()).map(({ pid }) => pid);
    }
}

/** The language hosts that an engine has started, and all that they have started. */
export function programOf(engine: number, running: readonly Process[]): Process[] {
    const childrenOf = (pid: number): Process[] =>
        running.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...childrenOf(child.pid)]);
    return running
        .filter(({ parent, command }) => parent === engine && /pulumi-language-|languageHost/.test(command))
        .flatMap((host) => [host, ...childrenOf(host.pid)]);
}

function runningProcesses(): Process[] {
    const { stdout } = spawnSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="], {
        encoding: "utf8",
        maxBuffer: 64 * 2 ** 20,
    });
    return [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, command = ""]) => ({
        pid: Number(pid),
        parent: Number(parent),
        command,
    }));
}
