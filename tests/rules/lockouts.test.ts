import { expect } from "chai";
import {
    assignmentLeaving,
    assignmentStillNeeded,
    asUnprotected,
    attributeUnchecked,
    conditionAdded,
    fixedIdChanged,
    fixedValueChanged,
    groupNamesMoved,
    lookupTurnedOff,
    providersLeaving,
    takenOverDropped,
    usersLeaving,
} from "../../rules/lockouts";
import type { Problem } from "../../rules/problem";

describe("fixedValueChanged", () => {
    for (const [what, before, after] of [
        ["that was never set", undefined, "b"],
        ["that is not known yet", "a", undefined],
        ["that stays", "a", "a"],
    ] as const) {
        it(`accepts a value ${what}`, () => {
            expect(fixedValueChanged(["roleName"], before, after, "why")).to.deep.equal([]);
        });
    }

    it("refuses another value and says why, what to write and how to do it anyway", () => {
        expect(fixedValueChanged(["roleName"], "a", "b", "people are bound to it")).to.deep.equal([
            {
                path: ["roleName"],
                message:
                    'can\'t change from "a" to "b": people are bound to it. Write "a" again, use a separate stack for "b", or set ' +
                    "protection to false to do it anyway",
            },
        ]);
    });

    it("refuses that a value goes", () => {
        expect(fixedValueChanged(["instanceAlias"], "a", null, "it would be deleted")).to.deep.equal([
            {
                path: ["instanceAlias"],
                message:
                    'can\'t change from "a" to nothing: it would be deleted. Write "a" again, use a separate stack, or set ' +
                    "protection to false to do it anyway",
            },
        ]);
    });
});

describe("a value that is no argument", () => {
    it("is named in the message", () => {
        expect(fixedValueChanged([], "a", "b", "people are there", "The Region")).to.deep.equal([
            {
                path: [],
                message:
                    'The Region can\'t change from "a" to "b": people are there. Keep "a", use a separate stack for "b", or set protection to ' +
                    "false to do it anyway",
            },
        ]);
    });
});

describe("a message where protection is false already", () => {
    for (const [problems, message] of [
        [
            fixedValueChanged(["roleName"], "a", "b", "people are bound to it"),
            'can\'t change from "a" to "b": people are bound to it. Write "a" again or use a separate stack for "b"',
        ],
        [
            fixedValueChanged(["roleName"], "a", null, "it would be deleted"),
            'can\'t change from "a" to nothing: it would be deleted. Write "a" again or use a separate stack',
        ],
        [
            [conditionAdded(["issuer"], undefined, "b", { why: "some are refused", cure: "Look at them" })],
            'can\'t change from nothing to "b": some are refused. Look at them',
        ],
        [[{ path: ["a"], message: "must be b" }], "must be b"],
    ] as [Problem[], string][]) {
        it(`does not advise to set it so: ${message}`, () => {
            expect(problems.map(asUnprotected).map((problem) => problem.message)).to.deep.equal([message]);
        });
    }
});

describe("fixedIdChanged", () => {
    it("accepts another case of the letters, and refuses another id", () => {
        expect([
            fixedIdChanged(["tenantId"], "a-1", "A-1", "why"),
            fixedIdChanged(["tenantId"], "a-1", "a-2", "why"),
        ]).to.deep.equal([[], fixedValueChanged(["tenantId"], "a-1", "a-2", "why")]);
    });
});

describe("conditionAdded", () => {
    it("says who would be refused and what to do first", () => {
        expect(
            conditionAdded(["issuer"], undefined, "b", { why: "some are refused", cure: "Look at them" }),
        ).to.deep.equal({
            path: ["issuer"],
            message:
                'can\'t change from nothing to "b": some are refused. Look at them, then set protection to false for this change',
        });
    });
});

describe("usersLeaving", () => {
    const cures = { keepUser: "Put the entry back, with signIn: false if they must no longer sign in" };
    const leaving = (
        before: readonly string[],
        after: readonly string[],
        removed: readonly string[],
        takenOver: readonly string[] | "unknown" = [],
    ) => usersLeaving({ before, after, removed, takenOver, cures });
    for (const [what, before, after, removed] of [
        ["nobody leaves", ["alice", "bob"], ["bob", "alice"], []],
        ["somebody is added", ["alice"], ["alice", "bob"], []],
        ["a removed user leaves", ["alice", "bob"], ["alice"], ["bob"]],
        ["there was nobody", [], ["alice"], []],
    ] as const) {
        it(`accepts that ${what}`, () => {
            expect(leaving(before, after, removed)).to.deep.equal([]);
        });
    }

    const lost = (name: string, hint = "") =>
        `is missing${hint}. Without the entry the Connect user and their history are deleted. Put the entry back, with signIn: false if ` +
        `they must no longer sign in, or list "${name}" under removedUsers to delete them`;

    it("refuses each user who would be deleted without being removed, and says how to keep or delete them", () => {
        expect(leaving(["alice", "bob", "carol", "dave"], ["alice"], ["carol"])).to.deep.equal([
            { path: ["users", "bob"], message: lost("bob") },
            { path: ["users", "dave"], message: lost("dave") },
        ]);
    });

    it("says that another spelling is another user", () => {
        expect(leaving(["bob"], ["Bob"], [])).to.deep.equal([
            { path: ["users", "bob"], message: lost("bob", ' ("Bob" is another user: Connect can\'t rename a user)') },
        ]);
    });

    it("says that the history of users who were taken over stays, or may stay", () => {
        const end = `${cures.keepUser}, or list "bob" under removedUsers to`;
        expect(leaving(["bob"], [], [], ["bob"])[0]?.message).to.equal(
            `is missing. They were adopted, so their Connect user and history stay, but this stack no longer manages them. ${end} stop managing them`,
        );
        expect(leaving(["bob"], [], [], "unknown")[0]?.message).to.equal(
            `is missing. Without the entry the Connect user and their history are deleted, unless they were adopted (userId). ${end} remove them`,
        );
    });

    it("refuses a user whose removal is spelled in another case", () => {
        expect(leaving(["bob"], [], ["Bob"])).to.deep.equal([{ path: ["users", "bob"], message: lost("bob") }]);
    });
});

describe("takenOverDropped", () => {
    for (const [what, before, after] of [
        ["that was never taken over", undefined, undefined],
        ["that is taken over now", undefined, "people"],
        ["that is still taken over", "people", "people"],
        ["that gives way to another", "people", "agents"],
    ] as const) {
        it(`accepts a role ${what}`, () => {
            expect(takenOverDropped([], "existingRoleName", before, after)).to.deep.equal([]);
        });
    }

    it("refuses to forget that a user existed before, and says what a destroy would do", () => {
        expect(takenOverDropped(["users", "bob"], "userId", "1", undefined)).to.deep.equal([
            {
                path: ["users", "bob", "userId"],
                message:
                    'is missing, it was "1". Without it, pulumi destroy deletes what existed before this stack. Put the line back',
            },
        ]);
    });
});

describe("providersLeaving", () => {
    const adfs = "arn:aws:iam::123456789012:saml-provider/adfs";
    const okta = "arn:aws:iam::123456789012:saml-provider/okta";

    for (const [what, after, retired] of [
        ["stays", [adfs], []],
        ["is retired", [], [adfs]],
    ] as const) {
        it(`accepts a provider that ${what}`, () => {
            expect(providersLeaving([adfs], after, retired)).to.deep.equal([]);
        });
    }

    it("refuses that the role stops trusting a provider, and says both ways out", () => {
        expect(providersLeaving([adfs, okta], [okta], [])).to.deep.equal([
            {
                path: ["alsoTrustedSamlProviders"],
                message:
                    `must list "${adfs}", which the role trusts today: AWS would refuse the people who sign in through that provider. ` +
                    "Add it, or list it under retiredSamlProviders once nobody signs in through it",
            },
        ]);
    });
});

describe("lookupTurnedOff", () => {
    for (const [what, before, after, usersWithoutAssignment] of [
        ["it stays on", true, true, 1],
        ["it stays off", false, false, 1],
        ["it is turned on", false, true, 1],
        ["it is off from the first deployment", undefined, false, 1],
        ["everybody keeps an assignment", true, false, 0],
        ["it is not known how many lose theirs", true, false, undefined],
    ] as const) {
        it(`accepts that ${what}`, () => {
            expect(lookupTurnedOff(before, after, usersWithoutAssignment)).to.deep.equal([]);
        });
    }

    it("refuses to turn the look-up off while users are assigned by it, and says how many", () => {
        expect(lookupTurnedOff(true, false, 2)).to.deep.equal([
            {
                path: ["directoryLookup"],
                message:
                    "can't change from true to false: this deletes the assignments of 2 user(s), and without the look-up it is unknown whether a " +
                    "group assigns the application to them. Keep true, set objectId for each of them, or set protection to false to do it anyway",
            },
        ]);
    });
});

describe("attributeUnchecked", () => {
    const attributeCures = { checkAttribute: "Look up every user for this change" };
    for (const [what, before, after, usersNotLookedUp] of [
        ["the first attribute", undefined, "mail", 1],
        ["the same attribute", "mail", "mail", 1],
        ["another attribute when everybody is looked up", "mail", "employeeId", 0],
        ["another attribute where nobody says whether users are looked up", "mail", "employeeId", undefined],
    ] as const) {
        it(`accepts ${what}`, () => {
            expect(attributeUnchecked(before, after, usersNotLookedUp, attributeCures)).to.deep.equal([]);
        });
    }

    it("refuses another attribute while somebody is not looked up", () => {
        expect(attributeUnchecked("mail", "employeeId", 1, attributeCures)).to.deep.equal([
            {
                path: ["roleSessionNameAttribute"],
                message:
                    'can\'t change from "mail" to "employeeId" while users are not looked up in the directory: it is unknown whether each user\'s employeeId equals their Connect user name. Look up every user for this change, or set protection to false to do it anyway',
            },
        ]);
    });
});

describe("assignmentLeaving", () => {
    const last =
        'The assignment of "alice" is the last one, and nobody can sign in without it. Deploy another user or group first, ' +
        'or list "alice" under removedGroups or removedUsers';
    const configured =
        'The assignment of "alice" would be deleted although "alice" is configured. To end their sign-in, remove the group or set ' +
        "signIn: false for the user, or set protection to false to do it anyway";
    const cures = {
        endSignIn: "remove the group or set signIn: false for the user",
        removed: "removedGroups or removedUsers",
        renamedUser: "",
    };
    const cases: [what: string, wanted: string[], standing: string[], removed: string[], message?: string][] = [
        ["an assignment beside which another stands", ["bob"], ["alice", "bob"], []],
        ["the last assignment of somebody removed", [], ["alice"], ["alice"]],
        ["the last assignment", [], ["alice"], [], last],
        ["the last assignment, which does not stand itself", ["bob"], [], [], last],
        ["the last assignment while another user is removed", [], ["alice"], ["bob"], last],
        ["the assignment of a configured user", ["alice", "bob"], ["alice", "bob"], [], configured],
        ["the assignment of a configured user who is removed, too", ["alice"], ["bob"], ["alice"], configured],
    ];
    for (const [what, wanted, standing, removed, message] of cases) {
        it(`${message === undefined ? "accepts" : "refuses"} to delete ${what}`, () => {
            expect(assignmentLeaving("alice", { wanted, standing, removed, cures })).to.deep.equal(
                message === undefined ? [] : [{ path: [], message }],
            );
        });
    }
});

describe("groupNamesMoved", () => {
    for (const [what, before, after] of [
        ["a group under another name", { agents: "a-1" }, { staff: "A-1" }],
        ["another group under a name, while the first goes", { agents: "a-1" }, { agents: "a-2" }],
        ["a name whose group is not known yet", { agents: "a-1" }, { agents: undefined, staff: "a-1" }],
        ["another spelling of a group's id", { agents: "a-1" }, { agents: "A-1" }],
    ] as const) {
        it(`accepts ${what}`, () => {
            expect(groupNamesMoved(before, after)).to.deep.equal([]);
        });
    }

    it("refuses a name that moves to another group, while the first stays under a new name", () => {
        expect(groupNamesMoved({ agents: "a-1" }, { agents: "a-2", staff: "a-1" })).to.deep.equal([
            {
                path: ["groups", "agents"],
                message:
                    'can\'t change from "a-1" to "a-2" while "staff" becomes the first: Entra assigns a group once, and the old assignment ends ' +
                    'only after the new one is made. Write "a-1" again, and give the other group a new name',
            },
        ]);
    });
});

describe("assignmentStillNeeded", () => {
    it("says how the state forgets the old name, and Entra keeps the assignment", () => {
        expect(assignmentStillNeeded("agents", "staff", "urn:pulumi:a::b::c$d::sso-agents")).to.deep.equal([
            {
                path: [],
                message:
                    'The assignment of "agents" is also that of "staff": both have the same object id. Remove it from the state under its old ' +
                    "name; it stays in Entra: pulumi state delete 'urn:pulumi:a::b::c$d::sso-agents'",
            },
        ]);
    });
});
