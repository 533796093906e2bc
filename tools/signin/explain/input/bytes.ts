/** From bytes to text, and what is no text at all. Never throws; time is linear. */

/** The first bytes of files that people hand in instead of text, with what to do about it. */
const signatures: { bytes: number[]; at?: number; what: string }[] = [
    { bytes: [0x89, 0x50, 0x4e, 0x47], what: "a PNG picture: copy its words" },
    { bytes: [0xff, 0xd8, 0xff], what: "a JPEG picture: copy its words" },
    { bytes: [0x47, 0x49, 0x46, 0x38], what: "a GIF picture: copy its words" },
    { bytes: [0x57, 0x45, 0x42, 0x50], at: 8, what: "a WebP picture: copy its words" },
    { bytes: [0x66, 0x74, 0x79, 0x70], at: 4, what: "a picture or film (HEIC, MP4): copy its words" },
    { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], what: "a PDF: copy its words" },
    { bytes: [0x50, 0x4b, 0x03, 0x04], what: "a zip archive or an Office document: unpack it, or copy its words" },
    { bytes: [0x50, 0x4b, 0x05, 0x06], what: "an empty zip archive" },
    { bytes: [0x1f, 0x8b], what: "a gzip file that is damaged: pack it again" },
    { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: "an Outlook message or an old Office document: copy its words" },
    { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: "a 7-Zip archive: unpack it" },
    { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: "a Zstandard file: unpack it" },
];

/** What the bytes are, where they are no text. */
export function binaryKind(bytes: Uint8Array): string | undefined {
    return signatures.find(({ bytes: start, at = 0 }) => start.every((byte, index) => bytes[at + index] === byte))
        ?.what;
}

interface DecodedText {
    text: string;
    /** Whether each character was one byte, so that the bytes can be had back as Latin-1. */
    latin1: boolean;
    /** What the bytes were, where they were not UTF-8. */
    note?: string;
}

/**
 * UTF-8, or UTF-16 as Windows PowerShell's `>` and Notepad write it, with or without a byte order mark. What is neither is
 * read as Latin-1: the clouds' own texts are ASCII. Undefined for bytes that are no text.
 */
export function textOf(bytes: Uint8Array): DecodedText | undefined {
    const encoding = encodingOf(bytes);
    if (encoding !== "utf-8") {
        const text = new TextDecoder(encoding).decode(bytes);
        return { text, latin1: false, note: `the input is ${encoding.toUpperCase()}` };
    }
    if (looksBinary(bytes)) {
        return undefined;
    }
    try {
        return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), latin1: false };
    } catch {
        const text = Buffer.from(bytes).toString("latin1");
        return { text, latin1: true, note: "the input is not UTF-8 and was read as Latin-1" };
    }
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
    const [first, second, third, fourth] = bytes;
    if (first === 0xff && second === 0xfe) {
        return "utf-16le";
    }
    if (first === 0xfe && second === 0xff) {
        return "utf-16be";
    }
    // Without a mark: ASCII characters alternate with zeros.
    if (bytes.length % 2 === 0 && first !== 0 && second === 0 && third !== 0 && fourth === 0) {
        return "utf-16le";
    }
    if (bytes.length % 2 === 0 && first === 0 && second !== 0 && third === 0 && fourth !== 0) {
        return "utf-16be";
    }
    return "utf-8";
}

/** More than one in fifty of the first bytes is a control character that no text has. */
function looksBinary(bytes: Uint8Array): boolean {
    const start = bytes.subarray(0, 4096);
    const controls = start.reduce((count, byte) => count + (byte < 9 || (byte > 13 && byte < 27) ? 1 : 0), 0);
    return controls > start.length / 50;
}
