/** What `connect-sso sign-in` does once its options are read. */
import { UsageError } from "../errors";
import { print } from "../output";
import { terminalWidth } from "../wrap";
import { configuredUsers } from "./configuredUsers";
import { exitCodeOf } from "./report";
import { signInTo } from "./signInTo";
import { readSources, type SourceOptions } from "./sources";
import { renderReport } from "./table";

export interface SignInOptions extends SourceOptions {
    user?: string[];
    all?: boolean;
    now?: number;
    json?: boolean;
}

/** Returns the exit code. */
export async function runSignIn(options: SignInOptions): Promise<number> {
    if (options.user?.some((user) => user.trim() === "")) {
        throw new UsageError('--user: must be a name such as "alice@contoso.example", got an empty one');
    }
    const sources = await readSources(options);
    const { users, notes } = options.user ? { users: options.user, notes: [] } : configuredUsers(sources);
    const asked = { ...sources, notes: [...sources.notes, ...notes] };
    const report = signInTo(asked, [...new Set(users)], options.now ?? Date.now());
    print(options.json ? JSON.stringify(report, null, 2) : renderReport(report, terminalWidth()));
    return exitCodeOf(report);
}
