import { existsSync } from "node:fs";
import { expect } from "chai";
import { dropTornAttributes, readCheckpoint } from "../../../tools/cli/stateFile";
import { temporaryFolder } from "../../helpers/folder";

describe("The engine's state on disk", () => {
    const temporary = temporaryFolder();
    const home = () => ({ project: "", rehearsal: temporary.path() });
    const stacks = "engine/state/.pulumi/stacks/p";

    it("is undefined for a stack that was never made, and empty for one that holds nothing", () => {
        temporary.write(`${stacks}/dev.json`, JSON.stringify({ checkpoint: { latest: null } }));
        expect(readCheckpoint(home(), "p", "test")).to.equal(undefined);
        expect(readCheckpoint(home(), "p", "dev")).to.deep.equal({});
    });

    it("loses attributes that a kill has torn, and only those", () => {
        const torn = temporary.write(`${stacks}/dev.json.attrs`, "");
        const half = temporary.write(`${stacks}/dev.json.bak.attrs`, '{"user.cache_control":');
        const whole = temporary.write(`${stacks}/test.json.attrs`, "{}");
        const state = temporary.write(`${stacks}/test.json`, "");
        dropTornAttributes(home(), "p");
        expect([torn, half, whole, state].map((file) => existsSync(file))).to.deep.equal([false, false, true, true]);
        dropTornAttributes(home(), "another");
    });
});
