import { expect } from "chai";
import { eachWhereTheyBelong } from "../../../tools/cli/signIn/connectReports";
import type { SignIn } from "../../../tools/signin/result";

const signIn = (user: string, ended: "yes" | "unknown" | "notAssigned" | "accountDisabled"): SignIn => {
    const rest = { user, hops: [], missing: [] };
    if (ended === "yes" || ended === "unknown") {
        return { ...rest, verdict: ended };
    }
    const words = { causeId: ended, message: null, cause: "", confirm: "", change: "" };
    return { ...rest, verdict: "no", stop: { hop: "entra", error: ended, ...words } };
};

/** What each application answers, in short: user, how it ended, and whether this is the answer that counts. */
const cases: Record<string, { instanceId: string; answers: [string, Parameters<typeof signIn>[1], boolean][] }[]> = {
    "at the one that lets them in": [
        {
            instanceId: "1",
            answers: [
                ["alice", "notAssigned", false],
                ["bob", "yes", true],
            ],
        },
        {
            instanceId: "1",
            answers: [
                ["alice", "yes", true],
                ["bob", "notAssigned", false],
            ],
        },
    ],
    "at the first of those that let them in": [
        { instanceId: "1", answers: [["alice", "yes", true]] },
        { instanceId: "1", answers: [["alice", "yes", false]] },
    ],
    "where they are assigned, if none lets them in": [
        {
            instanceId: "1",
            answers: [
                ["alice", "notAssigned", false],
                ["bob", "notAssigned", false],
            ],
        },
        {
            instanceId: "1",
            answers: [
                ["alice", "accountDisabled", true],
                ["bob", "unknown", true],
            ],
        },
    ],
    "at the first, if they are assigned to none": [
        { instanceId: "1", answers: [["alice", "notAssigned", true]] },
        { instanceId: "1", answers: [["alice", "notAssigned", false]] },
    ],
    "at each instance by itself, where the name is a user of several": [
        { instanceId: "1", answers: [["alice", "yes", true]] },
        { instanceId: "2", answers: [["alice", "notAssigned", true]] },
    ],
};

describe("A user of a stack with several applications", () => {
    for (const [where, applications] of Object.entries(cases)) {
        it(`is reported ${where}`, () => {
            const answers = applications.map((one) => ({
                instanceId: one.instanceId,
                signIns: one.answers.map(([user, ended]) => signIn(user, ended)),
            }));
            const wanted = answers.map(({ signIns }, index) =>
                signIns.filter((_, at) => applications[index]?.answers[at]?.[2]),
            );
            expect(eachWhereTheyBelong(answers)).to.deep.equal(wanted);
        });
    }
});
