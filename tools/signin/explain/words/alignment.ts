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
const editWeight = 1.5;

/**
 * Lays the piece over any part of the letters from `from` to `to` with as few edits as possible, and returns its best
 * part: a piece cut off at either end loses nothing but the letters that are missing.
 */
export function align(piece: Uint8Array, letters: Uint8Array, from: number, to: number): Aligned | undefined {
    const width = to - from + 1;
    const cost = editTable(piece, letters, from, width);
    let column = 0;
    const lastRow = piece.length * width;
    for (let candidate = 1; candidate < width; candidate++) {
        if ((cost[lastRow + candidate] ?? 0) < (cost[lastRow + column] ?? 0)) {
            column = candidate;
        }
    }
    return bestPart(steps(piece, letters, from, width, cost, column));
}

/** Row: letters of the piece used; column: letters of the paste. The piece may begin and end anywhere. */
function editTable(piece: Uint8Array, letters: Uint8Array, from: number, width: number): Uint16Array {
    const cost = new Uint16Array((piece.length + 1) * width);
    for (let row = 1; row <= piece.length; row++) {
        const here = row * width;
        const above = here - width;
        const letter = piece[row - 1];
        cost[here] = row;
        for (let column = 1; column < width; column++) {
            const same = letter === letters[from + column - 1];
            let best = (cost[above + column - 1] ?? 0) + (same ? 0 : 1);
            best = Math.min(best, (cost[above + column] ?? 0) + 1, (cost[here + column - 1] ?? 0) + 1);
            if (row > 1 && column > 1 && isSwap(piece, row, letters, from + column)) {
                best = Math.min(best, (cost[above - width + column - 2] ?? 0) + 1);
            }
            cost[here + column] = best;
        }
    }
    return cost;
}

function isSwap(piece: Uint8Array, row: number, letters: Uint8Array, end: number): boolean {
    return piece[row - 1] === letters[end - 2] && piece[row - 2] === letters[end - 1];
}

/** `same` letter or edit, with the letters of the paste it takes. */
interface Step {
    same: boolean;
    start: number;
    end: number;
}

function steps(
    piece: Uint8Array,
    letters: Uint8Array,
    from: number,
    width: number,
    cost: Uint16Array,
    lastColumn: number,
): Step[] {
    const back: Step[] = [];
    let row = piece.length;
    let column = lastColumn;
    const at = (rows: number, columns: number) => cost[rows * width + columns] ?? 0;
    while (row > 0) {
        const end = from + column;
        const here = at(row, column);
        const same = column > 0 && piece[row - 1] === letters[end - 1];
        if (column > 0 && here === at(row - 1, column - 1) + (same ? 0 : 1)) {
            back.push({ same, start: end - 1, end });
            row--;
            column--;
        } else if (row > 1 && column > 1 && isSwap(piece, row, letters, end) && here === at(row - 2, column - 2) + 1) {
            back.push({ same: true, start: end - 1, end }, { same: false, start: end - 2, end: end - 1 });
            row -= 2;
            column -= 2;
        } else if (here === at(row - 1, column) + 1) {
            back.push({ same: false, start: end, end });
            row--;
        } else {
            back.push({ same: false, start: end - 1, end });
            column--;
        }
    }
    return back.reverse();
}

/** The run of steps in which the letters that agree outweigh the edits the most. */
function bestPart(all: Step[]): Aligned | undefined {
    let best: (Aligned & { score: number }) | undefined;
    let run = { score: 0, start: 0, end: 0, matched: 0, edits: 0 };
    for (const { same, start, end } of all) {
        if (run.score <= 0) {
            run = { score: 0, start, end, matched: 0, edits: 0 };
        }
        run.score += same ? 1 : -editWeight;
        run.end = end;
        if (same) {
            run.matched++;
        } else {
            run.edits++;
        }
        if (same && run.score > (best?.score ?? 0)) {
            best = { ...run };
        }
    }
    return best && { start: best.start, end: best.end, matched: best.matched, edits: best.edits };
}
