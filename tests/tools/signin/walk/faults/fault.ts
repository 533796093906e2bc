/** One thing that is wrong with a federation in which everybody signs in, and what the walk must say of it. */
import { awsClaimsPolicy } from "../../../../../rules/claims";
import { connectRelayState } from "../../../../../rules/relayState";
import type { SignInErrorId } from "../../../../../tools/signin/errors";
import type { HopName, Missing } from "../../../../../tools/signin/result";
import { instanceId, providerArn, roleArn, type TestWorld } from "../../../../helpers/world";

export type Break = (world: TestWorld) => void | Promise<void>;

export interface Fault {
    /** Goes on from "the application …" or the like, and stands in the test's title. */
    fault: string;
    break: Break;
    /** @default - alice@contoso.example */
    user?: string;
    hop: HopName;
    error: SignInErrorId;
    cause: string;
    /** What the cloud shows, whole. */
    message: string | null;
    /** Values that cause, way to confirm and change together must name. */
    names?: string[];
}

export interface Doubt {
    fault: string;
    break: Break;
    user?: string;
    /** Hops in order. */
    outcomes: string;
    missing: Missing[];
}

export const alice = "alice@contoso.example";

/** The claims mapping policy with these of the program's arguments. */
export function claims(change: Partial<Parameters<typeof awsClaimsPolicy>[0]> = {}): string {
    return awsClaimsPolicy({
        ...{ roleArn, samlProviderArn: providerArn },
        roleSessionNameAttribute: "userPrincipalName",
        sessionDurationSeconds: 43_200,
        ...change,
    });
}

type Entry = Record<string, unknown>;

/** The program's claims mapping policy with its ClaimsSchema changed. */
export function schema(change: (entries: Entry[]) => Entry[], more: Entry = {}): string {
    const { ClaimsMappingPolicy: policy } = JSON.parse(claims());
    return JSON.stringify({
        ClaimsMappingPolicy: { ...policy, ...more, ClaimsSchema: change(policy.ClaimsSchema) },
    });
}

/** Without the claims whose name ends so. */
export const without = (...names: string[]) =>
    schema((entries) => entries.filter((entry) => !names.some((name) => String(entry.SamlClaimType).endsWith(name))));

/** With another claim. */
export const withClaim = (entry: Entry) => schema((entries) => [...entries, entry]);

export function usePolicy(world: TestWorld, definition: string): void {
    world.servicePrincipal.claimsMappingPolicies = [definition];
}

/** Lets everybody come under another attribute: in the claims and in the names of the Connect users. */
export function nameBy(world: TestWorld, attribute: string): void {
    usePolicy(world, claims({ roleSessionNameAttribute: attribute }));
}

/** Gives a person an attribute. */
export function set(world: TestWorld, name: string, attribute: string, value: string | null | undefined): void {
    const person = world.directory.people.find(({ userPrincipalName }) => userPrincipalName === name);
    if (person === undefined) {
        throw new Error(`nobody is ${name}`);
    }
    if (value === undefined) {
        delete person.attributes[attribute.toLowerCase()];
    } else {
        person.attributes[attribute.toLowerCase()] = value;
    }
    if (attribute === "userPrincipalName" && typeof value === "string") {
        person.userPrincipalName = value;
    }
    if (attribute === "mail") {
        person.mail = value ?? null;
    }
}

/** Changes a person. */
export function personOf(world: TestWorld, name = alice) {
    const person = world.directory.people.find(({ userPrincipalName }) => userPrincipalName === name);
    if (person === undefined) {
        throw new Error(`nobody is ${name}`);
    }
    return person;
}

export function roleOf({ deployment }: TestWorld) {
    const [role] = deployment.roles;
    if (role === undefined) {
        throw new Error("no role");
    }
    return role;
}

/** The world's only Connect user, Bob aside. */
export function connectUserOf({ deployment }: TestWorld) {
    const [user] = deployment.connectUsers;
    if (user === undefined) {
        throw new Error("no user");
    }
    return user;
}

export function instanceOf({ deployment }: TestWorld) {
    const [instance] = deployment.instances;
    if (instance === undefined) {
        throw new Error("no instance");
    }
    return instance;
}

/** A statement in the place of the trust policy's own, changed. */
export function trust(world: TestWorld, change: (statement: Entry) => Entry | Entry[]): void {
    const role = roleOf(world);
    const policy = JSON.parse(String(role.trustPolicy));
    role.trustPolicy = JSON.stringify({ ...policy, Statement: [change(policy.Statement[0])].flat() });
}

/** The same of the role's policy. */
export function permit(world: TestWorld, change: (statement: Entry) => Entry | Entry[]): void {
    const role = roleOf(world);
    const [policy] = role.policies;
    const document = JSON.parse(String(policy?.document));
    const statements = [change(document.Statement[0])].flat();
    role.policies = [{ name: "connect", document: JSON.stringify({ ...document, Statement: statements }) }];
}

export function land(
    world: TestWorld,
    change: Partial<{ region: string; instanceId: string; landingPage: string; destination: string }>,
): void {
    const { destination, ...args } = change;
    const relayState = connectRelayState({
        ...{ region: "eu-central-1", partition: "aws", instanceId, landingPage: "ccp" },
        ...args,
    });
    world.servicePrincipal.relayState =
        destination === undefined
            ? relayState
            : relayState.replace(/destination=[^&]*/, `destination=${encodeURIComponent(destination)}`);
}

/** A value that an export does not show. */
export const ciphertext = (of: string) => ({
    unreadable: of,
    why: "the export holds it as ciphertext",
    supply: "export the stack with `pulumi stack export --show-secrets`",
});
