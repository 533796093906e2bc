import { expect } from "chai";
import { explainAddress } from "../../../../tools/signin/explain/explainAddress";
import { instanceId, makeWorld } from "../../../helpers/world";
import { causesOf, contextOf, explained, noteIdsOf } from "./world";

const federate = (region: string, destination: string) =>
    `https://${region}.console.aws.amazon.com/connect/federate/${instanceId}?destination=${encodeURIComponent(destination)}`;

describe("A relay state that was pasted", () => {
    it("is read however often it is encoded, and beside words that only may mean something", async () => {
        const own = federate("eu-central-1", "/ccp-v2");
        const once = encodeURIComponent(own);
        const read = async (text: string) => {
            const answer = await explainAddress(text, undefined);
            return [answer?.contents.map(({ id, value }) => `${id} ${value}`), noteIdsOf(answer ?? { notes: [] })];
        };
        expect(await read(`relay state: ${once}`)).to.deep.equal([[`relayState ${own}`], []]);
        expect(await read(encodeURIComponent(once))).to.deep.equal([[`relayState ${own}`], ["relayState"]]);
        const carrier = `https://launcher.myapps.microsoft.com/api/signin/1?tenantId=2&relayState=${once}`;
        const link = `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(carrier)}&data=05`;
        expect(await read(link)).to.deep.equal([
            ["loginUrl launcher.myapps.microsoft.com", "parameter relayState", `relayState ${own}`],
            [],
        ]);
        const { attempts } = await explained(
            `The relay state is ${encodeURIComponent(once)} and people land in the AWS console`,
            contextOf(undefined),
        );
        expect(attempts.map((one) => [causesOf(one), noteIdsOf(one)])).to.deep.equal([
            [["landsInConsole.noRelayState"], ["relayState", "tooLittle"]],
        ]);
    });

    it("of an old address is told, with the page to write instead", async () => {
        const answer = await explainAddress(`> ${federate("eu-central-1", "/connect/ccp-v2")}\n`, undefined);
        expect(answer?.findings.map(({ error, seen, expected }) => ({ error, seen, expected }))).to.deep.equal([
            { error: "oldRelayState", seen: "/connect/ccp-v2", expected: "/ccp-v2" },
        ]);
    });

    it("stands beside the deployment's", async () => {
        const answer = await explainAddress(federate("us-east-1", "/ccp-v2/chat"), await makeWorld());
        expect(answer?.findings).to.deep.equal([]);
        expect(answer?.comparisons.map(({ what, same, remark }) => ({ what, same, remark }))).to.deep.equal([
            { what: "relay state", same: false, remark: "another Region" },
        ]);
    });

    const own = `${federate("eu-central-1", "/ccp-v2/chat")}&new_domain=true`;
    const encoded = encodeURIComponent(own);
    const myApps = "https://myapps.microsoft.com/signin/1?tenantId=2";
    const carriers: [string, string, string][] = [
        ["My Apps", `${myApps}&RelayState=${encoded}`, "RelayState"],
        [
            "My Apps' launcher",
            `https://launcher.myapps.microsoft.com/api/signin/1?tenantId=2&RelayState=${encoded}`,
            "RelayState",
        ],
        [
            "Ping",
            `https://sso.connect.pingidentity.com/sso/sp/initsso?saasid=1&TargetResource=${encoded}`,
            "TargetResource",
        ],
        ["Auth0", `https://contoso.auth0.com/samlp/abc?RelayState=${encoded}`, "RelayState"],
        [
            "Streams",
            `connect.core.initCCP(div, { ccpUrl: "x", loginUrl: "${myApps}&RelayState=${encoded}", loginPopup: true });`,
            "RelayState",
        ],
        ["a page's source", `<a href="${myApps}&amp;RelayState=${encoded}">`, "RelayState"],
        [
            "ADFS",
            `https://sts.contoso.example/adfs/ls/idpinitiatedsignon.aspx?RelayState=${encodeURIComponent(`RPID=urn:amazon:webservices&RelayState=${encoded}`)}`,
            "RelayState",
        ],
        ["prose", `People start at ${myApps}&RelayState=${encoded}.`, "RelayState"],
    ];
    for (const [title, text, parameter] of carriers) {
        it(`is taken out of the login URL of ${title}, and is right where it is encoded`, async () => {
            const answer = await explainAddress(text, await makeWorld());
            expect(answer?.findings).to.deep.equal([]);
            expect(answer?.notes).to.deep.equal([]);
            expect(answer?.comparisons.map(({ same }) => same)).to.deep.equal([true]);
            expect(answer?.contents.filter(({ id }) => id !== "loginUrl")).to.deep.equal([
                { id: "parameter", what: "parameter", value: parameter },
                { id: "relayState", what: "relay state", value: own },
            ]);
        });
    }

    it("that is not encoded in its login URL loses what follows the &, and is shown encoded", async () => {
        const answer = await explainAddress(`${myApps}&RelayState=${own}`, undefined);
        expect(answer?.findings).to.deep.equal([]);
        expect(answer?.notes.map(({ text }) => text)).to.deep.equal([
            "the relay state is not URL-encoded in the login URL: &new_domain=true goes to myapps.microsoft.com and not to AWS; encode all of it",
        ]);
        expect(answer?.contents.at(-1)).to.deep.equal({
            id: "encoded",
            what: "URL-encoded",
            value: `RelayState=${encoded}`,
        });
    });

    it("that is encoded twice arrives encoded", async () => {
        const answer = await explainAddress(`${myApps}&RelayState=${encodeURIComponent(encoded)}`, undefined);
        expect(answer?.findings.map(({ error, causeId }) => `${error}.${causeId}`)).to.deep.equal([
            "instanceNotFound.relayState",
        ]);
        expect(answer?.notes[0]?.text).to.match(/^the relay state is URL-encoded twice/);
    });

    it("with an alias where the id belongs is told, in a login URL too, and with an ARN gets the id that is in it", async () => {
        const page = federate("eu-central-1", "/ccp-v2/chat");
        const alias = page.replace(instanceId, "contoso");
        const arn = page.replace(instanceId, `arn:aws:connect:eu-central-1:123456789012:instance/${instanceId}`);
        for (const [text, expected] of [
            [alias, page.replace(instanceId, "<instanceId>")],
            [`${myApps}&RelayState=${encodeURIComponent(alias)}`, page.replace(instanceId, "<instanceId>")],
            [arn, page],
        ] as const) {
            const answer = await explainAddress(text, undefined);
            expect(answer?.findings.map((one) => [one.error, one.causeId, one.expected])).to.deep.equal([
                ["instanceNotFound", "notAnId", expected],
            ]);
        }
    });

    it("without a Region in its host is us-east-1's: right there, and wrong elsewhere", async () => {
        const plain = federate("eu-central-1", "/ccp-v2/chat").replace("eu-central-1.", "");
        const alone = await explainAddress(plain, undefined);
        expect(alone?.findings).to.deep.equal([]);
        expect(alone?.notes[0]?.text).to.match(/^its host has no Region, so it leads to us-east-1/);
        const beside = await explainAddress(plain, await makeWorld());
        expect(beside?.comparisons.map(({ same, remark }) => ({ same, remark }))).to.deep.equal([
            { same: false, remark: "another Region" },
        ]);
    });

    it("of an address that is another's loses a wrong page, too", async () => {
        const answer = await explainAddress(
            `${myApps}&RelayState=${encodeURIComponent(federate("eu-central-1", "/connect/ccp-v2"))}`,
            undefined,
        );
        expect(answer?.findings.map(({ error }) => error)).to.deep.equal(["oldRelayState"]);
    });

    for (const [title, text] of [
        ["another address of the console", "https://eu-central-1.console.aws.amazon.com/connect/home"],
        ["prose", "see /connect/federate/ in the console"],
        ["an address far down in a log", `${"x ".repeat(3000)}${federate("eu-central-1", "/ccp-v2")}`],
    ] as const) {
        it(`is not what ${title} is taken for`, async () => {
            expect(await explainAddress(text, undefined)).to.equal(undefined);
        });
    }
});
