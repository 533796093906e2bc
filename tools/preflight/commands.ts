/** Commands whose output `--cloud` takes. Each only reads. */
import { awsPartitionOf } from "../../rules/awsSignIn";
import { entraCloud } from "../../rules/entraClouds";
import type { Planned } from "./preflight";

export interface Look {
    command: "aws" | "az";
    args: string[];
}

/** Service Quotas has those of IAM in one Region only. */
const regionOfIam = (region: string) => (awsPartitionOf(region) === "aws-us-gov" ? "us-gov-west-1" : "us-east-1");

export function looksFor({ instance, groups, environment }: Planned, region: string): Look[] {
    const aws = (where: string, ...args: string[]): Look => ({
        command: "aws",
        args: [...args, "--region", where, "--output", "json"],
    });
    const events = (name: string) =>
        aws(
            region,
            "cloudtrail",
            "lookup-events",
            "--lookup-attributes",
            `AttributeKey=EventName,AttributeValue=${name}`,
        );
    const { id } = instance;
    return [
        aws(
            region,
            "service-quotas",
            "list-service-quotas",
            "--service-code",
            "connect",
            "--quota-applied-at-level",
            "ALL",
        ),
        aws(regionOfIam(region), "service-quotas", "list-service-quotas", "--service-code", "iam"),
        aws(region, "connect", "list-instances"),
        aws(region, "iam", "list-saml-providers"),
        ...(instance.kind === "new" ? [events("CreateInstance"), events("DeleteInstance")] : []),
        ...(id === undefined
            ? []
            : [
                  aws(region, "connect", "list-users", "--instance-id", id),
                  aws(region, "connect", "describe-instance", "--instance-id", id),
              ]),
        ...(groups?.length === 0
            ? []
            : [
                  {
                      command: "az" as const,
                      args: [
                          "rest",
                          "--method",
                          "get",
                          "--url",
                          `${entraCloud(environment).graphUrl}/v1.0/subscribedSkus`,
                      ],
                  },
              ]),
    ];
}
