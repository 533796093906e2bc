/**
 * What Amazon Connect Global Resiliency asks for: a replica of an instance in a second Region, to which agents move. From AWS's
 * administrator guide: "Set up Global Resiliency", "Create a replica", "Integrate your identity provider".
 */
import { quote } from "./text";

/** Source Region, and the one Region where its replica may be. */
const replicaRegions: Readonly<Record<string, string>> = {
    "us-east-1": "us-west-2",
    "us-west-2": "us-east-1",
    "eu-central-1": "eu-west-2",
    "eu-west-2": "eu-central-1",
    // Osaka can't be the source.
    "ap-northeast-1": "ap-northeast-3",
};

export const resiliencySource =
    "https://docs.aws.amazon.com/connect/latest/adminguide/setup-connect-global-resiliency.html";
export const globalSignInSource = "https://docs.aws.amazon.com/connect/latest/adminguide/integrate-idp.html";

/** Why an instance of one Region can't have a replica in another; undefined where it can. */
export function replicaRegionProblem(source: string, replica: unknown): string | undefined {
    const possible = Object.hasOwn(replicaRegions, source) ? replicaRegions[source] : undefined;
    if (possible === undefined) {
        return (
            `must not be set, got ${quote(replica)}: an instance in ${quote(source)} can't have a replica. Sources are ` +
            `${Object.keys(replicaRegions).join(", ")}; choose one of them for a new instance`
        );
    }
    return replica === possible
        ? undefined
        : `must be ${quote(possible)}, the only Region for a replica of an instance in ${quote(source)}, got ${quote(replica)}`;
}

/** The reply URL of the sign-in to both Regions, in place of the one of AWS sign-in; its parameters follow. */
export function globalSignInEndpoint(instanceId: string, sourceRegion: string): string {
    return `https://${instanceId}.${sourceRegion}.sign-in.connect.aws/saml`;
}
