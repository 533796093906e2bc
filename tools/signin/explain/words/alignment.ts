/** Where a piece of a wording stands among the letters of a paste, and how well it agrees. */
export interface Aligned {
    /** First letter, and the one behind the last. */
    start: number;
    end: number;
    /** Letters of the piece that are there. */
    matched: number;
    /** Letters wrong, missing, too many or swapped, between the first and the last that is there. */
    edits: number;
}

/** An edit outweighs one letter that agrees: what only agrees here and there is not the piece. */
const agrees = 2;
const edited = -3;
/** A part with no higher score ends before an edit. */
const shortest = -edited;

/**
 * The part of the piece, and the part of the letters from `from` to `to`, that agree the most (Smith and Waterman's local
 * alignment, with swapped neighbours as one edit): a piece cut off at either end loses nothing but the letters that are missing.
 */
export function align(piece: Uint8Array, letters: Uint8Array, from: number, to: number): Aligned | undefined {
    const width = to - from + 1;
    const size = (piece.length + 1) * width;
    // Of the best part that ends at a letter of the piece (row) and of the paste (column); zeros where there is none.
    const score = new Int16Array(size);
    const matched = new Uint16Array(size);
    const length = new Uint16Array(size);
    const extend = (here: number, before: number, points: number, matches: number, taken: number) => {
        const sum = (score[before] ?? 0) + points;
        if (sum > (score[here] ?? 0)) {
            score[here] = sum;
            matched[here] = (matched[before] ?? 0) + matches;
            length[here] = (length[before] ?? 0) + taken;
        }
    };
    let best = 0;
    for (let row = 1; row <= piece.length; row++) {
        for (let column = 1; column < width; column++) {
            const here = row * width + column;
            const at = from + column - 1;
            const letter = piece[row - 1];
            const isSame = letter === letters[at];
            if (isSame) {
                extend(here, here - width - 1, agrees, 1, 1);
            } else if ((score[here - width - 1] ?? 0) > shortest) {
                extend(here, here - width - 1, edited, 0, 1);
            }
            if ((score[here - width] ?? 0) > shortest) {
                extend(here, here - width, edited, 0, 0);
            }
            if ((score[here - 1] ?? 0) > shortest) {
                extend(here, here - 1, edited, 0, 1);
            }
            if (row > 1 && column > 1 && letter === letters[at - 1] && piece[row - 2] === letters[at]) {
                extend(here, here - 2 * width - 2, agrees + edited, 1, 2);
            }
            best = (score[here] ?? 0) > (score[best] ?? 0) ? here : best;
        }
    }
    const there = matched[best] ?? 0;
    const end = from + (best % width);
    const edits = ((score[best] ?? 0) - there * agrees) / edited;
    return best === 0 ? undefined : { start: end - (length[best] ?? 0), end, matched: there, edits };
}
