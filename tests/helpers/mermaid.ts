/** What every reader of Mermaid knows: nodes, arrows with a text, subgraphs, classes of nodes. */

const node = String.raw`\w+(\(\["[^"]+"\]\)|\["[^"]+"\]|\[\w+\])?`;
const styles = String.raw`classDef \w+ [\w:#,\- ]+|class \w+(,\w+)* \w+`;
const line = new RegExp(`^(flowchart LR|subgraph [\\w ]+|end|${styles}|${node}( (-->|-- "[^"]+" -->) ${node})*)$`);

/** The lines of a picture that are nothing of it. */
export function strangeLines(picture: string): string[] {
    return picture
        .split("\n")
        .map((one) => one.trim())
        .filter((one) => one !== "" && !line.test(one));
}
