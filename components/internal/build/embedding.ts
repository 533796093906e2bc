/** What a page needs that embeds the Contact Control Panel. It creates nothing. */
import * as pulumi from "@pulumi/pulumi";
import { approveOriginCommand, embeddedSignInUrl, originsToApprove } from "../../../rules/embedding";
import { connectRelayState, landingPages } from "../../../rules/relayState";
import type { AwsLocation } from "../lookups";

interface Embedding {
    embeddedSignInUrl: pulumi.Output<string>;
    approvedOrigins: pulumi.Output<Record<string, string>>;
}

/** The window of the sign-in ends at the panel, whatever the landing page is: a page elsewhere would embed it again there. */
export function buildEmbedding(
    args: { landingPage: pulumi.Input<string>; approvedOrigins?: pulumi.Input<pulumi.Input<string>[]> | undefined },
    { signInUrl, instanceId }: { signInUrl: pulumi.Output<string>; instanceId: pulumi.Output<string> },
    location: pulumi.Output<AwsLocation>,
): Embedding {
    return {
        embeddedSignInUrl: pulumi.all([signInUrl, instanceId, location]).apply(([url, id, { region, partition }]) =>
            embeddedSignInUrl({
                signInUrl: url,
                relayState: connectRelayState({
                    ...{ region, partition, instanceId: id },
                    landingPage: landingPages.ccp,
                }),
            }),
        ),
        approvedOrigins: pulumi
            .all([args.landingPage, args.approvedOrigins ?? [], instanceId, location])
            .apply(([landingPage, listed, id, { region }]) =>
                Object.fromEntries(
                    originsToApprove(landingPage, listed).map((origin) => [
                        origin,
                        approveOriginCommand({ instanceId: id, region, origin }),
                    ]),
                ),
            ),
    };
}
