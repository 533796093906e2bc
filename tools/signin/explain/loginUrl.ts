/** A relay state in its wrapping: the address at which people start carries it. Never throws. */
import { formDecoded } from "../decoded";
import { isNearlyFederateUrl, readFederateUrl, withoutId } from "../walk/connect/federateUrl";

export interface FoundRelayState {
    relayState: string;
    /** The login URL that carries it, as it stands; undefined for a relay state by itself. */
    carrier?: { url: string; parameter: string };
    /** `none`: the rest of the relay state becomes the login URL's own. `twice`: it arrives still encoded. */
    encoding?: "right" | "none" | "twice";
    /** What a login URL loses of a relay state that is not encoded: `&new_domain=true`. */
    lost?: string;
}

/** Up to what links of Markdown, Jira and Slack end it with; `<instance-id>` and `<region>` in their places belong to it. */
const addresses =
    /https?:\/\/(?:[^\s"'<>`|[\]]|(?<=\/federate\/|\/\/)<[\w .-]{1,60}>){1,4000}|https?%(?:25){0,9}3a[^\s"'<>`|[\]]{1,4000}/gi;

/** The relay state of Amazon Connect in a pasted address; undefined where there is none. */
export function relayStateIn(text: string): FoundRelayState | undefined {
    for (const [address] of text.matchAll(addresses)) {
        const found = inAddress(address.replace(/[),.;\]}]+$/, "").replace(/&amp;/g, "&"));
        if (found !== undefined) {
            return found;
        }
    }
    return undefined;
}

function inAddress(address: string): FoundRelayState | undefined {
    if (/^https?%/i.test(address)) {
        const [once, plain] = [formDecoded(address), formDecoded(formDecoded(address))];
        return isFederate(once)
            ? { relayState: once }
            : isFederate(plain)
              ? { relayState: plain, encoding: "twice" }
              : undefined;
    }
    const question = address.indexOf("?");
    const start = question < 0 ? address : address.slice(0, question);
    if (isFederate(address) || /\/connect\/federate\//i.test(start)) {
        return { relayState: address };
    }
    // Of an address within an address the inner one counts, however deep: `RelayState=RPID%3D…%26RelayState%3D…`.
    const parameters = address.slice(question + 1).split("&");
    for (const [index, part] of question < 0 ? [] : parameters.entries()) {
        const [, parameter = "", value = ""] = /^([^=]{1,60})=([\s\S]*)$/.exec(part) ?? [];
        const plain = formDecoded(value);
        if (/^https:\/\/[^/?#]+\/connect\/federate\//i.test(value)) {
            return unencoded(address, parameter, value, parameters.slice(index + 1));
        }
        if (isFederate(plain)) {
            return { relayState: plain, carrier: { url: address, parameter }, encoding: "right" };
        }
        if (/^https%3a%2f%2f[^/?#]{1,200}%2fconnect%2ffederate/i.test(plain)) {
            return { relayState: formDecoded(plain), carrier: { url: address, parameter }, encoding: "twice" };
        }
        const inner = plain.includes("federate") ? inAddress(`${plain.includes("?") ? "" : "?"}${plain}`) : undefined;
        if (inner?.carrier !== undefined && /^https?:\/\//i.test(plain)) {
            // A link that leads to the login URL, as mail programs make them.
            return inner;
        }
        if (inner !== undefined) {
            return { ...inner, carrier: { url: address, parameter: inner.carrier?.parameter ?? parameter } };
        }
    }
    return undefined;
}

const isFederate = (address: string) =>
    readFederateUrl(address) !== undefined || withoutId(address, []) !== undefined || isNearlyFederateUrl(address);

/** Parameters of a relay state itself, which no login URL has. */
const own = /^(?:destination|new_domain)=/;

/** The server reads everything up to the first `&` as the value, and decodes it; a fragment it never gets. */
function unencoded(url: string, parameter: string, value: string, rest: string[]): FoundRelayState {
    const [kept = "", fragment] = value.split("#");
    const lost = rest.filter((part) => own.test(part));
    const whole = [kept, ...lost].join("&");
    const gone = `${lost.map((part) => `&${part}`).join("")}${fragment === undefined ? "" : `#${fragment}`}`;
    return { relayState: whole, carrier: { url, parameter }, encoding: "none", lost: gone || undefined };
}
