/** What one walk has looked at so far: the checks of each hop, what is missing, and the end that was come to. */
import { isUnreadable, type Readable, type Unreadable } from "../../deployment/unreadable";
import { type About, idOf, wordsOf } from "../checks";
import { describeStop } from "../describeStop";
import type { CauseId, SignInErrorId } from "../errors";
import type { Values } from "../errors/signInError";
import { type Check, type Hop, type HopName, hopNames, type Missing, type SignIn, type Stop } from "../result";

/** Thrown where a hop refuses. */
export class Stopped extends Error {
    constructor(readonly stop: Stop) {
        super(stop.cause);
    }
}

/** Thrown where a value is missing without which there is no going on. */
export class CannotGoOn extends Error {}

export type Comparison = Pick<Check, "seen" | "expected"> & { about: About };

type Found = Partial<Pick<SignIn, "userPrincipalName" | "roleSessionName" | "roleArn" | "connectUser" | "page">>;

export class Trail {
    missing: Missing[] = [];

    /** What the walk has found on its way. */
    found: Found = {};

    private checks: Record<HopName, Check[]> = { entra: [], aws: [], connect: [] };

    /** Values for the places in the catalogue's texts, as far as the walk has learned them. */
    private values: Record<string, string> = {};

    constructor(private hop: HopName = "entra") {}

    /** Another trail from here on, for a way that may be given up. */
    fork(): Trail {
        const fork = new Trail(this.hop);
        fork.follow(this);
        return fork;
    }

    /** Goes the way that another trail has gone. */
    follow({ hop, missing, found, checks, values }: Trail): void {
        this.hop = hop;
        this.missing = [...missing];
        this.found = { ...found };
        this.checks = { entra: [...checks.entra], aws: [...checks.aws], connect: [...checks.connect] };
        this.values = { ...values };
    }

    know(values: Record<string, string | undefined>): void {
        for (const [name, value] of Object.entries(values)) {
            if (value !== undefined) {
                this.values[name] = value;
            }
        }
    }

    enter(hop: HopName): void {
        this.hop = hop;
    }

    checked(about: About, seen?: string, expected?: string): void {
        this.add({ about, outcome: "checked", seen, expected });
    }

    assumed(about: About, why: string, seen?: string): void {
        this.add({ about, outcome: "assumed", seen, why });
    }

    notModelled(about: About, why: string): void {
        this.add({ about, outcome: "notModelled", why });
    }

    /** Notes what is missing and goes on as if it were right: a later hop may still refuse whatever it is. */
    unknown(about: About, { what, why, supply }: Omit<Missing, "hop">): void {
        this.add({ about, outcome: "unknown", why });
        const known = this.missing.some((one) => one.what === what && one.why === why);
        if (!known) {
            this.missing.push({ hop: this.hop, what, why, supply });
        }
    }

    cannotGoOn(about: About, missing: Omit<Missing, "hop">): never {
        this.unknown(about, missing);
        throw new CannotGoOn(missing.what);
    }

    /** The value, where it can be read; else the walk ends here. */
    read<T>(about: About, value: Readable<T>): T {
        if (isUnreadable(value)) {
            return this.cannotGoOn(about, missingOf(value));
        }
        return value;
    }

    /** The value, or undefined with a note of what is missing. */
    tryRead<T>(about: About, value: Readable<T>): T | undefined {
        if (isUnreadable(value)) {
            this.unknown(about, missingOf(value));
            return undefined;
        }
        return value;
    }

    /** Refuses: with the catalogue's words, and `values` for the places in them (`seen` and `expected` are among them). */
    stop<E extends SignInErrorId>(error: E, causeId: CauseId<E>, comparison: Comparison, values: Values = {}): never {
        this.add({ ...comparison, outcome: "failed" });
        const { seen, expected } = comparison;
        throw new Stopped({
            hop: this.hop,
            ...describeStop(error, causeId, { ...this.values, seen, expected, ...values }),
        });
    }

    /** The check that refused. */
    lastFailed(): Check | undefined {
        return this.checks[this.hop].findLast(({ outcome }) => outcome === "failed");
    }

    /** The hops, given how the walk ended. */
    hops(ended: "through" | "stopped" | "cannotGoOn"): Hop[] {
        const reached = hopNames.indexOf(this.hop);
        return hopNames.map((hop, index) => {
            if (index > reached) {
                return { hop, outcome: "notReached", checks: [] };
            }
            const isLast = index === reached && ended !== "through";
            const lacks = this.missing.some((one) => one.hop === hop);
            const outcome = isLast && ended === "stopped" ? "stopped" : isLast || lacks ? "unknown" : "passed";
            return { hop, outcome, checks: this.checks[hop] };
        });
    }

    private add({ about, outcome, seen, expected, why }: Comparison & Pick<Check, "outcome" | "why">): void {
        this.checks[this.hop].push({
            id: idOf(about),
            about: wordsOf(about),
            outcome,
            ...(seen === undefined ? {} : { seen }),
            ...(expected === undefined ? {} : { expected }),
            ...(why === undefined ? {} : { why }),
        });
    }
}

function missingOf({ unreadable, why, supply }: Unreadable): Omit<Missing, "hop"> {
    return { what: unreadable, why, supply };
}
