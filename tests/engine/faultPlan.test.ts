import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type EngineStack, makeStack } from "../helpers/engine";

const application = "azuread:index/application:Application";

describe("`npm start -- --plan`", () => {
    let stack: EngineStack;
    before(async () => {
        stack = await makeStack();
    });
    after(() => stack.remove());

    it("leaves an application half made where a read comes too early, once; the next two runs finish it", async () => {
        const file = join(stack.home.rehearsal, "faults.json");
        const stale = [{ type: application, operation: "create", call: 1, read: "beta" }];
        writeFileSync(file, JSON.stringify({ preset: "realistic", factor: 0.001, stale, once: true }));
        const up = () => stack.command("up", "--skip-preview", "--plan", file);

        const first = await up();
        expect(first.code).not.to.equal(0);
        expect(first.output)
            .to.include(`note: the emulated clouds have the faults of ${file}`)
            .and.to.include("(beta API): unexpected status 404");
        const exported = JSON.parse((await stack.command("export")).stdout).deployment;
        const resources: { type: string; initErrors?: string[] }[] = exported.resources;
        expect(resources.find(({ type }) => type === application)?.initErrors).to.have.length(1);

        // The first of these writes the tags that the state has, none, and the second one those that are wanted.
        for (const run of [await up(), await up()]) {
            expect(run.code, run.output).to.equal(0);
        }
        const last = await stack.command("preview", "--expect-no-changes");
        expect(last.code, last.output).to.equal(0);
    });
});
