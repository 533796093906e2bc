/** Leaves out of the package why a permission is needed, and where a number or an error comes from: only documents, tests and people read that. */
import { readFileSync } from "node:fs";
import ts from "typescript";

const forDocuments = ["why", "unproved", "source", "requestSource", "sources"];

export const withoutReasons = {
    name: "without reasons",
    setup: ({ onLoad }) =>
        onLoad(
            { filter: /\/rules\/(?:aws|cognito|graph)Permissions\.ts$|\/pace\.ts$|\/signin\/errors\/\w+\.ts$/ },
            ({ path }) => ({
                contents: withoutProperties(readFileSync(path, "utf8")),
                loader: "ts",
            }),
        ),
};

function withoutProperties(text) {
    const cuts = [];
    const visit = (node) => {
        if (ts.isObjectLiteralElementLike(node) && forDocuments.includes(node.name?.text)) {
            cuts.push([node.getFullStart(), node.end]);
            return;
        }
        ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile("permissions.ts", text, ts.ScriptTarget.Latest, true));
    return cuts.reverse().reduce((left, [from, to]) => {
        const rest = left.slice(to).replace(/^\s*,/, "");
        return `${left.slice(0, from)}${rest}`;
    }, text);
}
