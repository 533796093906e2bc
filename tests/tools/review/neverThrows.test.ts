import { expect } from "chai";
import * as fc from "fast-check";
import { verdicts } from "../../../tools/review/review";
import { DeploymentUnreadable, PreviewUnreadable, reviewStack } from "../../../tools/review/reviewStack";
import { inputFor, now, rehearsed } from "./rehearsed";

/** A review, or a refusal with a message; nothing else. */
function outcomeOf(input: Parameters<typeof reviewStack>[0]): string {
    try {
        return reviewStack(input).verdict;
    } catch (error) {
        if (error instanceof PreviewUnreadable || error instanceof DeploymentUnreadable) {
            expect(error.message).to.match(/; |belongs to --deployment/);
            return "unreadable";
        }
        throw error;
    }
}

const outcomes = [...verdicts, "unreadable"];
const names = Object.keys(rehearsed().previews);

/** A place in JSON, chosen by numbers: which element at each level. */
function placesIn(
    root: unknown,
    choices: readonly number[],
): { holder: Record<string, unknown>; key: string } | undefined {
    let found: { holder: Record<string, unknown>; key: string } | undefined;
    let at = root;
    for (const choice of choices) {
        if (typeof at !== "object" || at === null || Object.keys(at).length === 0) {
            break;
        }
        const keys = Object.keys(at);
        const key = keys[choice % keys.length] as string;
        found = { holder: at as Record<string, unknown>, key };
        at = found.holder[key];
    }
    return found;
}

describe("A review", () => {
    it("of whatever JSON is a review or a refusal", () => {
        fc.assert(
            fc.property(fc.jsonValue(), fc.jsonValue(), (preview, deployment) => {
                expect(outcomes).to.include(outcomeOf({ preview, deployment, now }));
                expect(outcomes).to.include(outcomeOf({ preview: { steps: preview, diagnostics: deployment }, now }));
                expect(outcomes).to.include(
                    outcomeOf({
                        preview: { steps: [preview], duration: 1 },
                        deployment: { deployment: { resources: [deployment] } },
                        now,
                    }),
                );
            }),
            { numRuns: 150 },
        );
    });

    it("of a text cut anywhere is never safe, and never throws", () => {
        const text = JSON.stringify(rehearsed().previews.add, null, 1);
        const { deployment, directory } = inputFor("add");
        fc.assert(
            fc.property(fc.integer({ min: 0, max: text.length - 2 }), (end) => {
                const outcome = outcomeOf({ preview: text.slice(0, end), deployment, directory, now });
                expect(["lookAtThis", "unreadable"]).to.include(outcome);
            }),
            { numRuns: 60 },
        );
    });

    it("of a preview or an export in which anything was replaced by anything is a review or a refusal", () => {
        const odd = fc.oneof(
            fc.jsonValue(),
            fc.constantFrom<unknown>(undefined, "__proto__", "[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"),
            fc.constant({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" }),
        );
        fc.assert(
            fc.property(
                fc.constantFrom(...names),
                fc.boolean(),
                fc.array(fc.nat(), { minLength: 1, maxLength: 9 }),
                odd,
                (name, inPreview, choices, value) => {
                    const input = inputFor(name);
                    const place = placesIn(inPreview ? input.preview : input.deployment, choices);
                    if (place !== undefined) {
                        place.holder[place.key] = value;
                    }
                    expect(outcomes).to.include(outcomeOf(input));
                },
            ),
            { numRuns: 150 },
        );
    });

    it("of values that are nested 20,000 levels deep is a review", () => {
        const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`);
        for (const side of ["inputs", "outputs"]) {
            const input = inputFor("profiles");
            for (const step of (input.preview as { steps: { newState?: Record<string, unknown> }[] }).steps) {
                step.newState = {
                    ...step.newState,
                    [side]: { ...(step.newState?.[side] as object), name: deep, phoneConfig: deep },
                };
            }
            expect(outcomes).to.include(outcomeOf(input));
        }
    });
});
