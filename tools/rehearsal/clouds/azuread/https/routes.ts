/** Every place of Graph that the emulated Entra serves, and which of them a request means. */
import { applicationRoutes } from "./applications";
import { appRoleAssignmentRoutes } from "./appRoleAssignments";
import { claimsMappingPolicyRoutes } from "./claimsMappingPolicies";
import { ownerRoutes } from "./owners";
import { peopleRoutes } from "./people";
import type { Ids, Route, Version } from "./route";
import { servicePrincipalRoutes } from "./servicePrincipals";
import { signingCertificateRoutes } from "./signingCertificates";

export const routes: readonly Route[] = [
    ...applicationRoutes,
    ...servicePrincipalRoutes,
    ...signingCertificateRoutes,
    ...appRoleAssignmentRoutes,
    ...claimsMappingPolicyRoutes,
    ...ownerRoutes,
    ...peopleRoutes,
];

export function findRoute(method: string, version: Version, path: string): { route: Route; ids: Ids } | undefined {
    const segments = path.split("/");
    for (const route of routes) {
        const ids = idsIn(route.path.split("/"), segments);
        if (ids !== undefined && route.method === method && (route.version ?? version) === version) {
            return { route, ids };
        }
    }
    return undefined;
}

/** The ids where a path has the shape of the template. Graph does not mind the case of the other segments. */
function idsIn(template: readonly string[], segments: readonly string[]): Ids | undefined {
    const isId = (index: number) => template[index]?.startsWith("{") ?? false;
    const fits =
        template.length === segments.length &&
        template.every((name, index) => {
            const segment = segments[index] ?? "";
            return isId(index) ? segment !== "" : name.toLowerCase() === segment.toLowerCase();
        });
    return fits ? segments.filter((_, index) => isId(index)) : undefined;
}
