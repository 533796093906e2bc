/** Keys of maps that people write: users, certificates, tags, groups. */
import { quote } from "./text";

/**
 * Names that a JavaScript object has before anything is put into it (`map[name]` finds something that nobody wrote, and
 * an assignment to `__proto__` is lost), and the key by which the engine marks secrets and assets (pulumi/pulumi,
 * sdk/go/common/resource/sig).
 */
const taken: ReadonlySet<string> = new Set([
    ...Object.getOwnPropertyNames(Object.prototype),
    "4dabf18193072939515e22adb298388d",
]);

/** Whether JavaScript or Pulumi keeps a name for itself, so that it can't be the key of a map. */
export function isTakenKey(name: string): boolean {
    return taken.has(name);
}

/** A name that can be the key of a map. Every rule of a name that people use as a key asks it. */
export function mapKeyProblem(value: unknown): string | undefined {
    return typeof value === "string" && isTakenKey(value)
        ? `must not be ${quote(value)}, a name that JavaScript or Pulumi reserves; write another name`
        : undefined;
}
