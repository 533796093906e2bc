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

const allPieces: Piece[] = wordings.flatMap(({ pieces }) => pieces);

/** By their letters: the pieces that have them, and how far before their end. */
const seeds = new Map<number, { piece: number; offset: number }[]>();
for (const [piece, { letters }] of allPieces.entries()) {
    forEachSeed(letters, (key, place) => {
        seeds.set(key, [...(seeds.get(key) ?? []), { piece, offset: letters.length - place }]);
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

/** For each piece the few places where most of it may stand: the diagonals with the most seeds. */
function placesOf(letters: Uint8Array): Aligned[][] {
    // Pieces begin after the start of the letters or, cut off, before it: their length keeps diagonals positive.
    const counts = allPieces.map((piece) => new Uint16Array((letters.length + piece.letters.length) / stride + 2));
    forEachSeed(letters, (key, position) => {
        for (const { piece, offset } of seeds.get(key) ?? []) {
            const counted = counts[piece] as Uint16Array;
            const diagonal = Math.floor((position + offset) / stride);
            counted[diagonal] = (counted[diagonal] ?? 0) + 1;
            counted[diagonal + 1] = (counted[diagonal + 1] ?? 0) + 1;
        }
    });
    return allPieces.map((piece, index) => {
        const enough = Math.max(3, Math.min(20, Math.floor(piece.letters.length / 4)));
        const best: { diagonal: number; count: number }[] = [];
        counts[index]?.forEach((count, diagonal) => {
            if (count >= enough) {
                best.push({ diagonal, count });
            }
        });
        best.sort((one, other) => other.count - one.count);
        return best.slice(0, closeLooks).flatMap(({ diagonal }) => closeLook(piece, letters, diagonal) ?? []);
    });
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
