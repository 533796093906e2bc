/** What `connect-sso sign-in` does once its options are read. */
import { UsageError } from "../errors";
import { print } from "../output";
import { terminalWidth } from "../wrap";
import { configuredUsers } from "./configuredUsers";
import { exitCodeOf, type SignInReport } from "./report";
import { signInTo } from "./signInTo";
import { signInToCognito } from "./signInToCognito";
import { readSources, type SourceOptions } from "./sources";
import { renderReport } from "./table";

export interface SignInOptions extends SourceOptions {
    user?: string[];
    all?: boolean;
    now?: number;
    json?: boolean;
    /** An app client of the user pool, with `--to cognito`. */
    appClient?: string;
}

/** Returns the exit code. */
export async function runSignIn(options: SignInOptions): Promise<number> {
    if (options.user?.some((user) => user.trim() === "")) {
        throw new UsageError('--user: must be a name such as "alice@contoso.example", got an empty one');
    }
    const sources = await readSources(options);
    if (options.to === "cognito") {
        const at = { appClient: options.appClient, nowMs: options.now ?? Date.now() };
        return show(signInToCognito(sources, options.user && [...new Set(options.user)], at), options);
    }
    if (options.appClient !== undefined) {
        throw new UsageError("--app-client: is for --to cognito");
    }
    const { users, notes } = options.user ? { users: options.user, notes: [] } : configuredUsers(sources);
    const asked = { ...sources, notes: [...sources.notes, ...notes] };
    return show(signInTo(asked, [...new Set(users)], options.now ?? Date.now()), options);
}

function show(report: SignInReport, options: SignInOptions): number {
    print(options.json ? JSON.stringify(report, null, 2) : renderReport(report, terminalWidth()));
    return exitCodeOf(report);
}
