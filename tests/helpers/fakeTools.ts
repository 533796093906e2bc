/** `pulumi`, `az` and `aws` as commands call them: each answers what a test put there, and notes how it was called. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { writeCommand } from "./folder";

interface Answer {
    stdout?: string;
    stderr?: string;
    code?: number;
}

export interface FakeTools {
    env: NodeJS.ProcessEnv;
    /** The answer to a call that begins with these words. The last one that fits counts. */
    answer(call: string, answer: Answer): void;
    /** Command lines, in turn. */
    calls(): string[];
}

export function fakeTools(folder: string): FakeTools {
    const log = join(folder, "calls.log");
    const rules: string[] = [];
    const write = () => {
        const body = [
            `line="$(basename "$0") $*"; printf '%s\\n' "$line" >> '${log}'`,
            'case "$line" in',
            ...[...rules].reverse(),
            '*) echo "unexpected: $line" >&2; exit 99;;',
            "esac",
        ].join("\n");
        for (const name of ["pulumi", "az", "aws"]) {
            writeCommand(join(folder, "bin", name), body);
        }
    };
    write();
    return {
        env: { PATH: [join(folder, "bin"), process.env.PATH].join(delimiter) },
        answer(call, { stdout = "", stderr = "", code = 0 }) {
            const at = (name: string, text: string) => {
                const file = join(folder, `${rules.length}.${name}`);
                writeFileSync(file, text);
                return file;
            };
            const [out, error] = [at("out", stdout), at("err", stderr)];
            rules.push(`'${call}'*) cat '${out}'; cat '${error}' >&2; exit ${code};;`);
            write();
        },
        calls: () => (existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : []),
    };
}
