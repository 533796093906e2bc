/** azuread.ApplicationIdentifierUri: one identifier URI of an application, added to those it has. */
import type { ResourceType, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { getApplication, updateApplication } from "../entra/applications";
import { Directory } from "../entra/directory";
import { during, resourceNotFound } from "../entra/errors";
import { notEmpty } from "./formats";
import { applicationId, identifierUriId, namedApplication, requiresImport } from "./ids";
import { requiredText } from "./values";

export const applicationIdentifierUri: ResourceType = {
    token: "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
    properties: {
        applicationId: { kind: "string", required: true, replace: true, format: applicationId.validate },
        identifierUri: { kind: "string", required: true, replace: true, format: notEmpty },
    },
    create(call, inputs) {
        const directory = new Directory(call);
        const uri = requiredText(inputs, "identifierUri");
        const ids = {
            applicationId: applicationId.parse(requiredText(inputs, "applicationId")).applicationId,
            identifierUri: Buffer.from(uri).toString("base64"),
        };
        const { identifierUris } = retrieve(directory, ids.applicationId);
        if (identifierUris.includes(uri)) {
            throw requiresImport("azuread_application_identifier_uri", identifierUriId.format(ids));
        }
        during(`creating ${named(ids)}`, () =>
            updateApplication(directory, ids.applicationId, { identifierUris: [...identifierUris, uri] }),
        );
        return identifierUriId.format(ids);
    },
    read(call, id) {
        const ids = identifierUriId.parse(id);
        const uri = decoded(ids.identifierUri);
        const application = new Directory(call).applications.get(ids.applicationId);
        return application?.identifierUris.includes(uri)
            ? { applicationId: applicationId.format(ids), identifierUri: uri }
            : undefined;
    },
    delete(call, id) {
        const directory = new Directory(call);
        const ids = identifierUriId.parse(id);
        const uri = decoded(ids.identifierUri);
        const { identifierUris } = retrieve(directory, ids.applicationId);
        if (!identifierUris.includes(uri)) {
            throw new CloudError(`deleting ${named(ids)}: could not identify existing identifier URI`);
        }
        during(`deleting ${named(ids)}`, () =>
            updateApplication(directory, ids.applicationId, {
                identifierUris: identifierUris.filter((other) => other !== uri),
            }),
        );
    },
    reads: {
        create: [
            { name: "application", when: "before", missed: "fails", message: applicationNotFound },
            { name: "readBack", when: "after", missed: "gone" },
        ],
    },
};

const retrieving = (id: string): string => `retrieving ${namedApplication(id)}`;

function applicationNotFound(inputs: Values): string {
    const { applicationId: id } = applicationId.parse(requiredText(inputs, "applicationId"));
    return `${retrieving(id)}: ${resourceNotFound(id).message}`;
}

function retrieve(directory: Directory, id: string) {
    return during(retrieving(id), () => getApplication(directory, id));
}

function decoded(segment: string): string {
    return Buffer.from(segment, "base64").toString("utf8");
}

function named(ids: { applicationId: string; identifierUri: string }): string {
    const { applicationId: application, identifierUri: uri } = ids;
    return (
        `Application IdentifierUri (Application ID: ${JSON.stringify(application)}, ` +
        `IdentifierUri ID: ${JSON.stringify(uri)})`
    );
}
