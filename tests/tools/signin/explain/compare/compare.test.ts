import { expect } from "chai";
import { compare } from "../../../../../tools/signin/explain/compare/compare";

const users = ["alice@contoso.example", "bob@contoso.example", "carol@contoso.example", "dora@contoso.example"];

describe("Two values side by side", () => {
    const pairs: [string, string, string[], [boolean, string, string | undefined]][] = [
        ["the same", users[0] ?? "", users, [true, "alice@contoso.example", undefined]],
        [
            "another case",
            "Alice@contoso.example",
            users,
            [false, "alice@contoso.example", "differs in upper and lower case"],
        ],
        ["another domain", "bob@old.example", users, [false, "bob@contoso.example", "differs in what follows the @"]],
        ["both", "BOB@old.example", users, [false, "bob@contoso.example", "differs in what follows the @"]],
        ["a slip", "carrol@contoso.example", users, [false, "carol@contoso.example", "differs in a few characters"]],
        [
            "somebody else of the domain",
            "zoe@contoso.example",
            users,
            [false, "alice@contoso.example or bob@contoso.example or carol@contoso.example or 1 more", undefined],
        ],
        ["another word", "urn:x", ["urn:amazon:webservices"], [false, "urn:amazon:webservices", undefined]],
    ];
    for (const [title, seen, known, [same, expected, remark]] of pairs) {
        it(`tell ${title}`, () => {
            const found = compare("person", seen, known);
            expect([found?.same, found?.expected, found?.remark]).to.deep.equal([same, expected, remark]);
        });
    }

    it("are not compared where one side is missing", () => {
        expect([compare("person", undefined, users), compare("person", "alice", [])]).to.deep.equal([
            undefined,
            undefined,
        ]);
    });

    it("show no token that stands in the place of a value", () => {
        const token = `eyJ${"a1".repeat(20)}.eyJ${"b2".repeat(20)}.${"c3".repeat(20)}`;
        expect(
            JSON.stringify(
                compare("recipient", `https://x.example/saml?code=${token}`, [`https://y.example/?t=${token}`]),
            ),
        ).to.not.match(/(?:[abc]\d){5}/);
    });
});

describe("Two relay states", () => {
    const own =
        "https://eu-central-1.console.aws.amazon.com/connect/federate/f34cb4d0-7b12-4cb1-bf89-3edef7fdc738?destination=%2Fccp-v2%2Fchat&new_domain=true";
    const pairs: [string, string, boolean, string | undefined][] = [
        ["the same", own, true, undefined],
        ["the same, otherwise encoded", own.replaceAll("%2F", "/"), true, undefined],
        ["another instance", own.replace("f34cb4d0", "00000000"), false, "another instance"],
        ["another Region", own.replace("eu-central-1", "us-east-1"), false, "another Region"],
        ["another page", own.replace("ccp-v2%2Fchat", "agent-app-v2"), false, "another page"],
        [
            "an old page",
            own.replace("%2Fccp-v2", "%2Fconnect%2Fccp-v2"),
            false,
            "the page of instances with an old address",
        ],
        [
            "all",
            own.replace("f34cb4d0", "00000000").replace("eu-c", "us-c").replace("%2Fccp-v2", "%2Fhome"),
            false,
            "another Region, another instance, another page",
        ],
        ["no console's address", "https://contoso.my.connect.aws/", false, "it leads to no instance"],
        ["none", "", false, undefined],
    ];
    for (const [title, seen, same, remark] of pairs) {
        it(`tell ${title}`, () => {
            const found = compare("relayState", seen, [own]);
            expect([found?.same, found?.remark, found?.seen === ""]).to.deep.equal([same, remark, false]);
        });
    }
});
