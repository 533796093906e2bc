/** The page of a relay state: whether there is one, and its address. */

import { connectDomains } from "../../../../rules/connect";
import { quote, tryUrl } from "../../../../rules/text";
import type { ConnectInstance } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { decoded } from "../../decoded";
import type { Trail } from "../trail";
import type { FederateUrl } from "./federateUrl";

/** `agent`: the pages that agents work with. `home`: where everybody comes without a destination. `other`: outside the model. */
type PageKind = "agent" | "home" | "elsewhere" | "other";

export interface Page {
    kind: PageKind;
    /** As the console adds it to the instance's address, or a whole address elsewhere. */
    destination: string;
}

/** The Contact Control Panel and the agent workspace, in AWS's "Configure SAML with IAM for Amazon Connect". */
const agentPages = /^\/(?:ccp-v2|agent-app-v2)(?:[/?#]|$)/;

/** `alias`: that of the instance, "" where it is not known which one it is. */
export function pageOf(target: FederateUrl, { alias }: Pick<ConnectInstance, "alias">): Page {
    const destination = withinInstance(target, isUnreadable(alias) ? "" : alias);
    if (/^https?:/i.test(destination)) {
        return { kind: "elsewhere", destination };
    }
    if (agentPages.test(destination)) {
        return { kind: "agent", destination };
    }
    return { kind: /^\/(?:home\/?)?(?:[?#]|$)/.test(destination) ? "home" : "other", destination };
}

/**
 * The destination without the console's own parameter, which "Update your Amazon Connect domain" has in it; an address on the
 * instance's own host is a page of its own.
 */
function withinInstance({ destination = "/", partition }: FederateUrl, alias: string): string {
    const plain = destination.replace(/[?&]new_domain=true$/, "");
    const url = /^https?:/i.test(plain) ? tryUrl(plain) : undefined;
    const own = alias === "" ? undefined : `${alias}.${domainOf(partition)}`.toLowerCase();
    const isOwn = own === undefined ? url?.hostname.endsWith(`.${domainOf(partition)}`) : url?.hostname === own;
    return url !== undefined && isOwn ? `${url.pathname}${url.search}${url.hash}` : plain;
}

const domainOf = (partition: string) => connectDomains[partition] ?? connectDomains.aws;

/** Stops where no such page can be. Answers with the address: on the instance's own host, or elsewhere. */
export function checkPage(
    trail: Trail,
    { kind, destination }: Page,
    { partition }: Pick<FederateUrl, "partition">,
    { alias, isAdopted, isRead }: Pick<ConnectInstance, "alias" | "isAdopted" | "isRead">,
): string {
    const about = "pageExists";
    if (kind === "elsewhere") {
        const url = tryUrl(destination);
        if (url === undefined) {
            const values = { seen: `with the destination ${quote(destination)}` };
            trail.stop("instanceNotFound", "relayState", { about, seen: destination }, values);
        }
        const why = "no resource of the aws provider shows whether its origin is approved in the instance";
        trail.assumed(about, why, url?.origin);
        return destination.replace(/^http:/i, "https:");
    }
    const mayBeOld = isAdopted === true || isRead === true || isUnreadable(alias);
    if (/^\/?connect\//.test(destination) && !mayBeOld) {
        const expected = destination.replace(/^\/?connect/, "");
        trail.stop("oldRelayState", "oldPath", { about, seen: destination, expected });
    }
    if (/^(?:https?(?::|%3a))?%2f/i.test(destination)) {
        const expected = decoded(destination);
        trail.stop("pageNotFound", "encodedTwice", {
            about,
            seen: destination,
            expected: expected === destination ? undefined : expected,
        });
    }
    if (kind === "other") {
        trail.unknown(about, {
            what: `whether the person may open the page ${quote(destination)} of Connect`,
            why: /^\/?connect\//.test(destination)
                ? "it is a page of the old addresses (awsapps.com), and the state does not say whether the instance has one"
                : "this model has the Contact Control Panel (/ccp-v2) and the agent workspace (/agent-app-v2); pages of administrators need permissions of their own",
            supply: "set `landingPage` to `ccp` or `agentWorkspace`, whose permission is known; no option of this command adds another page",
        });
    } else {
        trail.checked(about, destination);
    }
    if (isUnreadable(alias)) {
        trail.assumed("pageHost", `${alias.unreadable} is not known: ${alias.why}`);
    }
    const path = destination.startsWith("/") ? destination : `/${destination}`;
    return isUnreadable(alias) || alias === "" ? path : `https://${alias}.${domainOf(partition)}${path}`;
}
