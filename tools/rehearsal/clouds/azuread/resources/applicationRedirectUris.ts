/** azuread.ApplicationRedirectUris: all redirect URIs of one type of an application. */
import { oneOf } from "../../provider/formats";
import type { ResourceType, Values } from "../../provider/resourceType";
import { getApplication, updateApplication } from "../entra/applications";
import { Directory } from "../entra/directory";
import { during } from "../entra/errors";
import type { Application, RedirectUriType } from "../entra/objects";
import { redirectUri } from "./formats";
import { applicationId, namedApplication, redirectUrisId, requiresImport } from "./ids";
import { requiredText, textsOf } from "./values";

export const applicationRedirectUris: ResourceType = {
    token: "azuread:index/applicationRedirectUris:ApplicationRedirectUris",
    properties: {
        applicationId: { kind: "string", required: true, replace: true, format: applicationId.validate },
        type: { kind: "string", required: true, replace: true, format: oneOf("PublicClient", "SPA", "Web") },
        redirectUris: {
            kind: "set",
            required: true,
            items: { kind: "string", format: redirectUri({ urns: true, anyScheme: true }) },
        },
    },
    create(call, inputs) {
        const directory = new Directory(call);
        const owner = applicationId.parse(requiredText(inputs, "applicationId")).applicationId;
        const type = typeOf(requiredText(inputs, "type"));
        const application = during(`retrieving ${namedApplication(owner)}`, () => getApplication(directory, owner));
        const id = redirectUrisId.format({ applicationId: owner, uriType: type });
        if (application.redirectUris[type].length > 0) {
            throw requiresImport("azuread_application_redirect_uris", id);
        }
        during(`creating ${named(owner, type)}`, () => setUris(directory, application, type, inputs));
        return id;
    },
    read(call, id) {
        const { applicationId: owner, uriType } = redirectUrisId.parse(id);
        const uris = new Directory(call).applications.get(owner)?.redirectUris[typeOf(uriType)] ?? [];
        return uris.length === 0
            ? undefined
            : { applicationId: applicationId.format({ applicationId: owner }), type: uriType, redirectUris: uris };
    },
    update(call, id, inputs) {
        const directory = new Directory(call);
        const { applicationId: owner, uriType } = redirectUrisId.parse(id);
        during(`updating ${named(owner, uriType)}`, () =>
            setUris(directory, getApplication(directory, owner), typeOf(uriType), inputs),
        );
    },
    delete(call, id) {
        const directory = new Directory(call);
        const { applicationId: owner, uriType } = redirectUrisId.parse(id);
        during(`deleting ${named(owner, uriType)}`, () =>
            setUris(directory, getApplication(directory, owner), typeOf(uriType), {}),
        );
    },
};

function setUris(directory: Directory, application: Application, type: RedirectUriType, inputs: Values): void {
    const redirectUris = { ...application.redirectUris, [type]: textsOf(inputs, "redirectUris") };
    updateApplication(directory, application.id, { redirectUris });
}

function typeOf(uriType: string): RedirectUriType {
    return uriType as RedirectUriType;
}

function named(owner: string, uriType: string): string {
    return `Application Redirect URIs (Application ID: ${JSON.stringify(owner)}, URI Type: ${JSON.stringify(uriType)})`;
}
