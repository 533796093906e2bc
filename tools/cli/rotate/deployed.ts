/** What an export says of the certificates of one application: what is trusted, and what signs. */
import { isRecord } from "../../../rules/record";
import { readMetadataDocument } from "../../../rules/saml";
import { listOf, quote } from "../../../rules/text";
import { type ExportOfStack, readStates, type State } from "../../deployment/exportedState";
import { text } from "../../deployment/properties";
import { follow } from "../../deployment/pulumiValue";
import type { StateResource } from "../../deployment/stateResource";
import { awsTypes, cognitoTypes, componentTypes, ownersOfApplications } from "../../deployment/types";
import { isGap, isUnreadable } from "../../deployment/unreadable";
import { UsageError } from "../errors";

/** The certificates of a component at the end of the last deployment. */
export interface Deployed {
    /** Name of the component. */
    name: string;
    /** The stack and the project of the export. */
    stack: string;
    project: string;
    /** Whether it is a `ConnectSso`, which the stack program creates from the configuration. */
    isConnectSso: boolean;
    /** Who checks what Entra signs. */
    service: "AWS" | "Cognito";
    /** Names of the certificates that it creates. */
    certificates: readonly string[];
    /** Names of those that the service trusts. */
    trusted: readonly string[];
    /** Whether deployments make Entra sign; if not, an administrator does, and the configuration states it. */
    activates: boolean;
    /** What the last deployment made Entra sign with. */
    signs?: string;
    /** When it did that for the last time, if it had to; RFC 3339. */
    activatedAt?: string;
    /** What the configuration named. */
    stated?: string;
    /** The command that makes Entra sign with a certificate, by name. */
    activateCommands: Readonly<Record<string, string>>;
}

/** Throws a UsageError where the export has no such component, or several and none was chosen. */
export function readDeployed(exported: ExportOfStack, component: string | undefined): Deployed {
    const state = readStates([exported]);
    const all = state.resources.filter(({ type }) => ownersOfApplications.has(type));
    const chosen = component === undefined ? all : all.filter(({ name }) => name === component);
    const [found, ...others] = chosen;
    const names = listOf(all.map(({ name }) => name));
    if (found === undefined) {
        throw new UsageError(
            all.length === 0
                ? `${exported.source} has no ConnectSso and no CognitoFederation, whose certificates this command rotates; run \`pulumi up\` first`
                : `--component ${component}: ${exported.source} has no such component; it has ${names}`,
        );
    }
    if (others.length > 0) {
        throw new UsageError(
            `${exported.source} has several components with certificates; add --component NAME (${names})`,
        );
    }
    return certificatesOf(found, state);
}

function certificatesOf(component: StateResource, state: State): Deployed {
    const within = state.resources.filter((it) => isWithin(it, component, state));
    const signer = within.find(({ type }) => type === componentTypes.entraSigningCertificate);
    const [signs, activatedAt, stated] = [
        signer && textOf(signer, "signingCertificate"),
        signer && textOf(signer, "activatedAt"),
        textOf(component, "signingCertificate"),
    ];
    const commands = Object.entries(recordAt(component.outputs, "certificates")).flatMap(([name, facts]) =>
        isRecord(facts) && typeof facts.activateCommand === "string" ? [[name, facts.activateCommand] as const] : [],
    );
    const [, , stack = "", , project = ""] = component.urn.split(":");
    return {
        ...{ name: component.name, stack, project },
        isConnectSso: component.type === componentTypes.connectSso,
        service: component.type === componentTypes.cognitoFederation ? "Cognito" : "AWS",
        certificates: Object.keys(recordAt(component.inputs, "certificates")),
        trusted: within.flatMap(trustedBy),
        activates: valueAt(component.inputs, "certificateActivation") !== false,
        ...(signs === undefined ? {} : { signs }),
        ...(activatedAt === undefined ? {} : { activatedAt }),
        ...(stated === undefined ? {} : { stated }),
        activateCommands: Object.fromEntries(commands),
    };
}

function isWithin(resource: StateResource, component: StateResource, { byUrn }: State): boolean {
    let at: StateResource | undefined = resource;
    for (let depth = 0; at !== undefined && depth < 20; depth++) {
        if (at.urn === component.urn) {
            return true;
        }
        at = byUrn.get(at.parent ?? "");
    }
    return false;
}

/** Names in the metadata document that AWS or Cognito got. Where it can't be read, nothing is trusted as far as is known. */
function trustedBy(resource: StateResource): string[] {
    const path =
        resource.type === awsTypes.samlProvider
            ? ["samlMetadataDocument"]
            : resource.type === cognitoTypes.identityProvider
              ? ["providerDetails", "MetadataFile"]
              : undefined;
    if (path === undefined) {
        return [];
    }
    const document = text(resource, path, { what: "the metadata document" });
    if (isUnreadable(document)) {
        throw new UsageError(
            `the metadata document of ${quote(resource.name)} can't be read: ${document.why}; ${document.supply}`,
        );
    }
    return readMetadataDocument(document).certificates.flatMap(({ keyName }) => keyName ?? []);
}

function valueAt(root: unknown, name: string): unknown {
    const found = follow(root, [name]);
    return isGap(found) ? undefined : found.value;
}

function recordAt(root: unknown, name: string): Record<string, unknown> {
    const value = valueAt(root, name);
    return isRecord(value) ? value : {};
}

function textOf({ inputs }: StateResource, name: string): string | undefined {
    const value = valueAt(inputs, name);
    return typeof value === "string" && value !== "" ? value : undefined;
}
