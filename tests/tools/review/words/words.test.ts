import { expect } from "chai";
import fc from "fast-check";
import { connectSsoCommand } from "../../../../rules/commandLine";
import type { PersonChange, StackReview } from "../../../../tools/review/review";
import { sectionsOf } from "../../../../tools/review/words/stack";
import { allOf, join, say, type Text, value } from "../../../../tools/review/words/text";
import { countsLine, reasonLine } from "../../../../tools/review/words/verdict";
import { notJudgedIds, permanentIds, trustIds } from "../arbitrary";
import { nothing } from "../samples";

/** As a reader sees it, with values in angle brackets. */
const read = (text: Text) =>
    text.map((part) => ("own" in part ? part.own : "value" in part ? `<${part.value}>` : `“${part.prose}”`)).join("");

const said = (stack: Partial<StackReview>) =>
    sectionsOf({ ...nothing, ...stack }).map(({ title, items }) => [
        read(title),
        ...items.map(({ text, names, more = [] }) => [read(text), ...(names ?? []), ...more.map(read)].join(" | ")),
    ]);

describe("The words of a review", () => {
    it("join what they list", () => {
        const words = ["a", "b", "c"].map((one) => [value(one)]);
        expect([0, 1, 2, 3].map((count) => read(allOf(words.slice(0, count))))).to.deep.equal([
            ...["", "<a>", "<a> and <b>", "<a>, <b> and <c>"],
        ]);
        expect(read(join(words, say` → `))).to.equal("<a> → <b> → <c>");
    });

    it("say three reasons, and count the others", () => {
        const verdict = "lookAtThis";
        const line = (stack: Pick<StackReview, "verdict" | "reasons">) => reasonLine({ ...nothing, ...stack });
        const lines = [
            line({ verdict, reasons: [{ kind: "loses", count: 1 }] }),
            line({
                verdict,
                reasons: [
                    { kind: "permanent", id: "roleDeleted", count: 1 },
                    { kind: "warning", count: 2 },
                ],
            }),
            line({
                verdict: "cannotBeUndone",
                reasons: [
                    { kind: "permanent", id: "instanceReplaced", count: 2 },
                    { kind: "unknown", count: 3 },
                    { kind: "gains", count: 1 },
                    { kind: "policy", count: 1 },
                    { kind: "trust", id: "claims", count: 2 },
                ],
            }),
            line({
                verdict,
                reasons: [
                    { kind: "trust", id: "claims", count: 2 },
                    { kind: "policy", count: 2 },
                ],
            }),
            line({
                verdict,
                reasons: [{ kind: "person", id: "signInEnded", count: 2 }, { kind: "previewIncomplete" }],
            }),
            line({ verdict: "refused", reasons: [{ kind: "policy", count: 1 }] }),
        ];
        expect(lines.map(read)).to.deep.equal([
            "1 person can no longer sign in.",
            "1 role stays in the cloud, and the stack no longer manages it and 2 warnings.",
            "2 instances are replaced, for 3 people it is unknown if they can sign in, 1 person can sign in who could not before and 2 more reasons.",
            "The claims change (2 times) and 2 policy violations.",
            "The sign-in of 2 people or groups is ended and the preview is incomplete.",
            "1 mandatory policy violation.",
        ]);
    });

    it("claim nothing of access where nobody was walked through", () => {
        const access = { gains: [], addedInVain: [], loses: [], unknown: [] };
        const after = { can: 1, cannot: 0, unknown: 0 };
        const lines = [access, { ...access, before: after, after }].map((one) =>
            read(reasonLine({ verdict: "safe", reasons: [], access: one })),
        );
        expect(lines).to.deep.equal([
            "Nothing that the preview shows ends a sign-in or loses history. Who can sign in was not judged.",
            "Nobody loses access, and nothing is lost.",
        ]);
    });

    it("do not promise anything of people who are unknown", () => {
        const counts = { can: 1, cannot: 0, unknown: 2 };
        const access = { before: counts, after: counts, gains: [], loses: [], addedInVain: [], unknown: [] };
        expect(read(reasonLine({ verdict: "safe", reasons: [], access }))).to.equal(
            "Nothing that was judged ends a sign-in or loses history. For 2 people it is unknown if they can sign in.",
        );
    });

    it("count resources, and say nothing where none changes", () => {
        const counts = { create: 1, update: 0, replace: 2, delete: 0 };
        expect(
            [counts, { ...counts, same: 7 }, nothing.counts].map((one) => read(countsLine({ counts: one }))),
        ).to.deep.equal([
            "Resources: 1 to create and 2 to replace.",
            "Resources: 1 to create and 2 to replace; 7 unchanged.",
            "",
        ]);
    });

    it("say of those who may not have been able to sign in what is certain, and who is added in vain", () => {
        const access = {
            before: { can: 1, cannot: 0, unknown: 1 },
            after: { can: 0, cannot: 3, unknown: 0 },
            gains: [],
            loses: [{ name: "a" }, { name: "b", wasUnknown: true }],
            addedInVain: [{ name: "c" }],
            unknown: [],
        };
        expect(said({ access })[0]?.slice(2)).to.deep.equal([
            "1 person who can sign in today cannot after the merge | a",
            "1 person who may be able to sign in today cannot after the merge | b",
            "1 person is added who cannot sign in after the merge | c",
        ]);
    });

    it("say of a first deployment when it is known who can sign in", () => {
        const none = { can: 0, cannot: 0, unknown: 0 };
        const access = {
            before: none,
            after: { ...none, unknown: 2 },
            gains: [],
            loses: [],
            addedInVain: [],
            unknown: [],
        };
        expect(said({ access })[0]?.slice(1)).to.deep.equal([
            "Before → after: unknown 0 → 2",
            `Nobody had a Connect user in this stack before. Who is unknown here is known after the deployment: run \`${connectSsoCommand("sign-in")}\` then`,
        ]);
    });

    it("name examples where not all are named", () => {
        const names = ["a", "b"];
        expect(said({ notJudged: [{ id: "otherResources", count: 3, names }] })[0]?.slice(1)).to.deep.equal([
            "3 resources of types that this review does not read, such as | a | b",
        ]);
    });

    it("advise to keep the instance where it takes its users along", () => {
        const permanent = [{ id: "userReplaced" as const, name: "n", forcedBy: [{ path: "instanceId", before: "i" }] }];
        expect(said({ permanent })[0]?.[1]).to.match(
            / \| What to do instead: Keep the instance: users cannot move to another one\.$/,
        );
    });

    it("put people with the same change together, the ones to look at first", () => {
        const people: PersonChange[] = [
            { name: "a", id: "added", securityProfiles: ["Agent", "Admin"], signIn: false },
            { name: "b", id: "securityProfiles", before: ["Agent"], after: ["Admin", "Agent"] },
            { name: "c", id: "securityProfiles", before: ["Agent"], after: ["Admin", "Agent"] },
            { name: "d", id: "securityProfiles", before: ["x", "y"], after: ["y", "x"] },
            { name: "e", id: "removed", history: "lost" },
            { name: "f", id: "removed", history: "kept" },
            { name: "g", isGroup: true, id: "signInEnded" },
            { name: "h", id: "renamed", before: "i", history: "lost" },
            { name: "u", isGroup: true, id: "renamed", before: "v", history: "kept" },
            { name: "j", id: "signInStarted" },
            { name: "k", id: "adopted" },
            { name: "l", id: "routingProfile", before: "m", after: "n" },
            {
                name: "o",
                id: "details",
                fields: [{ path: "p", before: "q" }, { path: "r", after: "s" }, { path: "t" }],
            },
        ];
        expect(said({ people })).to.deep.equal([
            [
                "People",
                "removed, the history is lost | e",
                "removed from the stack, the Connect user stays with the history | f",
                "group, sign-in ended | g",
                "another name than <i>, the history is lost | h",
                "group, called <v> before | u",
                "security profiles: added <Admin> | b | c",
                "security profiles: another order of <y> and <x> | d",
                "added with security profiles <Agent> and <Admin>, without sign-in | a",
                "sign-in allowed | j",
                "adopted, with what Connect has of them today | k",
                "routing profile: <m> → <n> | l",
                "other details, <p> (was <q>), <r> (now <s>) and <t> | o",
            ],
        ]);
    });

    it("say who can sign in before and after, by the reason", () => {
        const because = { id: "x", text: "No such user." };
        const access = {
            before: { can: 4, cannot: 0, unknown: 1 },
            after: { can: 1, cannot: 3, unknown: 1 },
            gains: [{ name: "a" }],
            addedInVain: [],
            loses: [{ name: "b", because }, { name: "c", because }, { name: "d" }],
            unknown: [
                { name: "e", because: { id: "y", text: "One." } },
                { name: "f", because: { id: "y", text: "Two." } },
            ],
        };
        expect(said({ access })).to.deep.equal([
            [
                "Who can sign in",
                "Before → after: can sign in 4 → 1, cannot sign in 0 → 3, unknown 1 → 1",
                "2 people who can sign in today cannot after the merge | b | c | Why: “No such user.”",
                "1 person who can sign in today cannot after the merge | d",
                "For 2 people it is unknown whether they can sign in after the merge | e | f | Why, for <e>: “One.”",
                "1 person who cannot sign in today can after the merge | a",
            ],
        ]);
    });

    it("say nothing of access that stays", () => {
        const same = { can: 3, cannot: 0, unknown: 0 };
        expect(said({ access: { ...nothing.access, before: same, after: same } })).to.deep.equal([]);
    });

    it("say what is lost and what to do instead, for each thing that nobody can take back", () => {
        for (const id of permanentIds) {
            const [section = []] = said({
                permanent: [{ id, name: "n", forcedBy: [{ path: "p", before: "a", after: "b" }] }],
            });
            expect(section[1]).to.match(
                /^1 [\w ]+ (?:is (?:replaced|deleted)|gets another [\w ]+) \| n \| Forced by <p> \(<a> → <b>\) \| What is lost: .+\. \| What to do instead: .+\.$/,
            );
        }
        const instances = permanentIds.filter((id) => /^instance/.test(id));
        for (const id of instances) {
            expect(JSON.stringify(said({ permanent: [{ id, name: "n" }] }))).to.include(
                "After 100 creations and deletions of instances in 30 days, AWS locks the account for 30 days.",
            );
        }
    });

    it("say that a kept resource stays", () => {
        expect(said({ permanent: [{ id: "userDeleted", name: "n", isKept: true }] })).to.deep.equal([
            [
                "No longer managed",
                "1 Connect user stays in the cloud, and the stack no longer manages it | n | To manage it again, import it with `pulumi import`.",
            ],
        ]);
    });

    it("say before and after for each kind of trust", () => {
        const trust = trustIds.map((id) => ({
            id,
            name: "n",
            before: ["a"],
            after: ["b"],
            direction: "other" as const,
        }));
        const [section = []] = said({ trust });
        expect(section).to.have.lengthOf(trustIds.length + 1);
        for (const line of section.slice(1)) {
            expect(line).to.match(/^[A-Z].* \(<n>\): <a> → <b>( \| .+\.)?$/);
        }
        const added = {
            id: "certificateAdded" as const,
            name: "n",
            before: [],
            after: ["b"],
            direction: "wider" as const,
        };
        expect(said({ trust: [added] })[0]?.[1]).to.equal(
            "A certificate is added (<n>): <b>, which trusts or allows more | Entra does not sign with it until <signingCertificate> names it.",
        );
    });

    it("put refusals first, and lines below the first one", () => {
        const checks: StackReview["checks"] = [
            { id: "notChecked", text: "a" },
            { id: "warning", text: "b", name: "sso" },
            { id: "policyViolation", text: "c", isMandatory: false },
            { id: "policyViolation", text: "d", isMandatory: true },
            {
                id: "policyViolation",
                text: "known-administrators: Only people on the list.\nremove it",
                name: "sso",
                isMandatory: true,
            },
            { id: "refusal", text: "e\n  - f\n\n  - g" },
        ];
        expect(said({ checks })).to.deep.equal([
            [
                "Checks",
                "Refused: “e” | “f” | “g”",
                "Mandatory policy: “d”",
                "Mandatory policy <known-administrators> (<sso>): “Only people on the list.” | “remove it”",
                "Advisory policy: “c”",
                "Warning (<sso>): “b”",
                "Not checked: “a”",
            ],
        ]);
        const both = said({ verdict: "refused", checks, permanent: [{ id: "userDeleted", name: "n" }] });
        expect(both.map(([title]) => title)).to.deep.equal(["Checks", "Cannot be undone"]);
    });

    it("say what to give for what was not judged", () => {
        const [section = []] = said({ notJudged: notJudgedIds.map((id) => ({ id, count: 2, names: ["n"] })) });
        expect(section).to.have.lengthOf(notJudgedIds.length + 1);
        expect(section[1]).to.match(/--deployment FILE/);
        expect(section[2]).to.match(/--directory FILE/);
    });

    it("never put a plain string between our own words", () => {
        fc.assert(
            fc.property(fc.string(), (text) => say`a ${value(text)} b`.filter((part) => "own" in part).length === 2),
        );
    });
});
