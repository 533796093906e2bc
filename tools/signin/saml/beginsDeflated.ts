/**
 * Whether bytes begin as a deflated XML text (RFC 1951, with the header of zlib or without), by the head of the first block
 * alone, or as a gzip file; nothing is inflated. A fixed block must begin with the code of `<`; the code lengths of a dynamic
 * one must fill its code space exactly, which one random text in a hundred does.
 */
export function beginsDeflated(bytes: Uint8Array): boolean {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
        return true;
    }
    const zlib = bytes[0] === 0x78 && (0x7800 + (bytes[1] ?? 0)) % 31 === 0;
    let position = zlib ? 16 : 0;
    const bits = (count: number) => {
        let value = 0;
        for (let bit = 0; bit < count; bit++, position++) {
            value |= (((bytes[position >> 3] ?? 0) >> (position & 7)) & 1) << bit;
        }
        return value;
    };
    bits(1);
    const type = bits(2);
    if (type === 1) {
        // Huffman codes come most significant bit first: `<` is 0x30 + 0x3c.
        return Array.from({ length: 8 }, () => bits(1)).join("") === "01101100";
    }
    const [literals, distances] = [bits(5), bits(5)];
    if (type !== 2 || literals > 29 || distances > 29) {
        return false;
    }
    const lengths = Array.from({ length: bits(4) + 4 }, () => bits(3)).filter((length) => length > 0);
    return lengths.reduce((sum, length) => sum + 2 ** -length, 0) === 1;
}
