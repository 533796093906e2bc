/** Whether a resource that is not read may make, or change, a part of an application in Entra. */
import { jsonTextOf } from "./properties";
import { valueAt } from "./pulumiValue";
import type { StateResource } from "./stateResource";

/** Bridged, of Microsoft's provider for Terraform: `url` says what it is about. */
const graphProvider = /^msgraph:/;
const ofApplications = /applications|servicePrincipals|policies/i;
/** Of `azure-native` and `azure`; Bicep's Graph resources come to this, too. */
const templates = /^azure(?:-native)?:.*(?:resources\b.*:Deployment\w*|TemplateDeployment)$/;
const scripts = /^command:|^azure.*Script/;
const graph = /\bmicrosoft\.graph\/|graph\.microsoft\.|\baz\s{1,9}(?:rest|ad\s{1,9}(?:app|sp))\b/i;

export function mayChangeEntra({ type, inputs }: Pick<StateResource, "type" | "inputs">): boolean {
    const textAt = (...path: string[]) => {
        const text = jsonTextOf(valueAt([inputs], ...path));
        return typeof text === "string" ? text : undefined;
    };
    if (graphProvider.test(type)) {
        return ofApplications.test(textAt("url") ?? "applications");
    }
    if (templates.test(type)) {
        // One that is elsewhere, or a secret, may hold anything.
        const template = textAt("properties", "template") ?? textAt("templateContent");
        return template === undefined || graph.test(template);
    }
    return scripts.test(type) && ["create", "update", "scriptContent"].some((name) => graph.test(textAt(name) ?? ""));
}
