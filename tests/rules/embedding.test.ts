import { expect } from "chai";
import {
    approvedOriginProblem,
    approvedOriginsProblem,
    approveOriginCommand,
    embeddedSignInUrl,
    originsToApprove,
} from "../../rules/embedding";
import { connectRelayState } from "../../rules/relayState";
import { quote } from "../../rules/text";
import { relayStateIn } from "../../tools/signin/explain/loginUrl";
import { accepts, refuses } from "../helpers/problems";

const form = 'must be an origin such as "https://desk.contoso.example" or "https://desk.contoso.example:8443"';
const longest = `https://${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(58)}`;

describe("approvedOriginProblem", () => {
    accepts(approvedOriginProblem, ["https://desk.contoso.example", "https://desk.contoso.example:8443", longest]);
    refuses(approvedOriginProblem, [
        [undefined, `${form}, got nothing`],
        ["", `${form}, got ""`],
        ["https://desk contoso.example", `${form}, got "https://desk contoso.example"`],
        ["ftp://desk.contoso.example", `${form}, got "ftp://desk.contoso.example"`],
        [
            "https://*.contoso.example",
            `${form}, got "https://*.contoso.example": Connect has no wildcards; list each origin`,
        ],
        ["desk.contoso.example", `${form}, got "desk.contoso.example"; write "https://desk.contoso.example"`],
        [
            "http://desk.contoso.example",
            `${form}, got "http://desk.contoso.example"; write "https://desk.contoso.example"`,
        ],
        [
            "https://desk.contoso.example/",
            `${form}, got "https://desk.contoso.example/"; write "https://desk.contoso.example"`,
        ],
        [
            "https://desk.contoso.example/panel?a=b#c",
            `${form}, got "https://desk.contoso.example/panel?a=b#c"; write "https://desk.contoso.example"`,
        ],
        [
            "https://Desk.contoso.example:443",
            `${form}, got "https://Desk.contoso.example:443"; write "https://desk.contoso.example"`,
        ],
    ]);

    it("refuses an origin that is longer than AWS takes", () => {
        const long = `https://${Array.from({ length: 5 }, () => "a".repeat(60)).join(".")}`;
        expect(approvedOriginProblem(long)).to.equal(`must be at most 267 characters, got 312: ${quote(long)}`);
    });
});

describe("approvedOriginsProblem", () => {
    accepts(approvedOriginsProblem, [[], ["https://desk.contoso.example", "https://crm.contoso.example"]]);
    refuses(approvedOriginsProblem, [
        [
            "https://desk.contoso.example",
            'must be a list of origins such as "https://desk.contoso.example", got "https://desk.contoso.example"',
        ],
        [["https://desk.contoso.example", 1], `${form}, got 1`],
    ]);
});

describe("originsToApprove", () => {
    it("lists the origin of a landing page elsewhere and the listed ones, each once", () => {
        expect([
            originsToApprove("ccp", []),
            originsToApprove("https://desk.contoso.example/start?a=b", [
                "https://desk.contoso.example",
                "https://crm.contoso.example",
            ]),
        ]).to.deep.equal([[], ["https://desk.contoso.example", "https://crm.contoso.example"]]);
    });
});

describe("approveOriginCommand", () => {
    it("is one command of the AWS CLI for one origin of one instance", () => {
        expect(
            approveOriginCommand({
                instanceId: "1111",
                region: "eu-central-1",
                origin: "https://desk.contoso.example:8443",
            }),
        ).to.equal(
            "aws connect associate-approved-origin --instance-id 1111 --origin https://desk.contoso.example:8443 --region eu-central-1",
        );
    });
});

describe("embeddedSignInUrl", () => {
    const relayState = connectRelayState({
        ...{ region: "eu-central-1", partition: "aws", instanceId: "1111", landingPage: "ccp" },
    });
    const url = embeddedSignInUrl({ signInUrl: "https://myapps.microsoft.com/signin/2222?tenantId=3333", relayState });

    it("has the relay state as one value, encoded once more than in the application", () => {
        expect(url).to.equal(
            "https://myapps.microsoft.com/signin/2222?tenantId=3333&RelayState=https%3A%2F%2Feu-central-1.console.aws.amazon.com" +
                "%2Fconnect%2Ffederate%2F1111%3Fdestination%3D%252Fccp-v2%252Fchat%26new_domain%3Dtrue",
        );
        expect(new URL(url).searchParams.get("RelayState")).to.equal(relayState);
    });

    it("is what explain calls rightly encoded", () => {
        expect(relayStateIn(url)).to.deep.equal({
            relayState,
            carrier: { url, parameter: "RelayState" },
            encoding: "right",
        });
    });
});
