/** What the provider reads of an application or a service principal after it made or changed one, in its order. */
import type { OwnRead, Values } from "../../provider/resourceType";
import { resourceNotFound } from "../entra/errors";
import { applicationId, namedApplication, namedServicePrincipal, servicePrincipalId } from "./ids";

const nameOf = {
    applications: (id: string) => namedApplication(applicationId.parse(id).applicationId),
    servicePrincipals: (id: string) => namedServicePrincipal(servicePrincipalId.parse(id).servicePrincipalId),
};

/** Only the first is taken for "deleted"; the others are errors on a resource that the state has. */
export function ownReads(collection: keyof typeof nameOf): OwnRead[] {
    const named = (id: string) => nameOf[collection](id);
    const notFound = (id: string) => resourceNotFound(id.split("/").pop() ?? "").message;
    return [
        { name: "readBack", when: "after", missed: "gone" },
        {
            name: "beta",
            when: "after",
            missed: "keeps",
            message: (_inputs: Values, id) => `Retrieving ${named(id)} (beta API): ${notFound(id)}`,
        },
        {
            name: "owners",
            when: "after",
            missed: "keeps",
            message: (_inputs: Values, id) => `Could not retrieve owners for ${named(id)}: ${notFound(id)}`,
        },
    ];
}
