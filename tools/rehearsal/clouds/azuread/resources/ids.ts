/** The provider's resource ids and how it names the things behind them in messages. */
import { CloudError } from "../../provider/resourceType";

/** One shape of id: fixed and free segments. */
class ResourceId<const Name extends string> {
    private readonly kind: string;
    private readonly segments: readonly string[];

    /** Segments in braces are free: `/applications/{applicationId}`. */
    constructor(kind: string, template: `/${string}`) {
        this.kind = kind;
        this.segments = template.slice(1).split("/");
    }

    format(values: Record<Name, string>): string {
        return `/${this.segments.map((segment) => values[freeName(segment) as Name] ?? segment).join("/")}`;
    }

    parse(id: string): Record<Name, string> {
        const problem = this.problemOf(id);
        if (problem !== undefined) {
            throw new CloudError(problem);
        }
        const given = id.slice(1).split("/");
        const free = this.segments.flatMap((segment, index) => {
            const name = freeName(segment);
            return name === undefined ? [] : [[name, given[index] ?? ""]];
        });
        return Object.fromEntries(free) as Record<Name, string>;
    }

    /** What is wrong with a text as an id of this shape, as the provider's validators say it, shortened to one line. */
    readonly validate = (id: never, _path?: string): string | undefined => this.problemOf(id);

    private problemOf(id: string): string | undefined {
        if (id === "") {
            return 'parsing "": cannot parse an empty string';
        }
        const given = id.replace(/^\//, "").split("/");
        const expected = `/${this.segments.map((segment) => freeName(segment) ?? segment).join("/")}`;
        const fits = (segment: string, index: number) =>
            freeName(segment) === undefined ? given[index] === segment : given[index] !== "";
        if (given.length < this.segments.length) {
            return (
                `parsing ${JSON.stringify(id)}: parsing the ${this.kind} ID: the number of segments didn't match. ` +
                `Expected a ${this.kind} ID that matched (containing ${this.segments.length} segments): ${expected}`
            );
        }
        if (!this.segments.every(fits) || !id.startsWith("/")) {
            return `parsing ${JSON.stringify(id)}: expected a ${this.kind} ID that matched: ${expected}`;
        }
        return given.length > this.segments.length
            ? `parsing ${JSON.stringify(id)}: unexpected segment ${JSON.stringify(given.slice(this.segments.length).join("/"))} ` +
                  `present at the end of the URI (input ${JSON.stringify(id)})`
            : undefined;
    }
}

function freeName(segment: string): string | undefined {
    return /^\{(.+)\}$/.exec(segment)?.[1];
}

export const applicationId = new ResourceId<"applicationId">("Application", "/applications/{applicationId}");
export const identifierUriId = new ResourceId<"applicationId" | "identifierUri">(
    "IdentifierUri",
    "/applications/{applicationId}/identifierUris/{identifierUri}",
);
export const servicePrincipalId = new ResourceId<"servicePrincipalId">(
    "ServicePrincipal",
    "/servicePrincipals/{servicePrincipalId}",
);
export const claimsMappingPolicyId = new ResourceId<"claimsMappingPolicyId">(
    "PolicyClaimsMappingPolicy",
    "/policies/claimsMappingPolicies/{claimsMappingPolicyId}",
);
export const policyAssignmentId = new ResourceId<"servicePrincipalId" | "claimsMappingPolicyId">(
    "ServicePrincipalIdClaimsMappingPolicy",
    "/servicePrincipals/{servicePrincipalId}/claimsMappingPolicies/{claimsMappingPolicyId}",
);
export const appRoleAssignedToId = new ResourceId<"servicePrincipalId" | "appRoleAssignmentId">(
    "ServicePrincipalIdAppRoleAssignedTo",
    "/servicePrincipals/{servicePrincipalId}/appRoleAssignedTo/{appRoleAssignmentId}",
);

export const groupId = new ResourceId<"groupId">("Group", "/groups/{groupId}");

export const namedApplication = (id: string): string => `Application (Application: ${JSON.stringify(id)})`;
export const namedServicePrincipal = (id: string): string =>
    `Service Principal (Service Principal: ${JSON.stringify(id)})`;
export const namedGroup = (id: string): string => `Group (Group: ${JSON.stringify(id)})`;
export const namedPolicy = (id: string): string =>
    `Policy Claims Mapping Policy (Claims Mapping Policy: ${JSON.stringify(id)})`;

/** The refusal to create what is there already. */
export function requiresImport(type: string, id: string): CloudError {
    return new CloudError(
        `a resource with the ID ${JSON.stringify(id)} already exists - to be managed via Terraform this resource needs to be ` +
            `imported into the State. Please see the resource documentation for ${JSON.stringify(type)} for more information`,
    );
}

/** The same refusal, as the provider's older resources word it. */
export function importAsExists(type: string, id: string): CloudError {
    return new CloudError(
        `A resource with the ID ${JSON.stringify(id)} already exists: To be managed via Terraform, this resource needs to be ` +
            `imported into the State. Please see the resource documentation for ${JSON.stringify(type)} for more information.`,
    );
}

/** The refusal of a second one of a name, where `preventDuplicateNames` asks for it. That name and ID stand in for each other is the provider's own mistake. */
export function importAsDuplicate(type: string, id: string, name: string): CloudError {
    return new CloudError(
        `An existing ${JSON.stringify(type)} with name ${JSON.stringify(id)} (ID: ${JSON.stringify(name)}) was found and ` +
            "`prevent_duplicate_names` was specified. To be managed via Terraform, this resource needs to be imported into the " +
            `State. Please see the resource documentation for ${JSON.stringify(type)} for more information.`,
    );
}
