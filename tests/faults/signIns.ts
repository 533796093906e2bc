/** Who can sign in by what the emulated clouds hold, and with which certificate, whatever a state says. */
import { readMetadataDocument } from "../../rules/saml";
import { storesIn } from "../../tools/cli/cloudStores";
import { awsTypes, entraTypes } from "../../tools/deployment/types";
import { activeCertificate } from "../../tools/rehearsal/clouds/azuread/entra/activeCertificate";
import type { AppRoleAssignment, ServicePrincipal } from "../../tools/rehearsal/clouds/azuread/entra/objects";
import { signIn } from "../../tools/rehearsal/clouds/signIn";
import type { World } from "./world";

/** Everybody who is assigned and does not arrive now, with the clouds' own words. `people`: how many must arrive. */
export function lockedOut(world: World, people: number): string[] {
    const stores = storesIn(world.clouds());
    const assigned = stores.azuread.list(entraTypes.roleAssignment).map(({ value }) => value as AppRoleAssignment);
    const refused = assigned.flatMap(({ resourceId, principalId, principalDisplayName }) => {
        const answer = signIn(stores, { servicePrincipalId: resourceId, userId: principalId, nowMs: Date.now() });
        return "refused" in answer ? [`${principalDisplayName}: ${answer.refused}`] : [];
    });
    return assigned.length < people ? [`only ${assigned.length} of ${people} are assigned`, ...refused] : refused;
}

/** Certificates by age, the oldest is 0. */
export interface Signing {
    trusted: number[];
    signs: number;
}

/** Which of Entra's certificates AWS trusts, and which one signs; -1 is none of Entra's. */
export function signingIn(world: World): Signing {
    const { aws, azuread } = storesIn(world.clouds());
    const [principal] = azuread.list(entraTypes.servicePrincipal).map(({ value }) => value as ServicePrincipal);
    const [provider] = aws.list(awsTypes.samlProvider).map(({ value }) => value);
    const keys = (principal?.keyCredentials ?? [])
        .filter(({ usage }) => usage === "Verify")
        .sort((one, other) => Date.parse(one.startDateTime) - Date.parse(other.startDateTime));
    const ageOf = (thumbprint: string | undefined) =>
        keys.findIndex(
            (key) =>
                activeCertificate({ keyCredentials: [key], preferredTokenSigningKeyThumbprint: null }, Date.now())
                    .thumbprint === thumbprint,
        );
    const { certificates } = readMetadataDocument(String(provider?.samlMetadataDocument));
    return {
        trusted: certificates.map(({ thumbprint }) => ageOf(thumbprint)).sort(),
        signs: principal === undefined ? -1 : ageOf(activeCertificate(principal, Date.now()).thumbprint),
    };
}
