import { expect } from "chai";
import type { Context } from "../../components/internal/context";
import { findTakeOversLost } from "../../components/internal/takeOvers";
import { deploy } from "../helpers/cloud";

const before = {
    users: ["alice"],
    takenOverUsers: { alice: "u-1" },
    existingInstanceId: "i-1",
    existingRoleName: "people",
};
const after = { users: ["alice"], takenOverUsers: {} };

describe("What was taken over and no longer is by its line", () => {
    const lost = async (whole: boolean, words: string) => {
        const failing = { "aws:connect/getUser:getUser": words, "aws:iam/getRole:getRole": words };
        const { result } = await deploy(
            async () => ({
                paths: (await findTakeOversLost({ lookups: { aws: {} } } as Context, before, after, whole)).map(
                    ({ path }) => path.join("."),
                ),
            }),
            { failing },
        );
        return result.paths;
    };
    const both = ["users.alice.userId", "existingRoleName"];

    for (const [what, whole, words, paths] of [
        ["is kept after a whole deployment, whatever AWS says", true, "empty result", both],
        ["is free after a failed one that never found it", false, "reading Connect User: empty result", []],
        ["is kept after a failed one when nobody can tell", false, "AccessDeniedException: not authorized", both],
    ] as const) {
        it(what, async () => {
            expect(await lost(whole, words)).to.deep.equal(paths);
        });
    }
});
