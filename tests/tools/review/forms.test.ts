import { expect } from "chai";
import { PreviewUnreadable } from "../../../tools/review/reviewStack";
import { inputFor, rehearsed, reviewOf } from "./rehearsed";

const text = (name: string) => JSON.stringify(rehearsed().previews[name], null, 4);

/** The same preview as the events that `--json` prints of an update, a line each. */
function eventsOf(name: string): Record<string, unknown>[] {
    const { steps, diagnostics, changeSummary } = rehearsed().previews[name] ?? { steps: [] };
    return [
        { sequence: 0, preludeEvent: { config: {} } },
        ...steps.map(({ op, urn, oldState, newState, diffReasons, replaceReasons }) => ({
            resourcePreEvent: {
                metadata: {
                    op,
                    urn,
                    old: oldState ?? null,
                    new: newState ?? null,
                    keys: replaceReasons,
                    diffs: diffReasons,
                },
                planning: true,
            },
        })),
        ...((diagnostics ?? []) as object[]).map((it) => ({ diagnosticEvent: it })),
        { summaryEvent: { resourceChanges: changeSummary, isPreview: true } },
    ];
}

describe("A preview", () => {
    for (const name of ["same", "removed", "retired", "refused", "instanceReplaced"]) {
        const forms: Record<string, unknown> = {
            "its text": text(name),
            "its text after a byte order mark": `\uFEFF${text(name)}`,
            "its text between warnings and notes of the command line": `warning: A new version of Pulumi is available.\n{not JSON\n${text(name)}\nerror: preview failed\n`,
            "a list of events": eventsOf(name),
            "events, a line each": eventsOf(name)
                .map((event) => JSON.stringify(event))
                .join("\n"),
        };
        for (const [form, preview] of Object.entries(forms)) {
            it(`says the same of ${name} as ${form}`, () => {
                expect(reviewOf(name, { preview })).to.deep.equal(reviewOf(name));
            });
        }
    }

    const cuts: { within: string; name: string; end: (whole: string) => number; people: string[] }[] = [
        { within: "its last step", name: "add", end: lastStepOf, people: ["added"] },
        { within: "its first step", name: "same", end: (whole) => whole.indexOf('"op":'), people: [] },
        { within: "its messages", name: "identifier", end: (whole) => whole.indexOf('"message":'), people: [] },
    ];
    for (const { within, name, end, people } of cuts) {
        it(`that ends within ${within} says so, and is never called safe`, () => {
            const whole = text(name);
            const review = reviewOf(name, { preview: whole.slice(0, end(whole) + 30) });
            const { verdict, reasons, access } = review;
            expect({ verdict, first: reasons[0], after: access.after, notJudged: review.notJudged[0] }).to.deep.equal({
                verdict: "lookAtThis",
                first: { kind: "previewIncomplete" },
                after: undefined,
                notJudged: { id: "previewCutOff" },
            });
            expect(review.people.map(({ id }) => id)).to.deep.equal(people);
        });
    }

    it("that somebody stopped before its end is never called safe", () => {
        const { steps } = inputFor("add").preview as { steps: unknown[] };
        const { verdict, reasons, notJudged } = reviewOf("add", { preview: { steps } });
        expect({ verdict, reasons, notJudged }).to.deep.equal({
            verdict: "lookAtThis",
            reasons: [{ kind: "previewIncomplete" }],
            notJudged: [{ id: "previewCutOff" }],
        });
    });

    const exported = rehearsed().exports.export1;
    const refused: { given: string; preview: unknown; message: string }[] = [
        { given: "nothing", preview: null, message: "JSON of a preview, got nothing" },
        { given: "an empty text", preview: "  \n", message: "must be JSON, got an empty text" },
        {
            given: "the text that a preview prints for people",
            preview: "Previewing update (dev)\n",
            message: "got what `pulumi preview` prints without --json, which belongs to --preview-text",
        },
        {
            given: "a text",
            preview: "error: no stack selected",
            message: "got a text without a JSON document of a preview",
        },
        { given: "an export", preview: exported, message: "got an export of a stack, which belongs to --deployment" },
        { given: "the text of an export", preview: JSON.stringify(exported), message: "got an export of a stack" },
        { given: "an empty list", preview: [], message: "got an empty list" },
        { given: "people", preview: [{ userPrincipalName: "a@contoso.example" }], message: "got a list" },
        { given: "a plan of Terraform", preview: { planned_values: {} }, message: "got JSON of Terraform" },
        { given: "an empty object", preview: {}, message: "got an object" },
    ];
    for (const { given, preview, message } of refused) {
        it(`can't be ${given}, and the message says what to give`, () => {
            expect(() => reviewOf("add", { preview })).to.throw(PreviewUnreadable, message);
            expect(() => reviewOf("add", { preview })).to.throw(PreviewUnreadable, "`pulumi preview --json` prints");
        });
    }
});

/** Where the last step begins. */
function lastStepOf(whole: string): number {
    return whole.lastIndexOf('"op":');
}
