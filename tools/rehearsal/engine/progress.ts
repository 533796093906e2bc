import type { WriteStream } from "node:tty";

/** How often something is said where there is no terminal to keep one live line on. */
const quietIntervalMs = 15_000;

/** What happens now, told while it lasts: `step` changes the words, `done` ends the telling. */
interface Progress {
    step(what: string): void;
    done(result: string): void;
}

type Sink = Pick<WriteStream, "write"> & Partial<Pick<WriteStream, "isTTY" | "columns">>;

/** On a terminal one live line with the seconds; elsewhere a line at each step and one every 15 seconds. */
export function startProgress(title: string, sink: Sink = process.stderr): Progress {
    const started = Date.now();
    const live = sink.isTTY === true;
    let what = "";
    const seconds = () => Math.round((Date.now() - started) / 1000);
    const line = () => `${title}${what === "" ? "" : `: ${what}`} (${seconds()} s)`;
    const clear = live ? "\r\u001b[K" : "";
    const show = () => sink.write(live ? clear + line().slice(0, (sink.columns ?? 80) - 1) : `${line()}\n`);
    const timer = setInterval(show, live ? 1000 : quietIntervalMs);
    timer.unref();
    show();
    return {
        step(next) {
            const changed = next !== what;
            what = next;
            if (live && changed) {
                show();
            }
        },
        done(result) {
            clearInterval(timer);
            sink.write(`${clear}${title}: ${result} (${seconds()} s)\n`);
        },
    };
}

/** Does something and tells of it while it lasts; returns in one line why this way is not possible. */
export async function tellOf(
    way: string,
    title: string,
    work: (step: Progress["step"]) => Promise<unknown>,
): Promise<string | undefined> {
    const progress = startProgress(title);
    try {
        await work(progress.step);
    } catch (error) {
        const reason = (error as Error).message;
        progress.done(`not possible, ${reason}`);
        return `${way}: ${reason}`;
    }
    progress.done("done");
    return undefined;
}
