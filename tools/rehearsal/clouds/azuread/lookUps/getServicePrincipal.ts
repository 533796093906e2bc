/**
 * azuread.getServicePrincipal: one service principal by client id, object id or display name.
 * The words are those of version 2 of the provider; that the newest has them still is not verified.
 */
import type { LookUp, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { isObject } from "../../provider/values";
import { Directory } from "../entra/directory";
import type { ServicePrincipal } from "../entra/objects";
import { notEmpty, uuid } from "../resources/formats";
import { servicePrincipalId } from "../resources/ids";
import { servicePrincipalState } from "../resources/servicePrincipal";
import { textOf } from "../resources/values";
import { exactlyOneOf } from "./people";

const choices = ["clientId", "displayName", "objectId"] as const;

export const getServicePrincipal: LookUp = {
    token: "azuread:index/getServicePrincipal:getServicePrincipal",
    arguments: {
        clientId: { kind: "string", format: uuid },
        displayName: { kind: "string", format: notEmpty },
        objectId: { kind: "string", format: uuid },
    },
    check: (inputs) => exactlyOneOf(choices, inputs),
    result(call, inputs) {
        const directory = new Directory(call);
        const found = find(directory, inputs);
        const application = directory.applicationOf(found.appId);
        const {
            owners: _,
            samlSingleSignOn,
            ...state
        } = servicePrincipalState(found, application, directory.tenant.id);
        return {
            ...state,
            id: servicePrincipalId.format({ servicePrincipalId: found.id }),
            features: [],
            samlSingleSignOns: isObject(samlSingleSignOn) ? [samlSingleSignOn] : [],
        };
    },
};

function find(directory: Directory, inputs: Values): ServicePrincipal {
    const [objectId, name] = [textOf(inputs, "objectId"), textOf(inputs, "displayName")];
    if (objectId !== null) {
        return (
            directory.servicePrincipals.find(objectId) ??
            refuse(`Service principal with object ID ${JSON.stringify(objectId)} was not found`)
        );
    }
    if (name !== null) {
        const named = ({ appId }: ServicePrincipal) => directory.applicationOf(appId)?.displayName === name;
        return (
            directory.servicePrincipals.list().find(named) ??
            refuse(`No service principal found matching display name: ${JSON.stringify(name)}`)
        );
    }
    const clientId = textOf(inputs, "clientId") ?? "";
    return (
        directory.servicePrincipalOf(clientId) ??
        refuse(`No service principal found for client ID: ${JSON.stringify(clientId)}`)
    );
}

function refuse(message: string): never {
    throw new CloudError(message);
}
