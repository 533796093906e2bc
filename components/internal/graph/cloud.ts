/** Which cloud a tenant is in: one of those that are known by name, or one that describes itself. */
import { entraCloud, entraEnvironments } from "../../../rules/entra";
import type { Setting } from "./settings";

/** Addresses without a trailing slash. */
export interface GraphCloud {
    loginUrl: string;
    graphUrl: string;
    /** A cloud that is not known by name: sign-in must not ask Microsoft about it. */
    isPrivate: boolean;
}

const metadataVersion = "2022-09-01";
export const longestRequestMs = 20_000;

/** As the azuread provider finds it. */
export async function findCloud(setting: Setting): Promise<GraphCloud> {
    const host = setting("metadataHost");
    if (host === undefined) {
        const { loginHost, graphUrl } = entraCloud(environmentOf(setting("environment")));
        return { loginUrl: `https://${loginHost}`, graphUrl, isPrivate: false };
    }
    const response = await fetch(`https://${host}/metadata/endpoints?api-version=${metadataVersion}`, {
        signal: AbortSignal.timeout(longestRequestMs),
    });
    const { authentication, microsoftGraphResourceId } = (await response.json()) as {
        authentication: { loginEndpoint: string };
        microsoftGraphResourceId: string;
    };
    return {
        loginUrl: withoutSlash(authentication.loginEndpoint),
        graphUrl: withoutSlash(microsoftGraphResourceId),
        isPrivate: true,
    };
}

function environmentOf(name: string | undefined): string {
    return name === undefined || name === "public" ? entraEnvironments.global : name;
}

function withoutSlash(url: string): string {
    return url.replace(/\/+$/, "");
}
