import { expect } from "chai";
import { summarize } from "../../../tools/cli/summary";

describe("The summary", () => {
    const place = { folder: "/work/.rehearsal", stack: "dev" };
    const urn = "urn:pulumi:dev::p::t::n";
    it("says where people sign in, what was made, where it is kept and what is next", () => {
        const deployment = {
            resources: [
                { urn, type: "pulumi:pulumi:Stack" },
                { urn, type: "pulumi:providers:aws", id: "1" },
                { urn, type: "connect-entra-sso:index:ConnectSso" },
                { urn, type: "aws:iam/role:Role", id: "sso" },
                { urn, type: "aws:connect/user:User", id: "1" },
                { urn, type: "aws:connect/user:User", id: "2" },
                { urn, type: "azuread:index/application:Application", id: "a" },
            ],
        };
        const outputs = {
            signInUrl: "https://myapps.microsoft.com/signin/1",
            ccpUrl: "https://contoso-dev.my.connect.aws/ccp-v2/",
            roleArn: "arn:aws:iam::123456789012:role/sso",
            certificates: { "2026": { thumbprint: "AB", endDate: "2029-11-24T00:00:00Z" } },
            notChecked: "members of groups",
        };
        expect(summarize(deployment, outputs, place).split("\n")).to.deep.equal([
            "The federation stands, and a second run has nothing to change.",
            "",
            "Where",
            "  people start at       https://myapps.microsoft.com/signin/1",
            "  and reach the CCP at  https://contoso-dev.my.connect.aws/ccp-v2/",
            "",
            "Signing certificates",
            "  2026  ends 2029-11-24T00:00:00Z  AB",
            "",
            "What was not checked",
            "  members of groups",
            "",
            "What was made",
            "  aws: iam Role, 2 × connect User",
            "  azuread: Application",
            "",
            "Where it is kept",
            "  /work/.rehearsal (state, clouds); `npm start -- reset` removes it",
            "",
            "What next",
            "  change Pulumi.dev.yaml and run `npm start` again",
            "  `npm start -- preview --diff` shows a change in detail",
            "  `pulumi up` with your own accounts deploys the same program (README)",
        ]);
    });

    it("lists what the clouds echoed beside what the program says it did not check", () => {
        const echoed = ["aws:s3/bucket:Bucket", "azuread:index/getDomains:getDomains"];
        const text = summarize({}, { notChecked: "members of groups" }, { ...place, echoed });
        const lines = text.split("\n");
        const start = lines.indexOf("What was not checked");
        expect(lines.slice(start, start + 5)).to.deep.equal([
            "What was not checked",
            "  members of groups",
            "  aws:s3/bucket:Bucket (not modelled; echoed because of --lenient)",
            "  azuread:index/getDomains:getDomains (not modelled; echoed because of --lenient)",
            "",
        ]);
    });

    it("leaves out what there is nothing to say about, and names another stack in its commands", () => {
        expect(summarize({}, {}, { ...place, stack: "prod" }).split("\n")).to.deep.equal([
            "The federation stands, and a second run has nothing to change.",
            "",
            "Where it is kept",
            "  /work/.rehearsal (state, clouds); `npm start -- reset` removes it",
            "",
            "What next",
            "  change Pulumi.prod.yaml and run `npm start -- --stack prod` again",
            "  `npm start -- preview --diff --stack prod` shows a change in detail",
            "  `pulumi up` with your own accounts deploys the same program (README)",
        ]);
    });
});
