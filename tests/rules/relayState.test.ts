import { expect } from "chai";
import fc from "fast-check";
import { connectRelayState, landingPageProblem, landingPages } from "../../rules/relayState";
import { accepts, refuses } from "../helpers/problems";

const instanceId = "11111111-2222-3333-4444-555555555555";
const frankfurt = { region: "eu-central-1", partition: "aws", instanceId };

describe("landingPageProblem", () => {
    const write = 'write "ccp", "agentWorkspace" or an https:// address';
    const oldPrefix = 'must not have the "/connect" prefix of the old awsapps.com domain';
    accepts(landingPageProblem, [
        ...Object.keys(landingPages),
        "https://desk.contoso.example",
        "https://desk.contoso.example:8443/a?b=c&d=%20#e",
        "https://contoso.awsapps.com/connect/home",
        "HTTPS://desk.contoso.example/",
        "https://desk.contoso.example/http://x",
        "https://contoso.my.connect.aws/connections",
        "https://contoso.my.connect.aws/home/connect/",
        "https://contoso.my.connect.aws.contoso.example/connect",
    ]);
    refuses(landingPageProblem, [
        [undefined, `must be a landing page, got nothing; ${write}`],
        [" ", `must be a landing page, got " "; ${write}`],
        ["CCP", 'must be "ccp", "agentWorkspace" or an https:// address, got "CCP"; write "ccp"'],
        [
            "agent-workspace",
            'must be "ccp", "agentWorkspace" or an https:// address, got "agent-workspace"; write "agentWorkspace"',
        ],
        ["__proto__", `must be "ccp", "agentWorkspace" or an https:// address, got "__proto__"; ${write}`],
        [
            "desk.contoso.example",
            'must be "ccp", "agentWorkspace" or an https:// address, got "desk.contoso.example"; write "https://desk.contoso.example"',
        ],
        [
            "http://desk.contoso.example/",
            'must be an https address, got "http://desk.contoso.example/"; write "https://desk.contoso.example/"',
        ],
        [
            "HTTP://DESK.contoso.example/",
            'must be an https address, got "HTTP://DESK.contoso.example/"; write "https://DESK.contoso.example/"',
        ],
        [
            "DESK.contoso.example/09?x#y",
            'must be "ccp", "agentWorkspace" or an https:// address, got "DESK.contoso.example/09?x#y"; write "https://DESK.contoso.example/09?x#y"',
        ],
        [
            "see desk.contoso.example",
            `must be "ccp", "agentWorkspace" or an https:// address, got "see desk.contoso.example"; ${write}`,
        ],
        [
            "desk.contoso.example x",
            `must be "ccp", "agentWorkspace" or an https:// address, got "desk.contoso.example x"; ${write}`,
        ],
        ["/CCP-v2", 'must be the name of a page, not its path, got "/CCP-v2"; write "ccp"'],
        ["/Agent-App-v2", 'must be the name of a page, not its path, got "/Agent-App-v2"; write "agentWorkspace"'],
        ["/x/connect/ccp-v2", 'must be the name of a page, not its path, got "/x/connect/ccp-v2"; write "ccp"'],
        ["/connect/ccp-v2", `${oldPrefix}, got "/connect/ccp-v2"; write "ccp"`],
        ["%2Fconnect%2Fccp-v2", `${oldPrefix}, got "%2Fconnect%2Fccp-v2"; write "ccp"`],
        ["/connect/home", `${oldPrefix}, got "/connect/home"; ${write}`],
        [
            "https://contoso.my.connect.aws/connect/agent-app-v2",
            `${oldPrefix}, got "https://contoso.my.connect.aws/connect/agent-app-v2"; write "agentWorkspace"`,
        ],
        ["/ccp-v2/chat", 'must be the name of a page, not its path, got "/ccp-v2/chat"; write "ccp"'],
        [
            "https://alice:secret@contoso.example/",
            "must not contain a user name or password: everyone who signs in would see them; remove everything before the @",
        ],
        [
            "javascript:alert(1)",
            `must be an https address such as "https://desk.contoso.example/", got "javascript:alert(1)"; ${write}`,
        ],
        [
            "https://desk.contoso.example/\n",
            `must be an https address such as "https://desk.contoso.example/", got "https://desk.contoso.example/\\n"; ${write}`,
        ],
        [
            "https://desk.contoso.example/\u0007",
            `must be an https address such as "https://desk.contoso.example/", got "https://desk.contoso.example/\\u0007"; ${write}`,
        ],
        [
            "https://desk.contoso.example/\ud800",
            `must be an https address such as "https://desk.contoso.example/", got "https://desk.contoso.example/\\ud800"; ${write}`,
        ],
        [
            "https:desk.contoso.example",
            `must be an https address such as "https://desk.contoso.example/", got "https:desk.contoso.example"; ${write}`,
        ],
        [
            "https://:secret@contoso.example/",
            "must not contain a user name or password: everyone who signs in would see them; remove everything before the @",
        ],
        ["https://", `must be an https address such as "https://desk.contoso.example/", got "https://"; ${write}`],
    ]);
});

describe("connectRelayState", () => {
    it("is AWS's example for the Contact Control Panel", () => {
        expect(connectRelayState({ ...frankfurt, region: "us-east-1", landingPage: "ccp" })).to.equal(
            `https://us-east-1.console.aws.amazon.com/connect/federate/${instanceId}?destination=%2Fccp-v2%2Fchat&new_domain=true`,
        );
    });

    it("is AWS's example for GovCloud", () => {
        expect(
            connectRelayState({
                region: "us-gov-west-1",
                partition: "aws-us-gov",
                instanceId,
                landingPage: "ccp",
            }),
        ).to.equal(
            `https://console.amazonaws-us-gov.com/connect/federate/${instanceId}?destination=%2Fccp-v2%2Fchat&new_domain=true`,
        );
    });

    it("leads to the agent workspace", () => {
        expect(connectRelayState({ ...frankfurt, landingPage: "agentWorkspace" })).to.equal(
            `https://eu-central-1.console.aws.amazon.com/connect/federate/${instanceId}?destination=%2Fagent-app-v2&new_domain=true`,
        );
    });

    it("encodes an address elsewhere once", () => {
        expect(connectRelayState({ ...frankfurt, landingPage: "https://desk.contoso.example/a?b=c&d=%20" })).to.equal(
            `https://eu-central-1.console.aws.amazon.com/connect/federate/${instanceId}?destination=https%3A%2F%2Fdesk.contoso.example%2Fa%3Fb%3Dc%26d%3D%2520`,
        );
    });

    it("refuses China, where there is no Connect", () => {
        expect(() =>
            connectRelayState({ region: "cn-north-1", partition: "aws-cn", instanceId, landingPage: "ccp" }),
        ).to.throw(RangeError, 'Amazon Connect is not offered in AWS partition "aws-cn"');
    });

    it("refuses what landingPageProblem refuses", () => {
        expect(() => connectRelayState({ ...frankfurt, landingPage: "/connect/ccp-v2" })).to.throw(
            RangeError,
            'the landing page must not have the "/connect" prefix of the old awsapps.com domain, got "/connect/ccp-v2"; write "ccp"',
        );
    });

    it("holds the instance and the landing page whole, for any landing page", () => {
        const pages = fc.oneof(
            fc.constantFrom("ccp", "agentWorkspace"),
            fc
                .webUrl({ validSchemes: ["https"], withQueryParameters: true, withFragments: true })
                .filter((url) => landingPageProblem(url) === undefined),
        );
        fc.assert(
            fc.property(fc.uuid(), pages, (id, landingPage) => {
                const url = new URL(connectRelayState({ ...frankfurt, instanceId: id, landingPage }));
                const known: Record<string, string> = { ccp: "/ccp-v2/chat", agentWorkspace: "/agent-app-v2" };
                expect([url.origin, url.pathname, url.searchParams.get("destination")]).to.deep.equal([
                    "https://eu-central-1.console.aws.amazon.com",
                    `/connect/federate/${id}`,
                    known[landingPage] ?? landingPage,
                ]);
            }),
        );
    });
});
