/** UTF-8, or UTF-16 as PowerShell's `>` writes it; without the byte order mark. */
export function decode(bytes: Buffer): string {
    return bytes.toString(isUtf16(bytes) ? "utf16le" : "utf8").replace(/^\ufeff/, "");
}

/** The bytes of a changed text, in the encoding of the text that was there. */
export function encodeAs(before: Buffer, text: string): Buffer {
    const mark = isUtf16(before) || before.subarray(0, 3).equals(utf8Mark) ? "\ufeff" : "";
    return Buffer.from(mark + text, isUtf16(before) ? "utf16le" : "utf8");
}

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);

const isUtf16 = (bytes: Buffer) => bytes[0] === 0xff && bytes[1] === 0xfe;
