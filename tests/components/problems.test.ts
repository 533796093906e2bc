import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ConnectEntraSsoError } from "../../components/index";
import { fieldName, problemReport, Refusals, rejectProblems, withoutValue } from "../../components/internal/problems";
import { deploy } from "../helpers/cloud";

describe("fieldName", () => {
    const cases: [path: string[], name: string][] = [
        [[], ""],
        [["displayName"], "displayName"],
        [["users", "alice", "firstName"], "users.alice.firstName"],
        [["users", "alice@contoso.example", "firstName"], 'users["alice@contoso.example"].firstName'],
        [["certificates", "2026", "endDate"], 'certificates["2026"].endDate'],
        [["groups", "second line"], 'groups["second line"]'],
        [["groups", ""], 'groups[""]'],
        [["users", 'a"b'], 'users["a\\"b"]'],
        [["users", "a\nb"], 'users["a\\nb"]'],
        [["users", "a\u200bb"], 'users["a\\u200bb"]'],
        [["users", "\u001b[31m"], 'users["\\u001b[31m"]'],
        [["aws:region"], "aws:region"],
        [["a\nb"], "a\\nb"],
    ];
    for (const [path, name] of cases) {
        it(`calls ${JSON.stringify(path)} ${JSON.stringify(name)}`, () => {
            expect(fieldName(path)).to.equal(name);
        });
    }
});

const problems = [
    { path: ["users", "alice", "firstName"], message: 'must not be blank, got ""' },
    { path: [], message: "The Region can't be determined." },
];
const text =
    'It is invalid:\n  - users.alice.firstName must not be blank, got ""\n  - The Region can\'t be determined.';

describe("problemReport", () => {
    it("lists each problem under the headline, with its field where it has one", () => {
        expect(problemReport("It is invalid:", problems)).to.equal(text);
    });

    it("lists none twice", () => {
        expect(problemReport("It is invalid:", [...problems, ...problems])).to.equal(text);
    });
});

describe("rejectProblems", () => {
    it("accepts no problem", () => {
        expect(() => rejectProblems("It is invalid:", [])).not.to.throw();
    });

    it("refuses all problems in one error", () => {
        expect(() => rejectProblems("It is invalid:", problems)).to.throw(ConnectEntraSsoError, text);
    });
});

describe("ConnectEntraSsoError", () => {
    const error = new ConnectEntraSsoError("It is invalid:", [...problems, ...problems]);

    it("is an error of its own, and one whose stack Pulumi does not print", () => {
        expect([
            error instanceof ConnectEntraSsoError,
            error instanceof Error,
            pulumi.RunError.isInstance(error),
            error.name,
        ]).to.deep.equal([true, true, true, "ConnectEntraSsoError"]);
    });

    it("has the report as its message, and each problem once", () => {
        expect([error.message, error.problems]).to.deep.equal([text, problems]);
    });

    it("lists what several components are refused for", () => {
        const other = new ConnectEntraSsoError("Another:", [{ path: ["b"], message: "must be set" }]);
        const whole = new ConnectEntraSsoError("It is invalid:", problems, [other, other]);
        expect([whole.message, whole.problems]).to.deep.equal([
            [text, other.message, other.message].join("\n"),
            [...problems, ...other.problems],
        ]);
    });

    it("has no frames in its stack", () => {
        expect(error.stack).to.equal(`ConnectEntraSsoError: ${text}`);
    });

    it("keeps its message when the SDK writes in front of it", () => {
        error.message = `error serializing property "name": ${error.message}`;
        expect(error.message).to.equal(text);
    });

    it("reaches the user as it is through all Outputs that waited for it", async () => {
        const { failures } = await deploy(() => {
            const failed = pulumi
                .output("a")
                .apply(() => Promise.reject<string>(new ConnectEntraSsoError("No:", problems)));
            for (const name of ["one", "other"]) {
                new pulumi.ComponentResource("test:index:Thing", name, { failed: failed.apply((it) => it) });
            }
        });
        expect(failures).to.deep.equal([text.replace("It is invalid:", "No:")]);
    });
});

describe("Refusals of what a destroy does not need", () => {
    const lacking = [{ path: ["a"], message: "must be set" }];
    const report = "It can't be deployed:\n  - a must be set";

    it("fail at once where the program says nothing of a destroy", async () => {
        const { failures } = await deploy(() => {
            void new Refusals("It can't be deployed:").unlessNoneOrDestroying(lacking);
        });
        expect(failures).to.deep.equal([report]);
    });

    it("wait for a hook on a change where the run may be a destroy", async () => {
        const refusals = new Refusals("It can't be deployed:", true);
        refusals.rejectAtChange();
        const { failures } = await deploy(() => refusals.unlessNoneOrDestroying(lacking));
        expect(failures).to.deep.equal([]);
        expect(() => refusals.rejectAtChange()).to.throw(ConnectEntraSsoError, report);
    });
});

describe("withoutValue", () => {
    for (const [message, shown] of [
        ['must be a GUID, got "hunter2"', "must be a GUID (the value is a secret and not shown)"],
        [
            'must not be blank, got "hunter2"; write "hunter2"',
            "must not be blank (the value is a secret and not shown)",
        ],
        ["must be removed", "must be removed (the value is a secret and not shown)"],
    ] as const) {
        it(`cuts ${JSON.stringify(message)}`, () => {
            expect(withoutValue({ path: ["a"], message })).to.deep.equal({ path: ["a"], message: shown });
        });
    }
});
