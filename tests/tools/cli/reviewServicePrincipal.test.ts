import { expect } from "chai";
import { runConnectSso } from "../../helpers/command";
import { temporaryFolder } from "../../helpers/folder";
import { rehearsed } from "../review/rehearsed";

const objectId = "fc8ea367-f594-4f3e-b775-7562a7c58903";
const [old, next] = ["6F76E358E21073A3A0C42B5747C5F29197A4C57B", "280FA4602132B2F7A77F9534F2EEF3DA0704774E"];
const times = { startDateTime: "2026-11-01T00:00:00Z", endDateTime: "2029-11-01T00:00:00Z" };
const held = (preferredTokenSigningKeyThumbprint: string | undefined, id = objectId) => ({
    id,
    appId: "00000000-0000-4000-8000-000000000001",
    keyCredentials: [old, next].map((customKeyIdentifier) => ({ customKeyIdentifier, usage: "Sign", ...times })),
    preferredTokenSigningKeyThumbprint,
});

describe("connect-sso review --service-principal", () => {
    const temporary = temporaryFolder();
    const { exports, previews } = rehearsed();
    const json = (name: string, content: unknown) => temporary.write(name, JSON.stringify(content));
    const review = (content: unknown, ...more: string[]) =>
        runConnectSso([
            ...["review", "--json", "--now", "2026-12-01T08:00:00Z"],
            ...["--preview", json("retired.json", previews.retired)],
            ...["--service-principal", json("held.json", content), ...more],
        ]);
    const retired = (content: unknown) => review(content, "--deployment", json("export.json", exports.export2));

    it("knows which certificate signs, and so whether the other one may go", async () => {
        const found: boolean[] = [];
        for (const signs of [old, next]) {
            const { trust } = JSON.parse((await retired(held(signs))).stdout).stacks[0] as { trust: { id: string }[] };
            found.push(trust.some(({ id }) => id === "retiredBeforeNewOneSigns"));
        }
        expect(found).to.deep.equal([true, false]);
    });

    const other = "11111111-2222-4333-8444-555555555555";
    const refused: [title: string, run: () => ReturnType<typeof review>, message: RegExp][] = [
        [
            "no service principal",
            () => retired([]),
            /must be one service principal, got a list; give the output of `az/,
        ],
        [
            "another service principal",
            () => retired(held(old, other)),
            new RegExp(
                `is another service principal: its id is "${other}", and that of the deployment is "${objectId}"`,
            ),
        ],
        ["a thumbprint that is none", () => retired(held("6F")), /must be a SHA-1 thumbprint of 40 digits, or null/],
        ["no export", () => review(held(old)), /no --deployment has one; leave it out, or review the stack/],
        [
            "a stack of the rehearsal",
            () => runConnectSso(["review", "--stack", "dev", "--service-principal", json("held.json", held(old))]),
            /leave out --service-principal for a stack of the rehearsal/,
        ],
    ];
    for (const [title, run, message] of refused) {
        it(`refuses ${title}`, async () => {
            const { code, stdout, stderr } = await run();
            expect([code, stdout]).to.deep.equal([2, ""]);
            expect(stderr).to.match(message);
        });
    }
});
