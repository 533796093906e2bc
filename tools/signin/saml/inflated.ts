import { constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

/** No response is longer: AWS takes 100,000 characters of base64. */
const limits = { maxOutputLength: 1_000_000, finishFlush: constants.Z_SYNC_FLUSH };

/** The XML text in deflated bytes (raw, zlib or gzip), as far as they go; undefined where there is none, or too much. */
export function inflated(bytes: Uint8Array): string | undefined {
    for (const inflate of [gunzipSync, inflateSync, inflateRawSync]) {
        try {
            const text = inflate(bytes, limits).toString("utf8");
            if (/^[\ufeff\s]*</.test(text)) {
                return text;
            }
        } catch {
            // Another format.
        }
    }
    return undefined;
}

/** By the beginning, which inflates to less than too much. */
export const isDeflated = (bytes: Uint8Array): boolean => inflated(bytes.subarray(0, 512)) !== undefined;
