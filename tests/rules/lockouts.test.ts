import { expect } from "chai";
import {
    certificatesLeaving,
    changedForEver,
    lookupTurnedOff,
    providersLeaving,
    usersLeaving,
} from "../../rules/lockouts";

const thumbprint = "97F5D10D328FE3A53D36FA56E98F30456E3825E4";

describe("changedForEver", () => {
    for (const [what, before, after] of [
        ["that was never set", undefined, "b"],
        ["that is not known yet", "a", undefined],
        ["that stays", "a", "a"],
    ] as const) {
        it(`says nothing of a value ${what}`, () => {
            expect(changedForEver(["roleName"], before, after, "why")).to.deep.equal([]);
        });
    }

    it("says what must stay, why, and what to do instead", () => {
        expect(changedForEver(["roleName"], "a", "b", "people are bound to it")).to.deep.equal([
            {
                path: ["roleName"],
                message:
                    'must stay "a", got "b": people are bound to it; write "a" again, make a new stack for the other, or set protection to ' +
                    "false to do it all the same",
            },
        ]);
    });
});

describe("usersLeaving", () => {
    for (const [what, before, after, removed] of [
        ["nobody leaves", ["alice", "bob"], ["bob", "alice"], []],
        ["somebody comes", ["alice"], ["alice", "bob"], []],
        ["somebody leaves who is removed", ["alice", "bob"], ["alice"], ["bob"]],
        ["there was nobody", [], ["alice"], []],
    ] as const) {
        it(`says nothing when ${what}`, () => {
            expect(usersLeaving(before, after, removed)).to.deep.equal([]);
        });
    }

    it("says who would be lost, and the two ways out", () => {
        expect(usersLeaving(["alice", "bob", "carol"], ["alice"], ["carol"])).to.deep.equal([
            {
                path: ["users", "bob"],
                message:
                    "must stay, got no entry: without it the Connect user would be deleted and their history lost for ever; put the entry back, " +
                    'with signIn: false if they may no longer sign in, or list "bob" under removedUsers to delete them',
            },
        ]);
    });

    it("says that another spelling is another user", () => {
        expect(usersLeaving(["bob"], ["Bob"], []).map(({ message }) => message.split(":")[0])).to.deep.equal([
            'must stay, got no entry ("Bob" is another user',
        ]);
    });
});

describe("certificatesLeaving", () => {
    const put =
        "must stay, got no entry: AWS would refuse every sign-in that Entra signs with this certificate; put the entry back, or list";
    const cases: [what: string, before: string[], after: string[], retired: string[], problems: object[]][] = [
        ["nothing changes", ["2026"], ["2026"], [], []],
        ["one is added", ["2026"], ["2026", "2027"], [], []],
        ["one is retired beside another that AWS has", ["2026", "2027"], ["2027"], ["2026"], []],
        ["there was none", [], ["2026"], [], []],
        ["all are replaced, forced by a thumbprint", ["2026"], ["2027"], ["2026", thumbprint], []],
        [
            "all are replaced, forced by a thumbprint in lower case",
            ["2026"],
            ["2027"],
            ["2026", thumbprint.toLowerCase()],
            [],
        ],
        [
            "one goes that nobody retired",
            ["2026", "2027"],
            ["2027"],
            [],
            [
                {
                    path: ["certificates", "2026"],
                    message: `${put} "2026" under retiredCertificates once another certificate signs`,
                },
            ],
        ],
        [
            "one is replaced by another at once",
            ["2026"],
            ["2027"],
            ["2026"],
            [
                {
                    path: ["certificates"],
                    message:
                        'must keep a certificate that AWS already has, got only new ones ("2027"): Entra goes on signing with "2026" until someone ' +
                        'activates another; put "2026" back beside the new entry, run pulumi up, run the activation command in the output ' +
                        "`certificates`, and only then retire the old one",
                },
            ],
        ],
        [
            "one is replaced that nobody retired, which is said once",
            ["2026"],
            ["2027"],
            [],
            [
                {
                    path: ["certificates", "2026"],
                    message: `${put} "2026" under retiredCertificates once another certificate signs`,
                },
            ],
        ],
    ];
    for (const [what, before, after, retired, problems] of cases) {
        it(`${problems.length === 0 ? "says nothing" : "refuses"} when ${what}`, () => {
            expect(certificatesLeaving(before, after, retired)).to.deep.equal(problems);
        });
    }
});

describe("providersLeaving", () => {
    const adfs = "arn:aws:iam::123456789012:saml-provider/adfs";
    const okta = "arn:aws:iam::123456789012:saml-provider/okta";

    for (const [what, after, retired] of [
        ["it stays", [adfs], []],
        ["it is retired", [], [adfs]],
    ] as const) {
        it(`says nothing of a provider when ${what}`, () => {
            expect(providersLeaving([adfs], after, retired, ["field"])).to.deep.equal([]);
        });
    }

    it("says which provider people come through, and both ways out", () => {
        expect(providersLeaving([adfs, okta], [okta], [], ["field"])).to.deep.equal([
            {
                path: ["field"],
                message:
                    `must list "${adfs}", which the role trusts today: people who sign in through that provider would be refused; add it, or list it ` +
                    "under retiredSamlProviders once nobody signs in through it",
            },
        ]);
    });
});

describe("lookupTurnedOff", () => {
    for (const [what, before, after, usernames] of [
        ["it stays on", true, true, ["alice"]],
        ["it stays off", false, false, ["alice"]],
        ["it is turned on", false, true, ["alice"]],
        ["it is off from the beginning", undefined, false, ["alice"]],
        ["nobody had an assignment", true, false, []],
    ] as const) {
        it(`says nothing when ${what}`, () => {
            expect(lookupTurnedOff(before, after, usernames)).to.deep.equal([]);
        });
    }

    it("says whose assignment would go", () => {
        expect(lookupTurnedOff(true, false, ["alice", "bob"])).to.deep.equal([
            {
                path: ["directoryLookup"],
                message:
                    "must stay true, got false: it would remove the application from 2 user(s), and whether a group gives it back to them can't be " +
                    "told without the look-up; leave it true, or set protection to false to do it all the same",
            },
        ]);
    });
});
