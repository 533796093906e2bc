/** What `az` and `aws` printed, recognised by its form. */
import { isRecord } from "../../rules/record";
import { readAws } from "./heldInAws";
import { readCognito } from "./heldInCognito";
import { readEntra } from "./heldInEntra";
import type { Held, HeldObject, HeldPart } from "./recovery";

/** The file can't be used: `notRecognised`, or one page of several, or a document without the name of what it belongs to. */
export interface HeldProblem {
    problem: "notRecognised" | "morePages" | "noArn";
}

export function readHeld(printed: unknown): HeldPart | HeldProblem {
    if (
        isRecord(printed) &&
        ["@odata.nextLink", "nextLink", "NextToken", "Marker"].some((key) => Boolean(printed[key]))
    ) {
        return { problem: "morePages" };
    }
    if (isRecord(printed) && "SAMLMetadataDocument" in printed && typeof printed.Arn !== "string") {
        return { problem: "noArn" };
    }
    return readAws(printed) ?? readCognito(printed) ?? readEntra(printed) ?? { problem: "notRecognised" };
}

/** Files together. What one has in full counts before what another only lists by name. */
export function joinHeld(parts: readonly HeldPart[]): Held {
    const objects = new Map<string, HeldObject>();
    for (const object of parts.flatMap((part) => part.objects)) {
        const key = `${object.type} ${object.id.toLowerCase()}`;
        const known = objects.get(key);
        objects.set(key, known === undefined || isFuller(object, known) ? object : known);
    }
    return {
        objects: [...objects.values()],
        listings: new Set(parts.flatMap(({ listings }) => listings).map((listing) => listing.toLowerCase())),
    };
}

function isFuller(one: HeldObject, other: HeldObject): boolean {
    const known = ({ values }: HeldObject) => Object.values(values).filter((value) => typeof value !== "symbol").length;
    return known(one) > known(other);
}
