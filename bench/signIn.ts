/** `npm run bench -- signIn [people]`: how long the sign-ins of a large contact centre take. */
import { prepareWalk } from "../tools/signin/walk/walk";
import { largeWorld } from "./largeWorld";

const defaultPeople = 10_000;

export async function run([count]: string[]): Promise<void> {
    const people = count === undefined ? defaultPeople : Number(count);
    const { world, users } = await largeWorld(people);
    const started = performance.now();
    const signIns = users.map(prepareWalk(world));
    const seconds = (performance.now() - started) / 1000;
    const signedIn = signIns.filter(({ verdict }) => verdict === "yes").length;
    console.log(
        `${signedIn} of ${people} can sign in: ${seconds.toFixed(1)} s, ${Math.round(people / seconds)} a second`,
    );
}
