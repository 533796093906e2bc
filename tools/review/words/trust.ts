/** Who trusts what, before and after. */
import type { TrustChange } from "../review";
import type { Item, Section } from "./outline";
import { beforeAfter, valuesOf } from "./people";
import { say, sentence, type Text, value } from "./text";

const titles: Readonly<Record<TrustChange["id"], Text>> = {
    firstCertificate: say`the first certificate comes`,
    certificateAdded: say`a certificate is added`,
    certificateRetired: say`a certificate is retired`,
    certificateDeleted: say`a certificate is deleted in Entra`,
    retiredBeforeNewOneSigns: say`a certificate is retired before the new one signs`,
    signingCertificateChanged: say`another certificate is stated as the signing one`,
    certificateActivated: say`Entra signs with another certificate`,
    certificateLeavesAws: say`AWS no longer trusts a certificate`,
    certificateEntersAws: say`AWS trusts another certificate`,
    metadataUnknown: say`the new metadata document is unknown`,
    issuer: say`the issuer changes`,
    audience: say`the audience changes`,
    identifier: say`the identifier (entity ID) changes`,
    replyUrl: say`the reply URL changes`,
    relayState: say`the relay state changes`,
    sessionDuration: say`the length of sessions changes`,
    claims: say`the claims change`,
    trustPolicy: say`the trust policy changes`,
    permissionPolicy: say`the permissions of the role change`,
    profilePermissions: say`the permissions of a security profile change`,
    assignmentRequired: say`whether an assignment is required changes`,
    signInDisabled: say`sign-in to the application is disabled`,
    signInEnabled: say`sign-in to the application is enabled`,
    samlMode: say`the single sign-on mode changes`,
    protectionRemoved: say`protection is removed`,
};

/** What it means for people and what to do, where the title does not say. */
const advice: Partial<Record<TrustChange["id"], Text>> = {
    firstCertificate: say`Entra signs with it.`,
    certificateAdded: say`Entra does not sign with it until ${value("signingCertificate")} names it.`,
    certificateDeleted: say`If Entra signs with it, Entra takes another one.`,
    certificateRetired: say`It stays in Entra until you delete it there.`,
    retiredBeforeNewOneSigns: say`Entra still signs with the retired one, and AWS will not trust it: nobody can sign in. Activate the new certificate first, then retire the old one.`,
    signingCertificateChanged: say`The deployment does not activate it in Entra: its \`activateCommand\` does.`,
    certificateActivated: say`The deployment activates it, once AWS trusts it. Everybody can sign in meanwhile.`,
    certificateLeavesAws: say`If Entra still signs with it, nobody can sign in. Check in the Entra portal which certificate is active.`,
    metadataUnknown: say`AWS will trust the certificates in it only. If the one that Entra signs with is missing, nobody can sign in.`,
    issuer: say`AWS accepts responses of the new issuer only. If Entra does not use it, nobody can sign in.`,
    identifier: say`Entra and AWS must have the same one.`,
    signInDisabled: say`Nobody can sign in until it is enabled again.`,
    samlMode: say`Without SAML as the mode, nobody can sign in from Entra.`,
    protectionRemoved: say`Nothing then refuses a change that ends people's sign-in or deletes their history.`,
};

export const trustTitle = (id: TrustChange["id"]): Text => titles[id];

const directions: Readonly<Record<TrustChange["direction"], Text>> = {
    wider: say`, which trusts or allows more`,
    narrower: say`, which trusts or allows less`,
    other: say``,
};

export function trustSection(changes: readonly TrustChange[]): Section {
    return { title: say`Trust`, items: changes.map(item) };
}

/** They say already that something came or went. */
const oneSided: readonly TrustChange["id"][] = [
    "firstCertificate",
    "certificateAdded",
    "certificateRetired",
    "certificateDeleted",
    "certificateEntersAws",
    "certificateLeavesAws",
];

function item({ id, name, before, after, direction }: TrustChange): Item {
    const isOneSided = oneSided.includes(id) && (before.length === 0 || after.length === 0);
    const values = isOneSided ? valuesOf([...before, ...after]) : beforeAfter(before, after);
    const shown = before.length + after.length === 0 ? say`` : say`: ${values}`;
    const more = advice[id];
    return {
        text: say`${sentence(titles[id])} (${value(name)})${shown}${directions[direction]}`,
        ...(more === undefined ? {} : { more: [more] }),
    };
}
