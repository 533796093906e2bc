/** `aws.cognito.UserPoolDomain`: a prefix of Cognito's own domain, or a domain of the customer's with a certificate. */
import { lengthBetween } from "../../provider/formats";
import type { Call, ResourceType, Values } from "../../provider/resourceType";
import { accountOf, configuredRegion, partitionOf, regionOf } from "../account";
import { because, outsideModel } from "../errors";
import { domainToken, ofPool, refused, requirePool } from "./store";

const create = "CreateUserPoolDomain";
/** CloudFront's hosted zone, which is the same for all distributions. */
const cloudFrontZone = "Z2FDTNDATAQYW2";

function prefixProblem(domain: string): string | undefined {
    if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(domain)) {
        const pattern = "Member must satisfy regular expression pattern: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$";
        return outsideModel("domain", pattern);
    }
    const reserved = ["aws", "amazon", "cognito"].find((word) => domain.includes(word));
    return reserved && `Domain cannot contain reserved word: ${reserved}`;
}

function customProblem(domain: string, certificateArn: string): string | undefined {
    if (!/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/.test(domain)) {
        return because("Domain is not valid.", "a host name in lower case is needed");
    }
    if (domain.split(".").length < 3) {
        return "Custom domain is not a valid subdomain: Was not able to resolve the root domain, please ensure an A record exists for the root domain.";
    }
    const [, partition, serviceName, region] = certificateArn.split(":");
    if (serviceName !== "acm" || (partition === "aws" && region !== "us-east-1")) {
        return because(
            "Invalid request provided: the specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
            `the certificate is ${certificateArn}`,
        );
    }
    return undefined;
}

function refuse(call: Call, inputs: Values, doing: string): void {
    const domain = String(inputs.domain);
    const certificate = inputs.certificateArn === undefined ? undefined : String(inputs.certificateArn);
    const problem = certificate === undefined ? prefixProblem(domain) : customProblem(domain, certificate);
    if (problem !== undefined) {
        throw refused(doing, create, `InvalidParameterException: ${problem}`);
    }
    if (call.store.get(domainToken, domain) !== undefined) {
        throw refused(doing, create, "InvalidParameterException: Domain already associated with another user pool.");
    }
    const isCustom = certificate !== undefined;
    const own = ofPool(call, domainToken, String(inputs.userPoolId)).some(
        ({ value }) => (value.certificateArn !== undefined) === isCustom,
    );
    if (own) {
        const kind = isCustom ? "custom" : "prefix";
        const message = because("User pool already has a domain configured.", `one ${kind} domain is the most`);
        throw refused(doing, create, `InvalidParameterException: ${message}`);
    }
}

export const userPoolDomain: ResourceType = {
    token: domainToken,
    properties: {
        domain: { kind: "string", required: true, replace: true, format: lengthBetween(1, 63) },
        userPoolId: { kind: "string", required: true, replace: true },
        certificateArn: { kind: "string" },
        managedLoginVersion: { kind: "integer", computed: true },
        region: { kind: "string", computed: true, replace: true },
        awsAccountId: { kind: "string", readOnly: true },
        cloudfrontDistribution: { kind: "string", readOnly: true },
        cloudfrontDistributionArn: { kind: "string", readOnly: true },
        cloudfrontDistributionZoneId: { kind: "string", readOnly: true },
        s3Bucket: { kind: "string", readOnly: true },
        version: { kind: "string", readOnly: true },
    },
    plan: (inputs, config) => ({ region: regionOf({ config } as Call, inputs) }),
    create: (call, inputs) => {
        const domain = String(inputs.domain);
        const doing = `creating Cognito User Pool Domain (${domain})`;
        requirePool(call, String(inputs.userPoolId), doing, create);
        refuse(call, inputs, doing);
        const distribution = `d${Buffer.from(domain).toString("hex").slice(0, 13)}.cloudfront.net`;
        call.store.put(domainToken, domain, {
            managedLoginVersion: 1,
            ...inputs,
            region: regionOf(call, inputs),
            awsAccountId: accountOf(call).accountId,
            cloudfrontDistribution: distribution,
            cloudfrontDistributionArn: distribution,
            cloudfrontDistributionZoneId: cloudFrontZone,
            s3Bucket: `aws-cognito-prod-${partitionOf(configuredRegion(call.config))}-assets`,
            version: "20261129",
        });
        return domain;
    },
    read: ({ store }, id) => store.get(domainToken, id),
    update: (call, id, inputs) => {
        const doing = `updating Cognito User Pool Domain (${id})`;
        const kept = call.store.get(domainToken, id) as Values;
        const { certificateArn } = inputs;
        if ((certificateArn === undefined) !== (kept.certificateArn === undefined)) {
            const why = "a prefix domain can't become a custom one";
            const message = because("Domain configuration is not valid.", why);
            throw refused(doing, "UpdateUserPoolDomain", `InvalidParameterException: ${message}`);
        }
        const problem = certificateArn === undefined ? undefined : customProblem(id, String(certificateArn));
        if (problem !== undefined) {
            throw refused(doing, "UpdateUserPoolDomain", `InvalidParameterException: ${problem}`);
        }
        call.store.put(domainToken, id, { ...kept, ...inputs });
    },
    delete: ({ store }, id) => store.remove(domainToken, id),
    notFound: (id) =>
        refused(
            `updating Cognito User Pool Domain (${id})`,
            "UpdateUserPoolDomain",
            `ResourceNotFoundException: Domain ${id} does not exist.`,
        ).message,
};
