/** What one walk has looked at so far: the checks of each hop, what is missing, and the end that was come to. */
import { defined } from "../../../rules/record";
import { isUnreadable, type Readable, type Unreadable } from "../../deployment/unreadable";
import { type About, idOf, wordsOf } from "../checks";
import type { CauseId, SignInErrorId } from "../errors";
import { describeStop } from "../errors/describe";
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

/** Thrown where there are several values and nothing has decided yet which one to go on with. */
export class Undecided extends Error {
    constructor(
        readonly about: About,
        /** In words. */
        readonly options: readonly string[],
        /** What would decide it; undefined: the person does. */
        readonly missing: Omit<Missing, "hop"> | undefined,
    ) {
        super();
    }
}

/** What a check that refuses has looked at. */
export type Refusal = Pick<Check, "seen" | "expected"> & { about: About };

/** One of several values, with the words for it. */
export interface Option<T> {
    value: T;
    words: string;
}

type Found = Partial<
    Pick<
        SignIn,
        "userPrincipalName" | "roleSessionName" | "roleArn" | "connectUser" | "appClient" | "userPoolUser" | "page"
    >
>;

export class Trail {
    missing: Missing[] = [];

    /** What the walk has found on its way. */
    found: Found = {};

    private checks: Record<HopName, Check[]> = { entra: [], aws: [], connect: [], cognito: [] };

    /** Values for the places in the catalogue's texts, as far as the walk has learned them. */
    readonly values: Record<string, string> = {};

    private decided = 0;

    /** `decisions`: which of the values to go on with, at each choice that the walk comes to. */
    constructor(
        private hop: HopName = "entra",
        private readonly decisions: readonly number[] = [],
        private readonly route: readonly HopName[] = hopNames,
    ) {}

    /**
     * One of several values of which nothing says which one it is; the walk is taken with each of them. Without `missing` the person
     * chooses, so that one that leads through is enough.
     */
    oneOf<T>(about: About, options: readonly Option<T>[], missing?: Omit<Missing, "hop">): T {
        const [first, ...others] = options;
        if (first !== undefined && others.length === 0) {
            return first.value;
        }
        const option = options[this.decisions[this.decided] ?? -1];
        if (option === undefined) {
            throw new Undecided(
                about,
                options.map(({ words }) => words),
                missing,
            );
        }
        this.decided += 1;
        return option.value;
    }

    know(values: Record<string, string | undefined>): void {
        Object.assign(this.values, defined(values));
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

    /** Notes what is missing and goes on as if it were right: a later hop may refuse whatever it is. */
    unknown(about: About, { what, why, supply }: Omit<Missing, "hop">): undefined {
        this.add({ about, outcome: "unknown", why });
        this.lack([{ hop: this.hop, what, why, supply }]);
        return undefined;
    }

    /** Adds what is missing, each thing once. */
    lack(missing: readonly Missing[]): void {
        for (const one of missing) {
            if (!this.missing.some(({ what, why }) => what === one.what && why === one.why)) {
                this.missing.push(one);
            }
        }
    }

    cannotGoOn(about: About, missing: Omit<Missing, "hop">): never {
        this.unknown(about, missing);
        return this.giveUp();
    }

    /** Ends the walk where what is missing has been said. */
    giveUp(): never {
        throw new CannotGoOn();
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
    stop<E extends SignInErrorId>(error: E, causeId: CauseId<E>, refusal: Refusal, values: Values = {}): never {
        this.add({ ...refusal, outcome: "failed" });
        const { seen, expected } = refusal;
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
        const reached = this.route.indexOf(this.hop);
        return this.route.map((hop, index) => {
            if (index > reached) {
                return { hop, outcome: "notReached", checks: [] };
            }
            const isLast = index === reached && ended !== "through";
            const lacks = this.missing.some((one) => one.hop === hop);
            const outcome = isLast && ended === "stopped" ? "stopped" : isLast || lacks ? "unknown" : "passed";
            return { hop, outcome, checks: this.checks[hop] };
        });
    }

    private add({ about, outcome, seen, expected, why }: Refusal & Pick<Check, "outcome" | "why">): void {
        this.checks[this.hop].push(defined({ id: idOf(about), about: wordsOf(about), outcome, seen, expected, why }));
    }
}

function missingOf({ unreadable, why, supply }: Unreadable): Omit<Missing, "hop"> {
    return { what: unreadable, why, supply };
}
