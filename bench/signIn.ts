/** The sign-ins of a large contact centre, beside those of a tenth of its people. */
import { prepareWalk } from "../tools/signin/walk/walk";
import { largeWorld } from "./largeWorld";
import { type Measurement, median, type Result, seconds } from "./measurement";

const parts = 10;

export async function measure(sizes: readonly number[], repeats: number): Promise<Result> {
    const measurements: Measurement[] = [];
    for (const people of sizes) {
        const ours = await timesOf(people, repeats);
        const other = parts * (await timesOf(Math.ceil(people / parts), repeats));
        measurements.push({ what: "sign-in", size: `${people} people`, unit: "s", ours, other });
    }
    return {
        comparedWith: `${parts} times the time of a tenth of the people, so that 1 is a time per person that does not grow`,
        measurements,
    };
}

async function timesOf(people: number, repeats: number): Promise<number> {
    const { world, users } = await largeWorld(people);
    const times: number[] = [];
    for (let run = 0; run < repeats; run++) {
        times.push(
            await seconds(() => {
                const signedIn = users.map(prepareWalk(world)).filter(({ verdict }) => verdict === "yes").length;
                if (signedIn === 0) {
                    throw new Error("nobody can sign in");
                }
            }),
        );
    }
    return median(times);
}
