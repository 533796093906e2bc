import { expect } from "chai";
import { summarize } from "../../../tools/cli/summary";

describe("The summary", () => {
    const place = { folder: "/work/.rehearsal", stack: "dev" };
    const urn = "urn:pulumi:dev::p::t::n";
    it("says what is deployed, who can sign in, what was not checked and what is next", () => {
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
        const signedIn = { people: 3, canSignIn: 2 };
        expect(summarize(deployment, outputs, { ...place, signedIn }).split("\n")).to.deep.equal([
            "Deployed. A second run has nothing to change.",
            "",
            "What is deployed",
            "  aws: iam Role, 2 × connect User",
            "  azuread: Application",
            "  certificate 2026: ends 2029-11-24T00:00:00Z, thumbprint AB",
            "",
            "Who can sign in",
            "  2 of 3 users (listed above)",
            "  they start at  https://myapps.microsoft.com/signin/1",
            "  the CCP is at  https://contoso-dev.my.connect.aws/ccp-v2/",
            "",
            "What was not checked",
            "  members of groups",
            "",
            "What next",
            "  change Pulumi.dev.yaml, and run `npm start` again",
            "  `npm start -- preview --diff` shows a change in detail",
            "  docs/deploying.md says how to deploy to your own accounts",
            "  `npm start -- reset` removes the emulated clouds and the state, which are in /work/.rehearsal",
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

    it("names what an importer has, where the package is installed", () => {
        expect(summarize({}, {}, place, true).split("\n")).to.deep.equal([
            "Deployed. A second run has nothing to change.",
            "",
            "What next",
            "  change Pulumi.dev.yaml, and run `npx connect-sso rehearse` again",
            "  `npx connect-sso rehearse preview --diff` shows a change in detail",
            "  `pulumi up --stack dev` deploys to your own accounts",
            "  `npx connect-sso rehearse reset` removes the emulated clouds and the state, which are in /work/.rehearsal",
        ]);
    });

    it("leaves out what there is nothing to say about, and names another stack in its commands", () => {
        expect(summarize({}, {}, { ...place, stack: "prod" }).split("\n")).to.deep.equal([
            "Deployed. A second run has nothing to change.",
            "",
            "What next",
            "  change Pulumi.prod.yaml, and run `npm start -- --stack prod` again",
            "  `npm start -- preview --diff --stack prod` shows a change in detail",
            "  docs/deploying.md says how to deploy to your own accounts",
            "  `npm start -- reset` removes the emulated clouds and the state, which are in /work/.rehearsal",
        ]);
    });
});
