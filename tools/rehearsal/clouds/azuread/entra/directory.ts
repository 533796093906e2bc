/**
 * The directory's objects in the store, typed: one collection a kind. Kinds are the type tokens where there is one, so that
 * the plan file's replication delays apply.
 */
import type { Call, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import type {
    Application,
    AppRoleAssignment,
    ClaimsMappingPolicy,
    Group,
    ServicePrincipal,
    SigningKey,
    Tenant,
    User,
    UserPermission,
} from "./objects";

export const tokens = {
    application: "azuread:index/application:Application",
    servicePrincipal: "azuread:index/servicePrincipal:ServicePrincipal",
    claimsMappingPolicy: "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy",
    appRoleAssignment: "azuread:index/appRoleAssignment:AppRoleAssignment",
    group: "azuread:index/group:Group",
} as const;

/** In the store: what the caller may do, if the directory file says so. */
export const callerKind = "caller";

/** Where Graph keeps objects: what the provider's resource ids start with. */
const paths = {
    applications: "/applications/",
    servicePrincipals: "/servicePrincipals/",
    claimsMappingPolicies: "/policies/claimsMappingPolicies/",
} as const;

/** The objects of one kind. */
class Collection<T extends Values & { id: string }> {
    private readonly call: Pick<Call, "store" | "find">;
    private readonly kind: string;
    private readonly path: string;

    /** `path` makes an object's key in the store the resource id that Pulumi knows it by. */
    constructor(call: Pick<Call, "store" | "find">, kind: string, path = "") {
        this.call = call;
        this.kind = kind;
        this.path = path;
    }

    get(id: string): T | undefined {
        return this.call.store.get(this.kind, this.keyOf(id)) as T | undefined;
    }

    /** As `get`, but what was just made may not be there yet. */
    find(id: string): T | undefined {
        return this.call.find(this.kind, this.keyOf(id)) as T | undefined;
    }

    list(): T[] {
        return this.call.store.list(this.kind).map(({ value }) => value as T);
    }

    put(object: T): void {
        this.call.store.put(this.kind, this.keyOf(object.id), object);
    }

    remove(id: string): void {
        this.call.store.remove(this.kind, this.keyOf(id));
    }

    private keyOf(id: string): string {
        return `${this.path}${id.toLowerCase()}`;
    }
}

/** The directory as one request sees it. */
export class Directory {
    readonly users: Collection<User>;
    readonly groups: Collection<Group>;
    readonly applications: Collection<Application>;
    readonly servicePrincipals: Collection<ServicePrincipal>;
    readonly signingKeys: Collection<SigningKey>;
    readonly claimsMappingPolicies: Collection<ClaimsMappingPolicy>;
    readonly appRoleAssignments: Collection<AppRoleAssignment>;
    /** The caller's application roles of Graph; without, it may do everything. */
    readonly appRoles: readonly string[] | undefined;
    private readonly tenants: Collection<Tenant>;
    private readonly configuredTenant: string | null;

    constructor(call: Pick<Call, "store" | "find" | "config">) {
        this.configuredTenant = typeof call.config.tenantId === "string" ? call.config.tenantId : null;
        this.tenants = new Collection(call, "tenant");
        this.users = new Collection(call, "user");
        this.groups = new Collection(call, "group");
        this.applications = new Collection(call, tokens.application, paths.applications);
        this.servicePrincipals = new Collection(call, tokens.servicePrincipal, paths.servicePrincipals);
        this.signingKeys = new Collection(call, "signingKey");
        this.claimsMappingPolicies = new Collection(call, tokens.claimsMappingPolicy, paths.claimsMappingPolicies);
        this.appRoleAssignments = new Collection(call, tokens.appRoleAssignment);
        this.appRoles = call.store.get(callerKind, "this")?.appRoles as string[] | undefined;
    }

    get tenant(): Tenant {
        const [tenant] = this.tenants.list();
        if (tenant === undefined) {
            throw new CloudError(
                "The emulated directory has no tenant. Delete the store; the next run creates it again.",
            );
        }
        return {
            ...tenant,
            // Who signs in to another tenant sees this directory under that tenant's id.
            ...(this.configuredTenant === null ? {} : { id: this.configuredTenant }),
            ...(this.appRoles === undefined ? {} : { userPermission: userPermissionOf(this.appRoles) }),
        };
    }

    set tenant(tenant: Tenant) {
        this.tenants.put(tenant);
    }

    applicationOf(appId: string): Application | undefined {
        return this.applications.list().find((application) => sameGuid(application.appId, appId));
    }

    servicePrincipalOf(appId: string): ServicePrincipal | undefined {
        return this.servicePrincipals.list().find((servicePrincipal) => sameGuid(servicePrincipal.appId, appId));
    }
}

function userPermissionOf(appRoles: readonly string[]): UserPermission {
    if (appRoles.includes("User.Read.All") || appRoles.includes("Directory.Read.All")) {
        return "User.Read.All";
    }
    return appRoles.includes("User.ReadBasic.All") ? "User.ReadBasic.All" : "none";
}

export const sameGuid = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
