import { type Aligned, align } from "./alignment";
import { type Piece, type Wording, wordings } from "./wordings";

/** A wording found among the letters: its pieces in order, some of them perhaps missing. */
export interface Found {
    wording: Wording;
    pieces: (Aligned & { piece: number })[];
    matched: number;
    edits: number;
    start: number;
    end: number;
}

/** Letters that must agree in a row to be looked at. */
const seed = 4;
/** Places of the same piece that are looked at closely. */
const closeLooks = 6;
/** Diagonals in one count: room for letters that are missing or too many. */
const stride = 8;
/** Letters that a value in a place may have. */
const longestValue = 300;

interface Tracked {
    piece: Piece;
    /** Seeds on the same diagonal that make a place worth a close look. */
    enough: number;
    counts: Uint16Array;
    diagonals: Int32Array;
    best: { diagonal: number; count: number }[];
}

const seeds = new Map<number, number[]>();
const allPieces: Piece[] = wordings.flatMap(({ pieces }) => pieces);
for (const [index, { letters }] of allPieces.entries()) {
    forEachSeed(letters, (key, offset) => {
        const places = seeds.get(key) ?? [];
        places.push(index, offset);
        seeds.set(key, places);
    });
}

/**
 * Every wording of the catalogue that stands, at least in part, among the letters: a wording of one piece at the few
 * places where it agrees most, the others at their best. Takes time linear in the number of letters.
 */
export function searchWordings(letters: Uint8Array): Found[] {
    const places = placesOf(letters);
    let next = 0;
    return wordings.flatMap((wording) => {
        const located = wording.pieces.flatMap((_piece, piece) =>
            (places[next + piece] ?? []).map((aligned) => ({ ...aligned, piece })),
        );
        next += wording.pieces.length;
        return chains(wording, located);
    });
}

/** For each piece the few places where most of it may stand. */
function placesOf(letters: Uint8Array): Aligned[][] {
    const tracked = allPieces.map(track);
    forEachSeed(letters, (key, position) => {
        const hits = seeds.get(key);
        for (let hit = 0; hits !== undefined && hit < hits.length; hit += 2) {
            const piece = tracked[hits[hit] ?? 0];
            // Pieces begin after the start of the letters or, cut off, before it: `length` keeps diagonals positive.
            const diagonal = position - (hits[hit + 1] ?? 0) + (piece?.piece.letters.length ?? 0);
            count(piece, Math.floor(diagonal / stride));
            count(piece, Math.floor(diagonal / stride) + 1);
        }
    });
    return tracked.map((each) => {
        for (let slot = 0; slot < each.counts.length; slot++) {
            keep(each, slot);
        }
        return each.best.flatMap(({ diagonal }) => closeLook(each.piece, letters, diagonal) ?? []);
    });
}

function track(piece: Piece): Tracked {
    const size = Math.ceil(piece.letters.length / stride) + 4;
    return {
        piece,
        enough: Math.max(3, Math.min(20, Math.floor(piece.letters.length / 4))),
        counts: new Uint16Array(size),
        diagonals: new Int32Array(size).fill(-1),
        best: [],
    };
}

/** Counts go round in a ring: letters come in order, so a diagonal that is overtaken gets no more hits. */
function count(tracked: Tracked | undefined, diagonal: number): void {
    if (tracked === undefined) {
        return;
    }
    const slot = diagonal % tracked.counts.length;
    if (tracked.diagonals[slot] !== diagonal) {
        keep(tracked, slot);
        tracked.diagonals[slot] = diagonal;
        tracked.counts[slot] = 0;
    }
    tracked.counts[slot] = (tracked.counts[slot] ?? 0) + 1;
}

function keep({ best, counts, diagonals, enough }: Tracked, slot: number): void {
    const hits = counts[slot] ?? 0;
    const worst = best.at(-1);
    if (hits < enough || (best.length === closeLooks && hits <= (worst?.count ?? 0))) {
        return;
    }
    best.push({ diagonal: diagonals[slot] ?? 0, count: hits });
    best.sort((one, other) => other.count - one.count);
    best.length = Math.min(best.length, closeLooks);
}

function closeLook({ letters: piece }: Piece, letters: Uint8Array, diagonal: number): Aligned | undefined {
    const start = diagonal * stride - piece.length;
    const room = stride * 2 + Math.floor(piece.length / 4);
    const from = Math.max(0, start - room);
    const to = Math.min(letters.length, start + piece.length + room);
    return to <= from ? undefined : align(piece, letters, from, to);
}

/** The pieces in their order, with room for the values between them, that agree the most. */
function chains(wording: Wording, located: (Aligned & { piece: number })[]): Found[] {
    const inOrder = located.sort((one, other) => one.piece - other.piece || one.start - other.start);
    const all: Found[] = [];
    for (const place of inOrder) {
        let longest: Found | undefined;
        for (const before of all) {
            const last = before.pieces.at(-1);
            const gap = place.start - before.end;
            if (last !== undefined && last.piece < place.piece && gap >= -2 && gap <= longestValue) {
                longest = longest === undefined || score(before) > score(longest) ? before : longest;
            }
        }
        all.push({
            wording,
            pieces: [...(longest?.pieces ?? []), place],
            matched: (longest?.matched ?? 0) + place.matched,
            edits: (longest?.edits ?? 0) + place.edits,
            start: longest?.start ?? place.start,
            end: place.end,
        });
    }
    all.sort((one, other) => score(other) - score(one));
    return wording.pieces.length === 1 ? all : all.slice(0, 1);
}

function score({ matched, edits }: Found): number {
    return matched - edits;
}

function forEachSeed(letters: Uint8Array, see: (key: number, position: number) => void): void {
    let key = 0;
    for (let index = 0; index < letters.length; index++) {
        key = (key * 36 + (letters[index] ?? 0)) % 36 ** seed;
        if (index >= seed - 1) {
            see(key, index - seed + 1);
        }
    }
}
