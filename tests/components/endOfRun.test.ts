import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ConnectEntraSsoError } from "../../components/index";
import { beforeEnd, endOutputsWhenRefused, refuse } from "../../components/internal/endOfRun";
import { Refusals } from "../../components/internal/problems";
import { deploy } from "../helpers/cloud";

const first = { path: ["a"], message: "must be set" };
const second = { path: ["b"], message: "must be removed" };

/** An answer that comes some turns of the event loop later. */
async function later<T>(answer: T, turns = 5): Promise<T> {
    for (let turn = 0; turn < turns; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
    }
    return answer;
}

/** How a program under mocks fails. */
async function failuresOf(program: () => unknown): Promise<string[]> {
    // What is refused waits for ever.
    return (await deploy(() => void program())).failures;
}

describe("A run that is refused", () => {
    it("goes on when nothing is wrong", async () => {
        const { result, failures } = await deploy(async () => {
            await new Refusals("It can't be deployed:").unlessNone([]);
            return { done: true };
        });
        expect([result, failures]).to.deep.equal([{ done: true }, []]);
    });

    it("ends once, with all that is found wrong with a component, in the order in which it was found", async () => {
        const failures = await failuresOf(() => {
            const refusals = new Refusals("It can't be deployed:");
            void refusals.unlessNone([first]);
            void Promise.resolve().then(() => refusals.unlessNone([second]));
        });
        expect(failures).to.deep.equal(["It can't be deployed:\n  - a must be set\n  - b must be removed"]);
    });

    it("ends with what the look-ups of other components find that are on their way, and what those ask next", async () => {
        const failures = await failuresOf(() => {
            refuse("One can't be deployed:", [first]);
            void beforeEnd(later("answer"))
                .then(() => beforeEnd(later("another")))
                .then(() => refuse("Another can't be deployed:", [second]));
            void beforeEnd(later(undefined).then(() => Promise.reject(new Error("no access")))).catch(() => {});
        });
        expect(failures).to.deep.equal([
            "One can't be deployed:\n  - a must be set\nAnother can't be deployed:\n  - b must be removed",
        ]);
    });

    it("ends although a look-up never has an answer", async () => {
        const { setTimeout } = globalThis;
        globalThis.setTimeout = ((callback: () => void) => setTimeout(callback, 0)) as typeof setTimeout;
        const { failures } = await deploy(async () => {
            void beforeEnd(new Promise(() => {}));
            const refused = new Promise((resolve) => process.once("uncaughtException", resolve));
            refuse("One can't be deployed:", [first]);
            await refused;
        });
        globalThis.setTimeout = setTimeout;
        expect(failures).to.deep.equal(["One can't be deployed:\n  - a must be set"]);
    });

    it("leaves the Outputs of a component alone where a runner ends the test with the error", async () => {
        await deploy(() => {
            const component = new pulumi.ComponentResource("test:index:Thing", "thing");
            const never = pulumi.output(new Promise<string>(() => {}));
            Object.assign(component, { never });
            endOutputsWhenRefused(component);
            expect(Object.entries(component)).to.deep.include(["never", never]);
        });
    });

    for (const variable of ["JEST_WORKER_ID", "VITEST"]) {
        it(`lets a test go on that waits for an Output of a component, once the runner has the error (${variable})`, async () => {
            process.env[variable] = "1";
            const events: unknown[] = [];
            const { failures } = await deploy(async () => {
                const component = new pulumi.ComponentResource("test:index:Thing", "thing");
                const never = pulumi.output(new Promise<string>(() => {}));
                Object.assign(component, { never, known: pulumi.output("known"), secret: pulumi.secret(never) });
                endOutputsWhenRefused(component);
                const { known, ...ended } = component as unknown as Record<string, pulumi.Output<string>>;
                events.push(await new Promise((resolve) => known?.apply(resolve)));
                process.once("uncaughtException", (error) => events.push(error instanceof ConnectEntraSsoError));
                refuse("It can't be deployed:", [first]);
                for (const output of [ended.never, ended.secret]) {
                    events.push(await new Promise((resolve) => output?.apply(resolve)));
                }
            });
            delete process.env[variable];
            const message = "It can't be deployed:\n  - a must be set";
            expect(failures).to.deep.equal([message]);
            expect(events).to.deep.equal(["known", true, message, message]);
        });
    }
});
