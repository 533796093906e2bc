/** The tags by which the portal knows what an application is, and the provider's two ways of writing them. */
import type { Property, Value, Values } from "../../provider/resourceType";
import { canonical, isObject } from "../../provider/values";
import { textsOf } from "./values";

const featureTagOf = {
    customSingleSignOn: "WindowsAzureActiveDirectoryCustomSingleSignOnApplication",
    enterprise: "WindowsAzureActiveDirectoryIntegratedApp",
    gallery: "WindowsAzureActiveDirectoryGalleryApplicationNonPrimaryV1",
    hide: "HideApp",
} as const;
type Feature = keyof typeof featureTagOf;
const features = Object.keys(featureTagOf) as Feature[];

/** `featureTags`, as a list of one block. */
export function featureTagsProperty(...conflictsWith: string[]): Property {
    return {
        kind: "list",
        computed: true,
        comparesState: true,
        conflictsWith,
        items: {
            kind: "object",
            properties: Object.fromEntries(features.map((feature) => [feature, { kind: "boolean" }])),
        },
        same: (before, after) => canonical(withoutFalse(before)) === canonical(withoutFalse(after)),
    };
}

/** The tags of the first block; the provider overlooks any other. */
function tagsFromFeatures(blocks: Value | undefined): string[] {
    const block = Array.isArray(blocks) ? blocks[0] : undefined;
    return isObject(block)
        ? features.filter((feature) => block[feature] === true).map((feature) => featureTagOf[feature])
        : [];
}

/** The tags that a program has typed, in either way. */
export function tagsFrom(inputs: Values): string[] {
    return inputs.featureTags === undefined ? textsOf(inputs, "tags") : tagsFromFeatures(inputs.featureTags);
}

export function featuresFromTags(tags: readonly string[]): Values[] {
    const present = tags.map((tag) => tag.toLowerCase());
    return [
        Object.fromEntries(features.map((feature) => [feature, present.includes(featureTagOf[feature].toLowerCase())])),
    ];
}

/** The same, as the provider's older `features` of a service principal. */
export function oldFeatures(tags: readonly string[]): Values[] {
    const [{ customSingleSignOn, enterprise, gallery, hide } = {}] = featuresFromTags(tags);
    return [
        {
            customSingleSignOnApp: customSingleSignOn === true,
            enterpriseApplication: enterprise === true,
            galleryApplication: gallery === true,
            visibleToUsers: hide !== true,
        },
    ];
}

/** What is not set and what is false are the same. */
function withoutFalse(blocks: Value): Value {
    return Array.isArray(blocks)
        ? blocks.map((block) =>
              isObject(block)
                  ? Object.fromEntries(Object.entries(block).filter(([, value]) => value !== false))
                  : block,
          )
        : blocks;
}
