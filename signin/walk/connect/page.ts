/** The page of a relay state: whether there is one, and its address. */
import type { ConnectInstance } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { quote, tryUrl } from "../../../rules/text";
import type { Trail } from "../trail";
import type { FederateUrl } from "./federateUrl";

/** `agent`: the pages that agents work with. `home`: where everybody comes without a destination. `other`: outside the model. */
export type PageKind = "agent" | "home" | "elsewhere" | "other";

export interface Page {
    kind: PageKind;
    /** As the console adds it to the instance's address, or a whole address elsewhere. */
    destination: string;
}

/** The Contact Control Panel and the agent workspace, in AWS's "Configure SAML with IAM for Amazon Connect". */
const agentPages = /^\/(?:ccp-v2|agent-app-v2)(?:[/?#]|$)/;

export function pageOf({ destination = "/" }: FederateUrl): Page {
    if (/^https?:/i.test(destination)) {
        return { kind: "elsewhere", destination };
    }
    if (agentPages.test(destination)) {
        return { kind: "agent", destination };
    }
    return { kind: /^\/(?:home\/?)?(?:[?#]|$)/.test(destination) ? "home" : "other", destination };
}

/** Stops where no such page can be. Answers with the address: on the instance's own host, or elsewhere. */
export function checkPage(
    trail: Trail,
    { kind, destination }: Page,
    { partition }: Pick<FederateUrl, "partition">,
    { alias }: Pick<ConnectInstance, "alias">,
): string {
    const about = "the page exists";
    if (kind === "elsewhere") {
        const url = tryUrl(destination);
        if (url === undefined) {
            const values = { seen: `with the destination ${quote(destination)}` };
            trail.stop("instanceNotFound", "relayState", { about, seen: destination }, values);
        }
        const why = "whether its origin is approved in the instance, no resource of the aws provider says";
        trail.assumed(about, why, url?.origin);
        return destination.replace(/^http:/i, "https:");
    }
    if (/^\/?connect\//.test(destination)) {
        const expected = destination.replace(/^\/?connect/, "");
        trail.stop("oldRelayState", "oldPath", { about, seen: destination, expected });
    }
    if (/^(?:https?(?::|%3a))?%2f/i.test(destination)) {
        const expected = decodedOnce(destination);
        trail.stop("pageNotFound", "encodedTwice", { about, seen: destination, expected });
    }
    if (kind === "other") {
        trail.unknown(about, {
            what: `whether the person may open the page ${quote(destination)} of Connect`,
            why: "this model has the Contact Control Panel (/ccp-v2) and the agent workspace (/agent-app-v2); pages of administrators need permissions of their own",
            supply: "set `landingPage` to `ccp` or `agentWorkspace`, whose permission is known; no option of this command tells of another page",
        });
    } else {
        trail.checked(about, destination);
    }
    if (isUnreadable(alias)) {
        trail.assumed("the page is on the instance's own host", `${alias.unreadable} is not known: ${alias.why}`);
    }
    const domain = partition === "aws-us-gov" ? "govcloud.connect.aws" : "my.connect.aws";
    const path = destination.startsWith("/") ? destination : `/${destination}`;
    return isUnreadable(alias) || alias === "" ? path : `https://${alias}.${domain}${path}`;
}

function decodedOnce(destination: string): string | undefined {
    try {
        return decodeURIComponent(destination);
    } catch {
        return undefined;
    }
}
