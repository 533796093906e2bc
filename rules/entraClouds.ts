/** Microsoft's clouds: which hosts stand for Entra, Graph and My Apps in each, and the addresses built from them. */
import { shellText, shellWord } from "./shell";
import { nearest, quote } from "./text";

/** The clouds, by the values of azuread's `environment`. */
export const entraEnvironments = { global: "global", usgovernment: "usgovernment", china: "china" } as const;

/** Hosts and addresses of one cloud. */
interface EntraCloud {
    /** Host that signs people in. */
    loginHost: string;
    /** Microsoft Graph, without a trailing slash. */
    graphUrl: string;
    /** The My Apps portal, without a trailing slash. */
    myAppsUrl: string;
    /** What stands before `<tenantId>/` in the issuer, with the trailing slash. */
    issuerBase: string;
}

const global: EntraCloud = {
    loginHost: "login.microsoftonline.com",
    graphUrl: "https://graph.microsoft.com",
    myAppsUrl: "https://myapps.microsoft.com",
    issuerBase: "https://sts.windows.net/",
};
const usgovernment: EntraCloud = {
    loginHost: "login.microsoftonline.us",
    graphUrl: "https://graph.microsoft.us",
    myAppsUrl: "https://myapps.microsoft.us",
    issuerBase: "https://sts.windows.net/",
};
const china: EntraCloud = {
    loginHost: "login.partner.microsoftonline.cn",
    graphUrl: "https://microsoftgraph.chinacloudapi.cn",
    myAppsUrl: "https://myapps.windowsazure.cn",
    issuerBase: "https://sts.chinacloudapi.cn/",
};

/** Every spelling that azuread takes: hashicorp/go-azure-sdk, environments/from_name.go. */
const clouds: Readonly<Record<string, EntraCloud>> = {
    global,
    public: global,
    usgovernment,
    usgovernmentl4: usgovernment,
    usgovernmentl5: { ...usgovernment, graphUrl: "https://dod-graph.microsoft.us" },
    dod: { ...usgovernment, graphUrl: "https://dod-graph.microsoft.us" },
    china,
};

/** A cloud by one of azuread's spellings, in upper or lower case. */
export function environmentProblem(value: unknown): string | undefined {
    if (typeof value === "string" && Object.hasOwn(clouds, value.toLowerCase())) {
        return undefined;
    }
    const meant = typeof value === "string" ? nearest(value, Object.keys(clouds)) : undefined;
    const cure = meant === undefined ? "" : `; write "${meant}"`;
    return `must be "global", "usgovernment" (also "usgovernmentl5") or "china", got ${quote(value)}${cure}`;
}

/**
 * Hosts of a cloud. Graph and login hosts: azuread's environments, for China the login host that Microsoft's China
 * documentation names today. Issuers: documented for `global` and, in SAML samples, for `china`; for US Government
 * inferred from its v1 tokens, which are issued by sts.windows.net too. My Apps: documented for `global`; the others
 * are the portals Microsoft runs there, and that they start a SAML application is inferred (for `china` people report
 * that its portal does not).
 * Throws a RangeError for a cloud that is not known here.
 */
export function entraCloud(environment: string): EntraCloud {
    const cloud =
        typeof environment === "string" && Object.hasOwn(clouds, environment.toLowerCase())
            ? clouds[environment.toLowerCase()]
            : undefined;
    if (cloud === undefined) {
        throw new RangeError(`the Entra environment ${environmentProblem(environment)}`);
    }
    return cloud;
}

/** The entity id of a directory, which is the issuer of its assertions. Entra writes the tenant in lower case. */
export function entraEntityId(tenantId: string, environment: string): string {
    return `${entraCloud(environment).issuerBase}${tenantId.toLowerCase()}/`;
}

/** Where a directory takes SAML requests. */
export function entraSingleSignOnUrl(tenantId: string, environment: string): string {
    return `https://${entraCloud(environment).loginHost}/${tenantId.toLowerCase()}/saml2`;
}

/** Entra's User access URL of an application: where people start to sign in. */
export function signInUrl(args: { clientId: string; tenantId: string; environment: string }): string {
    const { myAppsUrl } = entraCloud(args.environment);
    return `${myAppsUrl}/signin/${encodeURIComponent(args.clientId)}?tenantId=${encodeURIComponent(args.tenantId)}`;
}

/** The command that makes Entra sign with a certificate: azuread has no resource for it. */
export function activateCertificateCommand(args: {
    servicePrincipalObjectId: string;
    thumbprint: string;
    environment: string;
}): string {
    const id = encodeURIComponent(args.servicePrincipalObjectId);
    const url = `${entraCloud(args.environment).graphUrl}/v1.0/servicePrincipals/${id}`;
    const body = JSON.stringify({ preferredTokenSigningKeyThumbprint: args.thumbprint });
    return `az rest --method PATCH --url ${shellWord(url)} --headers Content-Type=application/json --body ${shellText(body)}`;
}

/**
 * The command that prints the id of a principal's assignment to an application: azuread has no look-up for it. It asks for the
 * principal's own assignments, which are few, and of those for the one of the app role.
 */
export function findAssignmentCommand(args: {
    principal: "users" | "groups";
    principalObjectId: string;
    servicePrincipalObjectId: string;
    appRoleId: string;
    environment: string;
}): string {
    const path = `v1.0/${args.principal}/${args.principalObjectId}/appRoleAssignments`;
    const filter = `$filter=resourceId%20eq%20${args.servicePrincipalObjectId}`;
    const url = shellText(`${entraCloud(args.environment).graphUrl}/${path}?${filter}`);
    return `az rest --url ${url} --query "value[?appRoleId=='${args.appRoleId.toLowerCase()}'].id" --output tsv`;
}
