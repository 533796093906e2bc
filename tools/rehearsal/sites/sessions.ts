/** Who is signed in where, and the rehearsal's clock. Lives as long as the server. */
import { randomBytes } from "node:crypto";
import type { Session } from "../clouds/signIn/aws";

const hour = 3600_000;
/** AWS, "Configure SAML with IAM for Amazon Connect": a session of Connect ends twelve hours after the sign-in. */
export const connectSessionMs = 12 * hour;

export interface ConsoleSession extends Pick<Session, "roleArn" | "name"> {
    /** What a sign-in by SAML has; whoever came otherwise can't go on to Connect. */
    session?: Session;
    /** Whom this sign-in has replaced in the browser. */
    replaced?: string;
}

export interface ConnectSession {
    instanceId: string;
    username: string;
    endsMs: number;
}

class Table<T> {
    private readonly values = new Map<string, T>();

    /** The new key is a secret. */
    add(value: T): string {
        const key = randomBytes(18).toString("base64url");
        this.values.set(key, value);
        return key;
    }

    get = (key: string | undefined): T | undefined => (key === undefined ? undefined : this.values.get(key));

    take(key: string): T | undefined {
        const value = this.values.get(key);
        this.values.delete(key);
        return value;
    }
}

export class Sessions {
    private skippedMs = 0;
    /** Object ids of who is signed in to Entra. */
    readonly entra = new Table<string>();
    readonly console = new Table<ConsoleSession>();
    readonly connect = new Table<ConnectSession>();
    /** What the console gives to an instance: each can be used once. */
    readonly tokens = new Table<ConnectSession>();

    constructor(private readonly clock: () => number = Date.now) {}

    nowMs(): number {
        return this.clock() + this.skippedMs;
    }

    skip(ms: number): void {
        this.skippedMs += ms;
    }

    connectSession(key: string | undefined): ConnectSession | undefined {
        const session = this.connect.get(key);
        return session !== undefined && this.nowMs() < session.endsMs ? session : undefined;
    }
}
