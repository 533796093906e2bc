/** Changes of the rehearsed stack that the engine was not asked for: steps as it would write them. */
import type { ReviewInput } from "../../../tools/review/reviewStack";
import {
    directory,
    now,
    type RehearsedExport,
    type RehearsedResource,
    type RehearsedStep,
    rehearsed,
} from "./rehearsed";

/** The resource whose URN ends so. */
export function resourceOf({ deployment }: RehearsedExport, end: string): RehearsedResource {
    const found = deployment.resources.find(({ urn }) => urn.endsWith(end));
    if (found === undefined) {
        throw new Error(`no resource ${end}`);
    }
    return found;
}

export const role = "aws:iam/role:Role::sso";
export const samlProvider = "aws:iam/samlProvider:SamlProvider::sso";
export const instance = "aws:connect/instance:Instance::sso";
export const aliceUser = "aws:connect/user:User::sso-alice@contoso.example";
export const servicePrincipal = "azuread:index/servicePrincipal:ServicePrincipal::sso";
export const application = "azuread:index/application:Application::sso";

/** An update of some inputs; a new resource has no outputs in a preview. */
export function update(resource: RehearsedResource, inputs: Record<string, unknown>, op = "update"): RehearsedStep {
    const { outputs: _, ...written } = resource;
    return {
        op,
        urn: resource.urn,
        oldState: resource,
        newState: { ...written, inputs: { ...resource.inputs, ...inputs } },
        diffReasons: Object.keys(inputs),
        ...(op === "replace" ? { replaceReasons: Object.keys(inputs) } : {}),
    };
}

export function remove(resource: RehearsedResource): RehearsedStep {
    return { op: "delete", urn: resource.urn, oldState: resource };
}

/** A review's input for steps over an export. */
export function inputOf(exported: RehearsedExport, ...steps: RehearsedStep[]): ReviewInput {
    return { preview: { steps, duration: 1, changeSummary: {} }, deployment: exported, directory, now };
}

/** The same resources as a program without this project's components would have them. */
export function withoutComponents(): RehearsedExport {
    const { export1 } = rehearsed().exports;
    const plain = (urn: string) => urn.replace(/connect-entra-sso:index:[^:]*?\$/g, "");
    const resources = export1.deployment.resources
        .filter(({ type }) => !type.startsWith("connect-entra-sso:"))
        .map(({ parent: _, ...resource }) => ({ ...resource, urn: plain(resource.urn) }));
    return { ...export1, deployment: { resources } };
}
