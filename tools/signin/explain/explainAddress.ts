/** A relay state that was pasted, alone or in a login URL: whether it leads to an instance, and to a page that there is. */
import { giveSignInUrl, streamsLoginUrl } from "../errors/advice";
import { readFederateUrl } from "../walk/connect/federateUrl";
import { Trail } from "../walk/trail";
import { checkOwnRelayState } from "./checkEntry";
import { compareAll } from "./compare/compare";
import { contents } from "./content";
import type { Attempt } from "./explanation";
import { Findings } from "./findings";
import { type FoundRelayState, relayStateIn } from "./loginUrl";
import { notesOf } from "./note";
import { redactUrl } from "./redact";
import type { Stack } from "./stack";

/** Longer texts are no pasted address. */
const longestText = 5000;

/** Undefined: the text holds no address below /connect/federate. */
export async function explainAddress(text: string, stack: Stack | undefined): Promise<Attempt | undefined> {
    const found = relayStateIn(text.slice(0, longestText));
    if (found === undefined) {
        return undefined;
    }
    const { relayState, carrier, encoding } = found;
    const trail = new Trail("connect");
    const findings = new Findings(trail);
    const sent = encoding === "twice" && carrier !== undefined ? encodeURIComponent(relayState) : relayState;
    await checkOwnRelayState(trail, findings, { samlResponse: "", relayState: sent });
    const shown = redactUrl(relayState);
    return {
        title: carrier === undefined ? "the pasted relay state" : "the relay state in the pasted login URL",
        findings: findings.list.map((one) => (carrier === undefined ? one : { ...one, ...ofLoginUrl })),
        comparisons: compareAll([["relayState", relayState]], stack),
        contents: contents([
            ["loginUrl", carrier && new URL(carrier.url).host],
            ["parameter", carrier?.parameter],
            ["relayState", shown],
            [
                "encoded",
                carrier && encoding !== "right" ? `${carrier.parameter}=${encodeURIComponent(shown)}` : undefined,
            ],
        ]),
        notes: notesOf("relayState", [...encodingNotes(found), ...regionNotes(relayState)]),
    };
}

/** Entra's own relay state does not count in a sign-in from this address. */
const ofLoginUrl = {
    confirm: "The login URL has a relay state of its own, which replaces the one that the application has in Entra.",
    change: `${giveSignInUrl} ${streamsLoginUrl}`,
};

function encodingNotes({ carrier, encoding, lost }: FoundRelayState): string[] {
    if (encoding === "twice") {
        return ["the relay state is URL-encoded twice, so it arrives still encoded and leads nowhere: encode it once"];
    }
    if (carrier === undefined || encoding === "right") {
        return [];
    }
    const { host } = new URL(carrier.url);
    const gone =
        lost === undefined
            ? "as it stands it arrives whole, but an & or # that is added to it would not"
            : `${lost} goes to ${host} and not to AWS`;
    return [`the relay state is not URL-encoded in the login URL: ${gone}; encode all of it`];
}

/** The host without a Region is that of us-east-1. */
function regionNotes(relayState: string): string[] {
    const target = readFederateUrl(relayState);
    return /^https:\/\/console\.aws\.amazon\.com[/:]/i.test(relayState) && target !== undefined
        ? [
              `its host has no Region, so it leads to ${target.region}: right for an instance there, wrong for any other; for those write https://<region>.console.aws.amazon.com/…`,
          ]
        : [];
}
