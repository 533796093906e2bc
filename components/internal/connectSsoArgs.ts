import type { ConnectSsoUserEntry } from "../connectSsoArgs";
import type { ConnectUserEntry } from "../connectUsers";

type Users = Readonly<Record<string, ConnectSsoUserEntry>>;

/** The names of the users who may use the application. */
export function usersWhoMaySignIn(users: Users): string[] {
    return Object.entries(users)
        .filter(([, { signIn }]) => signIn !== false)
        .map(([username]) => username);
}

/** The users as Connect knows them. */
export function connectUsers(users: Users): Record<string, ConnectUserEntry> {
    return Object.fromEntries(Object.entries(users).map(([username, { signIn: _, ...entry }]) => [username, entry]));
}
