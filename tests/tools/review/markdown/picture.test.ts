import { expect } from "chai";
import fc from "fast-check";
import { mermaidOf } from "../../../../tools/review/markdown/picture";
import type { Picture } from "../../../../tools/review/review";
import { strangeLines } from "../../../helpers/mermaid";
import { foreign, picture } from "../arbitrary";
import { large, ordinary } from "../samples";

const some = { same: 480, create: 0, update: 0, replace: 0, delete: 20 };

describe("The picture of a review", () => {
    it("marks what changes by a class, a sign and a word, and counts people", () => {
        const drawn: Picture = {
            nodes: [
                { kind: "people", name: "", change: "update", counts: some },
                { kind: "application", name: "Contoso", change: "same" },
                { kind: "role", name: "sso-role", change: "replace" },
            ],
            edges: [
                { from: 0, to: 1, change: "delete", count: 20 },
                { from: 1, to: 2, change: "same" },
                { from: 2, to: 1, change: "same", count: 1 },
            ],
        };
        expect(mermaidOf(drawn)?.split("\n")).to.deep.equal([
            "flowchart LR",
            '    n0(["People<br/>480 unchanged<br/>20 deleted"])',
            '    n1["Application<br/>Contoso"]',
            '    n2["#177; Role #40;replaced#41;<br/>sso#45;role"]',
            '    n0 -- "20 deleted" --> n1',
            "    n1 --> n2",
            '    n2 -- "1" --> n1',
            "    classDef update fill:#fff8c5,stroke:#9a6700,color:#1f2328",
            "    class n0 update",
            "    classDef replace fill:#ffebe9,stroke:#cf222e,color:#1f2328",
            "    class n2 replace",
        ]);
    });

    it("is left out where nothing in it changes", () => {
        const nodes = (ordinary.picture?.nodes ?? []).map((node) => ({ ...node, change: "same" as const }));
        expect(mermaidOf({ nodes, edges: [] })).to.equal(undefined);
        expect(mermaidOf({ nodes: [], edges: [] })).to.equal(undefined);
    });

    it("has as many boxes for 5,000 people as for 6", () => {
        const boxes = (drawn: Picture | undefined) => mermaidOf(drawn ?? { nodes: [], edges: [] })?.match(/\[".*?"\]/g);
        expect(boxes(large(5000).picture)).to.have.lengthOf(boxes(ordinary.picture)?.length ?? 0);
    });

    it("keeps what changes, and counts the rest, where there is too much", () => {
        const roles = Array.from({ length: 40 }, (_, index) => ({
            kind: "role" as const,
            name: `role${index}`,
            change: index === 39 ? ("delete" as const) : ("same" as const),
        }));
        const drawn = mermaidOf({ nodes: roles, edges: [{ from: 30, to: 39, change: "same" }] });
        expect(drawn).to.include("role39").and.to.include('more["and 16 more"]').and.not.to.include("n30");
    });

    it("is Mermaid, whatever the names are", () => {
        fc.assert(
            fc.property(picture, (drawn) => {
                const text = mermaidOf(drawn);
                expect(strangeLines(text ?? "")).to.deep.equal([]);
                expect(text ?? "").not.to.include("```");
            }),
        );
        fc.assert(
            fc.property(foreign, (name) => {
                const text = mermaidOf({ nodes: [{ kind: "role", name, change: "create" }], edges: [] }) ?? "";
                expect(text.split("\n")[1]).to.match(
                    /^ {4}n0\["#43; Role #40;new#41;(<br\/>(?:[\p{L}\p{N} ]|#\d+;)+)?"\]$/u,
                );
            }),
        );
    });
});
