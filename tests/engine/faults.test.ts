import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { playChance } from "../faults/chance";
import { problemsOf } from "../faults/judge";
import { type Case, planOf } from "../faults/matrix";
import { play } from "../faults/play";
import { configurations } from "../faults/stages";
import { World } from "../faults/world";

/** Unprotected from the beginning, so that it can be destroyed at the end. */
const unprotected = { protection: false };

describe("a stack of the plain CLI, in whose life three things go wrong", () => {
    const folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-"));
    let world: World;
    before(async () => {
        world = await World.make(folder, { ...configurations.create, ...unprotected });
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    it("comes up by `recover`, after the answer to an assignment was lost", async () => {
        world.plan(planOf({ way: "cli", operation: "create", type: "AppRoleAssignment", fault: "lost" }));
        const first = await world.run("cli", "up");
        world.plan();
        expect(first.code, first.output).not.to.equal(0);
        const recovered = await world.recover("cli");
        expect(recovered.code, recovered.output).to.equal(0);
        const second = await world.run("cli", "up");
        expect(second.code, second.output).to.equal(0);
        expect(await problemsOf(world, "create", [])).to.deep.equal([]);
    });

    it("finishes an update whose engine was killed, once the lock is gone", async () => {
        world.configure({ ...configurations.update, ...unprotected });
        const one: Case = { way: "cli", operation: "update", type: "User", fault: "engine" };
        const outcome = await play(one, planOf(one), world);
        expect(outcome).to.deep.equal({ end: "secondRun" });
    });

    it("is destroyed, though somebody presses Ctrl-C in the middle", async () => {
        const { end } = await playChance({ kind: "interrupt", way: "cli", operation: "destroy", seed: 3 }, world);
        expect(["sameRun", "secondRun"]).to.include(end);
    });
});
