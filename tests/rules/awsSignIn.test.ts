import { expect } from "chai";
import { awsConsoleHost, awsPartitionOf, awsSamlEndpoints } from "../../rules/awsSignIn";

describe("awsSamlEndpoints", () => {
    it("gives the endpoints of AWS's own partition", () => {
        expect(awsSamlEndpoints("eu-central-1", "aws")).to.deep.equal({
            regional: "https://eu-central-1.signin.aws.amazon.com/saml",
            global: "https://signin.aws.amazon.com/saml",
            audience: "urn:amazon:webservices",
        });
    });

    it("gives those of GovCloud, with its own audience", () => {
        expect(awsSamlEndpoints("us-gov-west-1", "aws-us-gov")).to.deep.equal({
            regional: "https://us-gov-west-1.signin.amazonaws-us-gov.com/saml",
            global: "https://signin.amazonaws-us-gov.com/saml",
            audience: "urn:amazon:webservices:govcloud",
        });
    });

    it("gives those of China, with its own audience", () => {
        expect(awsSamlEndpoints("cn-northwest-1", "aws-cn")).to.deep.equal({
            regional: "https://cn-northwest-1.signin.amazonaws.cn/saml",
            global: "https://signin.amazonaws.cn/saml",
            audience: "urn:amazon:webservices:cn-north-1",
        });
    });

    for (const partition of ["aws-iso", "", "__proto__", "AWS"]) {
        it(`says which partitions it knows when it is given "${partition}"`, () => {
            expect(() => awsSamlEndpoints("us-east-1", partition)).to.throw(
                RangeError,
                `AWS partition "${partition}" is not known here: known are "aws", "aws-us-gov" and "aws-cn"`,
            );
        });
    }

    for (const region of ["us-east-1", "ap-southeast-10", "us-gov-west-1", "us-isob-east-1"]) {
        it(`takes ${region} for a Region`, () => {
            expect(awsSamlEndpoints(region, "aws").regional).to.equal(`https://${region}.signin.aws.amazon.com/saml`);
        });
    }

    for (const region of ["", "eu-central-1\n", "@eu-central-1", "evil.example/", "EU-CENTRAL-1"]) {
        it(`refuses ${JSON.stringify(region)} as a Region`, () => {
            expect(() => awsSamlEndpoints(region, "aws")).to.throw(
                RangeError,
                `the AWS Region must be a name such as "eu-central-1", got ${JSON.stringify(region)}`,
            );
        });
    }
});

describe("awsConsoleHost", () => {
    const hosts: [region: string, partition: string, host: string][] = [
        ["us-east-1", "aws", "us-east-1.console.aws.amazon.com"],
        ["us-gov-west-1", "aws-us-gov", "console.amazonaws-us-gov.com"],
        ["us-gov-east-1", "aws-us-gov", "us-gov-east-1.console.amazonaws-us-gov.com"],
        ["cn-north-1", "aws-cn", "cn-north-1.console.amazonaws.cn"],
    ];
    for (const [region, partition, host] of hosts) {
        it(`is ${host} in ${region}`, () => {
            expect(awsConsoleHost(region, partition)).to.equal(host);
        });
    }
});

describe("awsPartitionOf", () => {
    const regions: [string, string][] = [
        ["eu-central-1", "aws"],
        ["us-gov-east-1", "aws-us-gov"],
        ["cn-northwest-1", "aws-cn"],
        ["us-iso-east-1", "aws-iso"],
        ["us-isob-east-1", "aws-iso-b"],
        ["eu-isoe-west-1", "aws-iso-e"],
    ];
    for (const [region, partition] of regions) {
        it(`is ${partition} for ${region}`, () => {
            expect(awsPartitionOf(region)).to.equal(partition);
        });
    }
});
