/** The azuread provider's requests about applications and service principals. */
import type { AskedOperation, Value } from "../../provider/resourceType";
import { equal } from "../../provider/values";
import { ask, first, type GraphRequest, idsIn, quoted, type Requests, textIn } from "./ask";

const textsIn = (value: Value | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What is added and what is removed, each by a request of its own. */
function ownerChanges({ inputs, before, id }: AskedOperation, collection: "applications" | "servicePrincipals") {
    if (inputs.owners === undefined || equal(inputs.owners, before.owners)) {
        return [];
    }
    const [old, now] = [textsIn(before.owners), textsIn(inputs.owners)];
    const doing = `Could not change the owners of ${quoted(id)}`;
    return [
        ...(now.some((owner) => !old.includes(owner))
            ? ask(doing, idsIn(id), `POST ${collection}/{id}/owners/$ref`)
            : []),
        ...(old.some((owner) => !now.includes(owner))
            ? ask(doing, idsIn(id), `DELETE ${collection}/{id}/owners/{ownerId}/$ref`)
            : []),
    ];
}

const readApplication = ({ id }: AskedOperation) =>
    ask(`retrieving Application (Application: ${quoted(id)})`, idsIn(id), ...reads("applications"));
const readServicePrincipal = ({ id }: AskedOperation) =>
    ask(`retrieving Service Principal (Service Principal: ${quoted(id)})`, idsIn(id), ...reads("servicePrincipals"));
const reads = <C extends string>(collection: C) => [`GET ${collection}/{id}`, `GET ${collection}/{id}/owners`] as const;

export const application: Requests = {
    create: (asked) => [
        ...(asked.inputs.preventDuplicateNames === true ? ask("checking for duplicates", [], "GET applications") : []),
        ...ask("Could not create application", idsIn(asked.id), "POST applications", "PATCH applications/{id}"),
        ...readApplication(asked),
    ],
    read: readApplication,
    update: (asked) => [
        ...ask(
            `Could not update application with object ID: ${quoted(asked.id)}`,
            idsIn(asked.id),
            "PATCH applications/{id}",
        ),
        ...ownerChanges(asked, "applications"),
        ...readApplication(asked),
    ],
    delete: ({ id }) =>
        ask(
            `deleting Application (Application: ${quoted(id)})`,
            idsIn(id),
            "DELETE applications/{id}",
            "GET applications/{id}",
        ),
};

export const servicePrincipal: Requests = {
    create: (asked) => [
        ...ask(
            "Could not create service principal",
            idsIn(asked.id),
            "GET servicePrincipals",
            "POST servicePrincipals",
            "PATCH servicePrincipals/{id}",
        ),
        ...readServicePrincipal(asked),
    ],
    read: readServicePrincipal,
    update: (asked) => [
        ...ask(
            `Updating Service Principal (Service Principal: ${quoted(asked.id)})`,
            idsIn(asked.id),
            "PATCH servicePrincipals/{id}",
        ),
        ...ownerChanges(asked, "servicePrincipals"),
        ...readServicePrincipal(asked),
    ],
    delete: ({ id }) =>
        ask(
            `Deleting Service Principal (Service Principal: ${quoted(id)})`,
            idsIn(id),
            "DELETE servicePrincipals/{id}",
            "GET servicePrincipals/{id}",
        ),
};

/** The list of identifiers is read, changed and written as a whole. */
const changeIdentifiers = (doing: string, id: string): GraphRequest[] => [
    ...ask(`retrieving Application (Application: ${quoted(id)})`, [first(id)], "GET applications/{id}"),
    ...ask(
        `${doing} an identifier of Application (Application: ${quoted(id)})`,
        [first(id)],
        "PATCH applications/{id}",
        "GET applications/{id}",
    ),
];

export const identifierUri: Requests = {
    create: ({ inputs }) => changeIdentifiers("creating", textIn(inputs, "applicationId")),
    read: ({ id }) => ask(`retrieving Application (Application: ${quoted(id)})`, [first(id)], "GET applications/{id}"),
    delete: ({ id }) => changeIdentifiers("deleting", id).slice(0, 2),
};

export const certificate: Requests = {
    create: ({ inputs }) => {
        const id = textIn(inputs, "servicePrincipalId");
        const doing = `Could not add token signing certificate to service principal with object ID: ${quoted(id)}`;
        return ask(
            doing,
            [first(id)],
            "POST servicePrincipals/{id}/addTokenSigningCertificate",
            "GET servicePrincipals/{id}",
        );
    },
    read: ({ id }) =>
        ask(
            `retrieving token signing certificate of service principal with object ID: ${quoted(id)}`,
            [first(id)],
            "GET servicePrincipals/{id}",
        ),
    delete: ({ id }) =>
        ask(
            `removing token signing certificate from service principal with object ID: ${quoted(id)}`,
            [first(id)],
            "GET servicePrincipals/{id}",
            "PATCH servicePrincipals/{id}",
            "GET servicePrincipals/{id}",
        ),
};
