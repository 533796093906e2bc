/** Names on loopback for the websites' own: the last label becomes `localhost`, which browsers resolve without asking anybody. */

/** What each website is, by its real host. */
const sites = [
    ["myApps", /^myapps\.(?:microsoft\.(?:com|us)|windowsazure\.cn)$/],
    ["entra", /^login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn)$/],
    ["awsSignIn", /^(?:[a-z0-9-]+\.)?signin\.(?:aws\.amazon\.com|amazonaws-us-gov\.com)$/],
    ["console", /^(?:[a-z0-9-]+\.)?console\.(?:aws\.amazon\.com|amazonaws-us-gov\.com)$/],
    ["connect", /^[a-z0-9-]+\.(?:my|govcloud)\.connect\.aws$/],
] as const;

export type SiteName = (typeof sites)[number][0] | "company" | "start";

export class Addresses {
    /** Real hosts by the host on loopback: those that a page of ours has led to. */
    private readonly known = new Map<string, string>();
    readonly start: string;

    /** `company`: the origin of the page that embeds the panel. */
    constructor(
        private readonly port: number,
        private readonly company: string,
    ) {
        this.start = `http://localhost:${port}/`;
        this.local(company);
    }

    /** Where a real address is reached in the rehearsal. */
    local(address: string): string {
        const url = new URL(address);
        const short = url.hostname.replace(/[^.]+$/, "localhost");
        const isTaken = (this.known.get(short) ?? url.host) !== url.host;
        const host = isTaken ? `${url.hostname}.localhost` : short;
        this.known.set(host, url.host);
        return `http://${host}:${this.port}${url.pathname}${url.search}${url.hash}`;
    }

    /** The origin alone. */
    localOrigin(address: string): string {
        return new URL(this.local(address)).origin;
    }

    /** The real host that a `Host` header stands for; undefined for one that no page here leads to, and for another port. */
    real(hostHeader: string): string | undefined {
        const [, host = "", port] = /^([a-z0-9.-]+)(?::(\d+))?$/.exec(hostHeader) ?? [];
        if (port !== String(this.port)) {
            return undefined;
        }
        return host === "localhost" ? "localhost" : this.known.get(host);
    }

    siteOf(realHost: string): SiteName | undefined {
        if (realHost === "localhost") {
            return "start";
        }
        if (realHost === new URL(this.company).host) {
            return "company";
        }
        return sites.find(([, host]) => host.test(realHost))?.[0];
    }
}
