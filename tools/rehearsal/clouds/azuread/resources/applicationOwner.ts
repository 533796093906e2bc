/** azuread.ApplicationOwner: one owner of an application. */
import type { ResourceType } from "../../provider/resourceType";
import { addApplicationOwner, removeApplicationOwner } from "../entra/applications";
import { Directory, sameGuid } from "../entra/directory";
import { during } from "../entra/errors";
import { uuid } from "./formats";
import { applicationId, applicationOwnerId, requiresImport } from "./ids";
import { requiredText } from "./values";

export const applicationOwner: ResourceType = {
    token: "azuread:index/applicationOwner:ApplicationOwner",
    properties: {
        applicationId: { kind: "string", required: true, replace: true, format: applicationId.validate },
        ownerObjectId: { kind: "string", required: true, replace: true, format: uuid },
    },
    create(call, inputs) {
        const owned = applicationId.parse(requiredText(inputs, "applicationId")).applicationId;
        const directoryObjectId = requiredText(inputs, "ownerObjectId");
        const id = applicationOwnerId.format({ applicationId: owned, directoryObjectId });
        const directory = new Directory(call);
        if (isOwner(directory, owned, directoryObjectId)) {
            throw requiresImport("azuread_application_owner", id);
        }
        during(`adding ${named(owned, directoryObjectId)}`, () =>
            addApplicationOwner(directory, owned, directoryObjectId),
        );
        return id;
    },
    read(call, id) {
        const { applicationId: owned, directoryObjectId } = applicationOwnerId.parse(id);
        return isOwner(new Directory(call), owned, directoryObjectId)
            ? { applicationId: applicationId.format({ applicationId: owned }), ownerObjectId: directoryObjectId }
            : undefined;
    },
    delete(call, id) {
        const { applicationId: owned, directoryObjectId } = applicationOwnerId.parse(id);
        during(`removing ${named(owned, directoryObjectId)}`, () =>
            removeApplicationOwner(new Directory(call), owned, directoryObjectId),
        );
    },
    retries: /unexpected status 404/,
};

function isOwner(directory: Directory, owned: string, id: string): boolean {
    return directory.applications.get(owned)?.owners.some((owner) => sameGuid(owner, id)) ?? false;
}

function named(owned: string, owner: string): string {
    return `Application Id Owner (Application: ${JSON.stringify(owned)}\nDirectory Object: ${JSON.stringify(owner)})`;
}
