/** azuread.ServicePrincipalTokenSigningCertificate: a certificate that Entra makes, and signs SAML responses with. */
import { createHash } from "node:crypto";
import type { ResourceType, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { Directory, sameGuid } from "../entra/directory";
import { during, duringAsync, resourceNotFound } from "../entra/errors";
import type { KeyCredential } from "../entra/objects";
import { getServicePrincipal } from "../entra/servicePrincipals";
import { addTokenSigningCertificate, removeKeyCredentials } from "../entra/signingCertificates";
import { certificateName, rfc3339 } from "./formats";
import { namedServicePrincipal, servicePrincipalId } from "./ids";
import { requiredText, textOf } from "./values";

const pathSegment = "tokenSigningCertificate";

export const tokenSigningCertificate: ResourceType = {
    token: "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
    properties: {
        servicePrincipalId: { kind: "string", required: true, replace: true, format: servicePrincipalId.validate },
        displayName: { kind: "string", computed: true, replace: true, format: certificateName },
        endDate: { kind: "string", computed: true, replace: true, format: rfc3339 },
        keyId: { kind: "string", readOnly: true },
        startDate: { kind: "string", readOnly: true },
        thumbprint: { kind: "string", readOnly: true },
        value: { kind: "string", readOnly: true, secret: true },
    },
    async create(call, inputs) {
        const { servicePrincipalId: objectId } = servicePrincipalId.parse(requiredText(inputs, "servicePrincipalId"));
        const { keyId } = await duringAsync(adding(objectId), () =>
            addTokenSigningCertificate(
                new Directory(call),
                objectId,
                textOf(inputs, "displayName"),
                textOf(inputs, "endDate"),
            ),
        );
        return `${objectId}/${pathSegment}/${keyId}`;
    },
    read(call, id) {
        const { objectId, keyId } = parse(id);
        const key = keyOf(new Directory(call), objectId, keyId);
        return (
            key && { servicePrincipalId: servicePrincipalId.format({ servicePrincipalId: objectId }), ...stateOf(key) }
        );
    },
    delete(call, id) {
        const { objectId, keyId } = parse(id);
        const directory = new Directory(call);
        const { keyCredentials } = during(retrieving(objectId), () => getServicePrincipal(directory, objectId));
        // The provider means to find the private key beside the public one that the id names. With two certificates it takes
        // the last key of any: https://github.com/hashicorp/terraform-provider-azuread/issues/1690
        const other = keyCredentials.findLast((key) => !sameGuid(key.keyId, keyId));
        removeKeyCredentials(directory, objectId, other?.customKeyIdentifier ?? "");
        return keyOf(directory, objectId, keyId) === undefined
            ? undefined
            : new CloudError(
                  `Waiting for deletion of token signing certificate credential ${JSON.stringify(keyId)} ` +
                      `${namedServicePrincipal(objectId)}: timeout while waiting for state to become 'Deleted' ` +
                      "(last state: 'Waiting', timeout: 5m0s)",
              );
    },
    reads: {
        create: [
            { name: "servicePrincipal", when: "before", missed: "fails", message: notFoundWhile(adding) },
            { name: "keyCredentials", when: "after", missed: "waits" },
            { name: "poll", when: "after", missed: "fails", message: notFoundWhile(waiting) },
            { name: "keyId", when: "after", missed: "fails", message: notFoundWhile(retrieving) },
            { name: "readBack", when: "after", missed: "gone" },
        ],
    },
};

function adding(id: string): string {
    return `Could not add token signing certificate to ${namedServicePrincipal(id)}`;
}

function waiting(id: string): string {
    return `Waiting for token signing certificate credential for ${namedServicePrincipal(id)}`;
}

function retrieving(id: string): string {
    return `Retrieving ${namedServicePrincipal(id)}`;
}

function notFoundWhile(doing: (id: string) => string) {
    return (inputs: Values): string => {
        const { servicePrincipalId: id } = servicePrincipalId.parse(requiredText(inputs, "servicePrincipalId"));
        return `${doing(id)}: ${resourceNotFound(id).message}`;
    };
}

function keyOf(directory: Directory, objectId: string, keyId: string): KeyCredential | undefined {
    return directory.servicePrincipals.get(objectId)?.keyCredentials.find((key) => sameGuid(key.keyId, keyId));
}

function stateOf({ keyId, displayName, key, startDateTime, endDateTime }: KeyCredential): Values {
    const value = key ?? "";
    return {
        keyId,
        displayName,
        value,
        startDate: startDateTime,
        endDate: endDateTime,
        thumbprint: createHash("sha1").update(Buffer.from(value, "base64")).digest("hex").toUpperCase(),
    };
}

function parse(id: string): { objectId: string; keyId: string } {
    const [objectId = "", kind, keyId = "", ...rest] = id.split("/");
    if (kind !== pathSegment || keyId === "" || rest.length > 0) {
        throw new CloudError(
            `Parsing certificate credential with ID ${JSON.stringify(id)}: unable to parse signing certificate ID: object ` +
                `Resource ID should be in the format {objectId}/{type}/{subId} - but got ${JSON.stringify(id)}`,
        );
    }
    return { objectId, keyId };
}
