/** Which application and which certificate are meant, where a stack leaves a choice. */

import type { KeysInEntra } from "../../../rules/keysInEntra";
import { plainThumbprint } from "../../../rules/signingCertificate";
import { listOf, nearest, quote } from "../../../rules/text";
import type { Deployment, EntraApplication } from "../../deployment/deployment";
import { KeysUnreadable, readEntraKeys, withEntraKeys } from "../../deployment/entraKeys";
import { isUnreadable } from "../../deployment/unreadable";
import { UsageError } from "../errors";
import { readJsonInput } from "./jsonInput";

/** What the identifier of a user pool begins with. */
export const identifierOfUserPool = "urn:amazon:cognito:sp:";

/** Whether people use the application to sign in by a user pool, and not to Connect. */
export const isForCognito = ({ identifierUris }: Pick<EntraApplication, "identifierUris">): boolean =>
    !isUnreadable(identifierUris) &&
    identifierUris.length > 0 &&
    identifierUris.every((it) => it.startsWith(identifierOfUserPool));

/** By name or client id; without either the only one, or the only one that may sign people in by SAML. */
export function chooseApplication(
    { applications: all, source }: Pick<Deployment, "applications" | "source">,
    wanted: string | undefined,
    to: "connect" | "cognito" = "connect",
): EntraApplication {
    // Whoever names one means it; else those for the other service are none of them.
    const forIt = all.filter((it) => isForCognito(it) === (to === "cognito"));
    const applications = wanted !== undefined || forIt.length === 0 ? all : forIt;
    if (wanted !== undefined) {
        return namedApplication({ applications, source }, wanted);
    }
    const [first, second] = applications;
    if (first === undefined) {
        throw new UsageError(
            `${source} holds no Entra application, at which people would sign in; give the export of the stack that makes it`,
        );
    }
    if (second === undefined) {
        return first;
    }
    const modes = applications.map((it) => ({ it, mode: it.servicePrincipal?.preferredSingleSignOnMode }));
    const [only, another] = modes.filter(({ mode }) => mode === "saml" || isUnreadable(mode));
    if (only !== undefined && another === undefined) {
        return only.it;
    }
    throw new UsageError(
        `${source} holds several applications; say which with --application: ${inWords(applications)}`,
    );
}

function namedApplication({ applications, source }: Pick<Deployment, "applications" | "source">, wanted: string) {
    const isMeant = ({ name, clientId }: EntraApplication) =>
        name === wanted || (!isUnreadable(clientId) && clientId.toLowerCase() === wanted.toLowerCase());
    const [found, ...others] = applications.filter(isMeant);
    if (found !== undefined && others.length === 0) {
        return found;
    }
    if (found !== undefined) {
        throw new UsageError(
            `--application ${quote(wanted)}: ${source} holds ${others.length + 1} of this name; write the client id of one: ` +
                inWords([found, ...others]),
        );
    }
    const near = nearest(
        wanted,
        applications.map(({ name }) => name),
    );
    const cure = near === undefined ? `write one of ${inWords(applications)}` : `write ${quote(near)}`;
    throw new UsageError(`--application ${quote(wanted)}: ${source} holds no such application; ${cure}`);
}

/** Names; with the client id where two have one name. */
function inWords(applications: readonly EntraApplication[]): string {
    const isShared = (name: string) => applications.filter((it) => it.name === name).length > 1;
    const ids = applications.map(({ name, clientId }) =>
        isShared(name) && !isUnreadable(clientId) ? `${name} (${clientId})` : name,
    );
    return listOf(ids);
}

/** The application with a word on which certificate signs: a name, or a SHA-1 thumbprint. */
export function chooseSigningCertificate(application: EntraApplication, wanted: string | undefined): EntraApplication {
    const { servicePrincipal } = application;
    if (wanted === undefined || servicePrincipal === undefined) {
        return application;
    }
    const thumbprint = plainThumbprint(wanted);
    const certificates = servicePrincipal.signingCertificates;
    const found = certificates.find((one) => one.name === wanted || one.thumbprint === thumbprint);
    const isThumbprint = /^[0-9A-F]{40}$/.test(thumbprint);
    if (found === undefined && !isThumbprint) {
        const names = certificates.map(({ name }) => name);
        throw new UsageError(
            `--signing-certificate ${quote(wanted)}: must be a certificate of the stack (${listOf(names)}) or a SHA-1 thumbprint of 40 digits`,
        );
    }
    const chosen = found === undefined || isUnreadable(found.thumbprint) ? thumbprint : found.thumbprint;
    return { ...application, servicePrincipal: { ...servicePrincipal, preferredTokenSigningKeyThumbprint: chosen } };
}

/** The application with what a file says of the certificates that Entra holds. */
export function readServicePrincipal(application: EntraApplication, path: string): EntraApplication {
    const known = (id: unknown) => (typeof id === "string" ? id : undefined);
    const { clientId, servicePrincipal } = application;
    const expected = { clientId: known(clientId), objectId: known(servicePrincipal?.objectId) };
    return withKeys(application, readServicePrincipalKeys(path, expected));
}

/** The certificates in such a file, which is of the service principal or application with these ids. */
export function readServicePrincipalKeys(
    path: string,
    expected: { objectId?: string; clientId?: string },
): KeysInEntra {
    const content = readJsonInput("--service-principal", path);
    try {
        return readEntraKeys(content, expected);
    } catch (error) {
        if (error instanceof KeysUnreadable) {
            throw new UsageError(
                `--service-principal ${path}${error.message.startsWith(":") ? "" : " "}${error.message}`,
            );
        }
        throw error;
    }
}

export function withKeys(application: EntraApplication, keys: KeysInEntra | undefined): EntraApplication {
    const { servicePrincipal } = application;
    return keys === undefined || servicePrincipal === undefined
        ? application
        : { ...application, servicePrincipal: withEntraKeys(servicePrincipal, keys) };
}
