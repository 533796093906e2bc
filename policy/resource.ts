/** A resource as the rules see it. */
import { unknown } from "./values";

export interface Resource {
    urn: string;
    /** `aws:iam/role:Role`. */
    type: string;
    /** As the program names it. */
    name: string;
    /** What the program wrote, with the provider's defaults; undefined where the program did not register it (`Role.get`). */
    inputs?: Readonly<Record<string, unknown>>;
    /** What is there after the deployment, as far as it is known. Only within a stack. */
    outputs?: Readonly<Record<string, unknown>>;
    isProtected: boolean;
    ignoredChanges: readonly string[];
    /** URNs of the resources that a property is made from. Only within a stack. */
    links: Readonly<Record<string, readonly string[]>>;
    /** URNs of all that it waits for. Only within a stack. */
    dependencies: readonly string[];
}

/** The value of a property: what was written if that is known, else what is there. Undefined where it was not written. */
export function propertyOf({ inputs, outputs }: Resource, property: string): unknown {
    const written = inputs === undefined ? outputs?.[property] : inputs[property];
    return written === unknown ? (outputs?.[property] ?? unknown) : (written ?? undefined);
}

/** A text, if it is known and one. */
export function textOf(resource: Resource, property: string): string | undefined {
    const value = propertyOf(resource, property);
    return typeof value === "string" ? value : undefined;
}

/** A value that only the cloud gives: an ARN, a thumbprint. */
export function outputOf({ inputs, outputs }: Resource, property: string): unknown {
    return outputs?.[property] ?? inputs?.[property];
}

/** Whether a component of this project made it, which writes policies and documents as they must be. */
export function isOurs({ urn }: Resource): boolean {
    return /[:$]connect-entra-sso:index:\w+\$/.test(urn);
}
