/**
 * `@peculiar/x509` finds its parts through tsyringe, which wants these four functions on `Reflect` before it is loaded.
 * Only what tsyringe calls is here: metadata on classes, without property keys.
 */
type MetadataOfClass = Map<unknown, unknown>;

const metadata = new WeakMap<object, MetadataOfClass>();

function ownMetadata(key: unknown, target: object): unknown {
    return metadata.get(target)?.get(key);
}

function inheritedMetadata(key: unknown, target: object): unknown {
    for (let owner: object | null = target; owner !== null; owner = Object.getPrototypeOf(owner)) {
        if (metadata.get(owner)?.has(key)) {
            return ownMetadata(key, owner);
        }
    }
    return undefined;
}

function defineMetadata(key: unknown, value: unknown, target: object): void {
    const ofTarget: MetadataOfClass = metadata.get(target) ?? new Map();
    ofTarget.set(key, value);
    metadata.set(target, ofTarget);
}

if (!("getMetadata" in Reflect)) {
    Object.assign(Reflect, {
        getMetadata: inheritedMetadata,
        getOwnMetadata: ownMetadata,
        hasOwnMetadata: (key: unknown, target: object) => ownMetadata(key, target) !== undefined,
        defineMetadata,
    });
}
