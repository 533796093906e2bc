/** The caller's own credentials, in the order in which the azuread provider looks for them. */
import { readFileSync } from "node:fs";
import type { GraphCloud } from "./cloud";
import { longestRequestMs } from "./cloud";
import type { Setting } from "./settings";

/** What gives tokens. (Not the library's own type, since it may not be installed.) */
export interface Credential {
    getToken(scope: string): Promise<{ token: string } | null>;
}

/** Fails, with what is missing, where there are none or the library is not installed. */
export function findCredential(setting: Setting, { loginUrl, isPrivate }: GraphCloud): Credential {
    const identity = loadIdentity();
    const tenantId = setting("tenantId");
    const clientId = setting("clientId") ?? fileText(setting("clientIdFilePath"));
    const clientSecret = setting("clientSecret") ?? fileText(setting("clientSecretFilePath"));
    const options = { authorityHost: loginUrl, disableInstanceDiscovery: isPrivate };
    if (tenantId !== undefined && clientId !== undefined) {
        if (setting("clientCertificate") !== undefined || setting("clientCertificatePath") !== undefined) {
            const certificate = pemOf(setting("clientCertificatePath"));
            const certificatePassword = setting("clientCertificatePassword");
            const given = certificatePassword === undefined ? { certificate } : { certificate, certificatePassword };
            return new identity.ClientCertificateCredential(tenantId, clientId, given, options);
        }
        if (clientSecret !== undefined) {
            return new identity.ClientSecretCredential(tenantId, clientId, clientSecret, options);
        }
        if (isOn(setting("useOidc")) || isOn(setting("useAksWorkloadIdentity"))) {
            return new identity.ClientAssertionCredential(tenantId, clientId, () => assertion(setting), options);
        }
    }
    if (isOn(setting("useMsi"))) {
        return clientId === undefined
            ? new identity.ManagedIdentityCredential()
            : new identity.ManagedIdentityCredential({ clientId });
    }
    return new identity.AzureCliCredential(tenantId === undefined ? {} : { tenantId });
}

function loadIdentity(): typeof import("@azure/identity") {
    try {
        return require("@azure/identity") as typeof import("@azure/identity");
    } catch {
        throw new Error("The package @azure/identity is not installed: npm install @azure/identity");
    }
}

function isOn(value: string | undefined): boolean {
    return value !== undefined && /^(1|true)$/i.test(value);
}

function fileText(file: string | undefined): string | undefined {
    return file === undefined ? undefined : readFileSync(file, "utf8").trim();
}

function pemOf(file: string | undefined): string {
    const content = file === undefined ? "" : readFileSync(file, "latin1");
    if (!content.includes("-----BEGIN")) {
        throw new Error("The client certificate must be a PEM file.");
    }
    return content;
}

async function assertion(setting: Setting): Promise<string> {
    const token = setting("oidcToken") ?? fileText(setting("oidcTokenFilePath"));
    const [url, bearer] = [setting("oidcRequestUrl"), setting("oidcRequestToken")];
    if (token !== undefined) {
        return token;
    }
    if (url === undefined || bearer === undefined) {
        throw new Error("The token of the workload identity is missing.");
    }
    const address = new URL(url);
    address.searchParams.set("audience", "api://AzureADTokenExchange");
    const response = await fetch(address, {
        headers: { authorization: `Bearer ${bearer}` },
        signal: AbortSignal.timeout(longestRequestMs),
    });
    return ((await response.json()) as { value: string }).value;
}
