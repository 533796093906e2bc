/** What an error of Entra's says about the application it names. */
import { difference } from "../explain/compare/comparison";
import type { Said, Told } from "./signInError";

/** It names another application, or another tenant, than the deployment's. */
export function namesAnother({ comparisons }: Said): Told | undefined {
    const differing = difference(comparisons, "clientId", "tenant");
    const both = (side: "seen" | "expected") => differing.map((one) => `${one.what} ${one[side]}`).join(", ");
    return differing.length === 0 ? undefined : { values: { seen: both("seen"), expected: both("expected") } };
}

/** It names the deployment's own application. */
export function namesOurs(said: Said): Told | undefined {
    const isOurs = said.comparisons.some(({ id, same }) => id === "clientId" && same);
    return isOurs && namesAnother(said) === undefined ? { sureness: "likely" } : undefined;
}
