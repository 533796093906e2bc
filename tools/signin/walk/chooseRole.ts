/** AWS lets a person choose where a response brings several roles: they come in if one of them opens the way. */
import { CannotGoOn, Stopped, type Trail } from "./trail";

/** Where one way led: `error` where it did not lead through. */
interface End {
    way: Trail;
    error?: unknown;
}

/**
 * Tries the roles in turn. The first that leads through without a doubt is taken; else one that leads through with a doubt, or
 * can't be told, since it may; else the first, with its refusal.
 */
export async function chooseRole(
    trail: Trail,
    roles: number,
    comeIn: (way: Trail, choice: number) => Promise<void>,
): Promise<void> {
    const ends: End[] = [];
    for (let choice = 0; choice < Math.max(roles, 1); choice += 1) {
        const end = await goOneWay(trail.fork(), choice, comeIn);
        ends.push(end);
        if (end.error === undefined && end.way.missing.length === 0) {
            break;
        }
    }
    const through = ends.filter(({ error }) => error === undefined);
    const best =
        through.find(({ way }) => way.missing.length === 0) ??
        through[0] ??
        ends.find(({ error }) => error instanceof CannotGoOn) ??
        ends[0];
    if (best !== undefined) {
        trail.follow(best.way);
        if (best.error !== undefined) {
            throw best.error;
        }
    }
}

async function goOneWay(
    way: Trail,
    choice: number,
    comeIn: (way: Trail, choice: number) => Promise<void>,
): Promise<End> {
    try {
        await comeIn(way, choice);
        return { way };
    } catch (error) {
        if (error instanceof Stopped || error instanceof CannotGoOn) {
            return { way, error };
        }
        throw error;
    }
}
