import type * as pulumi from "@pulumi/pulumi";
import { isPlainThroughout } from "./plain";

/**
 * Options of an AWS resource with these tags. The provider repeats them as `tagsAll`, and the engine keeps only outputs of the same
 * name as an input secret; whether an Output is a secret is known too late, so each counts as one.
 */
export function optionsForTags(tags: unknown): pulumi.CustomResourceOptions {
    return isPlainThroughout(tags) ? {} : { additionalSecretOutputs: ["tagsAll"] };
}
