import { readSync } from "node:fs";
import { UsageError } from "./errors";

let takenBy: string | undefined;
const pieceBytes = 65_536;
const waitMs = 10;

/** All of standard input, once: `reader` says for what. A terminal or pipe that has nothing yet is waited for. */
export function readStandardInput(reader: string): Buffer {
    if (takenBy !== undefined) {
        throw new UsageError(`${reader} -: standard input was read already, for ${takenBy}; give a file`);
    }
    takenBy = reader;
    const pieces: Buffer[] = [];
    for (let piece = readPiece(); piece.length > 0; piece = readPiece()) {
        pieces.push(piece);
    }
    return Buffer.concat(pieces);
}

function readPiece(): Buffer {
    const piece = Buffer.alloc(pieceBytes);
    for (;;) {
        try {
            return piece.subarray(0, readSync(0, piece));
        } catch (error) {
            const { code } = error as NodeJS.ErrnoException;
            if (code === "EOF") {
                return Buffer.alloc(0);
            }
            if (code !== "EAGAIN") {
                throw error;
            }
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMs);
        }
    }
}
